"""Roles reach what their scope covers, stop by themselves, and are lent for a while."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person, Role, RoleGrant, ScopeKind
from app.accounts.scopes import Scope
from app.accounts.services.grants import grant_role
from app.core import clock
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.core.policy import RULES
from app.ideas.models import Idea
from app.notifications.models import Notification
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme


@pytest.fixture
def idea(app, people, a_round):
    def make(round_, commune="62041", title="Un four à pain"):
        author = db.session.scalar(select(Person).where(Person.name == "Autrice")) or people("Autrice")
        made = Idea(
            round_id=round_.id,
            title=title,
            body="x",
            theme=Theme.HERITAGE,
            municipality_code=commune,
            author_id=author.id,
        )
        db.session.add(made)
        db.session.commit()
        return made

    return make


def lent(person, role, scope, **columns):
    grant = grant_role(person, role, scope, by=None, **columns)
    db.session.commit()
    return grant


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def test_a_role_of_a_round_reaches_that_round_only(visit, people, a_round, idea):
    here, there = a_round(name="Ici"), a_round(name="Là")
    mo = people("Mo")
    lent(mo, Role.MODERATOR, Scope(ScopeKind.ROUND, str(here.id)))
    mine, other = idea(here, title="Un four à pain"), idea(there, title="Une grainothèque")

    queue = visit("/moderation/", by=mo)

    assert ("Un four à pain" in queue.text, "Une grainothèque" in queue.text) == (True, False)
    assert visit(f"/moderation/{mine.public_id}", by=mo).status_code == 200
    assert visit(f"/moderation/{other.public_id}", by=mo).status_code == 403
    assert visit(f"/moderation/{other.public_id}", by=mo, method="POST", decision="publish").status_code == 403
    assert visit("/gestion/editions/", by=mo).status_code == 403


@pytest.mark.parametrize("kind", ["municipality", "epci"])
def test_a_role_of_a_territory_reaches_what_is_there_only(visit, people, a_round, idea, kind):
    round_, mo = a_round(), people("Mo")
    mine, other = idea(round_, "62041", "À Arras"), idea(round_, "62193", "À Calais")
    key = "62041" if kind == "municipality" else mine.municipality.epci_code
    lent(mo, Role.MODERATOR, Scope(ScopeKind(kind), key))

    queue = visit("/moderation/", by=mo)

    assert ("À Arras" in queue.text, "À Calais" in queue.text) == (True, False)
    assert [RULES["case.decide"](mo, each) for each in (mine, other)] == [True, False]


def test_staff_of_a_round_make_no_new_round_and_read_no_whole_log(visit, people, a_round):
    here, there = a_round(name="Ici"), a_round(name="Là")
    ada = people("Ada")
    lent(ada, Role.STAFF, Scope(ScopeKind.ROUND, str(here.id)))

    index = visit("/gestion/editions/", by=ada)

    assert ("Ici" in index.text, "Là" in index.text) == (True, False)
    for path, answer in {
        f"/gestion/editions/{here.public_id}": 200,
        f"/gestion/editions/{there.public_id}": 403,
        "/gestion/editions/nouvelle": 403,
        "/comptoirs/nouveau": 403,
        "/gestion/journal": 403,
        "/gestion/": 200,
        "/gestion/roles": 403,
    }.items():
        assert visit(path, by=ada).status_code == answer, path


def test_a_role_stops_at_its_end_without_anything_running(visit, people):
    mo = people("Mo")
    with time_machine.travel(clock.now() - timedelta(days=3)):
        lent(mo, Role.MODERATOR, Scope(), ends_at=clock.now() + timedelta(days=3, minutes=10))
    assert visit("/moderation/", by=mo).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert visit("/moderation/", by=mo).status_code == 403
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert (mo.roles, RULES["case.read"](mo)) == (set(), False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "administrator", "scope": "round", "scope_key": "1"},
        {"role": "administrator", "ends_at": "2030-01-01 00:00:00+00:00"},
        {"scope": "site", "scope_key": "1"},
        {"scope": "round", "scope_key": ""},
        {"starts_at": "2031-01-01 00:00:00+00:00", "ends_at": "2030-01-01 00:00:00+00:00"},
        {"role": "mentor", "delegated": True, "ends_at": "2030-01-01 00:00:00+00:00"},
        {"delegated": True},
    ],
)
def test_the_database_refuses_a_grant_that_makes_no_sense(app, people, wrong):
    giver, amel = people("Ada", Role.STAFF), people("Amel")
    delegated = giver.role_grants[0].id if wrong.get("delegated") else None
    columns = {
        "role": "staff",
        "scope": "site",
        "scope_key": "",
        "starts_at": None,
        "ends_at": None,
        "person_id": amel.id,
        "granted_by_id": giver.id,
        "granted_at": "2026-01-01 00:00:00+00:00",
        "reason": "",
        "public_id": "x",
        "delegated_from_id": delegated,
    } | {k: v for k, v in wrong.items() if k != "delegated"}
    columns = {k: datetime.fromisoformat(v) if k.endswith("_at") and v else v for k, v in columns.items()}
    with pytest.raises(IntegrityError):
        db.session.execute(insert(RoleGrant).values(columns))
    db.session.rollback()


def test_one_person_holds_several_scopes_and_never_the_same_twice(app, people, a_round):
    amel, here, there = people("Amel"), a_round(name="Ici"), a_round(name="Là")
    for round_ in (here, there, here):
        lent(amel, Role.STAFF, Scope(ScopeKind.ROUND, str(round_.id)))
    assert (len(amel.role_grants), amel.roles) == (2, {Role.STAFF})
    db.session.add(RoleGrant(person_id=amel.id, role=Role.STAFF, scope=ScopeKind.ROUND, scope_key=str(here.id)))
    with pytest.raises(IntegrityError):
        db.session.commit()


# --- pages --------------------------------------------------------------------------------------------------------


def test_an_administrator_gives_limits_and_ends_a_role_when_a_reason_is_given(visit, people, a_round):
    admin, amel, round_ = people("Ada", Role.ADMINISTRATOR), people("Amel"), a_round(name="Ici")
    typed = {"email": amel.email, "role": "staff", "scope": f"round:{round_.public_id}", "reason": "Édition 2027"}
    assert visit("/gestion/roles", by=amel, method="POST", **typed).status_code == 403
    assert visit("/gestion/roles", by=admin, method="POST", **typed).status_code == 303
    grant = amel.role_grants[0]
    assert (grant.scope, grant.scope_key, grant.ends_at) == (ScopeKind.ROUND, str(round_.id), None)
    page = visit("/gestion/roles", by=admin)
    assert all(words in page.text for words in (amel.email, "Ici", "C’est vous"))
    path = f"/gestion/roles/{grant.public_id}"
    assert visit(f"{path}/duree", by=admin, method="POST", ends_on=in_days(-1), reason="x").status_code == 422
    assert visit(f"{path}/duree", by=admin, method="POST", ends_on=in_days(9), reason="Congé").status_code == 303
    assert clock.paris(amel.role_grants[0].ends_at).date() == clock.today() + timedelta(days=10)
    assert visit(f"{path}/retirer", by=admin, method="POST", reason="").status_code == 422
    assert visit(f"{path}/retirer", by=admin, method="POST", reason="Fin").status_code == 303
    assert visit(f"{path}/retirer", by=admin, method="POST", reason="Fin").status_code == 404
    assert amel.roles == set()
    verbs = db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)).all()
    assert verbs[-3:] == ["role.grant", "role.limit", "role.revoke"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "rien@exemple.fr"}, "doit d’abord s’inscrire"),
        ({"role": "administrator", "scope": "municipality"}, "n’existe pas ou n’existe plus"),
        ({"role": "administrator", "municipality": "Arras"}, "porte sur tout le site"),
        ({"scope": "round:rien"}, "n’existe pas ou n’existe plus"),
        ({"reason": ""}, "Dites pourquoi"),
        ({"role": "king"}, "Not a valid choice|choix"),
    ],
)
def test_a_role_is_refused_in_one_sentence_and_what_was_typed_stays(visit, people, wrong, sentence):
    admin, amel = people("Ada", Role.ADMINISTRATOR), people("Amel")
    typed = {"email": amel.email, "role": "staff", "reason": "Pour essayer"} | wrong
    answer = visit("/gestion/roles", by=admin, method="POST", **typed)
    assert answer.status_code == 422
    assert any(words in answer.text for words in sentence.split("|"))
    assert typed["email"] in answer.text
    assert amel.roles == set()


# --- delegation -----------------------------------------------------------------------------------------------------


def delegated(visit, giver, person, days=30, **more):
    typed = {"grant": giver.role_grants[0].public_id, "email": person.email, "ends_on": in_days(days)} | more
    return visit("/gestion/delegations", by=giver, method="POST", **typed)


def test_a_role_is_lent_until_a_day_and_the_person_is_told(visit, people):
    ada, amel = people("Ada", Role.STAFF), people("Amel")
    assert delegated(visit, ada, amel).status_code == 303
    assert visit("/gestion/editions/", by=amel).status_code == 200
    news = db.session.scalars(select(Notification)).one()
    assert (news.person_id, "Équipe" in news.body) == (amel.id, True)
    assert amel.name in visit("/gestion/delegations", by=ada).text
    assert visit("/gestion/delegations", by=amel).status_code == 403  # never lent further
    grant = amel.role_grants[0]
    assert visit(f"/gestion/delegations/{grant.public_id}/retirer", by=amel, method="POST").status_code == 403
    assert visit(f"/gestion/delegations/{grant.public_id}/retirer", by=ada, method="POST").status_code == 303
    assert visit("/gestion/editions/", by=amel).status_code == 403


def test_what_is_lent_ends_with_the_role_it_comes_from(visit, people):
    admin, ada, amel = people("Root", Role.ADMINISTRATOR), people("Ada", Role.STAFF), people("Amel")
    delegated(visit, ada, amel)
    source = ada.role_grants[0].public_id
    visit(f"/gestion/roles/{source}/duree", by=admin, method="POST", ends_on=in_days(3), reason="Congé")
    assert amel.role_grants[0].ends_at == ada.role_grants[0].ends_at
    visit(f"/gestion/roles/{source}/retirer", by=admin, method="POST", reason="Fin")
    assert amel.role_grants == []


@pytest.mark.parametrize(
    ("days", "more", "sentence"),
    [
        (-1, {}, "Cette date est passée"),
        (91, {}, "90 jours au plus"),
        (5, {"email": "rien@exemple.fr"}, "doit d’abord s’inscrire"),
        (5, {"email": "ada@exemple.fr"}, "une autre personne que vous"),
        (5, {"municipality": "Lille"}, "Lille"),
    ],
)
def test_a_delegation_is_refused_in_one_sentence_when_it_goes_too_far(visit, people, days, more, sentence):
    ada, amel = people("Ada", Role.STAFF), people("Amel")
    answer = delegated(visit, ada, amel, days, **more)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert amel.roles == set()


def test_a_narrow_role_lends_no_more_than_itself(visit, people, a_round):
    here, there = a_round(name="Ici"), a_round(name="Là")
    ada, amel = people("Ada"), people("Amel")
    lent(ada, Role.STAFF, Scope(ScopeKind.ROUND, str(here.id)), ends_at=clock.now() + timedelta(days=10))
    for more, days in ({"scope": f"round:{there.public_id}"}, 5), ({"municipality": "Arras"}, 5), ({}, 20):
        assert delegated(visit, ada, amel, days, **more).status_code == 422
    assert delegated(visit, ada, amel, 5).status_code == 303
    assert (amel.role_grants[0].scope, amel.role_grants[0].scope_key) == (ScopeKind.ROUND, str(here.id))


def test_somebody_elses_role_is_never_lent(visit, people):
    ada, bea, amel = people("Ada", Role.STAFF), people("Bea", Role.MODERATOR), people("Amel")
    answer = delegated(visit, bea, amel, grant=ada.role_grants[0].public_id)
    assert (answer.status_code, amel.roles) == (422, set())


def test_mentors_and_citizens_lend_nothing(visit, people):
    for person in (people("Amel"), people("Mia", Role.MENTOR), people("Root", Role.ADMINISTRATOR)):
        assert visit("/gestion/delegations", by=person).status_code == 403


def test_waiting_counts_only_what_the_scope_reaches(visit, people, a_round, idea):
    here, there, mo = a_round(name="Ici"), a_round(name="Là"), people("Mo")
    lent(mo, Role.MODERATOR, Scope(ScopeKind.ROUND, str(here.id)))
    idea(there)
    assert "à relire" not in visit("/gestion/", by=mo).text
    idea(here)
    assert "Un contenu à relire" in visit("/gestion/", by=mo).text


def test_phases_of_another_round_wait_for_nobody_else(people, a_round):
    from app.rounds.queries import due_phases

    here, there, ada = a_round(PhaseKind.VOTE, name="Ici"), a_round(PhaseKind.VOTE, name="Là"), people("Ada")
    lent(ada, Role.STAFF, Scope(ScopeKind.ROUND, str(here.id)))
    with time_machine.travel(clock.now() + timedelta(days=40)):
        assert {phase.round_id for phase in due_phases(ada)} == {here.id}
    assert there.id != here.id


def test_roles_are_searched_by_person_and_by_role(visit, people):
    admin, rene = people("Root", Role.ADMINISTRATOR), people("René", Role.MENTOR)
    assert rene.email in visit("/gestion/roles", by=admin).text
    assert rene.email in visit("/gestion/roles?q=rene", by=admin).text
    assert rene.email not in visit("/gestion/roles?q=root", by=admin).text
    assert "Aucun rôle ne correspond" in visit("/gestion/roles?q=personne", by=admin).text
