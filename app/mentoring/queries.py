"""What is read of mentoring: mentors, who accompanies what, meetings, notes, projects nobody accompanies."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person, Role, RoleGrant
from app.accounts.scopes import covered, declared
from app.core.extensions import db
from app.mentoring.models import Mentor, MentorMeeting, MentorNote, Mentorship
from app.mentoring.status import MentorshipStatus
from app.projects.models import Project
from app.projects.queries import WHOLE
from app.projects.status import ProjectStatus
from app.rounds.models import Round
from app.rounds.status import RoundStatus

WRITTEN = (ProjectStatus.DRAFT, ProjectStatus.TO_COMPLETE)
NAMED = lazyload(Person.role_grants)


# --- mentors ------------------------------------------------------------------------------------------------------


def mentor_by_public_id(public_id: str) -> Mentor | None:
    """The mentor of that public identifier, with their roles."""
    return db.session.scalar(select(Mentor).where(Mentor.public_id == public_id).options(joinedload(Mentor.person)))


def mentor_of(person: Person) -> Mentor | None:
    """What that person offers; None until they wrote it."""
    return db.session.scalar(select(Mentor).where(Mentor.person_id == person.id))


def mentors() -> Select[Mentor]:
    """Everybody who has the role and wrote their page, by name: to be read by pages."""
    query = select(Mentor).join(Person, Person.id == Mentor.person_id).where(_has_role(), Person.left_at.is_(None))
    return query.options(joinedload(Mentor.person)).order_by(Person.name, Mentor.id)


def free_mentors() -> Sequence[Mentor]:
    """Those who can take one more project, with their roles and the interests they declared."""
    query = mentors().where(Mentor.is_available, Mentor.load < Mentor.capacity)
    person = joinedload(Mentor.person)
    whole = (person.joinedload(Person.interests), person.joinedload(Person.role_grants))
    return db.session.scalars(query.options(*whole)).unique().all()


def _has_role() -> ColumnElement[bool]:
    return exists().where(RoleGrant.person_id == Mentor.person_id, RoleGrant.role == Role.MENTOR)


# --- who accompanies what -----------------------------------------------------------------------------------------


def project_by_public_id(public_id: str) -> Project | None:
    """The project of that public identifier with its team, without its answers: the follow-up does not show them."""
    query = select(Project).where(Project.public_id == public_id).options(*WHOLE, lazyload(Project.answers))
    return db.session.scalars(query.options(joinedload(Project.round).lazyload("*"))).unique().one_or_none()


def mentorship_by_public_id(public_id: str) -> Mentorship | None:
    """The accompaniment of that public identifier, with its project."""
    project = joinedload(Mentorship.project).options(*WHOLE)
    return db.session.scalar(_mentorships().where(Mentorship.public_id == public_id).options(project))


def mentorship_of(project: Project) -> Mentorship | None:
    """Who accompanies the project now."""
    current = (Mentorship.project_id == project.id, Mentorship.status != MentorshipStatus.ENDED)
    return db.session.scalar(_mentorships().where(*current))


def accompanied_by(mentor: Mentor) -> Sequence[Mentorship]:
    """The projects somebody accompanies now, oldest first: never more than their capacity."""
    query = select(Mentorship).where(Mentorship.mentor_id == mentor.id, Mentorship.status != MentorshipStatus.ENDED)
    project = joinedload(Mentorship.project).options(
        lazyload(Project.answers), joinedload(Project.holder).options(NAMED)
    )
    return db.session.scalars(query.options(project).order_by(Mentorship.id)).all()


def accompanied_projects(person: Person) -> Sequence[Project]:
    """The projects still being written that somebody accompanies now, oldest first."""
    query = select(Project).join(Mentorship, Mentorship.project_id == Project.id)
    query = query.join(Mentor, Mentor.id == Mentorship.mentor_id).where(Mentor.person_id == person.id)
    query = query.where(Mentorship.status != MentorshipStatus.ENDED, Project.status.in_(WRITTEN))
    return db.session.scalars(query.options(lazyload("*")).order_by(Mentorship.id)).all()


def _mentorships() -> Select[Mentorship]:
    return select(Mentorship).options(joinedload(Mentorship.mentor).joinedload(Mentor.person).options(NAMED))


def followed(actor: Person) -> Select[Project]:
    """The dossiers being written in public rounds that this person's roles reach, without declared interest."""
    query = select(Project).join(Round, Round.id == Project.round_id).where(Round.status == RoundStatus.PUBLISHED)
    query = query.where(covered(actor, Project, Role.MENTOR, Role.STAFF), Project.status.in_(WRITTEN))
    query = query.where(Project.public_id.not_in(declared(actor, "project")))
    holder, round_ = joinedload(Project.holder).options(NAMED), joinedload(Project.round).lazyload("*")
    return query.options(lazyload(Project.answers), holder, round_)


def waiting(actor: Person) -> Select[Project]:
    """The projects that nobody accompanies, or whose team asks for somebody else; oldest first."""
    settled = exists().where(Mentorship.project_id == Project.id, Mentorship.status == MentorshipStatus.ACTIVE)
    return followed(actor).where(~settled).order_by(Project.created_at, Project.id)


def count_waiting(actor: Person) -> Select[int, datetime | None]:
    """Counts: how many wait, and since when the first."""
    found = waiting(actor).with_only_columns(Project.created_at).order_by(None).subquery()
    return select(func.count(), func.min(found.c.created_at))


# --- meetings and notes -------------------------------------------------------------------------------------------


def meetings_of(project: Project) -> Sequence[MentorMeeting]:
    """The meetings of a project, latest first."""
    query = select(MentorMeeting).where(MentorMeeting.project_id == project.id)
    query = query.options(joinedload(MentorMeeting.written_by).options(NAMED))
    return db.session.scalars(query.order_by(MentorMeeting.held_on.desc(), MentorMeeting.id.desc())).all()


def meeting_by_public_id(public_id: str) -> MentorMeeting | None:
    """The meeting of that public identifier, with its project."""
    query = select(MentorMeeting).where(MentorMeeting.public_id == public_id)
    return db.session.scalar(query.options(joinedload(MentorMeeting.project).options(*WHOLE)))


def notes_of(project: Project, *, private: bool) -> Sequence[MentorNote]:
    """The notes on a project, latest first: all of them, or those shared with the team."""
    query = select(MentorNote).where(MentorNote.project_id == project.id)
    query = query if private else query.where(MentorNote.is_shared)
    return db.session.scalars(
        query.options(joinedload(MentorNote.author).options(NAMED)).order_by(MentorNote.id.desc())
    ).all()


def note_by_public_id(public_id: str) -> MentorNote | None:
    """The note of that public identifier, with its project."""
    query = select(MentorNote).where(MentorNote.public_id == public_id)
    return db.session.scalar(query.options(joinedload(MentorNote.project).options(*WHOLE)))
