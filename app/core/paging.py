"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Page:
    """The rows shown, where they stand and how many there are in all."""

    rows: Sequence[Any]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))


def page_in(rows: Sequence[Any], number: int, size: int = 20) -> Page:
    """One page of rows already in memory (1 is the first; out of range gives the nearest)."""
    number = min(max(1, number), max(1, -(-len(rows) // size)))
    return Page(rows[(number - 1) * size : number * size], number, size, len(rows))


def page_of(session: Session, query: Select[Any], number: int, size: int = 20) -> Page:
    """Two queries: how many, and the rows of page `number` (1 is the first; out of range gives the nearest)."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(max(1, number), max(1, -(-total // size)))
    return Page(session.scalars(query.limit(size).offset((number - 1) * size)).unique().all(), number, size, total)
