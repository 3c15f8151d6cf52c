import re
import socket
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.accounts import queries
from app.accounts.devices import device_name
from app.accounts.models import Person, Role, SignIn
from app.accounts.passwords import hash_password
from app.accounts.services import entering, sessions
from app.accounts.services import people as members
from app.core import clock
from app.core.extensions import db

WHO = {"Amel": (), "Mo": (Role.MODERATOR,), "Ada": (Role.ADMINISTRATOR,)}


def code_in(mails):
    return re.search(r"\b\d{6}\b", mails()[-1][2]).group()


def test_sign_up_makes_an_account_when_the_code_is_typed(visit, mails):
    answer = visit(
        "/compte/inscription", method="POST", name="Amel  B.", email="Amel@exemple.fr", password="", next="/communes"
    )
    assert (answer.status_code, answer.location) == (303, "/compte/code")
    assert db.session.scalars(select(Person)).all() == []
    assert "/courrier" in visit("/compte/code").text
    answer = visit("/compte/code", method="POST", code=code_in(mails))
    assert (answer.status_code, answer.location) == (303, "/communes")
    assert [(p.name, p.email, p.password_hash) for p in db.session.scalars(select(Person))] == [
        ("Amel B.", "amel@exemple.fr", None)
    ]
    assert "Amel B." in visit("/compte").text


def test_sign_up_keeps_the_password_for_after_the_proof_when_one_is_chosen(visit, mails):
    visit(
        "/compte/inscription", method="POST", name="Amel", email="amel@exemple.fr", password="une phrase assez longue"
    )
    visit("/compte/code", method="POST", code=code_in(mails))
    assert entering.enter_with_password("amel@exemple.fr", "une phrase assez longue").name == "Amel"


def test_sign_up_says_the_same_and_changes_nothing_when_the_address_is_taken(visit, people, mails):
    amel = people("Amel")
    new = visit("/compte/inscription", method="POST", name="Autre", email="autre@exemple.fr", password="")
    new_page = visit("/compte/code").text
    taken = visit(
        "/compte/inscription", method="POST", name="Voleur", email=amel.email, password="une phrase assez longue"
    )
    taken_page = visit("/compte/code").text
    assert (taken.status_code, taken.location) == (new.status_code, new.location)
    token = re.compile(r'(?:name="csrf_token" value|nonce)="[^"]+"')
    assert token.sub("", taken_page).replace("amel@", "autre@") == token.sub("", new_page)
    assert mails()[-1][:2] == ("amel@exemple.fr", "Vous avez déjà un compte")
    visit("/compte/code", method="POST", code=code_in(mails))
    db.session.expire_all()
    assert [(p.name, p.password_hash) for p in db.session.scalars(select(Person))] == [("Amel", None)]


def test_sign_up_keeps_what_was_typed_when_something_is_wrong(visit):
    answer = visit("/compte/inscription", method="POST", name="Amel", email="amel@", password="court")
    assert answer.status_code == 422
    assert 'value="Amel"' in answer.text
    assert 'value="amel@"' in answer.text
    assert "au moins 12 caractères" in answer.text


def test_sign_in_says_the_same_when_the_address_is_unknown(visit, people, mails):
    people("Amel")
    answers = [
        visit("/compte/connexion", method="POST", email=e, way="code") for e in ("amel@exemple.fr", "rien@exemple.fr")
    ]
    assert [(a.status_code, a.location) for a in answers] == [(303, "/compte/code")] * 2
    assert mails()[-1][:2] == ("rien@exemple.fr", "Vous n’avez pas encore de compte")


def test_sign_in_counts_wrong_codes_when_the_address_is_unknown_too(visit, people):
    people("Amel")
    for email in ("amel@exemple.fr", "rien@exemple.fr"):
        visit("/compte/connexion", method="POST", email=email, way="code")
        assert visit("/compte/code", method="POST", code="abc").status_code == 422
        pages = [visit("/compte/code", method="POST", code="000000") for _ in range(5)]
        assert [p.status_code for p in pages] == [422] * 5
        assert "cinq fois" in pages[-1].text


def test_sign_in_by_password_opens_the_page_asked_for_when_right(visit):
    members.join("Amel", "amel@exemple.fr", password_hash=hash_password("une phrase assez longue"))
    answer = visit("/compte/appareils")
    assert (answer.status_code, answer.location) == (303, "/compte/connexion?next=/compte/appareils")
    assert 'value="/compte/appareils"' in visit(answer.location).text
    answer = visit(
        "/compte/connexion",
        method="POST",
        email="amel@exemple.fr",
        password="une phrase assez longue",
        next="/compte/appareils",
    )
    assert (answer.status_code, answer.location) == (303, "/compte/appareils")
    assert "Cet appareil-ci" in visit("/compte/appareils").text


def test_sign_in_keeps_the_address_and_not_the_password_when_wrong(visit):
    answer = visit(
        "/compte/connexion", method="POST", email="amel@exemple.fr", password="une mauvaise phrase", way="password"
    )
    assert answer.status_code == 422
    assert 'value="amel@exemple.fr"' in answer.text
    assert "une mauvaise phrase" not in answer.text


def test_sign_in_says_so_and_keeps_nothing_when_the_mail_server_is_unreachable(app, visit, people):
    people("Amel")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp://127.0.0.1:{port}")
    answer = visit("/compte/connexion", method="POST", email="amel@exemple.fr", way="code")
    assert answer.status_code == 422
    assert "le serveur de courrier ne répond pas" in answer.text
    assert 'value="amel@exemple.fr"' in answer.text


def test_sign_in_asks_to_wait_when_too_many_passwords_were_tried(visit):
    typed = {"email": "amel@exemple.fr", "password": "une mauvaise phrase", "way": "password"}
    pages = [visit("/compte/connexion", method="POST", **typed) for _ in range(11)]
    assert [p.status_code for p in pages] == [422] * 11
    assert "Trop de mots de passe ont été essayés" in pages[10].text
    assert 'value="amel@exemple.fr"' in pages[10].text
    assert visit("/compte/connexion", method="POST", email="amel@exemple.fr", way="code").status_code == 303


def test_code_page_leads_back_when_no_code_was_asked(visit):
    assert visit("/compte/code").location == "/compte/connexion"
    assert visit("/compte/code/nouveau", method="POST").location == "/compte/connexion"


def test_another_code_is_sent_when_asked(visit, people, mails):
    people("Amel")
    visit("/compte/connexion", method="POST", email="amel@exemple.fr", way="code")
    early = visit("/compte/code/nouveau", method="POST")
    assert (early.status_code, "Un code vient de partir à cette adresse" in early.text, len(mails())) == (422, True, 1)
    with time_machine.travel(clock.now() + timedelta(seconds=31)):
        assert visit("/compte/code/nouveau", method="POST").status_code == 303
        assert len(mails()) == 2
        assert visit("/compte/code", method="POST", code=code_in(mails)).location == "/compte"


def test_my_space_leads_to_my_projects_and_more_when_a_role_opens_it(visit, people):
    places = {"mine": "/projets/miens", "wait": "/gestion/", "roles": "/gestion/roles"}
    pages = {who: visit("/compte", by=people(who, *roles)).text for who, roles in WHO.items()}
    open_to = {who: {name for name, at in places.items() if f'href="{at}"' in page} for who, page in pages.items()}
    assert open_to == {"Amel": {"mine"}, "Mo": {"mine", "wait"}, "Ada": {"mine", "wait", "roles"}}


def test_sign_out_closes_the_session_in_the_database_when_asked(visit, people):
    amel = people("Amel")
    assert visit("/compte", by=amel).status_code == 200
    answer = visit("/compte/deconnexion", by=amel, method="POST")
    assert (answer.location, answer.headers["Clear-Site-Data"]) == ("/", '"cache", "storage"')
    assert queries.open_sign_ins(amel) == []
    assert visit("/compte", by=amel).status_code == 303


def test_device_is_closed_by_its_owner_only_when_asked(visit, people):
    amel, karim = people("Amel"), people("Karim")
    sessions.open_session(amel, "Vieux téléphone")
    db.session.commit()
    old = db.session.scalars(select(SignIn).where(SignIn.device == "Vieux téléphone")).one()
    path = f"/compte/appareils/{old.public_id}/fermer"
    assert "Vieux téléphone" in visit("/compte/appareils", by=amel).text
    assert visit(path, by=karim, method="POST").status_code == 403
    assert visit(path, by=amel, method="POST").status_code == 303
    assert visit(path, by=amel, method="POST").status_code == 404
    assert "Vieux téléphone" not in visit("/compte/appareils", by=amel).text


def test_other_devices_are_closed_when_asked(visit, people):
    amel = people("Amel")
    sessions.open_session(amel, "Vieux téléphone")
    db.session.commit()
    visit("/compte/appareils/fermer-les-autres", by=amel, method="POST")
    assert [s.device for s in queries.open_sign_ins(amel)] == ["tests"]
    assert "Un autre appareil est déconnecté" in visit("/compte", by=amel).text


def test_name_and_password_change_when_asked(visit, people):
    amel = people("Amel")
    assert visit("/compte/profil", by=amel, method="POST", name="").status_code == 422
    assert visit("/compte/profil", by=amel, method="POST", name="Amel B.", language="fr").status_code == 303
    assert visit("/compte/mot-de-passe", by=amel).text.count('type="password"') == 1
    assert visit("/compte/mot-de-passe", by=amel, method="POST", new="une phrase assez longue").status_code == 303
    assert visit("/compte/mot-de-passe", by=amel).text.count('type="password"') == 2
    answer = visit("/compte/mot-de-passe", by=amel, method="POST", current="faux", new="une autre phrase longue")
    assert answer.status_code == 422
    assert "actuel n’est pas le bon" in answer.text
    assert "Amel B." in visit("/compte", by=amel).text


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("curl/8", ""),
    ],
)
def test_device_is_named_as_people_say_it_when_recognised(agent, name):
    assert device_name(agent) == name
