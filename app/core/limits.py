"""How often a thing may be done: counted in the database, where no crowd of requests passes the limit.

A row is one deed about one matter within its window, and dies with it. The matter is kept as a keyed digest: this
table names nobody (docs/decisions/0008).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, case, delete, or_, select, tuple_, update
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, crypto
from app.core.database import insert_into
from app.core.extensions import db
from app.core.models import Base


@dataclass(frozen=True)
class Limit:
    """At most `most` times the deed in a window, which begins with the first of them."""

    deed: str
    most: int
    window: timedelta


class Allowance(Base):
    """What was spent of a limit about one matter, until when it counts."""

    __tablename__ = "allowance"

    deed: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    spent: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (CheckConstraint("spent >= 0", name="spent_counted"),)


def spend(limit: Limit, about: str) -> timedelta | None:
    """Take one time of the allowance; None when there was one left, otherwise how long to wait for the next.

    One statement decides, whatever arrives at once. Commit before doing what is limited: what is spent stays spent
    although the deed itself is undone.
    """
    now, matter = clock.now(), _matter(limit, about)
    _forget_the_past(now)
    if db.session.execute(counting(limit.deed, matter, limit.window, most=limit.most)).first():
        return None
    until = db.session.scalar(select(Allowance.until).filter_by(deed=limit.deed, about=matter))
    return max((until or now) - now, timedelta(seconds=1))


def counting(deed: str, about: str, window: timedelta, *, amount: int = 1, most: int | None = None) -> Any:
    """The statement that counts `amount` more in a window, which begins with the first; it gives how many there are.

    It gives nothing, and counts nothing, once `most` were counted.
    """
    now = clock.now()
    over, until = Allowance.until <= now, now + window
    return (
        insert_into(db.session, Allowance)
        .values(deed=deed, about=about, spent=amount, until=until)
        .on_conflict_do_update(
            index_elements=["deed", "about"],
            set_={
                "spent": case((over, amount), else_=Allowance.spent + amount),
                "until": case((over, until), else_=Allowance.until),
            },
            where=None if most is None else or_(over, Allowance.spent < most),
        )
        .returning(Allowance.spent)
    )


def give_back(limit: Limit, about: str) -> None:
    """Undo one spend(): what it was taken for did not happen."""
    spent = update(Allowance).filter_by(deed=limit.deed, about=_matter(limit, about)).where(Allowance.spent > 0)
    db.session.execute(spent.values(spent=Allowance.spent - 1), execution_options={"synchronize_session": False})


def forget(limit: Limit, about: str) -> None:
    """Begin anew: the person has proved who they are."""
    db.session.execute(delete(Allowance).filter_by(deed=limit.deed, about=_matter(limit, about)))


def minutes(wait: timedelta) -> int:
    """Whole minutes to wait, for a sentence: at least 1."""
    return -(-max(1, int(wait.total_seconds())) // 60)


def _forget_the_past(now: datetime) -> None:
    """Rows whose window is over; those another request holds are left to it, so that nobody waits in a circle."""
    key = tuple_(Allowance.deed, Allowance.about)
    over = select(Allowance.deed, Allowance.about).where(Allowance.until <= now).with_for_update(skip_locked=True)
    db.session.execute(delete(Allowance).where(key.in_(over)), execution_options={"synchronize_session": False})


def _matter(limit: Limit, about: str) -> str:
    return crypto.mac("limits", f"{limit.deed}\0{about}")
