"""What the labelling desk reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered, declared
from app.core.extensions import db
from app.ideas.models import Idea
from app.projects.models import Member, Project, Proposal
from app.projects.policy import in_team
from app.projects.queries import in_team_of
from app.projects.status import ProjectStatus, ProposalStatus
from app.reviews.models import Criterion, Review, Score
from app.rounds.figures import before_closing
from app.rounds.models import PhaseKind, Round
from app.rounds.queries import round_ids_in_phase


@dataclass(frozen=True)
class Waiting:
    """A proposal on the desk: how many people scored it, and what this person has to do with it."""

    proposal: Proposal
    reviews: int
    is_scored_by_me: bool
    is_mine: bool

    @property
    def is_sent_back(self) -> bool:
        """Whether its holder is completing it."""
        project = self.proposal.project
        return project is not None and project.status is ProjectStatus.TO_COMPLETE


def desk_of(person: Person) -> list[Waiting]:
    """Every proposal to examine, in three queries at most: mine to score first, then the oldest."""
    rows = (
        db.session.scalars(
            _proposals()
            .where(Proposal.status == ProposalStatus.ENTERED, _reached_by(person))
            .order_by(Proposal.created_at, Proposal.id)
        )
        .unique()
        .all()
    )
    ids = [proposal.id for proposal in rows]
    counts = dict(
        db.session.execute(
            select(Review.proposal_id, func.count()).where(Review.proposal_id.in_(ids)).group_by(Review.proposal_id)
        ).all()
    )
    scored = set(
        db.session.scalars(
            select(Review.proposal_id).where(Review.reviewer_id == person.id, Review.proposal_id.in_(ids))
        )
    )
    waiting = [Waiting(p, counts.get(p.id, 0), p.id in scored, in_team(person, p)) for p in rows]
    return sorted(waiting, key=lambda w: w.is_scored_by_me or w.is_mine or w.is_sent_back)


def _reached_by(person: Person) -> ColumnElement[bool]:
    return covered(person, Proposal, Role.REVIEWER, Role.STAFF)


def decided(person: Person, status: ProposalStatus) -> Sequence[Proposal]:
    """The decided proposals of one status that this person's roles reach: by number, then the latest first."""
    query = _proposals().where(Proposal.status == status, Proposal.project_id.is_not(None), _reached_by(person))
    return (
        db.session.scalars(
            query.order_by(Proposal.round_id.desc(), Proposal.number, Proposal.status_at.desc(), Proposal.id)
        )
        .unique()
        .all()
    )


def reviews_of(proposal: Proposal) -> Sequence[Review]:
    """Everybody's reading of a proposal, in the order of writing."""
    query = (
        select(Review)
        .where(Review.proposal_id == proposal.id)
        .options(joinedload(Review.reviewer).lazyload(Person.role_grants))
    )
    return db.session.scalars(query.order_by(Review.id)).all()


def reviews_open_to(person: Person, reviews: Sequence[Review], *, decides: bool) -> list[Review]:
    """Those this person may read: one's own first, written unseen by others' scores; all for whoever decides."""
    has_written = any(review.reviewer_id == person.id for review in reviews)
    return list(reviews) if has_written or decides else []


def to_score(person: Person) -> tuple[int, datetime | None]:
    """How many dossiers this person may score now and has not, and when the oldest came."""
    mine = exists().where(Review.proposal_id == Proposal.id, Review.reviewer_id == person.id)
    return _waiting(person, _reached_by(person), ~mine)


def to_decide(person: Person) -> tuple[int, datetime | None]:
    """How many dossiers have a review and wait for a decision this person may take, and when the oldest came."""
    reviewed = exists().where(Review.proposal_id == Proposal.id)
    decides = covered(person, Proposal, Role.STAFF)
    return _waiting(
        person, decides, reviewed, or_(Proposal.decided_by_id.is_(None), Proposal.decided_by_id != person.id)
    )


def _waiting(person: Person, *conditions: ColumnElement[bool]) -> tuple[int, datetime | None]:
    """Entered where labelling is open (or contestation, once reopened), not sent back, not one's own, none declared."""
    query = select(func.count(), func.min(Proposal.created_at)).join(Proposal.project, isouter=True)
    query = query.where(
        Proposal.status == ProposalStatus.ENTERED,
        or_(
            Proposal.round_id.in_(round_ids_in_phase(PhaseKind.LABELLING)),
            and_(
                Proposal.decided_by_id.is_not(None),  # refused, then opened again
                Proposal.round_id.in_(round_ids_in_phase(PhaseKind.CONTESTATION)),
            ),
        ),
        or_(
            Proposal.project_id.is_(None),
            and_(Project.status != ProjectStatus.TO_COMPLETE, ~in_team_of(person), *_free_of(person)),
        ),
        Proposal.public_id.not_in(declared(person, "proposal")),
        Proposal.round_id.not_in(select(Round.id).where(Round.public_id.in_(declared(person, "round")))),
        *conditions,
    )
    number, since = db.session.execute(query).one()
    return number, since


def _free_of(person: Person) -> list[ColumnElement[bool]]:
    """The projects in which nothing was declared: neither they, nor their idea, nor anybody of their team."""
    ideas = select(Idea.id).where(Idea.public_id.in_(declared(person, "idea")))
    holders = select(Person.id).where(Person.public_id.in_(declared(person, "person")))
    return [
        Project.public_id.not_in(declared(person, "project")),
        or_(Project.idea_id.is_(None), Project.idea_id.not_in(ideas)),
        Project.holder_id.not_in(holders),
        ~exists().where(Member.project_id == Project.id, Member.person_id.in_(holders)),
    ]


def review_by(proposal: Proposal, person: Person) -> Review | None:
    """One person's own reading."""
    return db.session.scalar(select(Review).where(Review.proposal_id == proposal.id, Review.reviewer_id == person.id))


def mean_scores(proposal: Proposal) -> dict[Criterion, Fraction]:
    """The exact mean of each criterion over the reviews, out of 4; empty without a review."""
    points: dict[Criterion, list[int]] = {criterion: [] for criterion in Criterion}
    query = select(Score.criterion, Score.points).join(Review, Review.id == Score.review_id)
    for criterion, given in db.session.execute(query.where(Review.proposal_id == proposal.id).order_by(Score.id)):
        points[criterion].append(given)
    return {criterion: Fraction(sum(given), len(given)) for criterion, given in points.items() if given}


def next_number(round: Round) -> int:
    """The number the next label gives: one more than the highest in the round."""
    return (db.session.scalar(select(func.max(Proposal.number)).where(Proposal.round_id == round.id)) or 0) + 1


def _proposals() -> Select[Proposal]:
    project = joinedload(Proposal.project)
    return select(Proposal).options(
        lazyload(Proposal.round),
        project.lazyload(Project.answers),
        project.lazyload(Project.holder),
        project.selectinload(Project.members),
        project.lazyload(Project.municipality),
    )


@before_closing(PhaseKind.LABELLING)
@before_closing(PhaseKind.CONTESTATION)
def decisions_at_closing(round_: Round) -> list[tuple[str, int]]:
    """How many dossiers have the label, do not have it, or wait for a decision."""
    counted = select(Proposal.status, func.count()).where(Proposal.round_id == round_.id).group_by(Proposal.status)
    counts = dict(db.session.execute(counted).all())
    return [
        (_("Projets labellisés"), counts.get(ProposalStatus.LABELLED, 0)),
        (_("Labels refusés"), counts.get(ProposalStatus.REFUSED, 0)),
        (_("Dossiers sans décision"), counts.get(ProposalStatus.ENTERED, 0)),
    ]
