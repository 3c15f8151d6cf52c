"""Who accompanies which project: suggestions and their reasons, the capacity, interests, another mentor, the end."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Interest, Role, RoleGrant, ScopeKind
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.policy import RULES
from app.core.privacy import leave_tables
from app.mentoring import matching, queries, services
from app.mentoring.models import Mentorship
from app.mentoring.status import MentorshipStatus
from app.notifications.models import Notification


@pytest.fixture
def a_mentor(people):
    def make(name, *, scope=None, themes=(), capacity=2):
        person = people(name, Role.MENTOR)
        if scope:
            person.role_grants[0].scope, person.role_grants[0].scope_key = scope
        mentor = services.set_out("Bonjour.", "le mardi", list(themes), capacity, is_available=True, by=person)
        db.session.commit()
        return mentor

    return make


@pytest.fixture
def scene(people, a_round, a_project):
    amel, stella = people("Amel"), people("Stella", Role.STAFF)
    return a_project(amel, a_round()), amel, stella


def _told(person):
    return db.session.query(Notification).filter_by(person_id=person.id).count()


def test_the_nearest_who_knows_the_theme_and_has_room_comes_first_with_the_reasons(scene, a_mentor, join):
    project, _amel, stella = scene
    far, near = (
        a_mentor("Fanny"),
        a_mentor("Nora", scope=(ScopeKind.MUNICIPALITY, "62041"), themes=[project.theme.value]),
    )
    a_mentor("Elsa", scope=(ScopeKind.MUNICIPALITY, "62193"))
    full, inside, interested = a_mentor("Fred", capacity=0), a_mentor("Ines"), a_mentor("Ivan")
    join(project, inside.person)
    about = {"subject": f"project:{project.public_id}", "sentence": "Ma sœur.", "declared_by_id": stella.id}
    db.session.add(Interest(person_id=interested.person_id, **about))
    db.session.commit()
    db.session.expire_all()
    found = matching.suggestions(project)
    assert [each.mentor for each in found] == [near, far]
    assert found[0].reasons == [
        "son territoire comprend Arras",
        f"connaît le thème « {project.theme.label} »",
        "n’accompagne encore aucun projet",
    ]
    for mentor in (full, inside, interested):
        with pytest.raises(Refused):
            services.accept(project, mentor, by=stella)
    assert RULES["note.read"](interested.person, project) is False


def test_never_more_than_the_capacity(scene, a_mentor, a_project, a_round):
    project, amel, stella = scene
    mentor = a_mentor("Mona", capacity=1)
    other = a_project(amel, project.round, title="La cantine")
    services.accept(project, mentor, by=mentor.person)
    with pytest.raises(Refused, match="de plus"):
        services.accept(other, mentor, by=stella)
    with pytest.raises(Refused, match="finissez"):
        services.set_out("Bonjour.", "", [], 0, is_available=True, by=mentor.person)
    db.session.commit()
    mentor.load = 2
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_mentor_accepts_for_themselves_alone_and_a_project_has_one(scene, a_mentor):
    project, amel, stella = scene
    mona, paul = a_mentor("Mona"), a_mentor("Paul")
    with pytest.raises(Refused, match="propre"):
        services.accept(project, mona, by=paul.person)
    services.accept(project, mona, by=stella)
    assert (_told(amel), _told(mona.person)) == (1, 1)
    with pytest.raises(Refused, match="déjà"):
        services.accept(project, paul, by=paul.person)


def test_the_team_asks_for_another_who_takes_the_place(scene, a_mentor):
    project, amel, stella = scene
    mona, paul = a_mentor("Mona"), a_mentor("Paul")
    first = services.accept(project, mona, by=mona.person)
    services.ask_change(first, "Nous habitons loin.", by=amel)
    assert (_told(mona.person), _told(stella)) == (1, 1)
    with pytest.raises(Refused, match="autre personne"):
        services.accept(project, mona, by=stella)
    assert list(db.session.scalars(queries.waiting(stella))) == [project]
    services.accept(project, paul, by=stella)
    assert (first.status, mona.load, paul.load) == (MentorshipStatus.ENDED, 0, 1)
    assert queries.mentorship_of(project).mentor is paul
    with pytest.raises(MoveRefused):
        services.end(first, "Encore.", by=stella)


def test_leaving_the_site_ends_what_one_accompanied_and_empties_the_page(scene, a_mentor):
    project, amel, stella = scene
    mona = a_mentor("Mona")
    services.accept(project, mona, by=mona.person)
    services.write_note(project, "À rappeler.", is_shared=False, by=mona.person)
    db.session.commit()
    leave_tables(mona.person)
    db.session.expire_all()
    assert db.session.query(Mentorship).one().status is MentorshipStatus.ENDED
    assert (mona.presentation, mona.load) == ("", 0)
    assert queries.notes_of(project, private=True) == []


def test_a_role_taken_back_suggests_nobody(scene, a_mentor):
    project, *_others = scene
    mona = a_mentor("Mona")
    db.session.delete(db.session.query(RoleGrant).filter_by(person_id=mona.person_id).one())
    db.session.commit()
    db.session.expire_all()
    assert matching.suggestions(project) == []
