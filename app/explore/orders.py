"""The orders of a list, and one page of it: the keys first, from an index alone, whatever the number of rows.

The order by lot is fair and stays: each day, and for each person, the circle of all rows (by their public identifiers,
which are drawn at random) is cut at a place drawn by lot, and read from there. Every row has the same chance of every
rank, page 2 follows page 1, and no page costs a sort.
"""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, select

from app.core.extensions import db
from app.core.paging import Page

SIZE, LAST_PAGE = 20, 1000


class Order(StrEnum):
    """In which order a list is read, as its address says it."""

    RELEVANCE = "pertinence"
    LOT = "hasard"
    RECENT = "recentes"
    SUPPORTED = "soutiens"


ORDER_NAMES = {
    Order.RELEVANCE: _("Par pertinence"),
    Order.LOT: _("Au hasard"),
    Order.RECENT: _("Par date"),
    Order.SUPPORTED: _("Par soutiens"),
}


def page_of_keys(query: Select[Any], model: Any, order: Order, seed: str, number: int) -> Page:
    """One page of a select of keys: how many there are, and the twenty of page `number` (the nearest that exists).

    A query that is ordered already (by relevance) keeps its order.
    """
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(max(1, number), max(1, -(-total // SIZE)), LAST_PAGE)
    first = (number - 1) * SIZE
    if order is Order.LOT:
        keys = _turned(query.order_by(model.public_id, model.id), total, seed, first)
    else:
        if order is Order.RECENT:
            latest = [model.created_at.desc()] if hasattr(model, "created_at") else []
            query = query.order_by(None).order_by(*latest, model.id.desc())
        elif order is Order.SUPPORTED:
            query = query.order_by(None).order_by(model.supporters.desc(), model.id.desc())
        keys = db.session.scalars(query.limit(SIZE).offset(first)).all()
    return Page(keys, number, SIZE, total)


def _turned(query: Select[Any], total: int, seed: str, first: int) -> Sequence[int]:
    """The keys from rank `first` on, of a circle cut where the lot fell."""
    if first >= total:
        return []
    wanted, start = min(SIZE, total - first), (first + int(lot(seed) * total)) % total
    keys = db.session.scalars(query.limit(wanted).offset(start)).all()
    return [*keys, *db.session.scalars(query.limit(wanted - len(keys)))] if len(keys) < wanted else keys


def lot(seed: str) -> float:
    """A number from 0 to 1, 1 left out, that a seed decides."""
    return int(hashlib.sha256(seed.encode()).hexdigest()[:12], 16) / 16**12
