"""The news of mentoring: somebody accompanies a project, is asked to be replaced, stops; a note is shared."""

from flask_babel import lazy_gettext

from app.accounts.models import Person
from app.core.text import day
from app.mentoring.models import MentorMeeting, MentorNote, Mentorship
from app.notifications.services import notify, notify_all
from app.notifications.services.telling import Said
from app.notifications.topics import Topic
from app.projects.models import Project


def tell_accepted(mentorship: Mentorship, *, by: Person) -> None:
    """Tell the team who accompanies it, and the mentor when somebody else decided."""
    project, person = mentorship.project, mentorship.mentor.person
    said = lazy_gettext(
        "%(who)s accompagne désormais le projet « %(title)s ». Vous pouvez demander quelqu’un d’autre, à tout moment.",
        who=person.name,
        title=project.title,
    )
    _team_news(project, said, by)
    asked = lazy_gettext("Vous accompagnez désormais le projet « %(title)s ».", title=project.title)
    notify(person, Topic.STAFF_WORK, lazy_gettext("Un projet à accompagner"), asked, link=_page(project), by=by)


def tell_change_asked(mentorship: Mentorship, reason: str, staff: list[Person], *, by: Person) -> None:
    """Tell the mentor and the staff whom the project belongs to."""
    project = mentorship.project
    said = lazy_gettext(
        "L’équipe du projet « %(title)s » demande à être accompagnée par quelqu’un d’autre.", title=project.title
    )
    subject = lazy_gettext("Une équipe demande quelqu’un d’autre")
    notify_all([mentorship.mentor.person, *staff], Topic.STAFF_WORK, subject, said, reason, link=_page(project), by=by)


def tell_ended(mentorship: Mentorship, reason: str, *, by: Person) -> None:
    """Tell the team, and the mentor when somebody else ended it."""
    project, who = mentorship.project, mentorship.mentor.person
    said = lazy_gettext("%(who)s n’accompagne plus le projet « %(title)s ».", who=who.name, title=project.title)
    _team_news(project, said, by, reason)
    subject = lazy_gettext("Un accompagnement finit")
    notify(who, Topic.STAFF_WORK, subject, said, reason, link=_page(project), by=by)


def tell_met(meeting: MentorMeeting, *, by: Person) -> None:
    """Tell the team that the account of a meeting is written."""
    said = lazy_gettext(
        "%(who)s a écrit le compte rendu de la rencontre du %(day)s.", who=by.name, day=day(meeting.held_on)
    )
    _team_news(meeting.project, said, by)


def tell_noted(note: MentorNote, *, by: Person) -> None:
    """Tell the team that a note is shared with it."""
    said = lazy_gettext("%(who)s a écrit une note pour votre équipe.", who=by.name)
    _team_news(note.project, said, by)


def _team_news(project: Project, said: Said, by: Person, more: str = "") -> None:
    team = [project.holder, *(member.person for member in project.members)]
    about = lazy_gettext("Votre projet « %(title)s »", title=project.title)
    notify_all(team, Topic.MY_PROJECT, said, said, about, more, link=_page(project), by=by)


def _page(project: Project) -> str:
    return f"/accompagnement/projets/{project.public_id}"
