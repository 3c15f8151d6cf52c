"""What is read of grids and checklists: the version in force, whether it may still change, what was checked."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.extensions import db
from app.projects.models import Proposal
from app.reviews.default_grid import DEFAULT_GRID
from app.reviews.models import AdmissibilityCheck, Checklist, Review, Score, ScoringGrid, Verdict
from app.rounds import queries as rounds
from app.rounds.counting import weigh
from app.rounds.models import Round
from moderation.labelling.grids import Grid, read_grid


def grid_row(round_: Round) -> ScoringGrid | None:
    """The last version staff wrote for a round."""
    query = select(ScoringGrid).where(ScoringGrid.round_id == round_.id)
    return db.session.scalar(query.order_by(ScoringGrid.number.desc()).limit(1))


def grid_of(round_: Round) -> Grid:
    """The grid in force in a round."""
    return read(grid_row(round_))


def read(row: ScoringGrid | None) -> Grid:
    """A stored version as the rules of labelling know it; without one, the three criteria of the programme."""
    return read_grid(row.criteria, row.alert_from) if row else DEFAULT_GRID


def grid_versions(round_: Round) -> Sequence[ScoringGrid]:
    """Every version, the last one first."""
    query = select(ScoringGrid).where(ScoringGrid.round_id == round_.id)
    return db.session.scalars(query.order_by(ScoringGrid.number.desc())).all()


def is_frozen(round_: Round) -> bool:
    """Whether the grid no longer changes: a mark was given by it, or the vote froze the rulebook."""
    given = select(Score.id).join(Review).join(Proposal, Proposal.id == Review.proposal_id)
    given = given.where(Proposal.round_id == round_.id, Score.points.is_not(None))
    return rounds.is_frozen(round_) or db.session.scalar(given.limit(1)) is not None


@weigh
def weights_of(round_: Round) -> dict[str, int]:
    """What each criterion weighs in the count of a round."""
    return grid_of(round_).weights


def checklist_of(round_: Round) -> Checklist | None:
    """The version of the checklist in force."""
    query = select(Checklist).where(Checklist.round_id == round_.id)
    return db.session.scalar(query.order_by(Checklist.number.desc()).limit(1))


def checks_of(proposal: Proposal) -> dict[str, AdmissibilityCheck]:
    """What was looked at in a dossier, by the key of the point."""
    query = select(AdmissibilityCheck).where(AdmissibilityCheck.proposal_id == proposal.id)
    return {check.point: check for check in db.session.scalars(query)}


class Admissible(StrEnum):
    """What the points say of a dossier as a whole."""

    UNCHECKED = "unchecked"
    YES = "yes"
    TO_COMPLETE = "to_complete"
    NO = "no"


ADMISSIBLE_NAMES = {
    Admissible.UNCHECKED: _("recevabilité à vérifier"),
    Admissible.YES: _("recevable"),
    Admissible.TO_COMPLETE: _("à compléter"),
    Admissible.NO: _("non recevable"),
}
ADMISSIBLE_TONES = {
    Admissible.UNCHECKED: "wait",
    Admissible.YES: "done",
    Admissible.TO_COMPLETE: "now",
    Admissible.NO: "no",
}


def admissible(checklist: Checklist | None, verdicts: dict[str, Verdict]) -> Admissible | None:
    """What the points in force say; None in a round that has no checklist."""
    if checklist is None:
        return None
    given = [verdicts.get(point["key"]) for point in checklist.points]
    if Verdict.NO in given:
        return Admissible.NO
    if Verdict.TO_COMPLETE in given:
        return Admissible.TO_COMPLETE
    return Admissible.UNCHECKED if None in given else Admissible.YES


def admissible_all(checklist: Checklist | None, proposals: Iterable[Proposal]) -> dict[int, Admissible]:
    """The same for many dossiers of a round, by their key; empty without a checklist."""
    if checklist is None:
        return {}
    keys = [proposal.id for proposal in proposals]
    query = select(AdmissibilityCheck.proposal_id, AdmissibilityCheck.point, AdmissibilityCheck.verdict)
    found: dict[int, dict[str, Verdict]] = {key: {} for key in keys}
    for key, point, verdict in db.session.execute(query.where(AdmissibilityCheck.proposal_id.in_(keys))):
        found[key][point] = verdict
    said = {key: admissible(checklist, verdicts) for key, verdicts in found.items()}
    return {key: one for key, one in said.items() if one is not None}
