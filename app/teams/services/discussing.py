"""Remarks beside a field of the dossier: a thread is opened, answered, resolved, opened again."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.projects.models import Project
from app.teams.letters import tell_remark
from app.teams.models import Remark, Thread

REMARK_MAX = 2000
MOST_OPEN = 30  # threads beside one field


def open_thread(project: Project, place: str, text: str, *, by: Person) -> Thread:
    """Begin a talk beside a field; the rest of the team is told. Raises Refused when many are open there."""
    here = (Thread.project_id == project.id, Thread.place == place, Thread.resolved_at.is_(None))
    if (db.session.scalar(select(func.count()).where(*here)) or 0) >= MOST_OPEN:
        raise Refused(_("Trente remarques sont ouvertes ici : réglez-en d’abord quelques-unes."), "text")
    thread = Thread(project=project, place=place)
    db.session.add(thread)
    _write(thread, text, by)
    audit.record("remark.write", thread, by=by, project=project.public_id, place=place)
    return thread


def answer(thread: Thread, text: str, *, by: Person) -> None:
    """Go on with the talk; a resolved one opens again."""
    thread.resolved_at = thread.resolved_by_id = None
    _write(thread, text, by)
    audit.record("remark.write", thread, by=by, project=thread.project.public_id, place=thread.place)


def resolve(thread: Thread, *, by: Person) -> None:
    """Fold the talk away: what it asked is done, or answered."""
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by_id, thread.waits_since = clock.now(), by.id, None
        audit.record("remark.resolve", thread, by=by, project=thread.project.public_id)


def reopen(thread: Thread, *, by: Person) -> None:
    """Take the talk up again."""
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by_id = None
        audit.record("remark.reopen", thread, by=by, project=thread.project.public_id)


def _write(thread: Thread, text: str, by: Person) -> None:
    """Keep the words; from outside the team they wait for its answer, from inside they are one."""
    if not text.strip():
        raise Refused(_("Écrivez votre remarque."), "text")
    project = thread.project
    before = {remark.author_id: remark.author for remark in thread.remarks}
    thread.remarks.append(Remark(author=by, text=text.strip()))
    inside = by.id in project.team_ids
    thread.waits_since = None if inside else thread.waits_since or clock.now()
    db.session.flush()
    team = {project.holder_id: project.holder} | {member.person_id: member.person for member in project.members}
    told = (before if before else team) | ({} if inside else team)
    tell_remark(thread, [person for key, person in told.items() if key != by.id], by)
