"""One application per worker and database, a fresh database a test, and one page-checking way to ask for a page."""

import contextvars
import pathlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings as hypothesis
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event

from app import create_app
from app.accounts.models import Person, Role, RoleGrant
from app.accounts.queries import sign_in_by_token
from app.accounts.services.sessions import open_session
from app.accounts.session_limits import FRESH_FOR
from app.core import clock, schema
from app.core.extensions import db
from app.rounds.models import Envelope, Phase, PhaseKind, Round, Rulebook
from app.rounds.presets import PAS_DE_CALAIS
from app.rounds.status import PhaseStatus, RoundStatus
from app.territories import services as territories
from config import Settings
from tests.databases import Postgresql, Sqlite
from tests.page import faults_of

hypothesis.register_profile("house", deadline=None)  # a busy machine is no fault of the code
hypothesis.load_profile("house")
MOST_QUERIES = 12  # of a signed-in page; goals.md


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request, tmp_path_factory):
    """The application on one database, migrated, with the municipalities: made once per worker."""
    folder = tmp_path_factory.mktemp(request.param)
    database = Sqlite(folder) if request.param == "sqlite" else Postgresql()
    settings = Settings(
        ENVIRONMENT="test",
        SECRET_KEY="test-" * 8,
        DATABASE_URL=database.url,
        KEYS_DIR=str(folder / "keys"),
        MAIL_URL=f"file:{folder}/mail",
        FILES_DIR=str(folder / "files"),
        KEEP_PAGES=0,  # every test sees what it has just changed; tests/core/test_kept_pages.py keeps them
    )
    settings.check()
    app = create_app(settings)
    with app.app_context():
        schema.upgrade(db.engine)
        territories.load_department(pathlib.Path(settings.TERRITORIES_DIR), settings.DEPARTEMENT)
        db.session.commit()
        db.engine.dispose()
    database.keep_as_template()
    yield app, database
    with app.app_context():
        db.engine.dispose()
    database.stop()


@pytest.fixture
def app(house):
    """The application with a fresh database and an empty mail folder, its context pushed."""
    application, database = house
    with application.app_context():
        db.engine.dispose()
    database.renew()
    for mail in mail_folder(application).glob("*.eml"):
        mail.unlink()
    with application.app_context():
        yield application
        db.session.rollback()
        db.session.close()
        db.engine.dispose()
    application.config["SETTINGS"] = replace(
        application.config["SETTINGS"], MAIL_URL=f"file:{mail_folder(application)}"
    )


def mail_folder(app) -> pathlib.Path:
    """Where this application's mails are written, whatever a test did to its settings."""
    return pathlib.Path(app.config["SETTINGS"].KEYS_DIR).parent / "mail"


@pytest.fixture
def mails(app):
    """A function giving the mails written so far, oldest first, as (address, subject, text)."""
    import email
    from email import policy

    def read():
        messages = [
            email.message_from_bytes(f.read_bytes(), policy=policy.default)
            for f in sorted(mail_folder(app).glob("*.eml"))
        ]
        return [(m["To"], m["Subject"], m.get_content()) for m in messages]

    return read


@pytest.fixture
def people(app):
    """A factory of committed people: people("Amel", Role.STAFF)."""

    def make(name: str, *roles: Role) -> Person:
        person = Person(name=name, email=f"{name.lower().replace(' ', '.')}@exemple.fr")
        db.session.add(person)
        db.session.flush()
        db.session.add_all(RoleGrant(person_id=person.id, role=role) for role in roles)
        db.session.commit()
        return person

    return make


@pytest.fixture
def a_round(app):
    """A factory of committed, published rounds in which one phase is open; rules of the preset may be replaced."""

    def make(
        phase: PhaseKind = PhaseKind.IDEAS, name: str = "Édition d’essai", envelope_cents: int = 35_200_000, **rules
    ) -> Round:
        kinds = list(PhaseKind)
        now, here = clock.now(), kinds.index(phase)
        round_ = Round(name=name, year=now.year, preset="pas-de-calais", status=RoundStatus.PUBLISHED, status_at=now)
        for position, kind in enumerate(kinds):
            start = now + timedelta(days=30 * (position - here) - 10)
            status = (
                PhaseStatus.CLOSED if position < here else PhaseStatus.OPEN if position == here else PhaseStatus.PLANNED
            )
            round_.phases.append(
                Phase(kind=kind, position=position, starts_at=start, ends_at=start + timedelta(days=30), status=status)
            )
        round_.envelopes.append(Envelope(name="Enveloppe", amount_cents=envelope_cents))
        round_.rulebooks.append(
            Rulebook(
                number=1,
                text="# Règlement",
                rules={**PAS_DE_CALAIS, "comptoir_required": False, "lot_seed": "essai", **rules},
                digest="sha256:essai",
                published_at=now,
            )
        )
        db.session.add(round_)
        db.session.commit()
        return round_

    return make


@pytest.fixture
def visit(app):
    """Ask for a page as somebody; every full page pays its dues on the way out, and cookies are kept per person.

    Sessions are strong and fresh; visit.enter(amel, strong=False, fresh=False) gives a person another one.
    """
    clients = {}

    def enter(person, *, strong=True, fresh=True):
        clients[person.id] = _client(app, person, strong=strong, fresh=fresh)

    def visit(path, *, by=None, method="GET", htmx=False, most_queries=MOST_QUERIES, **data):
        client = clients.get(by.id if by else None) or _client(app, by)
        clients[by.id if by else None] = client
        db.session.commit()
        if method == "POST":
            data["csrf_token"] = _token(app, client)
        queries = []
        listener = lambda *args: args[2].startswith("BEGIN") or queries.append(args[2])  # noqa: E731 (must be removable)
        event.listen(db.engine, "before_cursor_execute", listener)
        headers = {"HX-Request": "true"} if htmx else {}
        try:  # in an empty context, as a server does it: nothing of the test's session or g leaks in
            answer = contextvars.Context().run(client.open, path, method=method, data=data or None, headers=headers)
        finally:
            event.remove(db.engine, "before_cursor_execute", listener)
        answer.request.environ["wsgi.input"].close()  # the client leaves what it sent open: a file, when it was large
        db.session.expire_all()
        if answer.mimetype == "text/html" and answer.status_code != 303 and not htmx:
            assert faults_of(answer.text) == []
        if method == "GET":
            assert len(queries) <= most_queries, queries
        answer.queries = queries
        return answer

    visit.enter, visit.clients = enter, clients
    return visit


def _client(app, person, *, strong=True, fresh=True):
    client = app.test_client()
    if person:
        token = open_session(person, device="tests", strong=strong)
        if not fresh:
            sign_in_by_token(token).fresh_at = clock.now() - FRESH_FOR
        db.session.commit()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
    return client


def _token(app, client) -> str:
    with client.session_transaction() as session:
        raw = session.setdefault("csrf_token", "0" * 40)
    return URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(raw)
