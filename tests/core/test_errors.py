"""What is typed is never thrown away, whatever closes the door."""

import re

import pytest
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from wtforms import StringField

from app.accounts.models import Person
from app.core.extensions import db
from app.core.forms import shown_on

WORDS = "Le mercredi, les enfants n’ont nulle part où aller."


def test_typed_text_is_shown_when_the_session_has_ended(visit):
    answer = visit("/compte/profil", method="POST", name=WORDS, version="3")
    assert answer.status_code == 401
    assert WORDS in answer.text
    assert 'href="/compte/connexion' in answer.text
    assert re.findall(r'class="error-page__typed">([^<]*)<', answer.text) == [WORDS]


def test_passwords_are_not_shown_when_the_session_has_ended(visit):
    answer = visit("/compte/mot-de-passe", method="POST", current="une phrase secrète", new_password="autre phrase")
    assert "autre phrase" not in answer.text


def test_sign_in_leads_back_to_the_form_and_to_no_page_of_another_site(app):
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        client = app.test_client()
        pages = [
            client.post("/compte/profil", data={"name": WORDS}, headers={"Referer": referer}).text
            for referer in ("http://localhost/compte/profil?a=1", "http://evil.example/compte/autre")
        ]
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert "/compte/connexion?next=/compte/profil?a%3D1" in pages[0]
    assert "/compte/connexion?next=/compte/profil" in pages[1]
    assert "/compte/autre" not in pages[1]
    assert "evil" not in pages[1]


def test_a_button_leads_to_the_sign_in_page_when_nothing_was_typed(visit):
    answer = visit("/compte/appareils/fermer-les-autres", method="POST")
    assert (answer.status_code, answer.location) == (303, "/compte/connexion")


def twice():
    db.session.add_all([Person(name="Amel", email="amel@exemple.fr"), Person(name="Autre", email="amel@exemple.fr")])
    db.session.flush()


def test_a_collision_is_a_sentence_and_undoes_everything_when_no_service_expected_it(app):
    with app.test_request_context("/envies/nouvelle", method="POST", data={"title": WORDS}):
        with pytest.raises(IntegrityError) as collision:
            twice()
        answer = app.make_response(app.handle_user_exception(collision.value))
        page = answer.get_data(as_text=True)
        assert db.session.query(Person).all() == []
    assert answer.status_code == 409
    assert "Quelqu’un a modifié cette page entre-temps" in page
    assert WORDS in page


class NameForm(FlaskForm):
    name = StringField()


def test_a_collision_is_shown_on_the_form_when_there_is_one(app):
    with app.test_request_context("/envies/nouvelle", method="POST", data={"name": WORDS}):
        form = NameForm(meta={"csrf": False})
        with shown_on(form):
            twice()
        assert (form.name.data, [e[:35] for e in form.form_errors]) == (WORDS, ["Quelqu’un a modifié cette page entr"])
        assert db.session.query(Person).all() == []
