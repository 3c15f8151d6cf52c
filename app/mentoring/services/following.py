"""The log of meetings with a team, and the notes of those who accompany it."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.mentoring.letters import tell_met, tell_noted
from app.mentoring.models import MentorMeeting, MentorNote
from app.projects.models import Project

MOST_LINES = 200  # meetings, and notes, of one project
TEXT_MAX = 4000


def log_meeting(meeting: MentorMeeting, *, by: Person) -> MentorMeeting:
    """Write down a meeting; the team is told. Raises Refused for a day to come, or a date without its next step."""
    if meeting.held_on > clock.today():
        raise Refused(_("Cette rencontre n’a pas encore eu lieu : notez-la après."), "held_on")
    if meeting.next_on and not meeting.next_step:
        raise Refused(_("Dites ce qu’il y a à faire à cette date."), "next_step")
    if meeting.next_on and meeting.next_on < meeting.held_on:
        raise Refused(_("La suite vient après la rencontre : choisissez une date plus tardive."), "next_on")
    _check_room(MentorMeeting, meeting.project)
    meeting.written_by_id = by.id
    db.session.add(meeting)
    db.session.flush()
    audit.record("meeting.log", meeting, by=by, project=meeting.project.public_id)
    tell_met(meeting, by=by)
    return meeting


def remove_meeting(meeting: MentorMeeting, *, by: Person) -> None:
    """Take back what one wrote of a meeting."""
    audit.record("meeting.remove", meeting, by=by, project=meeting.project.public_id)
    db.session.delete(meeting)


def write_note(project: Project, text: str, *, is_shared: bool, by: Person) -> MentorNote:
    """Note something, for those of the programme or for the team too, which is told then."""
    _check_room(MentorNote, project)
    note = MentorNote(project=project, author_id=by.id, text=text.strip(), is_shared=is_shared)
    db.session.add(note)
    db.session.flush()
    audit.record("note.write", note, by=by, project=project.public_id, shared=is_shared)
    if is_shared:
        tell_noted(note, by=by)
    return note


def remove_note(note: MentorNote, *, by: Person) -> None:
    """Take back a note of one's own."""
    audit.record("note.remove", note, by=by, project=note.project.public_id)
    db.session.delete(note)


def _check_room(model: type[MentorMeeting] | type[MentorNote], project: Project) -> None:
    with db.session.no_autoflush:
        many = db.session.scalar(select(func.count()).select_from(model).where(model.project_id == project.id)) or 0
    if many >= MOST_LINES:
        raise Refused(_("Le suivi de ce projet est plein : retirez d’anciennes lignes."))
