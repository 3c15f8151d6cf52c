"""What the labelling desk reads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered, declared
from app.core.extensions import db
from app.ideas.models import Idea
from app.projects.models import Member, Project, Proposal
from app.projects.policy import in_team
from app.projects.queries import in_team_of
from app.projects.status import ProjectStatus, ProposalStatus
from app.reviews.models import Checklist, Review, Score
from app.reviews.queries.grids import Admissible, admissible_all
from app.reviews.status import ACTIVE, ReviewStatus
from app.rounds.figures import before_closing
from app.rounds.models import PhaseKind, Round
from app.rounds.queries import round_ids_in_phase
from app.rounds.status import RoundStatus
from moderation.labelling.grids import Grid, divergences


@dataclass(frozen=True)
class Waiting:
    """A proposal on the desk: how many people have marked it, how many are reading, what this person has to do."""

    proposal: Proposal
    reviews: int
    reading: int
    is_given: bool
    own: ReviewStatus | None
    is_mine: bool

    @property
    def is_sent_back(self) -> bool:
        """Whether its holder is completing it."""
        project = self.proposal.project
        return project is not None and project.status is ProjectStatus.TO_COMPLETE

    @property
    def is_to_mark(self) -> bool:
        """Whether this person is asked to read it and has not finished; where staff asked nobody, everybody is."""
        if self.is_mine or self.is_sent_back:
            return False
        return self.own is ReviewStatus.ASSIGNED or (self.own is None and not self.is_given)

    @property
    def is_decidable(self) -> bool:
        """Whether it was marked and nobody is still reading."""
        return bool(self.reviews) and not self.reading


def desk_of(person: Person) -> list[Waiting]:
    """Every proposal to examine, in three queries at most: mine to mark first, then the oldest."""
    rows = (
        db.session.scalars(
            _proposals()
            .where(Proposal.status == ProposalStatus.ENTERED, _reached_by(person))
            .order_by(Proposal.created_at, Proposal.id)
        )
        .unique()
        .all()
    )
    query = select(Review.proposal_id, Review.status, Review.reviewer_id, Review.assigned_by_id)
    found: dict[int, list[Reading]] = {proposal.id: [] for proposal in rows}
    for proposal_id, status, reader, asked_by in db.session.execute(query.where(Review.proposal_id.in_(found))):
        found[proposal_id].append(Reading(status, reader, asked_by))
    waiting = [_waiting_for(person, proposal, found[proposal.id]) for proposal in rows]
    return sorted(waiting, key=lambda one: not one.is_to_mark)


class Reading(NamedTuple):
    """One reading of a dossier, as the desk counts it."""

    status: ReviewStatus
    reader: int
    asked_by: int | None


def _waiting_for(person: Person, proposal: Proposal, readings: Sequence[Reading]) -> Waiting:
    statuses = [one.status for one in readings]
    own = next((one.status for one in readings if one.reader == person.id), None)
    given = any(one.asked_by is not None and one.status in ACTIVE for one in readings)
    done, reading = statuses.count(ReviewStatus.FINISHED), statuses.count(ReviewStatus.ASSIGNED)
    return Waiting(proposal, done, reading, given, own, in_team(person, proposal))


def rounds_of(person: Person) -> Sequence[Round]:
    """The rounds with dossiers that this person's roles reach, of published rounds, the latest first."""
    query = select(Round).where(Round.status == RoundStatus.PUBLISHED, covered(person, Round, Role.STAFF))
    query = query.where(exists().where(Proposal.round_id == Round.id, Proposal.project_id.is_not(None)))
    query = query.options(lazyload(Round.phases), lazyload(Round.envelopes), lazyload(Round.rulebooks))
    return db.session.scalars(query.order_by(Round.year.desc(), Round.id.desc())).all()


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


def to_score(person: Person) -> tuple[int, datetime | None]:
    """How many dossiers this person is to mark and has not (where staff asked nobody, everybody is); the oldest day."""
    own = exists().where(Review.proposal_id == Proposal.id, Review.reviewer_id == person.id)
    asked = own.where(Review.status == ReviewStatus.ASSIGNED)
    given = exists().where(Review.proposal_id == Proposal.id, Review.status.in_(ACTIVE))
    given = given.where(Review.assigned_by_id.is_not(None))
    return _waiting(person, _reached_by(person), or_(asked, ~own & ~given))


def to_decide(person: Person) -> tuple[int, datetime | None]:
    """How many dossiers are marked and wait for a decision this person may take, and when the oldest came."""
    reviewed = exists().where(Review.proposal_id == Proposal.id, Review.status == ReviewStatus.FINISHED)
    reading = exists().where(Review.proposal_id == Proposal.id, Review.status == ReviewStatus.ASSIGNED)
    decides = covered(person, Proposal, Role.STAFF)
    own = or_(Proposal.decided_by_id.is_(None), Proposal.decided_by_id != person.id)
    return _waiting(person, decides, reviewed, ~reading, own)


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


def entered_of(round_: Round) -> Sequence[Proposal]:
    """The dossiers of a round that wait for a decision, the oldest first: their names only."""
    query = select(Proposal).where(Proposal.round_id == round_.id, Proposal.status == ProposalStatus.ENTERED)
    query = query.options(lazyload("*"))
    return db.session.scalars(query.order_by(Proposal.created_at, Proposal.id)).all()


@dataclass(frozen=True)
class Line:
    """One dossier of a round as staff follow it."""

    proposal: Proposal
    done: int
    reading: int
    is_apart: bool
    admissible: Admissible | None


def lines_of(proposals: Sequence[Proposal], grid: Grid, checklist: Checklist | None) -> list[Line]:
    """Where each dossier stands: readings finished and open, marks that lie apart, admissibility. Two questions."""
    said = admissible_all(checklist, proposals)
    statuses: dict[int, dict[int, ReviewStatus]] = {one.id: {} for one in proposals}
    marks: dict[int, dict[int, dict[str, int]]] = {one.id: {} for one in proposals}
    query = select(Review.proposal_id, Review.id, Review.status, Score.criterion, Score.points)
    query = query.join(Score, Score.review_id == Review.id, isouter=True).where(Review.proposal_id.in_(marks))
    for proposal_id, review_id, status, criterion, points in db.session.execute(query):
        statuses[proposal_id][review_id] = status
        if status is ReviewStatus.FINISHED and points is not None:
            marks[proposal_id].setdefault(review_id, {})[criterion] = points
    return [
        Line(
            one,
            [*statuses[one.id].values()].count(ReviewStatus.FINISHED),
            [*statuses[one.id].values()].count(ReviewStatus.ASSIGNED),
            bool(divergences(marks[one.id].values(), grid)),
            said.get(one.id),
        )
        for one in proposals
    ]


def load_by_reader(round_: Round) -> Counter[int]:
    """How many dossiers of a round each person reads or has read, by their key."""
    query = select(Review.reviewer_id, func.count()).join(Proposal, Proposal.id == Review.proposal_id)
    query = query.where(Proposal.round_id == round_.id, Review.status.in_(ACTIVE))
    return Counter(dict(db.session.execute(query.group_by(Review.reviewer_id)).all()))


def loads_of(round_: Round) -> list[tuple[str, int, int]]:
    """Each reader of a round: name, readings finished, readings open; by name."""
    finished = func.sum(case((Review.status == ReviewStatus.FINISHED, 1), else_=0))
    reading = func.sum(case((Review.status == ReviewStatus.ASSIGNED, 1), else_=0))
    query = select(Person.name, finished, reading).join(Review, Review.reviewer_id == Person.id)
    query = query.join(Proposal, Proposal.id == Review.proposal_id)
    query = query.where(Proposal.round_id == round_.id, Review.status.in_(ACTIVE))
    return [
        (name, done, open_) for name, done, open_ in db.session.execute(query.group_by(Person.id).order_by(Person.name))
    ]


def dossier_by_public_id(public_id: str) -> Proposal | None:
    """The dossier of that public identifier with its team and the phases of its round; the door decides who sees it."""
    round_, project = joinedload(Proposal.round), joinedload(Proposal.project)
    query = select(Proposal).where(Proposal.public_id == public_id)
    query = query.options(
        round_.lazyload(Round.rulebooks),
        round_.lazyload(Round.envelopes),
        project.lazyload(Project.answers),
        project.joinedload(Project.holder).lazyload(Person.role_grants),
        project.selectinload(Project.members).joinedload(Member.person).lazyload(Person.role_grants),
    )
    return db.session.scalar(query)
