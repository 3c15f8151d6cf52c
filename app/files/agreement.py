"""Rows and contents agree: what a transaction wrote goes when it is undone, what it removed goes once it is done.

A machine that stops in between leaves contents nobody names: `flask files sweep` finds them.
"""

from collections.abc import Iterable

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from app.core.extensions import db
from app.files.store import store


def written(names: Iterable[str]) -> None:
    """These contents are new: they go if the transaction is undone."""
    db.session.info.setdefault("files_written", []).extend(names)


def removed(names: Iterable[str]) -> None:
    """Nobody names these contents any more: they go once the transaction is done."""
    db.session.info.setdefault("files_removed", []).extend(names)


@event.listens_for(Session, "after_commit")
def _done(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop("files_written", None)
        _delete(session.info.pop("files_removed", []))


@event.listens_for(Session, "after_soft_rollback")
def _undone(session: Session, rolled_back: SessionTransaction) -> None:
    if not rolled_back.nested and rolled_back.parent is None:
        session.info.pop("files_removed", None)
        _delete(session.info.pop("files_written", []))


def _delete(names: list[str]) -> None:
    for name in names:
        store().delete(name)
