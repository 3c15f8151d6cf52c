"""Passwords guessed first are refused in one sentence; phrases of one's own are taken."""

import pytest
from sqlalchemy import select

from app.accounts.guesses import common, holds_a_name, is_common, is_run
from app.core.extensions import db
from app.notifications.models import OutboxMessage


def test_three_thousand_common_passwords_are_known():
    assert len(common()) >= 3000


@pytest.mark.parametrize(
    "password", ["password1234", "motdepasse123", "Motdepasse2026!", "azertyuiop12", "p4ssw0rd2024!", "doudoudoudou"]
)
def test_a_common_password_is_refused_with_its_usual_disguises(password):
    assert is_common(password)


@pytest.mark.parametrize("password", ["aaaaaaaaaaaaa", "ababababababab", "abcdefghijklmn", "azertyuiopqsdf"])
def test_a_run_is_refused(password):
    assert is_run(password)


@pytest.mark.parametrize("password", ["AmelBenali2026", "amel.benali@exemple.fr", "comptoir-comptoir"])
def test_a_name_is_refused(password):
    assert holds_a_name(password, ("Amel Benali", "amel.benali@exemple.fr", "Comptoir"))


@pytest.mark.parametrize("password", ["une phrase assez longue", "trois vélos sous la pluie", "Le 62 au mois de mai !"])
def test_a_phrase_is_taken(password):
    assert not (is_common(password) or is_run(password) or holds_a_name(password, ("Amel Benali", "Comptoir")))


def test_the_page_says_why_and_keeps_the_rest(visit):
    for password, why in [
        ("motdepasse123", "les plus devinés"),
        ("amelamelamel1", "un nom connu"),
        ("a" * 12, "Une suite"),
    ]:
        typed = {"name": "Amel", "email": "amel@exemple.fr", "password": password}
        answer = visit("/compte/inscription", method="POST", **typed)
        assert (answer.status_code, why in answer.text, 'value="Amel"' in answer.text) == (422, True, True)


def test_the_owner_is_told_of_a_new_password_and_of_a_new_device(visit, people):
    amel = people("Amel")
    visit("/compte/mot-de-passe", by=amel, method="POST", new="trois vélos sous la pluie")
    visit("/compte/connexion", method="POST", email=amel.email, password="trois vélos sous la pluie")
    subjects = [message.subject for message in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]
    assert subjects == ["Votre mot de passe a changé", "Votre compte ouvert sur un nouvel appareil"]


def test_a_first_password_asks_for_a_fresh_proof(visit, people):
    amel = people("Amel")
    visit.enter(amel, fresh=False)
    answer = visit("/compte/mot-de-passe", by=amel)
    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/compte/confirmer")
    answer = visit("/compte/mot-de-passe", by=amel, method="POST", new="trois vélos sous la pluie")
    db.session.refresh(amel)
    assert (answer.status_code, amel.password_hash) == (403, None)
