"""Staff build the grid and the checklist of a round, version after version, and look at each point of a dossier."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.projects import services as projects
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews import queries
from app.reviews.models import AdmissibilityCheck, Checklist, ScoringGrid, Verdict
from app.rounds.models import Round
from moderation.labelling.grids import MOST_CRITERIA, Fault, Grid, GridCriterion, GridError

MOST_POINTS = 15


def write_grid(round_: Round, grid: Grid, *, by: Person, seen: int | None = None) -> ScoringGrid:
    """Keep the next version of the grid. Raises Refused once a mark was given by it or the rulebook is frozen.

    `seen`: the number of the version the page was opened on (0: none yet); Stale when there is a newer one.
    """
    db.session.scalar(select(Round.id).where(Round.id == round_.id).with_for_update())  # no mark comes in between
    last = queries.grid_row(round_)
    number = last.number if last else 0
    if seen is not None and seen != number:
        raise Stale
    if queries.is_frozen(round_):
        raise Refused(_("La grille est figée : des notes sont déjà données, ou le vote a été ouvert."))
    row = ScoringGrid(
        round=round_,
        number=number + 1,
        criteria=[criterion.as_dict() for criterion in grid.criteria],
        alert_from=grid.alert_from,
        written_by_id=by.id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("grid.write", row, by=by, round=round_.public_id, number=row.number, weights=grid.weights)
    return row


def set_criterion(round_: Round, criterion: GridCriterion, *, by: Person, seen: int | None = None) -> ScoringGrid:
    """Add a criterion to the grid, or change it. Raises Refused with what is wrong with it."""
    try:
        grid = queries.grid_of(round_).with_criterion(criterion)
    except GridError as error:
        raise Refused(sentence_of(error.fault), "name" if error.fault is Fault.TWICE else "") from None
    return write_grid(round_, grid, by=by, seen=seen)


def remove_criterion(round_: Round, key: str, *, by: Person) -> ScoringGrid:
    """Take a criterion out of the grid. Raises Refused for the last one."""
    try:
        grid = queries.grid_of(round_).without(key)
    except GridError as error:
        raise Refused(sentence_of(error.fault)) from None
    return write_grid(round_, grid, by=by)


def set_alert(round_: Round, alert_from: int, *, by: Person, seen: int | None = None) -> ScoringGrid:
    """Say how far apart two marks must lie to ask for a reconciliation: from 1 to 4."""
    if not 1 <= alert_from <= 4:
        raise Refused(_("De un à quatre points d’écart."), "alert_from")
    return write_grid(round_, Grid(queries.grid_of(round_).criteria, alert_from), by=by, seen=seen)


def sentence_of(fault: Fault) -> str:
    """What is wrong with a grid, for the screen."""
    return {
        Fault.EMPTY: _("Une grille a au moins un critère."),
        Fault.TOO_MANY: _("%(n)s critères au plus : au-delà, les notes ne veulent plus rien dire.", n=MOST_CRITERIA),
        Fault.TWICE: _("Un autre critère porte déjà ce nom."),
        Fault.WEIGHT: _("Le poids est un nombre entier, de 1 à 10."),
        Fault.ANCHORS: _("Écrivez une phrase pour chaque note, de 0 à 4."),
        Fault.QUESTIONS: _("Huit questions au plus par critère."),
    }[fault]


def new_key(name: str) -> str:
    """The key of a new criterion, from its name: it stays when the name changes."""
    return f"c-{hashlib.sha256(name.strip().casefold().encode()).hexdigest()[:8]}"


def write_checklist(round_: Round, texts: Sequence[str], *, by: Person, seen: int | None = None) -> Checklist:
    """Keep the next version of the points of admissibility; what was said of a point that keeps its words stays.

    Raises Refused for none, too many or two that are the same; Stale when there is a newer version than `seen`.
    """
    last = queries.checklist_of(round_)
    number = last.number if last else 0
    if seen is not None and seen != number:
        raise Stale
    words = [" ".join(text.split()) for text in texts if text.strip()]
    if not words:
        raise Refused(_("Écrivez au moins un point à vérifier."), "points")
    if len(words) > MOST_POINTS or len(set(words)) < len(words):
        raise Refused(_("Quinze points au plus, tous différents."), "points")
    points = [{"key": hashlib.sha256(text.encode()).hexdigest()[:10], "text": text} for text in words]
    row = Checklist(round=round_, number=number + 1, points=points, written_by_id=by.id)
    db.session.add(row)
    db.session.flush()
    audit.record("checklist.write", row, by=by, round=round_.public_id, number=row.number, points=len(points))
    return row


class Said(NamedTuple):
    """What is said of one point; no verdict: not looked at yet."""

    verdict: Verdict | None
    reason: str = ""


def check_points(proposal: Proposal, said: Mapping[str, Said], *, by: Person) -> None:
    """Say of each point whether the dossier meets it. Raises Refused for "no" or "to complete" without a reason."""
    projects.hold(proposal)
    if proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : l’état est maintenant « %(status)s ».", status=proposal.status_label))
    checklist = queries.checklist_of(proposal.round)
    if checklist is None:
        raise Refused(_("Aucun point n’est à vérifier dans cette édition : écrivez-les d’abord."))
    kept = queries.checks_of(proposal)
    for point in checklist.points:
        given = said.get(point["key"], Said(None))
        if given.verdict is None:
            continue
        if given.verdict is not Verdict.YES and not given.reason.strip():
            raise Refused(_("Dites ce qui manque, ou pourquoi non."), f"{point['key']}_reason")
        check = kept.get(point["key"]) or AdmissibilityCheck(proposal=proposal, point=point["key"])
        check.asked, check.verdict, check.reason = point["text"], given.verdict, given.reason.strip()
        check.checklist_id, check.checked_by_id, check.checked_at = checklist.id, by.id, clock.now()
        db.session.add(check)
    db.session.flush()
    verdicts = {check.point: check.verdict.value for check in queries.checks_of(proposal).values()}
    audit.record("proposal.check", proposal, by=by, checklist=checklist.number, verdicts=verdicts)
