"""What is read of teams: invitations, hand-overs, tasks and remarks."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.accounts.models import Person
from app.core import clock, links
from app.core.extensions import db
from app.projects.models import Member, Project, Step, StepField
from app.projects.queries import WHOLE
from app.teams.models import Handover, Remark, Task, TeamInvitation, Thread
from app.teams.status import HandoverStatus

LINK = "team.invitation"  # what an invitation's link is signed for
PRESENTATION = "presentation"


def member_by_public_id(public_id: str) -> Member | None:
    """Somebody's place in a team, with its project."""
    return db.session.scalar(
        select(Member).where(Member.public_id == public_id).options(joinedload(Member.project).options(*WHOLE))
    )


# --- invitations and hand-overs ---------------------------------------------------------------------------------


def token_of(invitation: TeamInvitation) -> str:
    """What the link of an invitation holds: its identifier, signed; no name, no address."""
    return links.sign(LINK, invitation.public_id)


def team_invitation_by_token(token: str) -> TeamInvitation | None:
    """The invitation of a link, still open or not; None when one sign of it was changed."""
    public_id = links.read(LINK, token)
    return team_invitation_by_public_id(public_id) if public_id else None


def team_invitation_by_public_id(public_id: str) -> TeamInvitation | None:
    """The invitation of that public identifier, with its project."""
    query = select(TeamInvitation).where(TeamInvitation.public_id == public_id)
    return db.session.scalar(query.options(joinedload(TeamInvitation.project).options(*WHOLE)))


def open_invitations(project: Project) -> Sequence[TeamInvitation]:
    """Those with which somebody may still join, latest first."""
    query = select(TeamInvitation).where(
        TeamInvitation.project_id == project.id,
        TeamInvitation.revoked_at.is_(None),
        TeamInvitation.used < TeamInvitation.most,
        TeamInvitation.expires_at > clock.now(),
    )
    return db.session.scalars(query.order_by(TeamInvitation.id.desc())).all()


def handover_by_public_id(public_id: str) -> Handover | None:
    """The hand-over of that public identifier, with its project."""
    query = select(Handover).where(Handover.public_id == public_id)
    return db.session.scalar(query.options(joinedload(Handover.project).options(*WHOLE)))


def offered_handover(project: Project) -> Handover | None:
    """The hand-over that waits for an answer."""
    query = select(Handover).where(Handover.project_id == project.id, Handover.status == HandoverStatus.OFFERED)
    return db.session.scalar(query.options(joinedload(Handover.to).lazyload(Person.role_grants)))


# --- tasks --------------------------------------------------------------------------------------------------------


def task_by_public_id(public_id: str) -> Task | None:
    """The task of that public identifier, with its project."""
    return db.session.scalar(
        select(Task).where(Task.public_id == public_id).options(joinedload(Task.project).options(*WHOLE))
    )


def tasks_waiting_for(person: Person) -> Sequence[Task]:
    """What somebody has still to do, by its day; in every project."""
    query = select(Task).where(Task.assignee_id == person.id, Task.done_at.is_(None))
    query = query.options(joinedload(Task.project).lazyload("*"), lazyload(Task.assignee))
    return db.session.scalars(query.order_by(Task.due_on.is_(None), Task.due_on, Task.id)).all()


def offers_to(person: Person) -> Sequence[Handover]:
    """The projects that somebody is asked to lead and has not answered."""
    query = select(Handover).where(Handover.to_id == person.id, Handover.status == HandoverStatus.OFFERED)
    names = (joinedload(Handover.project).lazyload("*"), joinedload(Handover.offered_by).lazyload("*"))
    return db.session.scalars(query.options(*names).order_by(Handover.id)).all()


def tasks_of(project: Project) -> Sequence[Task]:
    """What is to do by its day (those without come after), then what is done, latest first."""
    query = select(Task).where(Task.project_id == project.id)
    order = (Task.done_at.is_not(None), Task.done_at.desc(), Task.due_on.is_(None), Task.due_on, Task.id)
    return db.session.scalars(
        query.options(joinedload(Task.assignee).lazyload(Person.role_grants)).order_by(*order)
    ).all()


def open_work(project: Project) -> tuple[int, int]:
    """How many tasks are to do, and how many threads of remarks are open: one query for both."""
    tasks = select(func.count()).where(Task.project_id == project.id, Task.done_at.is_(None))
    threads = select(func.count()).where(Thread.project_id == project.id, Thread.resolved_at.is_(None))
    found = db.session.execute(select(tasks.scalar_subquery(), threads.scalar_subquery())).one()
    return found[0], found[1]


# --- remarks ------------------------------------------------------------------------------------------------------


def project_with_place(public_id: str, place: str) -> Project | None:
    """The project of that public identifier, when its dossier has a field of that key."""
    query = select(Project).where(Project.public_id == public_id)
    if place != PRESENTATION:
        field = select(StepField.id).join(Step, Step.id == StepField.step_id)
        query = query.where(field.where(Step.round_id == Project.round_id, StepField.key == place).exists())
    return db.session.scalar(query.options(*WHOLE))


def threads_of(project: Project, place: str = "") -> Sequence[Thread]:
    """The threads of a dossier, or of one field: open ones first, oldest first."""
    query = _threads().where(Thread.project_id == project.id)
    query = query.where(Thread.place == place) if place else query
    return db.session.scalars(query.order_by(Thread.resolved_at.is_not(None), Thread.id)).all()


def thread_by_public_id(public_id: str) -> Thread | None:
    """The thread of that public identifier, with its project."""
    return db.session.scalar(
        _threads().where(Thread.public_id == public_id).options(joinedload(Thread.project).options(*WHOLE))
    )


def open_threads(project: Project) -> dict[str, int]:
    """How many open threads stand beside each field that has some."""
    query = select(Thread.place, func.count()).where(Thread.project_id == project.id, Thread.resolved_at.is_(None))
    return dict(db.session.execute(query.group_by(Thread.place)).all())


def _threads() -> Select[Thread]:
    remarks = selectinload(Thread.remarks).options(joinedload(Remark.author).lazyload(Person.role_grants))
    return select(Thread).options(remarks)
