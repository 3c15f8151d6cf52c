"""The whole matrix of docs/permissions.md, played over HTTP: every address, method, role and state."""

import contextvars
import shutil

import pytest
from itsdangerous import URLSafeTimedSerializer

from app.accounts.services.sessions import open_session
from app.admin import matrix, stage
from app.admin.scenery import ACTORS
from app.core.extensions import db

STRANGERS = {401, 403}
REFUSED_ELSEWHERE = {"booth.place", "booth.take_back"}  # a closed vote leads back to its projects, which say so


class Played:
    """The stage in a database, one browser for each actor, and the way back to the first day."""

    def __init__(self, app, database):
        self.app, self.database = app, database
        made = stage.build()
        tokens = {name: open_session(p, device="tests", strong=True) if p else "" for name, p in made.actors.items()}
        db.session.commit()
        with app.test_request_context():
            self.rows = list(matrix.rows(app, made))
        db.session.rollback()
        self.clients = {name: self.browser(token) for name, token in tokens.items()}
        db.engine.dispose()
        self.keep()

    def browser(self, token):
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["csrf_token"] = "0" * 40
            if token:
                session["_user_id"], session["_fresh"] = token, True
        self.csrf = URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps("0" * 40)
        return client

    def keep(self):
        """What is in the database now is what every deed starts from."""
        if hasattr(self.database, "folder") and (self.database.folder / "test.db").exists():
            for file in self.database.folder.glob("test.db*"):
                shutil.copy(file, file.with_name(f"stage-{file.name}"))
        else:
            db.session.close()
            self.database._admin("CREATE DATABASE stage TEMPLATE test STRATEGY FILE_COPY")

    def back(self):
        """The stage as it was, after a deed that changed something."""
        db.session.close()
        db.engine.dispose()
        kept = list(self.database.folder.glob("stage-*"))
        if kept:
            for leftover in self.database.folder.glob("test.db*"):
                leftover.unlink()
            for file in kept:
                shutil.copy(file, file.with_name(file.name.removeprefix("stage-")))
        else:
            self.database._admin(
                "DROP DATABASE IF EXISTS test WITH (FORCE)",
                "CREATE DATABASE test TEMPLATE stage STRATEGY FILE_COPY",
            )

    def ask(self, row, method, name):
        """What the site answers, as a mark of the table."""
        with self.app.test_request_context():
            path = self.app.url_for(row.endpoint, **row.values)
        data = {"csrf_token": self.csrf} if method == "POST" else None
        client = self.clients[name]
        with client.session_transaction() as session:
            kept = dict(session)
        self.app.config["PROPAGATE_EXCEPTIONS"] = False
        answer = contextvars.Context().run(client.open, path, method=method, data=data)
        with client.session_transaction() as session:
            session.clear()
            session.update(kept)
        if method == "POST" and answer.status_code in {200, 303}:
            self.back()
        return self.mark(row, name, answer)

    def mark(self, row, name, answer):
        code = answer.status_code
        if code >= 500:
            return code
        signs_in = code == 401 or (code == 303 and answer.location.startswith("/compte/connexion"))
        if name == "stranger" and signs_in and row.permission != "public":
            return matrix.SIGN_IN
        if row.endpoint in REFUSED_ELSEWHERE and matrix.OPEN not in row.answers:
            return matrix.CLOSED if code == 303 else code
        if code == 404 and matrix.HIDDEN in row.answers:
            return matrix.HIDDEN
        return matrix.CLOSED if code == 403 else matrix.OPEN


@pytest.fixture
def played(app, house):
    scene = Played(app, house[1])
    yield scene
    for leftover in house[1].folder.glob("stage-*"):
        leftover.unlink()
    if not list(house[1].folder.glob("test.db*")):
        db.session.close()
        db.engine.dispose()
        house[1]._admin("DROP DATABASE IF EXISTS stage WITH (FORCE)")


def test_every_address_has_its_line(played):
    missing = {row.endpoint for row in played.rows if not row.answers}
    assert missing == set(), "say in app/admin/matrix.py what this address is about, and put one on the stage"
    served = {rule.endpoint for rule in played.app.url_map.iter_rules()} - matrix.FILES
    assert {row.endpoint for row in played.rows} == served


def _wrong(played, rows, actors):
    found = []
    for row in rows:
        for method in row.methods:
            for name, expected in zip(ACTORS, row.answers, strict=True):
                if name in actors and (got := played.ask(row, method, name)) != expected:
                    found.append((method, row.endpoint, row.state, name, expected, got))
    return found


@pytest.mark.slow
def test_every_door_answers_what_the_table_says(played):
    """SQLite: everything. PostgreSQL: the first state of every address, for six of the roles."""
    whole = db.engine.dialect.name == "sqlite"
    rows = played.rows if whole else list({row.endpoint: row for row in reversed(played.rows)}.values())
    actors = ACTORS if whole else ("stranger", "citizen", "concerned", "staff", "elsewhere", "interested")
    wrong = _wrong(played, rows, actors)
    assert wrong == [], "\n".join(map(str, wrong))
