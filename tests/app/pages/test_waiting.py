"""One's own space opens with what waits: offers, tasks, dossiers to write, projects one accompanies."""

from datetime import timedelta

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.mentoring.models import Mentor, Mentorship
from app.pages.waiting import waiting_for
from app.projects.models import Member, MemberRole
from app.projects.queries import projects_of
from app.rounds.models import PhaseKind
from app.teams.models import Handover, Task


def test_what_waits_comes_first_and_late_tasks_before_the_rest(app, visit, people, a_round, a_project):
    amel, bruno, mona = people("Amel"), people("Bruno"), people("Mona", Role.MENTOR)
    project = a_project(amel, a_round(PhaseKind.SUBMISSION))
    db.session.add(Member(project=project, person=bruno, role=MemberRole.EDITOR))
    late = clock.today() - timedelta(days=2)
    db.session.add(
        Task(project_id=project.id, title="Appeler la mairie", assignee_id=bruno.id, due_on=late, created_by_id=amel.id)
    )
    db.session.add(Handover(project_id=project.id, to_id=bruno.id, offered_by_id=amel.id))
    mentor = Mentor(person=mona, presentation="Là.", availability="", capacity=3)
    db.session.add(mentor)
    db.session.flush()
    db.session.add(Mentorship(project_id=project.id, mentor_id=mentor.id, accepted_by_id=mona.id))
    db.session.commit()
    with app.test_request_context():
        assert [each.verb for each in waiting_for(bruno, projects_of(bruno))] == ["Faire", "Répondre", "Continuer"]
        assert [each.verb for each in waiting_for(mona, projects_of(mona))] == ["Suivre"]
    page = visit("/mon-espace", by=bruno).text
    assert "Bonjour Bruno" in page and "À vous de jouer" in page and "Appeler la mairie" in page
    page = visit("/mon-espace", by=mona).text
    assert "Un projet que vous accompagnez" in page and "Rien encore" not in page
