"""Mentors say what they offer; a project is accepted by its mentor or by staff, within the capacity; it ends."""

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person, Role, RoleGrant
from app.accounts.policy import is_staff
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.mentoring import queries
from app.mentoring.letters import tell_accepted, tell_change_asked, tell_ended
from app.mentoring.matching import could_accompany
from app.mentoring.models import Mentor, Mentorship
from app.mentoring.status import MentorshipStatus
from app.projects.models import Project
from app.projects.status import ProjectStatus


def set_out(
    presentation: str, availability: str, themes: list[str], capacity: int, *, is_available: bool, by: Person
) -> Mentor:
    """Write down what one offers. Raises Refused for fewer projects than one accompanies now."""
    mentor = queries.mentor_of(by)
    if mentor is None:
        mentor = Mentor(person=by, load=0)
        db.session.add(mentor)
    else:
        _hold(mentor)
    if capacity < mentor.load:
        raise Refused(
            ngettext(
                "Vous accompagnez un projet : finissez d’abord cet accompagnement.",
                "Vous accompagnez %(num)s projets : finissez d’abord un accompagnement.",
                mentor.load,
            ),
            "capacity",
        )
    mentor.presentation, mentor.availability = presentation.strip(), availability.strip()
    mentor.themes, mentor.capacity, mentor.is_available = themes, capacity, is_available
    db.session.flush()
    audit.record("mentor.set_out", mentor, by=by, capacity=capacity, available=is_available)
    return mentor


def accept(project: Project, mentor: Mentor, *, by: Person) -> Mentorship:
    """Let somebody accompany a project; they take the place of the one the team wanted replaced, if any.

    Raises Refused when it is accompanied already or submitted, or when the mentor has no room, no role that reaches
    the project, a part in its team or a declared interest in it.
    """
    if mentor.person_id != by.id and not is_staff(by, project):
        raise Refused(_("Vous ne pouvez proposer que votre propre accompagnement."))
    if project.status is ProjectStatus.SUBMITTED:
        raise Refused(_("Ce dossier est déposé : il ne s’écrit plus, et ne prend plus d’accompagnement."))
    if not could_accompany(mentor, project):
        raise Refused(_("Cette personne ne peut pas accompagner ce projet : territoire, équipe ou lien d’intérêt."))
    before = queries.mentorship_of(project)
    if before is not None:
        _make_room(before, mentor, by)
    _take_one_more(mentor)
    mentorship = Mentorship(project=project, mentor=mentor, accepted_by_id=by.id)
    try:
        with db.session.begin_nested():
            db.session.add(mentorship)
    except IntegrityError:
        raise Refused(_("Quelqu’un accompagne déjà ce projet.")) from None
    audit.record("mentorship.accept", mentorship, by=by, project=project.public_id, mentor=mentor.person.public_id)
    tell_accepted(mentorship, by=by)
    return mentorship


def _make_room(before: Mentorship, mentor: Mentor, by: Person) -> None:
    """End the one that the team wants replaced. Raises Refused when it goes on, or for the same person."""
    if before.status is not MentorshipStatus.CHANGE_ASKED:
        raise Refused(_("Quelqu’un accompagne déjà ce projet."))
    if before.mentor_id == mentor.id:
        raise Refused(_("L’équipe demande quelqu’un d’autre : proposez une autre personne."))
    _end(before, _("Une autre personne prend la suite, à la demande de l’équipe."), by)


def _take_one_more(mentor: Mentor) -> None:
    """Count one more project: the row is held, and the database too refuses to go past the capacity."""
    _hold(mentor)
    if not mentor.is_available or mentor.load >= mentor.capacity:
        raise Refused(_("%(name)s ne peut pas prendre un projet de plus en ce moment.", name=mentor.person.name))
    mentor.load += 1
    db.session.flush()


def _hold(mentor: Mentor) -> None:
    """Keep the mentor's row until the commit: two who accept at once come one after the other."""
    db.session.refresh(mentor, ["load", "capacity", "is_available"], with_for_update={"of": Mentor})


def ask_change(mentorship: Mentorship, reason: str, *, by: Person) -> None:
    """Ask for somebody else; the mentor and staff are told. Nothing stops before another is found."""
    project = mentorship.project
    advance(mentorship, "ask_change", by=by, reason=reason, project=project.public_id)
    mentorship.reason = reason.strip()
    tell_change_asked(mentorship, reason.strip(), _staff_of(project), by=by)


def _staff_of(project: Project) -> list[Person]:
    """The staff whose role reaches the project."""
    held = select(RoleGrant.person_id).where(RoleGrant.role == Role.STAFF)
    query = select(Person).where(Person.id.in_(held), Person.left_at.is_(None))
    return [person for person in db.session.scalars(query) if is_staff(person, project)]


def end(mentorship: Mentorship, reason: str, *, by: Person) -> None:
    """Stop accompanying a project; the team reads why. Raises MoveRefused when it ended already."""
    _end(mentorship, reason, by)
    tell_ended(mentorship, reason.strip(), by=by)


def _end(mentorship: Mentorship, reason: str, by: Person) -> None:
    _hold(mentorship.mentor)
    db.session.refresh(mentorship, ["status"])
    facts = {"project": mentorship.project.public_id, "mentor": mentorship.mentor.person.public_id}
    advance(mentorship, "end", by=by, reason=reason, **facts)
    mentorship.reason = reason.strip()
    mentorship.mentor.load -= 1
    db.session.flush()
