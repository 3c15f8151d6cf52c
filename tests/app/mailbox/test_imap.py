"""The same over IMAP: read, marked, deleted; a wrong password, folder or certificate is one line."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.core.extensions import db
from app.mailbox.models import MailedIdea
from tests.app.mailbox.conftest import WROTE, a_mail
from tests.app.mailbox.imap_server import running


@pytest.fixture
def imap(app, a_round, tmp_path, monkeypatch):
    """A server with two messages, trusted; `imap.use(…)` changes how the application enters."""
    a_round()
    contents = [a_mail(message_id=f"<{number}@m>").as_bytes() for number in (1, 2)]
    with running(tmp_path, contents) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))

        def use(password="mot%20de%20passe", folder="INBOX"):
            address = f"imaps://envies%40exemple.fr:{password}@127.0.0.1:{server.port}/{folder}"
            settings = replace(app.config["SETTINGS"], MAILBOX=address)
            settings.check()
            monkeypatch.setitem(app.config, "SETTINGS", settings)

        server.use = use
        use()
        yield server


def test_a_folder_of_a_server_is_read_once(imap, fetch):
    code, lines = fetch()
    assert (code, lines[-1]) == (0, "kept: 2")
    assert [mail.typed["body"] for mail in db.session.scalars(select(MailedIdea))] == [WROTE, WROTE]
    assert all(flags == {"\\Seen"} for flags, _content in imap.messages.values())
    assert fetch() == (0, ["no new message"])


def test_dealt_with_they_may_be_deleted_there(imap, fetch):
    assert fetch("--delete")[0] == 0
    assert imap.messages == {}


def test_a_heavy_one_is_read_at_its_beginning(imap, fetch, monkeypatch):
    monkeypatch.setattr("app.mailbox.sources.WHOLE", 50_000)
    monkeypatch.setattr("app.mailbox.sources.BEGINNING", 20_000)
    imap.messages[1] = (set(), imap.messages[1][1] + b"x" * 60_000)
    assert fetch()[0] == 0
    bodies = [mail.typed["body"] for mail in db.session.scalars(select(MailedIdea))]
    assert len(bodies) == 2 and all(body.startswith("Un verger") for body in bodies)


def test_what_is_wrong_with_a_server_is_one_line_without_the_password(imap, fetch, monkeypatch):
    for wrong in ({"password": "faux"}, {"folder": "Ailleurs"}):
        imap.use(**wrong)
        code, lines = fetch()
        assert (code, len(lines)) == (2, 1)
        assert "MAILBOX cannot be read at 127.0.0.1" in lines[0] and "faux" not in lines[0]
    monkeypatch.delenv("SSL_CERT_FILE")
    imap.use()
    code, lines = fetch()
    assert (code, len(lines), "certificate" in lines[0]) == (2, 1, True)
    assert db.session.scalar(select(func.count()).select_from(MailedIdea)) == 0
