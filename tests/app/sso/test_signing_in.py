"""Entering with a provider: a first arrival, a known one, the name and the address."""

import re

from flask import redirect
from sqlalchemy import select

from app.accounts import entrance
from app.accounts.models import Person, Role, SignIn
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.core.policy import FRESH
from app.sso.models import ExternalIdentity, ExternalSession

WELCOME = "/compte/identites/bienvenue"


def code_in(mails):
    return re.search(r"\b\d{6}\b", mails()[-1][2]).group()


def test_nothing_is_shown_when_no_provider_is_configured(visit, people):
    assert "identites" not in visit("/compte/connexion").text
    assert "identites" not in visit("/compte", by=people("Amel")).text
    assert visit("/compte/identites/fc/entrer").status_code == 404


def test_the_sign_in_page_has_a_button_and_its_sentence_for_each_provider(visit, fc):
    page = visit("/compte/connexion?next=/envies/proposer").text
    assert "S’identifier avec FranceConnect" in page
    assert "Qu’est-ce que FranceConnect" in page
    assert "S’identifier avec Mairie" in page
    assert 'href="/compte/identites/fc/entrer?next=/envies/proposer"' in page


def test_what_is_asked_of_franceconnect_is_the_least_and_protected(visit, fc):
    asked = visit("/compte/identites/fc/entrer").location
    assert asked.startswith(f"{fc.issuer}/auth?")
    for part in (
        "response_type=code",
        "scope=openid+given_name+email",
        "acr_values=eidas1",
        "code_challenge_method=S256",
        "redirect_uri=http%3A%2F%2Fcomptoir.exemple%2Fcompte%2Fidentites%2Ffc%2Fretour",
    ):
        assert part in asked
    assert re.search(r"state=[\w-]{43}&.*nonce=[\w-]{43}", asked)


def test_a_first_arrival_makes_an_account_once_the_address_is_proved(visit, arrive, fc, mails):
    answer = arrive(fc, "gaelle")
    assert (answer.status_code, answer.location) == (303, WELCOME)
    assert db.session.scalars(select(Person)).all() == []
    page = visit(WELCOME)
    assert 'value="Gaëlle"' in page.text
    assert "EXEMPLE" not in page.text
    answer = visit(WELCOME, method="POST", name="Gaëlle B.", email="gaelle@exemple.fr")
    assert (answer.status_code, answer.location) == (303, "/compte/identites/code")
    assert db.session.scalars(select(Person)).all() == []
    assert "gaelle@exemple.fr" in visit("/compte/identites/code").text
    assert visit("/compte/identites/code", method="POST", code=code_in(mails)).location == "/compte"
    assert "Gaëlle B." in visit("/compte").text
    identity = db.session.scalars(select(ExternalIdentity)).one()
    assert (identity.issuer, identity.subject, identity.person.email) == (fc.issuer, "gaelle", "gaelle@exemple.fr")
    assert "identity.link" in db.session.scalars(select(AuditEvent.verb)).all()


def test_a_known_identity_enters_at_once_and_goes_where_it_was_going(visit, arrive, fc, people, link):
    link(people("Gaëlle"), fc.issuer, "gaelle")
    away = visit("/compte/identites/fc/entrer?next=/compte/appareils")
    answer = visit(fc.sign_in(away.location, "gaelle"), most_queries=40)
    assert (answer.status_code, answer.location) == (303, "/compte/appareils")
    assert "Cet appareil-ci" in visit("/compte/appareils").text
    assert db.session.scalars(select(ExternalIdentity)).one().last_used_at is not None


def test_what_is_kept_is_the_subject_and_a_sealed_token_and_nothing_else(visit, arrive, fc, people, link):
    link(people("Gaëlle"), fc.issuer, "gaelle")
    arrive(fc, "gaelle")
    kept = db.session.scalars(select(ExternalSession)).one()
    assert "." not in kept.id_token
    assert kept.sid
    assert {c.name for c in ExternalIdentity.__table__.columns} == {
        *("id", "public_id", "person_id", "issuer", "subject", "linked_at", "last_used_at")
    }


def test_an_address_the_provider_has_verified_needs_no_code(visit, arrive, ordinary, mails):
    ordinary.knows("karim", email="Karim@exemple.fr", email_verified=True, name="Karim")
    arrive(ordinary, "karim")
    assert "Cette adresse est vérifiée par Mairie" in visit(WELCOME).text
    answer = visit(WELCOME, method="POST", name="Karim", email="karim@exemple.fr")
    assert (answer.location, mails()) == ("/compte", [])
    assert db.session.scalars(select(ExternalIdentity)).one().person.email == "karim@exemple.fr"


def test_another_address_than_the_verified_one_is_proved_with_a_code(visit, arrive, ordinary, mails):
    ordinary.knows("karim", email="karim@exemple.fr", email_verified=True)
    arrive(ordinary, "karim")
    answer = visit(WELCOME, method="POST", name="Karim", email="karim.perso@exemple.fr")
    assert (answer.location, mails()[-1][0]) == ("/compte/identites/code", "karim.perso@exemple.fr")


def test_an_address_said_verified_in_words_is_not(visit, arrive, ordinary, mails):
    ordinary.knows("karim", email="karim@exemple.fr", email_verified="true")
    arrive(ordinary, "karim")
    assert visit(WELCOME, method="POST", name="Karim", email="karim@exemple.fr").location == "/compte/identites/code"


def test_a_provider_that_gives_no_address_lets_the_person_write_one(visit, arrive, fc, mails):
    arrive(fc, "sans")
    assert visit(WELCOME).status_code == 200
    wrong = visit(WELCOME, method="POST", name="Inès", email="ines@")
    assert (wrong.status_code, 'value="ines@"' in wrong.text, mails()) == (422, True, [])
    assert visit(WELCOME, method="POST", name="Inès", email="ines@exemple.fr").status_code == 303


def test_a_wrong_code_makes_nothing_and_keeps_the_page(visit, arrive, fc, mails):
    arrive(fc, "gaelle")
    visit(WELCOME, method="POST", name="Gaëlle", email="gaelle@exemple.fr")
    wrong = "000000" if code_in(mails) != "000000" else "111111"
    answer = visit("/compte/identites/code", method="POST", code=wrong)
    assert (answer.status_code, "n’est pas le bon" in answer.text) == (422, True)
    assert db.session.scalars(select(Person)).all() == []
    assert db.session.scalars(select(ExternalIdentity)).all() == []


def test_the_same_address_at_another_provider_is_another_identity(visit, arrive, ordinary, people, link):
    """The subject is the identity: an address alone never opens an account."""
    gaelle = people("Gaelle")
    ordinary.knows("evil", email=gaelle.email, email_verified=True)
    assert arrive(ordinary, "evil").location == WELCOME
    assert db.session.scalars(select(SignIn)).all() == []


def test_pages_of_arrival_lead_back_when_nobody_arrived(visit, fc, people):
    for path in (WELCOME, "/compte/identites/code"):
        answer = visit(path)
        assert (answer.status_code, "Reprenez depuis la page de connexion" in answer.text) == (400, True)
    assert visit("/compte/identites/relier", by=people("Amel")).status_code == 400


def strengths():
    """Whether each session opened so far proves two factors, the oldest first."""
    return [s.strong_at is not None for s in db.session.scalars(select(SignIn).order_by(SignIn.id))]


def test_a_session_proves_two_factors_only_when_proconnect_says_so(visit, arrive, proconnect, people, link):
    link(people("Driss", Role.STAFF), proconnect.issuer, "gaelle")
    asked = visit("/compte/identites/agents/entrer").location
    assert "claims=%7B%22id_token%22%3A+%7B%22amr%22%3A+%7B%22essential%22%3A+true%7D%7D%7D" in asked
    assert "usual_name" in asked
    for amr in (["pwd"], ["pwd", "mfa"]):
        proconnect.bend(claims={"amr": amr})
        arrive(proconnect, "gaelle", name="agents")
    assert strengths() == [False, True]


def test_franceconnect_is_never_the_second_factor_of_staff(arrive, fc, people, link):
    link(people("Driss", Role.STAFF), fc.issuer, "gaelle")
    fc.bend(claims={"amr": ["pin", "pop", "mfa"]})
    arrive(fc, "gaelle")
    assert strengths() == [False]


def test_whoever_owes_a_second_factor_gives_it_before_the_session_opens(visit, arrive, fc, people, link, monkeypatch):
    link(people("Amel"), fc.issuer, "gaelle")
    monkeypatch.setattr(entrance, "_second_steps", [lambda person, next_path: redirect("/ici-le-second-facteur")])
    assert arrive(fc, "gaelle").location == "/ici-le-second-facteur"
    assert db.session.scalars(select(SignIn)).all() == []
    assert db.session.scalars(select(ExternalSession)).all() == []


def test_linking_and_unlinking_ask_for_a_fresh_proof():
    assert {"identity.link", "identity.unlink"} <= FRESH
