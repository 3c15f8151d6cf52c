import re

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.services import addresses
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.notifications.models import OutboxMessage


def code_in(mails):
    return re.search(r"\b\d{6}\b", mails()[-1][2]).group()


def ask(visit, by, email):
    return visit("/compte/adresse", by=by, method="POST", email=email)


def test_the_address_changes_once_the_code_sent_to_the_new_one_is_typed(visit, people, mails):
    amel = people("Amel")
    old = amel.email
    answer = ask(visit, amel, "Amel.Neuve@exemple.fr")
    assert (answer.status_code, answer.location) == (303, "/compte/adresse/code")
    assert mails()[-1][0] == "amel.neuve@exemple.fr"
    assert db.session.scalar(select(Person.email)) == old
    answer = visit("/compte/adresse/code", by=amel, method="POST", code=code_in(mails))
    assert (answer.status_code, answer.location) == (303, "/compte")
    assert db.session.scalar(select(Person.email)) == "amel.neuve@exemple.fr"
    told = db.session.scalars(select(OutboxMessage)).one()
    assert (told.to, told.subject) == (old, "L’adresse de votre compte a changé")
    entry = db.session.scalars(select(AuditEvent).filter_by(verb="email.change")).one()
    assert "exemple" not in str(entry.facts)


def test_without_a_fresh_proof_the_page_asks_for_one_first(visit, people):
    amel = people("Amel")
    visit.enter(amel, fresh=False)
    answer = visit("/compte/adresse", by=amel)
    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/compte/confirmer")


def test_an_address_with_another_account_learns_it_by_mail_and_the_page_says_nothing(visit, people, mails):
    amel, bob = people("Amel"), people("Bob")
    answer = ask(visit, amel, bob.email)
    assert (answer.status_code, answer.location) == (303, "/compte/adresse/code")
    assert mails()[-1][:2] == (bob.email, "Cette adresse a déjà un compte")
    assert not re.search(r"\b\d{6}\b", mails()[-1][2])


def test_an_address_taken_meanwhile_is_refused_and_nothing_changes(app, people, mails):
    amel = people("Amel")
    addresses.ask_to_change_email("prise@exemple.fr", by=amel)
    code = code_in(mails)
    other = people("Bob")
    other.email = "prise@exemple.fr"
    db.session.commit()
    with pytest.raises(Refused, match="déjà un compte"):
        addresses.change_email("prise@exemple.fr", code, by=amel)
    assert sorted(db.session.scalars(select(Person.email))) == ["amel@exemple.fr", "prise@exemple.fr"]


def test_ones_own_address_is_refused_where_it_was_typed(visit, people):
    amel = people("Amel")
    answer = ask(visit, amel, amel.email.upper())
    assert answer.status_code == 422
    assert "C’est déjà l’adresse de votre compte." in answer.text


def test_a_wrong_code_changes_nothing_and_says_how_many_tries_are_left(visit, people, mails):
    amel = people("Amel")
    ask(visit, amel, "neuve@exemple.fr")
    wrong = "000000" if code_in(mails) != "000000" else "111111"
    answer = visit("/compte/adresse/code", by=amel, method="POST", code=wrong)
    assert answer.status_code == 422 and "4 essais" in answer.text
    assert db.session.scalar(select(Person.email)) == amel.email


def test_a_nul_byte_is_told_in_a_sentence_and_what_was_typed_is_shown(visit):
    answer = visit("/compte/inscription", method="POST", name="Amel\0", email="amel@exemple.fr", password="")
    assert answer.status_code == 400
    assert "retapez le texte au clavier" in answer.text and "amel@exemple.fr" in answer.text


def test_a_short_password_is_told_once(visit):
    typed = {"name": "Amel", "email": "amel@exemple.fr", "password": "amel"}
    page = visit("/compte/inscription", method="POST", **typed).text
    assert "12 caractères" in page and "un nom connu" not in page
