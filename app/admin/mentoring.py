"""Mentoring on the stage of the matrix: a mentor, who accompanies a project, its meeting, a note."""

from app.accounts.models import Person
from app.admin.scenery import Stage, a_project
from app.core import clock
from app.core.extensions import db
from app.mentoring.models import MeetingWay, Mentor, MentorMeeting, MentorNote, Mentorship
from app.projects.status import ProjectStatus
from app.rounds.models import Round


def mentoring(stage: Stage, rounds: dict[str, Round]) -> None:
    """Everything beside one project being written and accompanied."""
    project, person = a_project(stage, rounds["labelling"], ProjectStatus.DRAFT), stage.actors["mentor"]
    assert isinstance(person, Person)  # noqa: S101 (everybody but the stranger is somebody)
    mentor = Mentor(person_id=person.id, load=1)
    mentorship = Mentorship(project=project, mentor=mentor, accepted_by_id=person.id)
    about = {"held_on": clock.today(), "way": MeetingWay.PHONE, "who": "Amel", "summary": "Tout avance."}
    meeting = MentorMeeting(project=project, written_by_id=person.id, **about)
    note = MentorNote(project=project, author_id=person.id, text="À rappeler.")
    db.session.add_all([mentor, mentorship, meeting, note])
    db.session.flush()
    stage.put("mentor", "with a page", public_id=mentor.public_id)
    stage.put("mentorship", "active", public_id=mentorship.public_id)
    stage.put("meeting with a mentor", "written", public_id=meeting.public_id)
    stage.put("note of a mentor", "private", public_id=note.public_id)
