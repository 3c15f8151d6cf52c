"""Counts of requests in the application's own database: the limits library has no store for SQL."""

import secrets
from datetime import timedelta
from typing import Any

from limits.storage import Storage
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock
from app.core.extensions import db
from app.core.limits import Allowance, counting

DEED = "request"
SWEEP = 100  # one request in so many takes the rows away whose window is over


class DatabaseStorage(Storage):
    """Rows of the table of limits, counted outside the transaction of the request: all processes share them."""

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a silent database raises."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more and say how many there are in this window, which begins with the first."""
        with db.engine.begin() as connection:
            spent = connection.execute(counting(DEED, key, timedelta(seconds=expiry), amount=amount)).scalar_one()
            if not secrets.randbelow(SWEEP):
                connection.execute(delete(Allowance).where(Allowance.deed == DEED, Allowance.until <= clock.now()))
        return int(spent)

    def get(self, key: str) -> int:
        """How many there are in this window."""
        return int(self._read(Allowance.spent, key) or 0)

    def get_expiry(self, key: str) -> float:
        """When this window ends, in seconds since 1970."""
        until = self._read(Allowance.until, key)
        return (until or clock.now()).timestamp()

    def check(self) -> bool:
        """Whether the database answers."""
        with db.engine.begin() as connection:
            return connection.execute(select(1)).scalar_one() == 1

    def reset(self) -> int | None:
        """Forget all counts."""
        with db.engine.begin() as connection:
            return connection.execute(delete(Allowance).where(Allowance.deed == DEED)).rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with db.engine.begin() as connection:
            connection.execute(delete(Allowance).where(Allowance.deed == DEED, Allowance.about == key))

    def _read(self, column: Any, key: str) -> Any:
        with db.engine.begin() as connection:
            current = select(column).where(Allowance.deed == DEED, Allowance.about == key)
            return connection.execute(current.where(Allowance.until > clock.now())).scalar()
