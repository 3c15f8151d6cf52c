import asyncio
import re
import smtplib
import socket
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from sqlalchemy import select

from app.accounts import queries
from app.accounts.models import CodePurpose, EmailCode, Person, Role, SignIn
from app.accounts.passwords import hash_password
from app.accounts.services import codes, entering, grants, proofs, sessions
from app.accounts.services import people as members
from app.core import audit, clock, limits
from app.core.errors import Refused
from app.core.extensions import db
from app.core.mail import MailUnreachable
from tests.races import run_together

HERE = (CodePurpose.VOTE, "amel@exemple.fr", "round-1")


def issue():
    code = codes.issue_code(*HERE)
    db.session.commit()
    return code


def redeem(code):
    """As the screen does it: a refusal undoes everything."""
    try:
        codes.redeem_code(*HERE, code)
        db.session.commit()
    except Refused as refusal:
        db.session.rollback()
        return str(refusal)
    return ""


NOT_RIGHT = "L’adresse ou le mot de passe n’est pas le bon. Vous pouvez aussi recevoir un code par courriel."


def try_password(email, password, machine=""):
    """The sentence of the refusal, or nothing."""
    try:
        entering.enter_with_password(email, password, machine=machine)
        db.session.commit()
    except Refused as refusal:
        db.session.rollback()
        return str(refusal)
    return ""


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_code_opens_once_when_it_is_right(app, mails):
    code = issue()
    assert [(to, code in subject, code in text) for to, subject, text in mails()] == [("amel@exemple.fr", True, True)]
    assert redeem(f" {code[:3]} {code[3:]} ") == ""
    assert redeem(code) == "Ce code a déjà servi ou n’a pas été demandé. Demandez-en un nouveau."


def test_code_is_refused_with_the_attempts_left_when_it_is_wrong(app):
    code = issue()
    assert redeem(wrong(code)) == "Ce code n’est pas le bon. Il vous reste 4 essais."
    assert redeem(wrong(code)) == "Ce code n’est pas le bon. Il vous reste 3 essais."
    assert redeem(code) == ""


def test_code_is_dead_even_if_right_when_it_was_tried_five_times(app):
    code = issue()
    answers = [redeem(wrong(code)) for _ in range(6)]
    assert answers[3] == "Ce code n’est pas le bon. Il vous reste 1 essai."
    assert answers[4] == answers[5] == "Ce code a été essayé cinq fois : il n’est plus valable. Demandez-en un nouveau."
    assert redeem(code) == answers[5]
    assert db.session.scalars(select(EmailCode.attempts)).all() == [5]


def test_code_is_refused_when_ten_minutes_have_passed(app):
    start = clock.now()
    with time_machine.travel(start, tick=False) as traveller:
        code = issue()
        traveller.shift(timedelta(minutes=10))
        assert redeem(code) == "Ce code n’est plus valable : il avait 10 minutes. Demandez-en un nouveau."
        traveller.shift(timedelta(seconds=-1))
        assert redeem(code) == ""


def test_code_replaces_the_one_before_when_asked_again(app):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        first = issue()
        traveller.shift(codes.PAUSE)
        second = issue()
        assert db.session.scalars(select(EmailCode.attempts)).all() == [0]
        if first != second:
            assert redeem(first) == "Ce code n’est pas le bon. Il vous reste 4 essais."
        assert redeem(second) == ""


def test_code_is_not_sent_again_when_one_left_seconds_ago(app, mails):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        code = issue()
        traveller.shift(timedelta(seconds=20))
        with pytest.raises(Refused, match="Vous pourrez en demander un autre dans 11 secondes"):
            issue()
        db.session.rollback()
        assert (len(mails()), redeem(code)) == (1, "")
        assert issue() and len(mails()) == 2  # the first one was used: nobody has to wait


def test_codes_are_ten_an_hour_for_one_address_when_the_subjects_differ(app, mails):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for n in range(10):
            codes.issue_code(CodePurpose.VOTE, "amel@exemple.fr", f"round-{n}")
        traveller.shift(timedelta(minutes=18, seconds=30))
        with pytest.raises(Refused, match="dans 42 minutes"):
            codes.issue_code(CodePurpose.SIGN_IN, " Amel@exemple.fr")
        db.session.rollback()
        codes.issue_code(CodePurpose.SIGN_IN, "karim@exemple.fr")
        traveller.shift(timedelta(minutes=42))
        codes.issue_code(CodePurpose.SIGN_IN, "amel@exemple.fr")
        assert [to for to, _s, _t in mails()].count("amel@exemple.fr") == 11


def test_tries_are_fifteen_an_hour_when_new_codes_are_asked_for(app):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for _ in range(3):
            code = issue()
            assert [redeem(wrong(code)) for _ in range(5)][-1].startswith("Ce code a été essayé cinq fois")
            traveller.shift(timedelta(minutes=1))
        code = issue()
        assert redeem(code) == (
            "Trop de codes ont été essayés pour cette adresse. Vous pourrez réessayer dans 57 minutes."
        )
        traveller.shift(timedelta(minutes=57))
        traveller.shift(codes.PAUSE)
        assert redeem(issue()) == ""


def together(app, deeds):
    """What each deed gave ("") or refused, sorted."""
    return sorted("" if outcome == "ok" else outcome for outcome in run_together(app, deeds))


def test_five_codes_are_compared_when_fourteen_arrive_together(app):
    code = issue()
    answers = together(app, [lambda: codes.redeem_code(*HERE, wrong(code))] * 14)
    assert [a[:30] for a in answers[:10]] == ["Ce code a été essayé cinq fois"] * 10
    assert [re.search(r"reste (\d)", a)[1] for a in answers[10:]] == ["1", "2", "3", "4"]


def test_code_opens_once_when_typed_twice_together(app):
    code = issue()
    answers = together(app, [lambda: codes.redeem_code(*HERE, code)] * 4)
    assert [a == "" for a in answers].count(True) == 1


def test_ten_codes_leave_when_fourteen_are_asked_for_together(app, mails):
    ask = [lambda n=n: codes.issue_code(CodePurpose.VOTE, "amel@exemple.fr", f"round-{n}") for n in range(14)]
    assert [a == "" for a in together(app, ask)].count(True) == 10
    assert len(mails()) == 10


def test_allowances_name_nobody_and_are_forgotten_when_their_window_is_over(app):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        redeem(wrong(issue()))
        rows = db.session.scalars(select(limits.Allowance).order_by(limits.Allowance.deed)).all()
        assert [(r.deed, r.spent, "amel" in r.about) for r in rows] == [
            ("code.send", 1, False),
            ("code.try", 1, False),
        ]
        traveller.shift(timedelta(hours=1))
        codes.issue_code(CodePurpose.SIGN_IN, "karim@exemple.fr")
        assert db.session.scalars(select(limits.Allowance.spent)).all() == [1]


def test_no_transaction_is_open_when_the_mail_server_is_slow(app):
    """While the mail server hesitates, others write: on SQLite an open transaction would make them wait for it."""
    slow, seen = Slow(), []
    server = Controller(slow, hostname="127.0.0.1", port=closed_port())
    server.start()

    def ask():
        with app.app_context():
            codes.issue_code(*HERE)
            db.session.close()

    asking = threading.Thread(target=ask)
    try:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp+plain://127.0.0.1:{server.port}")
        db.session.close()
        asking.start()
        assert slow.reached.wait(20)
        db.session.add(Person(name="Karim", email="karim@exemple.fr"))
        db.session.commit()
        seen = db.session.scalars(select(EmailCode.email)).all()
    finally:
        slow.go_on.set()
        asking.join(20)
        server.stop()
    assert seen == ["amel@exemple.fr"]


def test_code_opens_nothing_else_when_the_subject_differs(app):
    code = issue()
    with pytest.raises(Refused):
        codes.redeem_code(CodePurpose.VOTE, "amel@exemple.fr", "round-2", code)
    with pytest.raises(Refused):
        codes.redeem_code(CodePurpose.SIGN_IN, "amel@exemple.fr", "round-1", code)


def test_code_is_not_in_the_database_when_it_is_kept(app):
    code = issue()
    row = db.session.scalars(select(EmailCode)).one()
    assert code not in row.digest
    app.config["SECRET_KEY"] = "another-" * 8
    try:
        assert redeem(code) == "Ce code n’est pas le bon. Il vous reste 4 essais."
    finally:
        app.config["SECRET_KEY"] = app.config["SETTINGS"].SECRET_KEY


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_nothing_is_kept_when_the_mail_server_is_unreachable(app):
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp://127.0.0.1:{closed_port()}")
    for _ in range(12):  # what did not leave is not counted
        with pytest.raises(MailUnreachable, match="le serveur de courrier ne répond pas"):
            codes.issue_code(*HERE)
        db.session.rollback()
    assert db.session.scalars(select(EmailCode)).all() == []


class Kept(Sink):
    def __init__(self):
        self.seen = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the name aiosmtpd calls)
        self.seen.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


class Slow(Sink):
    def __init__(self):
        self.reached, self.go_on = threading.Event(), threading.Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the name aiosmtpd calls)
        self.reached.set()
        await asyncio.to_thread(self.go_on.wait, 20)
        return "250 OK"


def test_code_leaves_when_a_real_server_takes_it(app):
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=closed_port())
    server.start()
    try:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp+plain://127.0.0.1:{server.port}")
        code = codes.issue_code(*HERE)
    finally:
        server.stop()
    assert [(to, code in text) for to, text in kept.seen] == [(["amel@exemple.fr"], True)]
    with pytest.raises((OSError, smtplib.SMTPException)):
        smtplib.SMTP("127.0.0.1", server.port, timeout=1)


def test_token_is_not_in_the_database_when_a_session_opens(app, people):
    token = sessions.open_session(people("Amel"), "Firefox")
    assert token not in db.session.scalars(select(SignIn.token_digest)).one()


def test_other_sessions_close_when_asked(app, people):
    amel, karim = people("Amel"), people("Karim")
    here, there, his = (sessions.open_session(p, "Firefox") for p in (amel, amel, karim))
    assert sessions.revoke_others(here, by=amel) == 1
    db.session.commit()
    assert [bool(queries.sign_in_by_token(t)) for t in (here, there, his)] == [True, False, True]


def test_password_opens_when_right_and_not_otherwise(app):
    members.join("Amel", "Amel@Exemple.fr", password_hash=hash_password("une phrase assez longue"))
    db.session.commit()
    assert entering.enter_with_password(" AMEL@exemple.fr", "une phrase assez longue").name == "Amel"
    sentences = set()
    for address, password in (
        ("amel@exemple.fr", "autre phrase longue"),
        ("rien@exemple.fr", "une phrase assez longue"),
    ):
        with pytest.raises(Refused) as refusal:
            entering.enter_with_password(address, password)
        sentences.add(str(refusal.value))
    assert sentences == {
        "L’adresse ou le mot de passe n’est pas le bon. Vous pouvez aussi recevoir un code par courriel."
    }


def test_password_opens_nothing_when_the_person_has_none(app, people):
    people("Amel")
    with pytest.raises(Refused):
        entering.enter_with_password("amel@exemple.fr", "nobody has this password")


def test_passwords_are_ten_a_quarter_of_an_hour_when_they_are_wrong(app):
    members.join("Amel", "amel@exemple.fr", password_hash=hash_password("une phrase assez longue"))
    db.session.commit()
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for address in ("amel@exemple.fr", "rien@exemple.fr"):
            answers = [try_password(address, "une mauvaise phrase") for _ in range(11)]
            assert answers[9] == NOT_RIGHT
            assert answers[10].startswith(
                "Trop de mots de passe ont été essayés pour cette adresse. Réessayez dans 15 min"
            )
        assert try_password("amel@exemple.fr", "une phrase assez longue").startswith("Trop de mots de passe")
        entering.ask_to_enter("amel@exemple.fr")  # nobody is locked out
        traveller.shift(timedelta(minutes=15))
        assert try_password("amel@exemple.fr", "une phrase assez longue") == ""


def test_wrong_passwords_of_a_stranger_do_not_close_the_owners_door(app):
    members.join("Amel", "amel@exemple.fr", password_hash=hash_password("une phrase assez longue"))
    db.session.commit()
    answers = [try_password("amel@exemple.fr", "une mauvaise phrase", machine="192.0.2.1") for _ in range(11)]
    assert answers[10].startswith("Trop de mots de passe")
    assert try_password("amel@exemple.fr", "une phrase assez longue", machine="192.0.2.2") == ""


def test_passwords_are_a_hundred_an_hour_from_all_machines_together(app, monkeypatch):
    monkeypatch.setattr(proofs, "TRIED_ANYWHERE", replace(proofs.TRIED_ANYWHERE, most=3))
    members.join("Amel", "amel@exemple.fr", password_hash=hash_password("une phrase assez longue"))
    db.session.commit()
    answers = [try_password("amel@exemple.fr", "une mauvaise phrase", machine=f"192.0.2.{n}") for n in range(4)]
    assert answers[:3] == [NOT_RIGHT] * 3
    assert answers[3].startswith("Trop de mots de passe")


def test_password_tries_begin_anew_when_one_is_right(app):
    members.join("Amel", "amel@exemple.fr", password_hash=hash_password("une phrase assez longue"))
    db.session.commit()
    for _ in range(3):
        assert {try_password("amel@exemple.fr", "une mauvaise phrase") for _ in range(6)} == {NOT_RIGHT}
        assert try_password("amel@exemple.fr", "une phrase assez longue") == ""


def test_ten_passwords_are_compared_when_sixteen_arrive_together(app):
    answers = together(app, [lambda: entering.enter_with_password("amel@exemple.fr", "une mauvaise phrase")] * 16)
    assert answers.count(NOT_RIGHT) == 10


def test_password_is_kept_as_argon2id_when_hashed():
    assert hash_password("une phrase assez longue").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_password_change_closes_the_other_devices_when_the_current_one_is_right(app, people):
    amel = people("Amel")
    here, there = sessions.open_session(amel, "a"), sessions.open_session(amel, "b")
    assert members.change_password("une phrase assez longue", current="", token=here, by=amel) == 1
    with pytest.raises(Refused, match="actuel"):
        members.change_password("une autre phrase longue", current="faux", token=here, by=amel)
    assert queries.sign_in_by_token(there) is None


def test_role_is_granted_and_revoked_with_audit_lines_when_an_administrator_does_it(app, people):
    admin, amel = people("Ada", Role.ADMINISTRATOR), people("Amel")
    grants.grant_role(amel, Role.STAFF, by=admin)
    grants.grant_role(amel, Role.STAFF, by=admin)
    db.session.commit()
    assert (amel.roles, [p.name for p in queries.people_with_any_role() if p != admin]) == ({Role.STAFF}, ["Amel"])
    grants.revoke_grant(amel.role_grants[0], "Fin de mission", by=admin)
    db.session.commit()
    assert amel.roles == set()
    lines = db.session.scalars(select(audit.AuditEvent).order_by(audit.AuditEvent.id)).all()
    assert [(x.verb, x.subject, x.facts["role"]) for x in lines] == [
        ("role.grant", f"person:{amel.public_id}", "staff"),
        ("role.revoke", f"person:{amel.public_id}", "staff"),
    ]


def test_own_administration_is_kept_when_one_tries_to_give_it_up(app, people):
    admin = people("Ada", Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="votre propre rôle"):
        grants.revoke_grant(admin.role_grants[0], by=admin)


def test_one_administrator_remains_when_two_revoke_each_other_at_once(app, people):
    pair = [people(name, Role.ADMINISTRATOR).id for name in ("Ada", "Bea")]

    def revoke(person_id, by_id):
        person, by = db.session.get(Person, person_id), db.session.get(Person, by_id)
        grants.revoke_grant(person.role_grants[0], by=by)

    for _ in range(3):
        answers = together(app, [lambda: revoke(*pair), lambda: revoke(*reversed(pair))])
        assert answers == ["", "Il doit rester une personne qui administre le site."]
        left = queries.people_with_any_role()
        assert len(left) == 1
        gone = next(i for i in pair if i != left[0].id)
        grants.grant_role(db.session.get(Person, gone), Role.ADMINISTRATOR, by=None)
        db.session.commit()


def test_commands_make_an_administrator_and_grant_roles_when_asked(app):
    run = app.test_cli_runner().invoke
    assert (
        run(args=["accounts", "create-admin", "Ada@exemple.fr", "Ada"]).output
        == "Ada <ada@exemple.fr>: administrator.\n"
    )
    assert run(args=["accounts", "create-admin", "ada@exemple.fr", "Ada"]).exit_code == 1
    assert (
        run(args=["accounts", "grant", "ada@exemple.fr", "staff"]).output
        == "Ada <ada@exemple.fr>: administrator, staff.\n"
    )
    assert run(args=["accounts", "grant", "rien@exemple.fr", "staff"]).exit_code == 1
    assert run(args=["accounts", "grant", "ada@exemple.fr", "king"]).exit_code == 2
    db.session.expire_all()
    assert db.session.scalars(select(Person.password_hash)).all() == [None]
