"""The follow-up of a project on its pages, what the team does not read, and the dashboard of who is stuck."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.accounts.models import Role, ScopeKind
from app.budgets.models import BudgetLine
from app.core import clock
from app.core.extensions import db
from app.criteria.models import SelfAssessment
from app.criteria.queries import assessed
from app.events import services as events
from app.events.models import EventKind, Registration
from app.mentoring import services, signals
from app.mentoring.signals import Signal
from app.projects.models import Answer, Project
from app.projects.queries import completeness, owes_comptoir
from app.rounds.models import PhaseKind, Rulebook
from app.rounds.presets import PAS_DE_CALAIS
from app.teams import services as teams
from app.teams.models import Thread
from tests.app.events.conftest import meeting

AT = "/accompagnement"


@pytest.fixture
def scene(people, a_round, a_project):
    amel, mona = people("Amel"), people("Mona", Role.MENTOR)
    project = a_project(amel, a_round(comptoir_required=True))
    mentor = services.set_out("Bonjour.", "", [], 2, is_available=True, by=mona)
    db.session.commit()
    return project, amel, mona, mentor


def test_a_project_is_accepted_met_and_noted_on_its_page(scene, visit):
    project, amel, mona, mentor = scene
    page = f"{AT}/projets/{project.public_id}"
    assert "J’accompagne ce projet" in visit(page, by=mona).text
    assert "J’accompagne ce projet" not in visit(page, by=amel).text
    assert visit(f"{page}/accepter", by=mona, method="POST", mentor=mentor.public_id).status_code == 303
    met = {"meeting-held_on": clock.today().isoformat(), "meeting-way": "phone", "meeting-who": "Amel"}
    met |= {"meeting-summary": "Le plan est clair.", "meeting-next_on": clock.today().isoformat()}
    wrong = visit(f"{page}/rencontres", by=mona, method="POST", **met)
    assert (wrong.status_code, "à faire à cette date" in wrong.text) == (422, True)
    assert "Le plan est clair." in wrong.text
    visit(f"{page}/rencontres", by=mona, method="POST", **met, **{"meeting-next_step": "Demander un devis"})
    visit(f"{page}/notes", by=mona, method="POST", **{"note-text": "Amel doute."})
    visit(f"{page}/notes", by=mona, method="POST", **{"note-text": "Bravo.", "note-is_shared": "y"})
    for_team, for_mentor = visit(page, by=amel).text, visit(page, by=mona).text
    assert "Demander un devis" in for_team and "Bravo." in for_team
    assert "Amel doute." in for_mentor and "Amel doute." not in for_team
    assert "Mona" in visit(f"{AT}/personnes/{mentor.public_id}", by=amel).text


def test_a_team_asks_for_another_and_says_why(scene, visit):
    project, amel, mona, mentor = scene
    mentorship = services.accept(project, mentor, by=mona)
    db.session.commit()
    ask = f"{AT}/{mentorship.public_id}/demander-quelqu-un-d-autre"
    assert visit(ask, by=amel, method="POST", **{"change-reason": ""}).status_code == 422
    assert visit(ask, by=mona, method="POST", **{"change-reason": "Non."}).status_code == 403
    visit(ask, by=amel, method="POST", **{"change-reason": "Nous habitons loin."})
    assert "Nous habitons loin." in visit(f"{AT}/projets/{project.public_id}", by=mona).text
    visit(f"{AT}/{mentorship.public_id}/finir", by=mona, method="POST", **{"end-reason": "D’accord."})
    assert "Personne n’accompagne encore" in visit(f"{AT}/projets/{project.public_id}", by=amel).text


def test_one_s_page_says_what_is_wrong_and_keeps_what_was_typed(scene, visit):
    _project, _amel, mona, mentor = scene
    wrong = visit(f"{AT}/ma-page", by=mona, method="POST", presentation="Jardinière", capacity="90")
    assert (wrong.status_code, "de 0 à 30" in wrong.text, "Jardinière" in wrong.text) == (422, True, True)
    visit(f"{AT}/ma-page", by=mona, method="POST", presentation="Jardinière", capacity="9", themes=["savoirs"])
    assert (mentor.capacity, mentor.themes) == (9, ["savoirs"])


@pytest.fixture
def all_stuck(scene):
    """Idle, nobody at a comptoir, a remark without answer, a task late."""
    project, amel, mona, _mentor = scene
    long_ago = clock.now() - timedelta(days=40)
    teams.add_task(project, "Appeler", amel, clock.today(), by=amel).due_on = clock.today() - timedelta(days=5)
    teams.open_thread(project, "need", "Qui ?", by=mona)
    db.session.execute(update(Thread).values(waits_since=clock.now() - timedelta(days=9)))
    db.session.execute(update(Project).values(updated_at=long_ago, created_at=long_ago))
    db.session.commit()
    db.session.expire_all()
    return project


def test_who_is_stuck_says_why_and_since_when(all_stuck, scene):
    _project, _amel, mona, mentor = scene
    reasons = signals.reasons_of([all_stuck], [all_stuck.round])[all_stuck.id]
    assert {each.signal for each in reasons} == {Signal.IDLE, Signal.COMPTOIR, Signal.REMARKS, Signal.TASKS}
    by_signal = {each.signal: each.since for each in reasons}
    assert by_signal[Signal.TASKS] == clock.today() - timedelta(days=5)
    assert list(db.session.scalars(signals.stuck(mona, []))) == [all_stuck]
    assert list(db.session.scalars(signals.stuck(mona, signals.rounds_followed(), Signal.INCOMPLETE))) == []
    assert list(db.session.scalars(signals.stuck(mona, [], None, mentor))) == []
    services.accept(all_stuck, mentor, by=mona)
    assert list(db.session.scalars(signals.stuck(mona, [], None, mentor))) == [all_stuck]


@pytest.mark.parametrize("seen", ["nobody", "holder", "guest of that address", "at a day of the network", "waived"])
def test_who_owes_a_comptoir_is_the_same_question_for_one_dossier_and_for_all(all_stuck, seen):
    """The dashboard asks in one select what `owes_comptoir` asks of one project."""
    project, holder = all_stuck, all_stuck.holder
    kind = EventKind.DAY if seen == "at a day of the network" else EventKind.COMPTOIR
    event = events.create_event(meeting(clock.now() + timedelta(days=5), kind=kind), round=project.round, by=None)
    db.session.flush()
    if seen == "waived":
        project.comptoir_waiver = "Elle habite loin."
    elif seen != "nobody":
        who = {"guest_name": "Amel", "guest_email": holder.email} if "guest" in seen else {"person_id": holder.id}
        db.session.add(Registration(event_id=event.id, seat=1, attended=True, **who))
    db.session.commit()
    told = [each.signal for each in signals.reasons_of([project], [project.round]).get(project.id, [])]
    assert (Signal.COMPTOIR in told) is owes_comptoir(project) is (seen in {"nobody", "at a day of the network"})


def test_an_incomplete_dossier_is_told_near_the_end_of_the_submissions(people, a_round, a_project):
    amel, mona = people("Amel"), people("Mona", Role.MENTOR)
    project = a_project(amel, a_round(), complete=False)
    submission = next(phase for phase in project.round.phases if phase.kind == "submission")
    submission.starts_at, submission.ends_at = clock.now() - timedelta(days=9), clock.now() + timedelta(days=9)
    db.session.commit()
    assert list(db.session.scalars(signals.stuck(mona, signals.rounds_followed(), Signal.INCOMPLETE))) == [project]
    submission.ends_at = clock.now() + timedelta(days=90)
    db.session.commit()
    assert list(db.session.scalars(signals.stuck(mona, signals.rounds_followed(), Signal.INCOMPLETE))) == []


def assess_all(project):
    for one in assessed(project):
        for question, _answer in one.answers:
            db.session.add(SelfAssessment(project=project, question=question.key, asked=question.text, points=2))
    db.session.commit()


CHANGES = {
    "nothing": None,
    "the summary": update(Project).values(summary=""),
    "the answers": update(Answer).values(text=""),
    "the balance": update(BudgetLine).where(BudgetLine.account == 75).values(amount_cents=1),
    "a funder": update(BudgetLine).where(BudgetLine.account == 75).values(funding="refused"),
    "what is asked": update(BudgetLine).values(is_asked=False),
    "the share": update(BudgetLine).values(amount_cents=800_000).where(BudgetLine.account.in_((60, 74))),
    "the points": update(SelfAssessment).values(points=None),
    "a carrier": update(Rulebook).values(rules={**PAS_DE_CALAIS, "comptoir_required": False, "carrier_required": True}),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_incomplete_is_what_the_team_reads_as_missing(app, people, a_round, a_project, changed):
    """The dashboard asks of all dossiers at once what `completeness` says to the team of one."""
    project = a_project(people("Amel"), a_round())
    assess_all(project)
    submission = project.round.phase(PhaseKind.SUBMISSION)
    submission.starts_at, submission.ends_at = clock.now() - timedelta(days=9), clock.now() + timedelta(days=9)
    db.session.commit()
    if (change := CHANGES[changed]) is not None:
        db.session.execute(change)
        db.session.commit()
        db.session.expire_all()
    told = signals.reasons_of([project], signals.rounds_followed()).get(project.id, [])
    with app.test_request_context():
        ready = completeness(project)
        waits = bool(ready.missing or ready.advised)
    assert (Signal.INCOMPLETE in [each.signal for each in told]) is waits
    assert waits is (changed != "nothing")


def test_incomplete_counts_since_the_part_was_touched_and_sees_what_other_features_fill(people, a_round, a_project):
    project = a_project(people("Amel"), a_round())
    submission = next(phase for phase in project.round.phases if phase.kind == "submission")
    submission.starts_at, submission.ends_at = clock.now() - timedelta(days=9), clock.now() + timedelta(days=9)
    project.created_at = clock.now() - timedelta(days=60)
    db.session.commit()

    def since():
        told = signals.reasons_of([project], signals.rounds_followed()).get(project.id, [])
        return [each.since for each in told if each.signal is Signal.INCOMPLETE]

    assert since() == [clock.today()], "no points given on the criteria: the team is advised to"
    assess_all(project)
    assert since() == [], "complete"
    answer = project.answers[0]
    answer.text, answer.written_at = "", clock.now() - timedelta(days=12)
    for other in project.answers[1:]:
        other.written_at = answer.written_at
    db.session.commit()
    assert since() == [(clock.now() - timedelta(days=12)).date()], "not since the project began"
    answer.text = "Une réponse."
    db.session.query(BudgetLine).delete()
    db.session.commit()
    assert since() == [project.created_at.date()], "nobody ever touched the budget"


def test_the_dashboard_shows_what_one_s_territory_covers(all_stuck, scene, people, visit):
    _project, amel, mona, _mentor = scene
    far = people("Fanny", Role.MENTOR)
    far.role_grants[0].scope, far.role_grants[0].scope_key = ScopeKind.MUNICIPALITY, "62193"
    db.session.commit()
    for at in (f"{AT}/", f"{AT}/a-accompagner"):
        assert all_stuck.title in visit(at, by=mona).text
        assert all_stuck.title in visit(at, by=people("Stella", Role.STAFF) if at == f"{AT}/" else mona).text
        assert all_stuck.title not in visit(at, by=far).text
        assert visit(at, by=amel).status_code == 403
    assert "Tâches en retard" in visit(f"{AT}/?raison=tasks", by=mona).text
    assert visit(f"{AT}/personnes", by=mona).status_code == 200
    assert visit(f"{AT}/projets/{all_stuck.public_id}", by=far).status_code == 403
