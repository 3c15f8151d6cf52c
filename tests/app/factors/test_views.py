"""Second factors, page by page: who enters, whose roles count, who must prove again."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import Person, Role, SignIn
from app.accounts.passwords import hash_password
from app.core import audit, clock, crypto
from app.core.extensions import db
from app.factors.models import Totp
from app.factors.queries import has_factor, totp_of
from app.factors.services import recovery, totp
from app.notifications.models import OutboxMessage
from app.rounds.models import PhaseKind

PASSWORD = "une phrase assez longue"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def amel(people):
    """Staff with a password and an application of codes."""
    person = people("Amel", Role.STAFF)
    person.password_hash = hash_password(PASSWORD)
    sealed = crypto.seal(totp.SEALED_FOR, SECRET.encode(), person.public_id)
    db.session.add(Totp(person_id=person.id, sealed=sealed, last_step=0))
    db.session.commit()
    return person


def now_code(ahead=0):
    return pyotp.TOTP(SECRET).at(clock.now() + timedelta(seconds=ahead))


def with_password(visit, **more):
    return visit("/compte/connexion", method="POST", email="amel@exemple.fr", password=PASSWORD, **more)


def told():
    return [m.subject for m in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


def test_a_password_alone_opens_nothing_when_there_is_a_second_factor(visit, amel):
    answer = with_password(visit, next="/gestion/")
    assert (answer.status_code, answer.location) == (303, "/compte/deuxieme-facteur")
    assert db.session.scalars(select(SignIn)).all() == []
    assert visit("/compte").location == "/compte/connexion?next=/compte"
    answer = visit("/compte/deuxieme-facteur", method="POST", code=now_code())
    assert (answer.status_code, answer.location) == (303, "/gestion/")
    assert db.session.scalars(select(SignIn)).one().strong_at
    assert visit("/gestion/").status_code == 200


def test_a_code_by_mail_does_not_go_round_the_second_factor(visit, amel, mails):
    visit("/compte/connexion", method="POST", email=amel.email, way="code")
    code = re.search(r"\d{6}", mails()[-1][1]).group()
    assert visit("/compte/code", method="POST", code=code).location == "/compte/deuxieme-facteur"
    assert visit("/compte").status_code == 303


def test_a_code_opens_once(visit, amel):
    with time_machine.travel(clock.now(), tick=False):
        with_password(visit)
        assert visit("/compte/deuxieme-facteur", method="POST", code=now_code()).status_code == 303
        visit("/compte/deconnexion", method="POST")
        with_password(visit)
        again = visit("/compte/deuxieme-facteur", method="POST", code=now_code())
    assert (again.status_code, "Ce code a déjà servi" in again.text) == (422, True)
    assert visit("/compte").status_code == 303


@pytest.mark.parametrize("ahead", [-30, 30])
def test_a_clock_half_a_minute_off_is_accepted(visit, amel, ahead):
    with_password(visit)
    assert visit("/compte/deuxieme-facteur", method="POST", code=now_code(ahead)).status_code == 303


@pytest.mark.parametrize("ahead", [-300, 300])
def test_a_clock_five_minutes_off_is_told(visit, amel, ahead):
    with_password(visit)
    answer = visit("/compte/deuxieme-facteur", method="POST", code=now_code(ahead))
    assert (answer.status_code, "l’horloge de votre téléphone" in answer.text) == (422, True)


def test_tries_are_limited_and_what_was_typed_stays(visit, amel):
    with_password(visit)
    pages = [visit("/compte/deuxieme-facteur", method="POST", code="000000") for _ in range(11)]
    assert [p.status_code for p in pages] == [422] * 11
    assert "pas le bon" in pages[0].text
    assert "Trop de codes ont été essayés" in pages[-1].text
    assert "Trop de codes" in visit("/compte/deuxieme-facteur", method="POST", code=now_code()).text


def test_the_second_step_waits_ten_minutes_and_for_nobody_else(visit, amel):
    assert visit("/compte/deuxieme-facteur").location == "/compte/connexion"
    with_password(visit)
    assert visit("/compte/deuxieme-facteur").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        assert visit("/compte/deuxieme-facteur").location == "/compte/connexion"


def test_roles_do_not_count_in_a_session_without_second_factor(visit, people, a_round):
    karim, round_ = people("Karim", Role.STAFF), a_round(PhaseKind.VOTE)
    phase = round_.phase(PhaseKind.VOTE).public_id
    visit.enter(karim, strong=False)
    closing = f"/gestion/editions/phases/{phase}/cloturer"
    assert visit(closing, by=karim).location == f"/compte/deuxieme-facteur?next={closing}"
    answer = visit(closing, by=karim, method="POST", reason="Une panne du site.")
    assert (answer.status_code, "Une panne du site." in answer.text) == (403, True)
    assert "/compte/deuxieme-facteur" in answer.text
    assert visit(f"/compte/deuxieme-facteur?next={closing}", by=karim).location == f"/compte/protection?next={closing}"
    assert "tant que vous n’avez ni clé d’accès ni application" in visit("/compte/protection", by=karim).text
    page = visit("/compte", by=karim).text
    assert "Vos rôles attendent votre deuxième facteur" in page
    assert "Menu de l’équipe" not in page
    db.session.refresh(round_.phase(PhaseKind.VOTE))
    assert round_.phase(PhaseKind.VOTE).close_requested_by_id is None


def test_a_weak_session_becomes_strong_with_the_factor(visit, amel):
    visit.enter(amel, strong=False)
    assert visit("/gestion/", by=amel).location == "/compte/deuxieme-facteur?next=/gestion/"
    token = db.session.scalars(select(SignIn.token_digest)).one()
    answer = visit("/compte/deuxieme-facteur", by=amel, method="POST", code=now_code(), next="/gestion/")
    assert answer.location == "/gestion/"
    assert visit("/gestion/", by=amel).status_code == 200
    assert db.session.scalars(select(SignIn.token_digest)).one() != token


def test_a_grave_deed_asks_for_a_fresh_proof_and_comes_back(visit, amel, a_round):
    phase = a_round(PhaseKind.VOTE).phase(PhaseKind.VOTE).public_id
    closing = f"/gestion/editions/phases/{phase}/cloturer"
    visit.enter(amel, fresh=False)
    assert visit(closing, by=amel).location == f"/compte/confirmer?next={closing}"
    answer = visit(closing, by=amel, method="POST", reason="Une panne.")
    assert (answer.status_code, "Une panne." in answer.text, "/compte/confirmer" in answer.text) == (403, True, True)
    wrong = visit("/compte/confirmer", by=amel, method="POST", code="000000", next=closing)
    assert (wrong.status_code, "pas le bon" in wrong.text) == (422, True)
    assert visit("/compte/confirmer", by=amel, method="POST", code=now_code(), next=closing).location == closing
    assert ">\r\nUne panne.</textarea>" in visit(closing, by=amel).text  # what was typed waited in its form
    assert "Une panne." not in visit(f"/gestion/editions/phases/{phase}/dates", by=amel).text
    visit(closing, by=amel, method="POST", reason="")
    assert "Une panne." not in visit(closing, by=amel).text  # once sent, nothing waits any more


def test_no_password_waits_in_the_cookie(visit, people):
    paul = people("Paul")
    visit.enter(paul, fresh=False)
    answer = visit("/compte/mot-de-passe", by=paul, method="POST", current=PASSWORD, new="trois mots secrets")
    with visit.clients[paul.id].session_transaction() as kept:
        assert (answer.status_code, "typed" in kept, PASSWORD in answer.text) == (403, False, False)


def test_somebody_confirms_by_password_or_by_mail(visit, people, mails):
    paul = people("Paul")
    paul.password_hash = hash_password(PASSWORD)
    rose = people("Rose")
    db.session.commit()
    visit.enter(paul, fresh=False)
    visit.enter(rose, fresh=False)
    page = visit(visit("/compte/protection/application", by=paul).location, by=paul)
    assert 'name="password"' in page.text
    assert visit("/compte/confirmer", by=paul, method="POST", password="autre chose").status_code == 422
    done = visit("/compte/confirmer", by=paul, method="POST", password=PASSWORD, next="/compte/protection")
    assert done.location == "/compte/protection"
    assert visit("/compte/protection/application", by=paul).status_code == 200
    assert "Recevoir un code par courriel" in visit("/compte/confirmer", by=rose).text
    visit("/compte/confirmer/code", by=rose, method="POST")
    code = re.search(r"\d{6}", mails()[-1][1]).group()
    assert visit("/compte/confirmer", by=rose, method="POST", code=code).status_code == 303
    assert visit("/compte/protection/application", by=rose).status_code == 200


def test_an_application_is_added_with_its_recovery_codes(visit, people):
    paul = people("Paul", Role.STAFF)
    visit.enter(paul, strong=False)
    page = visit("/compte/protection/application?next=/gestion/", by=paul).text
    secret = "".join(re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).split())
    wrong = visit("/compte/protection/application", by=paul, method="POST", code="000000")
    assert (wrong.status_code, secret in "".join(wrong.text.split())) == (422, True)
    code = pyotp.TOTP(secret).at(clock.now())
    answer = visit("/compte/protection/application", by=paul, method="POST", code=code, next="/gestion/")
    assert answer.location == "/compte/protection/codes-de-secours?next=/gestion/"
    assert secret not in db.session.scalars(select(Totp.sealed)).one()
    assert visit("/gestion/", by=paul).status_code == 200
    shown = visit("/compte/protection/codes-de-secours", by=paul, method="POST").text
    codes = re.findall(r"<code>([a-z0-9-]{14})</code>", shown)
    assert len(set(codes)) == 10
    assert codes[0] not in visit("/compte/protection/codes-de-secours", by=paul).text
    assert told() == ["Un nouveau moyen d’entrer dans votre compte", "De nouveaux codes de secours"]


def test_a_recovery_code_opens_once(visit, amel):
    codes = recovery.renew_codes(by=amel)
    db.session.commit()
    with_password(visit)
    assert visit("/compte/deuxieme-facteur", method="POST", code=codes[0].upper()).status_code == 303
    assert visit("/gestion/").status_code == 200
    visit("/compte/deconnexion", method="POST")
    with_password(visit)
    again = visit("/compte/deuxieme-facteur", method="POST", code=codes[0])
    assert (again.status_code, "il a déjà servi" in again.text) == (422, True)


def test_a_factor_is_removed_with_a_fresh_proof_and_the_person_is_told(visit, amel):
    visit.enter(amel, fresh=False)
    assert visit("/compte/protection/application/retirer", by=amel, method="POST").status_code == 403
    visit.enter(amel)
    assert visit("/compte/protection/application/retirer", by=amel, method="POST").status_code == 303
    assert not has_factor(amel)
    assert told() == ["Un moyen d’entrer retiré de votre compte"]


def test_an_administrator_resets_the_factors_of_somebody_else(visit, amel, people):
    ada = people("Ada", Role.ADMINISTRATOR)
    visit("/compte", by=amel)
    path = "/compte/protection/reinitialiser"
    assert visit(path, by=amel).status_code == 403
    assert "Personne n’a de compte" in visit(path, by=ada, method="POST", email="x@exemple.fr", reason="Perdu").text
    own = visit(path, by=ada, method="POST", email=ada.email, reason="Perdu")
    assert (own.status_code, "une autre personne" in own.text, "Perdu" in own.text) == (422, True, True)
    assert visit(path, by=ada, method="POST", email=amel.email, reason="Téléphone volé").status_code == 303
    assert not has_factor(amel)
    assert visit("/compte", by=amel).status_code == 303
    line = db.session.scalars(select(audit.AuditEvent).filter_by(verb="factor.reset")).one()
    assert line.facts == {"reason": "Téléphone volé"}
    assert told() == ["Vos deuxièmes facteurs ont été retirés"]
    assert with_password(visit).location == "/compte/protection"


def test_the_demonstration_shows_its_code_on_a_developers_machine_only(app, visit, people, monkeypatch):
    paul = people("Paul", Role.STAFF)
    totp.rehearse(paul)
    db.session.commit()
    visit.enter(paul, strong=False)
    assert "Le code du moment" not in visit("/compte/deuxieme-facteur", by=paul).text
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(**{**vars(settings), "ENVIRONMENT": "development"}))
    assert "Le code du moment" in visit("/compte/deuxieme-facteur", by=paul).text
    code = pyotp.TOTP(totp.REHEARSAL_SECRET).at(clock.now())
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(**{**vars(settings), "ENVIRONMENT": "production"}))
    assert totp.rehearsal_code(paul) == ""
    refused = visit("/compte/deuxieme-facteur", by=paul, method="POST", code=code)
    assert (refused.status_code, "pas le bon" in refused.text) == (422, True)


def test_nobody_proves_for_somebody_else(visit, amel, people):
    paul = people("Paul")
    assert visit("/compte/deuxieme-facteur", by=paul).location == "/compte"
    assert visit("/compte/deuxieme-facteur/cle", by=paul, method="POST").status_code == 303
    assert db.session.scalars(select(Person)).all()


def test_a_new_key_opens_every_secret_once_they_are_sealed_again(app, amel, monkeypatch):
    former = app.config["SECRET_KEY"]
    monkeypatch.setitem(app.config, "SECRET_KEY", "nouvelle-" * 5)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [former])
    answer = app.test_cli_runner().invoke(args=["factors", "reseal"])
    assert (answer.exit_code, answer.output.startswith("1 secrets sealed again")) == (0, True)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [])
    db.session.expire_all()
    assert totp.secret_of(totp_of(amel), amel) == SECRET


@pytest.mark.parametrize("address", ["/compte/confirmer/code", "/compte/confirmer/cle"])
def test_a_way_that_is_no_longer_owed_says_so_on_the_page_of_the_one_that_is(visit, people, address):
    paul = people("Paul")
    paul.password_hash = hash_password(PASSWORD)
    db.session.commit()
    answer = visit(address, by=paul, method="POST", credential="{}")
    assert (answer.status_code, 'name="password"' in answer.text) == (422, True)


def test_a_refused_second_factor_is_written_down(visit, amel, caplog):
    visit("/compte/confirmer", by=amel, method="POST", code="000000")
    facts = [record.facts for record in caplog.records if record.message == "factor.failed"]
    assert facts == [{"way": "totp", "person": amel.public_id}]


def test_former_addresses_lead_to_the_page_that_protects_the_account(visit, people):
    amel = people("Amel")
    for former, now in (("securite", "protection"), ("securite/cle", "protection/cle")):
        answer = visit(f"/compte/{former}", by=amel)
        assert (answer.status_code, answer.location) == (301, f"/compte/{now}")
    assert "Protéger mon compte" in visit("/compte/protection", by=amel).text
