"""What is read of sheets."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from app.accounts.models import Person
from app.collecting import codes
from app.collecting.models import Sheet, SheetBatch
from app.core import clock
from app.core.extensions import db
from app.events.models import Event


class Pile(NamedTuple):
    """How far the sheets of a meeting are."""

    printed: int
    typed: int
    claimed: int
    mine_today: int


def sheet_by_code(code: str) -> Sheet | None:
    """The sheet of a code that was read (codes.read)."""
    return db.session.scalar(select(Sheet).where(Sheet.code_digest.in_(codes.digests(code))))


def pile_of(event: Event, person: Person) -> Pile:
    """The counts of one meeting, and what this person typed today."""
    midnight = clock.paris(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = (Sheet.typed_by_id == person.id) & (Sheet.typed_at >= midnight) & Sheet.idea_id.is_not(None)
    counts = select(
        func.count(), func.count(Sheet.idea_id), func.count(Sheet.claimed_by_id), func.count().filter(mine)
    ).where(Sheet.event_id == event.id)
    return Pile(*db.session.execute(counts).one())


def batches_of(event: Event) -> Sequence[SheetBatch]:
    """What was printed for a meeting, the latest first."""
    query = select(SheetBatch).where(SheetBatch.event_id == event.id)
    return db.session.scalars(query.order_by(SheetBatch.id.desc()).limit(50)).all()


def last_number(event: Event) -> int:
    """The number of the last sheet printed for a meeting."""
    return db.session.scalar(select(func.max(Sheet.number)).where(Sheet.event_id == event.id)) or 0
