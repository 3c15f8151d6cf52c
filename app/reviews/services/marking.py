"""What a reader does: keep a draft, finish, take it up again while blind, change a mark with a reason, recuse.

Whoever writes holds the proposal's row first: a decision and a mark at the same instant come one after the other.
"""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects import services as projects
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews import queries
from app.reviews.models import Review, Score, ScoreChange
from app.reviews.services.assigning import replace_reader
from app.reviews.services.phases import require_labelling
from app.reviews.status import ReviewStatus
from moderation.labelling.grids import MARKS, Grid


class Mark(NamedTuple):
    """What a reader gives on one criterion: points, why, and the line of the frozen dossier that shows it."""

    points: int | None
    reason: str = ""
    place: int | None = None


Marks = Mapping[str, Mark | tuple[int, str]]


def save_draft(proposal: Proposal, marks: Marks, *, by: Person) -> Review:
    """Keep what is written so far; nothing counts and nobody else sees it. Raises Refused like write_review()."""
    review = _hold(proposal, by)
    if review.status is ReviewStatus.FINISHED:
        raise Refused(_("Vos notes sont données : reprenez d’abord votre lecture pour les changer."))
    _give(review, queries.grid_of(proposal.round), marks)
    audit.record("review.draft", review, by=by, proposal=proposal.public_id)
    return review


def write_review(proposal: Proposal, marks: Marks, *, by: Person) -> Review:
    """Give one's marks: 0 to 4 points and a reason on each criterion of the grid, alone and without seeing the others.

    Raises Refused outside the labelling phase, once decided, when a mark or its reason is missing, once the readings
    are open, or for somebody who has a conflict of interest.
    """
    review = _hold(proposal, by)
    grid = queries.grid_of(proposal.round)
    for criterion in grid.criteria:
        mark = Mark(*marks.get(criterion.key, (None,)))
        if mark.points not in MARKS or not mark.reason.strip():
            raise Refused(
                _("%(criterion)s : donnez de 0 à 4 points, et votre raison.", criterion=_(criterion.name)),
                criterion.key,
            )
    _give(review, grid, marks)
    points = {score.criterion: score.points for score in review.scores}
    advance(review, "finish", by=by, proposal=proposal.public_id, points=points)
    db.session.flush()
    return review


def _hold(proposal: Proposal, by: Person) -> Review:
    """Hold the dossier and find or begin one's reading of it."""
    projects.hold(proposal)
    if proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : les notes ne changent plus."))
    require_labelling(proposal)
    if why := queries.conflicts_in([proposal]).get((proposal.id, by.id)):
        raise Refused(queries.sentence_of(why))
    review = queries.review_by(proposal, by)
    if review is None:
        review = Review(proposal=proposal, reviewer=by, scores=[], status=ReviewStatus.ASSIGNED)
        db.session.add(review)
        db.session.flush()
        audit.record("review.begin", review, by=by, proposal=proposal.public_id)
    _require_writable(review)
    return review


def _require_writable(review: Review) -> None:
    if review.status is ReviewStatus.RELEASED:
        raise Refused(_("Cette lecture vous a été retirée : %(reason)s", reason=review.reason or ""))
    if review.status not in (ReviewStatus.ASSIGNED, ReviewStatus.FINISHED):
        raise Refused(_("Vous ne lisez plus ce dossier : %(reason)s", reason=review.reason or ""))
    if review.status is ReviewStatus.FINISHED and has_seen_others(review):
        raise Refused(_("Vous voyez les notes des autres : changez les vôtres une à une, en disant pourquoi."))


def has_seen_others(review: Review) -> bool:
    """Whether the marks of somebody else are open to a reader who has finished."""
    reviews = queries.reviews_of(review.proposal)
    others = [one for one in queries.finished(reviews) if one.id != review.id]
    return bool(others) and queries.are_open(reviews, queries.reconciliation_of(review.proposal))


def _give(review: Review, grid: Grid, marks: Marks) -> None:
    row = queries.grid_row(review.proposal.round)
    review.written_at, review.grid_id = clock.now(), row.id if row else None
    kept = {score.criterion: score for score in review.scores}
    for key in grid.keys:
        mark = Mark(*marks.get(key, (None,)))
        if mark.points is None and not mark.reason.strip() and key not in kept:
            continue
        score = kept.get(key) or Score(criterion=key)
        score.points, score.reason, score.place = mark.points, mark.reason.strip(), _place(review, mark.place)
        if key not in kept:
            review.scores.append(score)
    if row is not None and row.frozen_at is None and any(score.points is not None for score in review.scores):
        row.frozen_at = clock.now()
        audit.record("grid.freeze", row, by=None, number=row.number)
    db.session.flush()


def _place(review: Review, place: int | None) -> int | None:
    return place if place is not None and 0 <= place < len(review.proposal.answers) else None


def resume(review: Review, *, by: Person) -> None:
    """Take up again a reading one had finished. Raises Refused once the marks of others are open."""
    projects.hold(review.proposal)
    if review.proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : les notes ne changent plus."))
    if has_seen_others(review):
        raise Refused(_("Vous voyez les notes des autres : changez les vôtres une à une, en disant pourquoi."))
    advance(review, "resume", by=by, proposal=review.proposal.public_id)
    db.session.flush()


def change_mark(review: Review, criterion: str, points: int, reason: str, *, by: Person) -> None:
    """Change a mark after having seen those of the others: both are kept.

    Raises Refused without a reason, without a change, once decided, or while the readings are blind.
    """
    projects.hold(review.proposal)
    if review.proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : les notes ne changent plus."))
    require_labelling(review.proposal)
    if review.status is not ReviewStatus.FINISHED or not has_seen_others(review):
        raise Refused(_("Les notes des autres ne sont pas encore ouvertes : reprenez plutôt votre lecture."))
    score = next((score for score in review.scores if score.criterion == criterion), None)
    if score is None or score.points is None or points not in MARKS:
        raise Refused(_("Choisissez un nombre de points, de 0 à 4."), "points")
    if score.points == points:
        raise Refused(_("C’est déjà votre note : choisissez-en une autre, ou gardez-la."), "points")
    if not reason.strip():
        raise Refused(_("Dites pourquoi vous changez cette note : les deux sont gardées."), "reason")
    db.session.add(ScoreChange(score_id=score.id, before=score.points, after=points, reason=reason.strip()))
    before, score.points = score.points, points
    db.session.flush()
    db.session.expire(score, ["changes"])
    facts = {"criterion": criterion, "before": before, "after": points, "proposal": review.proposal.public_id}
    audit.record("review.change", review, by=by, **facts)


def recuse(review: Review, reason: str, *, by: Person) -> Review | None:
    """Step back from a dossier, for a reason staff reads; gives the reading of whoever reads it instead, if anybody."""
    projects.hold(review.proposal)
    if review.proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : il n’est plus temps de se récuser."))
    review.reason = reason.strip()
    advance(review, "recuse", by=by, reason=review.reason, proposal=review.proposal.public_id)
    db.session.flush()
    return replace_reader(review.proposal, by=by)
