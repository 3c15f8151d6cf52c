"""Tasks and remarks: who writes them, who is told, what waits for whom; and the pages, and leaving."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.policy import RULES
from app.core.privacy import leave_tables
from app.notifications.models import Notification
from app.teams import queries, services
from app.teams.models import Remark, Task, Thread


@pytest.fixture
def scene(people, a_round, a_project, join):
    amel, bruno, mona = people("Amel"), people("Bruno"), people("Mona", Role.MENTOR)
    project = a_project(amel, a_round())
    join(project, bruno, "reader")
    return project, amel, bruno, mona


def _told(person):
    return db.session.query(Notification).filter_by(person_id=person.id).count()


def test_a_task_goes_from_to_do_to_done_and_back(scene):
    project, amel, bruno, _mona = scene
    task = services.add_task(project, "Appeler la mairie", bruno, clock.today(), by=amel)
    task.due_on = clock.today() - timedelta(days=1)
    assert (task.is_late, _told(bruno), queries.open_work(project)) == (True, 1, (1, 0))
    services.finish_task(task, by=bruno)
    assert (task.is_late, queries.open_work(project)) == (False, (0, 0))
    services.reopen_task(task, by=bruno)
    services.remove_task(task, by=amel)
    assert queries.tasks_of(project) == []


def test_a_task_is_given_to_the_team_alone(scene, people):
    project, amel, *_others = scene
    with pytest.raises(Refused, match="pas dans l’équipe"):
        services.add_task(project, "Appeler", people("Driss"), None, by=amel)


def test_what_a_mentor_writes_waits_for_the_team_until_it_answers_or_settles(scene):
    project, amel, bruno, mona = scene
    thread = services.open_thread(project, "need", "Qui avez-vous rencontré ?", by=mona)
    assert thread.waits_since is not None
    assert (_told(amel), _told(bruno), _told(mona)) == (1, 1, 0)
    services.answer(thread, "Vingt voisins.", by=bruno)
    assert (thread.waits_since, _told(mona)) == (None, 1)
    services.answer(thread, "Écrivez-le !", by=mona)
    services.resolve(thread, by=amel)
    assert (thread.waits_since, queries.open_threads(project)) == (None, {})
    services.answer(thread, "Et les enfants ?", by=mona)
    assert queries.open_threads(project) == {"need": 1}


DOORS = {"remark.read", "remark.write", "remark.resolve", "task.add", "task.finish", "team.see"}


def test_team_mentor_and_staff_take_part_and_nobody_else(scene, people):
    project, amel, bruno, mona = scene
    inside = (amel, bruno, mona, people("Stella", Role.STAFF))
    outside = (people("Driss"), people("Rosa", Role.REVIEWER), people("Momo", Role.MODERATOR))
    for door in DOORS:
        assert [RULES[door](person, project) for person in inside] == [True] * 4, door
        assert [RULES[door](person, project) for person in outside] == [False] * 3, door


def test_a_remark_is_written_answered_and_settled_on_the_pages(scene, visit):
    project, amel, bruno, mona = scene
    at = f"/equipes/{project.public_id}/remarques"
    assert visit(f"{at}/need", by=mona, method="POST", text="").status_code == 422
    assert visit(f"{at}/nulle-part", by=mona).status_code == 404
    visit(f"{at}/need", by=mona, method="POST", text="Qui avez-vous\nrencontré ?")
    assert "Une remarque ouverte" in visit(at, by=bruno).text
    thread = db.session.query(Thread).one()
    visit(f"{at}/need", by=bruno, method="POST", text="Vingt voisins.", fil=thread.public_id)
    page = visit(f"{at}/need", by=amel).text
    assert "Vingt voisins." in page and "Mona" in page
    step = visit(f"/projets/{project.public_id}/etapes/need", by=amel).text
    assert "Vingt voisins." in step
    visit(f"/equipes/remarques/{thread.public_id}/regler", by=amel, method="POST")
    assert "Une remarque réglée" in visit(f"{at}/need", by=amel).text


def test_the_team_page_invites_and_says_what_is_wrong(scene, visit, people):
    project, amel, bruno, _mona = scene
    at = f"/equipes/{project.public_id}"
    wrong = visit(f"{at}/inviter", by=amel, method="POST", **{"invite-email": "zoe", "invite-role": "editor"})
    assert (wrong.status_code, "adresse complète" in wrong.text, 'value="zoe"' in wrong.text) == (422, True, True)
    visit(f"{at}/lien", by=amel, method="POST", **{"link-role": "editor", "link-most": "5", "link-days": "7"})
    page = visit(at, by=amel).text
    link = page.split('readonly value="')[1].split('"')[0]
    path = "/" + link.split("/", 3)[3]
    assert "Créer un compte" in visit(path).text
    driss = people("Driss")
    assert visit(path, by=driss, method="POST").location.endswith(f"/projets/{project.public_id}")
    assert "Inviter par" not in visit(at, by=driss).text
    assert visit(f"{at}/quitter", by=driss, method="POST").status_code == 303
    assert visit(at, by=driss).status_code == 403


def test_a_hand_over_is_offered_and_accepted_on_the_pages(scene, visit):
    project, amel, bruno, _mona = scene
    at = f"/equipes/{project.public_id}"
    assert visit(f"{at}/confier", by=amel, method="POST").status_code == 422
    visit(f"{at}/confier", by=amel, method="POST", **{"handover-to": bruno.public_id})
    assert "On vous propose de mener" in visit(at, by=bruno).text
    handover = queries.offered_handover(project)
    assert visit(f"/equipes/passage/{handover.public_id}/accepter", by=amel, method="POST").status_code == 403
    visit(f"/equipes/passage/{handover.public_id}/accepter", by=bruno, method="POST")
    db.session.refresh(project)
    assert project.holder_id == bruno.id


def test_leaving_the_site_gives_tasks_back_and_takes_remarks_away(scene):
    project, amel, bruno, mona = scene
    services.add_task(project, "Appeler", bruno, None, by=amel)
    alone = services.open_thread(project, "need", "Ici ?", by=bruno)
    shared = services.open_thread(project, "plan", "Et là ?", by=bruno)
    services.answer(shared, "Oui.", by=mona)
    db.session.commit()
    gone, kept = alone.id, shared.id
    leave_tables(bruno)
    assert (db.session.get(Thread, gone), db.session.get(Thread, kept).id) == (None, kept)
    assert [remark.author_id for remark in db.session.query(Remark)] == [mona.id]
    assert db.session.query(Task).one().assignee_id is None
    assert db.session.get(type(project), project.id).members == []


def test_a_task_is_for_today_or_later(visit, scene):
    project, amel, *_others = scene
    address = f"/equipes/{project.public_id}/taches"
    page = visit(address, by=amel, method="POST", title="Appeler la mairie", due_on="2020-01-01", assignee="")
    assert page.status_code == 422 and "Ce jour est passé" in page.text and "Appeler la mairie" in page.text
    today = str(clock.today())
    assert visit(address, by=amel, method="POST", title="Appeler", due_on=today, assignee="").status_code == 303
