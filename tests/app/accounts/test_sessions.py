"""How long a session lives, how much it proves, and how its token turns."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.accounts import queries, session_limits
from app.accounts.models import Role, SignIn
from app.accounts.services import sessions
from app.core import clock
from app.core.extensions import db
from app.notifications.models import OutboxMessage

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("roles", "absolute", "idle"),
    [((), timedelta(days=30), timedelta(days=14)), ((Role.MENTOR,), timedelta(hours=8), timedelta(hours=1))],
    ids=["citizen", "team"],
)
def test_a_session_ends_after_its_absolute_limit_and_when_nobody_uses_it(app, people, roles, absolute, idle):
    amel = people("Amel", *roles)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        token = sessions.open_session(amel, "Firefox")
        db.session.commit()
        traveller.shift(idle - SECOND)
        assert queries.sign_in_by_token(token).person.name == "Amel"
        traveller.shift(SECOND)
        assert (queries.sign_in_by_token(token), queries.open_sign_ins(amel)) == (None, [])
        busy = sessions.open_session(amel, "Firefox")
        db.session.commit()
        for _ in range(int(absolute / idle * 2)):
            sessions.note_seen(queries.sign_in_by_token(busy))
            db.session.commit()
            traveller.shift(idle / 2)
        traveller.shift(absolute % (idle / 2))
        assert queries.sign_in_by_token(busy) is None


def test_a_session_gets_the_short_limits_when_a_role_is_given_meanwhile(app, people):
    amel = people("Amel")
    token = sessions.open_session(amel, "Firefox")
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert session_limits.life_of(amel) == session_limits.CITIZEN
        assert queries.sign_in_by_token(token)
    mo = people("Mo", Role.STAFF)
    db.session.scalars(select(SignIn)).one().person = mo
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert queries.sign_in_by_token(token) is None


def test_a_visit_is_noted_once_a_minute(app, people, visit):
    amel = people("Amel")
    visit("/compte", by=amel)
    seen = lambda: db.session.scalars(select(SignIn.last_seen_at)).one()  # noqa: E731
    first = seen()
    visit("/compte", by=amel)
    assert seen() == first
    with time_machine.travel(first + timedelta(seconds=61), tick=False):
        assert visit("/compte", by=amel).status_code == 200
        assert seen() == first + timedelta(seconds=61)
        assert not [q for q in visit("/compte", by=amel).queries if q.startswith("UPDATE")]


def test_the_token_turns_when_the_person_proves_more(app, people):
    amel = people("Amel")
    with time_machine.travel(clock.now(), tick=False) as traveller:
        token = sessions.open_session(amel, "Firefox")
        sign_in = queries.sign_in_by_token(token)
        assert (session_limits.is_strong(sign_in), session_limits.is_fresh(sign_in)) == (False, True)
        traveller.shift(session_limits.FRESH_FOR)
        assert not session_limits.is_fresh(sign_in)
        turned = sessions.step_up(sign_in, strong=True)
        assert (session_limits.is_strong(sign_in), session_limits.is_fresh(sign_in)) == (True, True)
        assert (queries.sign_in_by_token(token), queries.sign_in_by_token(turned)) == (None, sign_in)


def test_the_old_cookie_is_worth_nothing_after_signing_out(app, people, visit):
    amel = people("Amel")
    visit("/compte", by=amel)
    client = visit.clients[amel.id]
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"]).value
    assert visit("/compte/deconnexion", by=amel, method="POST").status_code == 303
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
    assert visit("/compte", by=amel).location == "/compte/connexion?next=/compte"


def test_a_code_opens_in_the_browser_that_asked_alone(app, people, visit, mails):
    amel = people("Amel")
    visit("/compte/connexion", method="POST", email=amel.email, way="code")
    code = re.search(r"\d{6}", mails()[-1][1]).group()
    other = visit.clients[None]
    visit.clients.pop(None)
    assert visit("/compte/code").status_code == 303
    with visit.clients[None].session_transaction() as session:
        session["code_for"] = {"email": amel.email, "next": "", "sign_up": {}}
    answer = visit("/compte/code", method="POST", code=code)
    assert (answer.status_code, "dans un autre navigateur" in answer.text) == (422, True)
    visit.clients[None] = other
    assert visit("/compte/code", method="POST", code=code).status_code == 303


def test_an_administrator_closes_every_session_of_somebody(visit, people):
    amel, ada = people("Amel"), people("Ada", Role.ADMINISTRATOR)
    assert visit("/compte", by=amel).status_code == 200
    typed = {"email": amel.email, "reason": "Téléphone volé hier"}
    answer = visit("/compte/appareils/de-quelqu-un", by=ada, method="POST", **typed)
    assert (answer.status_code, answer.location) == (303, "/compte/appareils/de-quelqu-un")
    assert queries.open_sign_ins(amel) == []
    assert visit("/compte", by=amel).status_code in {303, 401}
    told = db.session.scalars(select(OutboxMessage).filter_by(to=amel.email)).one()
    assert "Téléphone volé hier" in told.body


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("rien@exemple.fr", "Personne n’a de compte"), ("ada@exemple.fr", "Vos propres appareils")],
)
def test_closing_nobodys_or_ones_own_sessions_is_refused_where_it_was_typed(visit, people, email, sentence):
    ada = people("Ada", Role.ADMINISTRATOR)
    answer = visit("/compte/appareils/de-quelqu-un", by=ada, method="POST", email=email, reason="Essai")
    assert answer.status_code == 422 and sentence in answer.text
