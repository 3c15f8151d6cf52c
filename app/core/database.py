"""How the two databases are spoken to. SQLite writers queue from their first statement; readers never wait."""

import sqlite3
from pathlib import Path
from typing import Any

from flask import Flask, g, has_request_context, request
from sqlalchemy import Connection, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Session

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # the driver's own BEGIN comes too late and loses writes
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _only_reads() else "BEGIN IMMEDIATE")


def without_async_sessions(app: Flask) -> None:
    """Take away what closes asynchronous sessions, which nobody opens here: a thread and a loop for each request."""
    closers = app.teardown_appcontext_funcs
    closers[:] = [each for each in closers if each.__name__ != "_close_async_sessions"]


def make_room(url: str) -> None:
    """Make the folder of a SQLite file that does not exist yet: a fresh clone has none."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def insert_into(session: Session, model: type[DeclarativeBase]) -> Any:
    """An INSERT that knows ON CONFLICT: both databases have it alike, each under its own dialect."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(model) if on_sqlite else postgresql.insert(model)


def begin_to_write(session: Session) -> None:
    """End what was read: a page asked for with GET that writes all the same (back from a provider) waits its turn."""
    session.rollback()
    will_write()


def will_write() -> None:
    """Let the next transaction of this request take the writer's place at its first statement, though it is a GET."""
    g.writes = True


def _only_reads() -> bool:
    return has_request_context() and request.method in SAFE_METHODS and not g.get("writes")
