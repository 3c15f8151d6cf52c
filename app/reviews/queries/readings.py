"""What is read of readings: who reads a dossier, whose marks may be seen, their exact means, where they lie apart."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.core.extensions import db
from app.projects.models import Project, Proposal
from app.reviews.models import Reconciliation, ReconciliationMessage, Review, Score
from app.reviews.queries.grids import grid_of
from app.reviews.status import ACTIVE, ReviewStatus
from app.rounds.models import Round
from moderation.labelling.grids import Divergence, Grid, divergences, means


def reviews_of(proposal: Proposal) -> Sequence[Review]:
    """Everybody's reading of a proposal, in the order they were asked for."""
    query = (
        select(Review)
        .where(Review.proposal_id == proposal.id)
        .options(joinedload(Review.reviewer).lazyload(Person.role_grants), joinedload(Review.scores))
    )
    return db.session.scalars(query.order_by(Review.id)).unique().all()


def review_by(proposal: Proposal, person: Person) -> Review | None:
    """One person's own reading."""
    return db.session.scalar(select(Review).where(Review.proposal_id == proposal.id, Review.reviewer_id == person.id))


def review_by_public_id(public_id: str) -> Review | None:
    """The reading of that public identifier; the door decides who sees it."""
    proposal = joinedload(Review.proposal)
    query = select(Review).where(Review.public_id == public_id)
    query = query.options(proposal.joinedload(Proposal.project).selectinload(Project.members))
    return db.session.scalar(query)


def reader_ids(proposal: Proposal) -> set[int]:
    """The keys of those who read a dossier or have read it."""
    query = select(Review.reviewer_id).where(Review.proposal_id == proposal.id, Review.status.in_(ACTIVE))
    return set(db.session.scalars(query))


def finished(reviews: Iterable[Review]) -> list[Review]:
    """Those whose marks count."""
    return [review for review in reviews if review.status is ReviewStatus.FINISHED]


def are_open(reviews: Sequence[Review], reconciliation: Reconciliation | None) -> bool:
    """Whether readers may see each other's marks: all have finished, or a reconciliation was opened."""
    return reconciliation is not None or all(review.status is not ReviewStatus.ASSIGNED for review in reviews)


def reviews_open_to(
    person: Person, reviews: Sequence[Review], reconciliation: Reconciliation | None, *, decides: bool
) -> list[Review]:
    """The finished readings this person may see: one's own always; those of others once they are open.

    Before, nobody sees them, not even whoever decides; a reader who has not finished does not until a reconciliation.
    """
    mine = next((review for review in reviews if review.reviewer_id == person.id), None)
    own = [mine] if mine and mine.status in ACTIVE and mine.scores else []
    reads = mine.status is ReviewStatus.FINISHED if mine and mine.status in ACTIVE else decides
    if not reads or not are_open(reviews, reconciliation):
        return own
    return [review for review in reviews if review.status is ReviewStatus.FINISHED]


def marks_of(reviews: Iterable[Review]) -> list[dict[str, int]]:
    """The marks that count, one mapping a reader."""
    return [
        {score.criterion: score.points for score in review.scores if score.points is not None}
        for review in finished(reviews)
    ]


def divergences_of(reviews: Iterable[Review], grid: Grid) -> list[Divergence]:
    """On which criteria the readers lie apart, by the rule of the grid."""
    return divergences(marks_of(reviews), grid)


def mean_scores(proposal: Proposal) -> dict[str, Fraction]:
    """The exact mean of each criterion of the grid over the readings that count, out of 4; empty without any."""
    query = select(Score.review_id, Score.criterion, Score.points).join(Review, Review.id == Score.review_id)
    query = query.where(Review.proposal_id == proposal.id, Review.status == ReviewStatus.FINISHED)
    marks: dict[int, dict[str, int]] = {}
    for review_id, criterion, points in db.session.execute(query.order_by(Score.id)):
        if points is not None:
            marks.setdefault(review_id, {})[criterion] = points
    found = means(marks.values())
    return {key: found[key] for key in grid_of(proposal.round).keys if key in found}


def reconciliation_of(proposal: Proposal) -> Reconciliation | None:
    """The last reconciliation of a dossier, open or closed."""
    query = select(Reconciliation).where(Reconciliation.proposal_id == proposal.id)
    return db.session.scalar(query.order_by(Reconciliation.id.desc()).limit(1))


def messages_of(reconciliation: Reconciliation) -> Sequence[ReconciliationMessage]:
    """What was said, with who said it."""
    author = joinedload(ReconciliationMessage.author).lazyload(Person.role_grants)
    query = select(ReconciliationMessage).where(ReconciliationMessage.reconciliation_id == reconciliation.id)
    return db.session.scalars(query.options(author).order_by(ReconciliationMessage.id)).all()


def next_number(round_: Round) -> int:
    """The number the next label gives: one more than the highest in the round."""
    return (db.session.scalar(select(func.max(Proposal.number)).where(Proposal.round_id == round_.id)) or 0) + 1
