"""What is read of committees: who sits, sittings, agendas, what links a member to a dossier."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.accounts.models import Interest, Person, Role
from app.accounts.scopes import covered
from app.committees.models import AgendaItem, CommitteeMember, Recusal, Sitting
from app.committees.status import Outcome, SittingStatus
from app.core import clock
from app.core.extensions import db
from app.organisations.models import Mandate
from app.projects.models import Hosting, Project, Proposal
from app.projects.status import HostingStatus, ProjectStatus, ProposalStatus
from app.rounds.models import Round
from app.rounds.queries import LATEST
from moderation.committee import Quorum

BARE = (lazyload(Round.phases), lazyload(Round.envelopes), lazyload(Round.rulebooks))


class Strength(NamedTuple):
    """Who may decide: members with a vote, those who are there, how many are needed."""

    members: int
    present: int
    needed: int
    is_met: bool


def members_of(round_: Round) -> Sequence[CommitteeMember]:
    """Everybody who sits or sat in the committee of a round: the chair first, then by name."""
    query = (
        select(CommitteeMember)
        .join(CommitteeMember.person)
        .where(CommitteeMember.round_id == round_.id)
        .options(joinedload(CommitteeMember.person).lazyload(Person.role_grants))
    )
    found = db.session.scalars(query.order_by(Person.name, CommitteeMember.id)).all()
    order = ["chair", "member", "observer"]
    return sorted(found, key=lambda member: order.index(member.seat))


def sitting_members(sitting: Sitting) -> list[CommitteeMember]:
    """Those whose term runs on the day of the sitting."""
    return [member for member in members_of(sitting.round) if member.sits_on(_day(sitting))]


def _day(sitting: Sitting) -> date:
    return clock.paris(sitting.held_at).date()


def member_of(person: Person, sitting: Sitting) -> CommitteeMember | None:
    """The seat the person has in that sitting."""
    query = select(CommitteeMember).where(
        CommitteeMember.round_id == sitting.round_id, CommitteeMember.person_id == person.id
    )
    seat = db.session.scalar(query)
    return seat if seat is not None and seat.sits_on(_day(sitting)) else None


def seat_by_public_id(public_id: str) -> CommitteeMember | None:
    """One seat of a committee."""
    return db.session.scalar(select(CommitteeMember).where(CommitteeMember.public_id == public_id))


def sitting_by_public_id(public_id: str) -> Sitting | None:
    """One sitting, with its agenda."""
    items = selectinload(Sitting.items)
    query = select(Sitting).where(Sitting.public_id == public_id)
    return db.session.scalar(
        query.options(
            joinedload(Sitting.round).options(*BARE),
            items.joinedload(AgendaItem.proposal).options(lazyload(Proposal.round)),
        )
    )


def item_by_public_id(public_id: str) -> AgendaItem | None:
    """One dossier of an agenda, with what the page that shows it needs."""
    project = joinedload(AgendaItem.proposal).joinedload(Proposal.project)
    sitting = joinedload(AgendaItem.sitting)
    query = select(AgendaItem).where(AgendaItem.public_id == public_id)
    found = db.session.scalars(
        query.options(
            sitting.joinedload(Sitting.round).options(*BARE),
            sitting.joinedload(Sitting.presences),
            joinedload(AgendaItem.recusals),
            joinedload(AgendaItem.voices),
            project.lazyload(Project.answers),
            project.joinedload(Project.holder).lazyload(Person.role_grants),
            project.selectinload(Project.members),
        )
    )
    return found.unique().one_or_none()


def agenda_of(sitting: Sitting) -> list[str]:
    """The public identifiers of the dossiers of a sitting, in order: to turn from one to the next."""
    query = select(AgendaItem.public_id).where(AgendaItem.sitting_id == sitting.id)
    return list(db.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def sittings_of(person: Person) -> Sequence[Sitting]:
    """The sittings this person prepares or sits in, the next first, then the latest held."""
    mine = exists().where(CommitteeMember.round_id == Sitting.round_id, CommitteeMember.person_id == person.id)
    query = select(Sitting).where(_reached_by(person) | mine)
    return db.session.scalars(
        query.options(
            joinedload(Sitting.round).options(*BARE), lazyload(Sitting.items), lazyload(Sitting.presences)
        ).order_by(Sitting.held_at.desc(), Sitting.id)
    ).all()


def sizes_of(sittings: Sequence[Sitting]) -> dict[int, int]:
    """How many dossiers each sitting has."""
    keys = [sitting.id for sitting in sittings]
    counted = select(AgendaItem.sitting_id, func.count()).where(AgendaItem.sitting_id.in_(keys))
    return dict(db.session.execute(counted.group_by(AgendaItem.sitting_id)).all())


def _reached_by(person: Person) -> ColumnElement[bool]:
    return covered(person, Sitting, Role.STAFF)


def rounds_of(person: Person) -> Sequence[Round]:
    """The published rounds whose committee this person may compose, latest first."""
    query = select(Round).where(covered(person, Round, Role.STAFF), Round.status == "published")
    return db.session.scalars(query.options(*BARE).order_by(*LATEST)).all()


def waiting_for_a_sitting(sitting: Sitting) -> Sequence[Proposal]:
    """The dossiers of the round that no sitting has on its agenda, but to adjourn them; oldest first."""
    dealt = exists().where(
        AgendaItem.proposal_id == Proposal.id,
        AgendaItem.sitting_id == Sitting.id,
        Sitting.status != SittingStatus.CANCELLED,
        (AgendaItem.sitting_id == sitting.id)
        | (AgendaItem.outcome.is_(None))
        | (AgendaItem.outcome != Outcome.ADJOURN),
    )
    return db.session.scalars(_entered(sitting.round).where(~dealt).order_by(Proposal.created_at, Proposal.id)).all()


def _entered(round_: Round) -> Select[Proposal]:
    query = select(Proposal).join(Project, Project.id == Proposal.project_id)
    return query.where(
        Proposal.round_id == round_.id,
        Proposal.status == ProposalStatus.ENTERED,
        Project.status != ProjectStatus.TO_COMPLETE,
    ).options(lazyload(Proposal.round), lazyload(Proposal.municipality))


def strength_of(sitting: Sitting, members: Sequence[CommitteeMember], item: AgendaItem | None = None) -> Strength:
    """The quorum of a sitting, or for one dossier without those who stepped back."""
    back = {each.member_id for each in item.recusals if each.steps_back} if item else set()
    voting = {member.id for member in members if member.votes} - back
    present = voting & {each.member_id for each in sitting.presences}
    quorum = Quorum(sitting.quorum_percent)
    return Strength(len(voting), len(present), quorum.needed(len(voting)), quorum.is_met(len(present), len(voting)))


def voters_on(item: AgendaItem, members: Sequence[CommitteeMember]) -> list[CommitteeMember]:
    """The members there who have a vote and did not step back."""
    there = {each.member_id for each in item.sitting.presences}
    back = {each.member_id for each in item.recusals if each.steps_back}
    return [member for member in members if member.votes and member.id in there - back]


class Link(NamedTuple):
    """What ties a member to a dossier; when it is certain the member steps back without being asked."""

    member: CommitteeMember
    why: str
    is_certain: bool


def links_of(item: AgendaItem, members: Sequence[CommitteeMember]) -> list[Link]:
    """The members tied to a dossier: of its team, of an organisation that carries it or of its team, by declaration."""
    project = item.proposal.project
    if project is None or not members:
        return []
    team, bodies = set(project.team_ids), _bodies([m.person_id for m in members], project)
    declared = _declared([member.person_id for member in members], item)
    found = []
    for member in members:
        if member.person_id in team:
            found.append(Link(member, _("de l’équipe du projet"), True))
        elif member.person_id in declared:
            found.append(Link(member, _("lien d’intérêt déclaré"), True))
        elif member.person_id in bodies:
            found.append(Link(member, _("même structure que l’équipe, ou structure qui porte le projet"), False))
    return found


def _bodies(people: list[int], project: Project) -> set[int]:
    """Those of the people who have a mandate where somebody of the team has one, or in what carries the project."""
    carrying = select(Hosting.organisation_id).where(
        Hosting.project_id == project.id, Hosting.status == HostingStatus.ACCEPTED
    )
    theirs = select(Mandate.organisation_id).where(Mandate.person_id.in_(project.team_ids), Mandate.ended_at.is_(None))
    query = select(Mandate.person_id).where(
        Mandate.person_id.in_(people),
        Mandate.ended_at.is_(None),
        Mandate.organisation_id.in_(carrying) | Mandate.organisation_id.in_(theirs),
    )
    return set(db.session.scalars(query))


def _declared(people: list[int], item: AgendaItem) -> set[int]:
    """Those of the people who declared an interest in the dossier, its project or its holder."""
    proposal, project = item.proposal, item.proposal.project
    subjects = [f"proposal:{proposal.public_id}"]
    if project is not None:
        subjects += [f"project:{project.public_id}", f"person:{project.holder.public_id}"]
    query = select(Interest.person_id).where(
        Interest.person_id.in_(people), Interest.subject.in_(subjects), Interest.withdrawn_at.is_(None)
    )
    return set(db.session.scalars(query))


def unsaid(item: AgendaItem) -> list[Recusal]:
    """The links about which nobody has said whether the member steps back, of those who are there."""
    there = {each.member_id for each in item.sitting.presences}
    return [each for each in item.recusals if each.steps_back is None and each.member_id in there]
