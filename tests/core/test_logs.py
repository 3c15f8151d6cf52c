"""The log tells what happened and nothing that somebody typed."""

import io
import json
import logging
import re
import socket

import pytest

from app.core import logs
from app.core.policy import Rule


@pytest.fixture
def lines(app):
    """A function giving every line written so far, as production writes them."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    root, levels = logging.getLogger(), {}
    for name in ("", "comptoir", "comptoir.request"):
        levels[name] = logging.getLogger(name).level
        logging.getLogger(name).setLevel(logging.INFO)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def events(lines):
    return [line["event"] for line in lines() if line["logger"] == "comptoir.security"]


def test_a_line_says_when_in_utc_where_and_what(app, lines):
    app.test_client().get("/nulle-part?email=amel@exemple.fr")
    (line,) = [one for one in lines() if one["logger"] == "comptoir.request"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["at"])
    assert (line["method"], line["route"], line["status"]) == ("GET", "(none)", 404)
    assert re.fullmatch("[0-9a-f]{12}", line["request"])
    assert set(line) == {"at", "level", "logger", "event", "method", "route", "request", "status", "ms"}


@pytest.mark.parametrize("forged", ["a\n{}", "a\r\nb", "a\u2028b", "\u202egro.elpmexe", "a\x1b[2Jb", '"}\n{"a":"b'])
def test_no_value_forges_a_line(app, lines, forged):
    app.logger.warning("told %s", forged)
    app.test_client().get("/", headers={"Host": "evil.example"}, environ_overrides={"HTTP_HOST": forged})
    assert [line["event"] for line in lines()] == [f"told {forged}", "host.refused"]
    assert lines()[1]["host"] == forged


def test_lines_are_ascii_so_that_no_terminal_obeys_them(app):
    record = logging.LogRecord("x", logging.INFO, "f", 1, "é\x1b\u202e", None, None)
    assert logs.JsonLines().format(record).isascii()


def test_an_address_is_never_whole_and_a_long_value_is_cut(app, lines):
    app.logger.warning("mail to %s, %s", "amel.dupont@exemple.fr", "x" * 2000)
    assert "amel.dupont" not in str(lines())
    assert "a***@exemple.fr" in lines()[0]["event"]
    assert len(lines()[0]["event"]) < 600


def test_an_event_must_have_a_meaning():
    with pytest.raises(KeyError, match="is not in EVENTS"):
        logs.security("made.up")


def test_entering_and_failing_are_written_without_what_was_typed(visit, people, mails, lines):
    amel = people("Amel")
    visit("/compte/connexion", method="POST", email="amel@exemple.fr", password="une phrase fausse")
    visit("/compte/connexion", method="POST", email="amel@exemple.fr", way="code")
    code = mails()[-1][1][-6:]
    visit("/compte/code", method="POST", code="000000" if code != "000000" else "111111")
    visit("/compte/code", method="POST", code=code)
    visit("/compte/deconnexion", method="POST")
    assert events(lines) == ["sign_in.failed", "code.asked", "code.failed", "sign_in.ok", "sign_out"]
    security = [line for line in lines() if line["logger"] == "comptoir.security"]
    assert len({line["who"] for line in security[:3]}) == 1
    assert security[3]["person"] == amel.public_id
    assert {line["network"] for line in security} == {"127.0.0.0/24"}
    assert [word for word in ("amel", "Amel", "phrase", code) if word in str(lines())] == []


def test_a_closed_door_is_written_for_a_person_and_not_for_a_stranger(visit, people, lines):
    amel = people("Amel")
    visit("/gestion/journal")
    assert events(lines) == []
    visit("/gestion/journal", by=amel)
    visit("/gestion/roles", by=amel)
    assert events(lines) == ["door.refused", "door.refused"]


def test_a_form_without_its_token_is_written(app, lines):
    app.test_client().post("/compte/connexion", data={"email": "amel@exemple.fr"})
    assert events(lines) == ["form.refused"]


class Broken(Exception):
    pass


@pytest.fixture
def in_production(app):
    """Errors end on a page, as they do when nobody tests."""
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    yield
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = True, None


def test_an_error_shows_no_trace_and_is_written_without_its_message(app, visit, lines, in_production, monkeypatch):
    from app.pages import queries

    def breaks():
        raise Broken("code 123456 of amel@exemple.fr")

    monkeypatch.setattr(queries, "featured_round", breaks)
    answer = visit("/")
    assert answer.status_code == 500
    assert "Rien n’a été enregistré" in answer.text
    (line,) = [one for one in lines() if one["event"] == "error.unhandled"]
    assert line["request"] in answer.text
    assert line["error"] == "Broken"
    assert any("breaks" in place for place in line["where"])
    for told in (answer.text, str(lines())):
        assert "123456" not in told and "amel" not in told and "Traceback" not in told


def test_a_rule_that_fails_does_not_open_its_door(app, visit, people, in_production, monkeypatch):
    from app.core import policy

    def breaks(_actor, _subject):
        raise Broken

    amel = people("Amel")
    monkeypatch.setitem(policy.RULES, "account.see", Rule(breaks, "broken"))
    monkeypatch.setitem(policy.RULES, "role.grant", Rule(breaks, "broken"))
    assert "amel@exemple.fr" not in visit("/compte", by=amel).text
    answer = visit("/gestion/roles", by=amel, method="POST", email="amel@exemple.fr", role="administrator")
    assert answer.status_code == 500
    assert amel.roles == set()


def test_syslog_receives_the_same_lines(app):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(5)
        handler = logs.handler_for(f"syslog://127.0.0.1:{server.getsockname()[1]}")
        handler.emit(logging.LogRecord("x", logging.WARNING, "f", 1, "un\nmot", None, None))
        received = server.recv(4096).decode()
        handler.close()
    assert json.loads(received.partition(">")[2])["event"] == "un\nmot"
