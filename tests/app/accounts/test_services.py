import smtplib
import socket
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
from app.accounts.services import codes, entering, sessions
from app.accounts.services import people as members
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.mail import MailUnreachable

HERE = (CodePurpose.VOTE, "amel@exemple.fr", "round-1")


def issue():
    code = codes.issue_code(*HERE)
    db.session.commit()
    return code


def redeem(code):
    """As the screen does it: a refusal undoes everything, then leaves its trace."""
    try:
        codes.redeem_code(*HERE, code)
        db.session.commit()
    except Refused as refusal:
        db.session.rollback()
        refusal.leave_trace()
        db.session.commit()
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


def test_code_is_refused_when_fifteen_minutes_have_passed(app):
    start = clock.now()
    with time_machine.travel(start, tick=False) as traveller:
        code = issue()
        traveller.shift(timedelta(minutes=15))
        assert redeem(code) == "Ce code n’est plus valable : il avait 15 minutes. Demandez-en un nouveau."
        traveller.shift(timedelta(seconds=-1))
        assert redeem(code) == ""


def test_code_replaces_the_one_before_when_asked_again(app):
    first = issue()
    second = issue()
    assert db.session.scalars(select(EmailCode.attempts)).all() == [0]
    if first != second:
        assert redeem(first) == "Ce code n’est pas le bon. Il vous reste 4 essais."
    assert redeem(second) == ""


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


def test_code_leaves_when_a_real_server_takes_it(app):
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=closed_port())
    server.start()
    try:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp://127.0.0.1:{server.port}")
        code = codes.issue_code(*HERE)
    finally:
        server.stop()
    assert [(to, code in text) for to, text in kept.seen] == [(["amel@exemple.fr"], True)]
    with pytest.raises((OSError, smtplib.SMTPException)):
        smtplib.SMTP("127.0.0.1", server.port, timeout=1)


def test_session_ends_when_thirty_days_have_passed(app, people):
    amel = people("Amel")
    with time_machine.travel(clock.now(), tick=False) as traveller:
        token = sessions.open_session(amel, "Firefox")
        db.session.commit()
        traveller.shift(timedelta(days=30, seconds=-1))
        assert queries.sign_in_by_token(token).person.name == "Amel"
        traveller.shift(timedelta(seconds=1))
        assert queries.sign_in_by_token(token) is None


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
    members.grant_role(amel, Role.STAFF, by=admin)
    members.grant_role(amel, Role.STAFF, by=admin)
    db.session.commit()
    assert (amel.roles, [p.name for p in queries.people_with_role(Role.STAFF)]) == ({Role.STAFF}, ["Amel"])
    members.revoke_role(amel, Role.STAFF, by=admin)
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
        members.revoke_role(admin, Role.ADMINISTRATOR, by=admin)


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
