"""Who did what to what: append-only, each line carrying the digest of the one before.

Lines are written just before the commit of the deed itself, in its transaction: the chain's head is locked last and for
the shortest time, so that two deeds never wait for each other in a circle. Never a citizen's text, never who voted
what.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from app.core import clock
from app.core.extensions import db
from app.core.models import Base

FIRST = "sha256:" + "0" * 64


class Named(Protocol):
    """Anything that can be spoken of in the audit log."""

    public_id: Any


class AuditEvent(Base):
    """One line of the log. The database refuses to change or delete it (triggers in the migration)."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str | None]
    verb: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)


class AuditHead(Base):
    """The one row that says where the chain ends; made by the migration, locked while lines are added."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    last_id: Mapped[int]
    digest: Mapped[str]


def record(verb: str, subject: Named, *, by: Named | None, **facts: Any) -> None:
    """Write that `by` did `verb` ("idea.publish") to `subject`; `facts` are JSON values (before, after, reason)."""
    line = {
        "at": clock.now(),
        "actor": name_of(by) if by else None,
        "verb": verb,
        "subject": name_of(subject),
        "facts": facts,
    }
    scope = db.session.get_nested_transaction() or db.session.get_transaction()
    db.session.info.setdefault("audit", []).append((scope, line))


def name_of(thing: Named) -> str:
    """How the log calls a thing: "idea:3f9c"."""
    return f"{type(thing).__name__.lower()}:{thing.public_id}"


def digest_of(line_id: int, line: dict[str, Any], previous: str) -> str:
    """The digest of one line: SHA-256 of its canonical JSON with the digest before it."""
    content = {**line, "id": line_id, "at": line["at"].isoformat(), "previous": previous}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def broken_lines(session: Session, first: int = 1) -> Iterator[int]:
    """Recompute the chain from line `first` on; give the number of every line that does not follow from the one before.

    Lines missing at the end are one more number: the head says where the chain ends.
    """
    before = session.get(AuditEvent, first - 1)
    previous, last = before.digest if before else FIRST, first - 1
    lines = select(AuditEvent).where(AuditEvent.id >= first).order_by(AuditEvent.id)
    for event_ in session.scalars(lines.execution_options(yield_per=1000)):
        line = {k: getattr(event_, k) for k in ("at", "actor", "verb", "subject", "facts")}
        if (
            event_.id != last + 1
            or event_.previous != previous
            or event_.digest != digest_of(event_.id, line, previous)
        ):
            yield event_.id
        previous, last = event_.digest, event_.id
    head = session.get(AuditHead, 1)
    if (head.last_id if head else 0) != last:
        yield last + 1


@event.listens_for(Session, "before_commit")
def _write_lines(session: Session) -> None:
    lines = session.info.get("audit")
    if not lines or session.in_nested_transaction():
        return
    session.info["audit"] = []
    session.flush()
    locked = select(AuditHead).with_for_update().execution_options(populate_existing=True)
    head = session.execute(locked).scalar_one()
    for _scope, line in lines:
        line["facts"] = json.loads(json.dumps(line["facts"], default=str))
        digest = digest_of(head.last_id + 1, line, head.digest)
        session.add(AuditEvent(id=head.last_id + 1, previous=head.digest, digest=digest, **line))
        head.last_id, head.digest = head.last_id + 1, digest


@event.listens_for(Session, "after_soft_rollback")
def _forget_lines(session: Session, rolled_back: SessionTransaction) -> None:
    kept = session.info.get("audit", []) if rolled_back.nested else []
    session.info["audit"] = [(scope, line) for scope, line in kept if scope is not rolled_back]
