"""How often one machine and one person may ask: counted by Flask-Limiter before a view runs.

The table of limits is app/rates.py. Counts are kept where LIMITS_URL says; under keyed digests, so that no store knows
who asked. Limits of what is done to one e-mail address stand beside these, in the database always (app/core/limits.py).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import limits
from flask import Flask, g, request
from flask_limiter import ApplicationLimit, Limiter, RateLimitExceeded
from limits.errors import StorageError

from app.core import clock, crypto, logs
from app.core.address import counted
from app.core.database import SAFE_METHODS
from app.core.errors import TooMany, Unsure
from app.core.extensions import db
from app.core.rate_store import DatabaseStorage  # noqa: F401  (known to the limits library by its scheme)
from config import BadSettings

STRATEGY = "fixed-window"  # its name is part of every key: strategies cannot read each other's keys
PATIENCE = {"socket_timeout": 1, "socket_connect_timeout": 1}  # seconds: a store that is silent must not hold the site


@dataclass(frozen=True)
class Rate:
    """A limit by name: so many for one `address` of a machine, fewer for one signed-in `person`.

    `strict`: refused when the store of the counts does not answer; otherwise let through, with a line in the log.
    """

    name: str
    address: str
    person: str
    meaning: str
    strict: bool = False


Choice = Callable[[], Rate | None]


def count_requests(app: Flask, table: Sequence[Rate], choose: Callable[[dict[str, Rate]], Rate | None]) -> None:
    """Count every request by the limit that `choose` finds for it in the table; BadSettings when LIMITS is wrong."""
    settings = app.config["SETTINGS"]
    rates = overridden(table, settings.LIMITS)
    app.config["RATES"] = rates
    if settings.LIMITS_URL == "off":
        return

    def rate() -> Rate | None:
        if "rate" not in g:
            g.rate = choose(rates)
        found: Rate | None = g.rate
        return found

    limiter = _Limiter(
        _address,
        application_limits=[
            _limit(rate, "address", _address, lambda: False),
            _limit(rate, "person", _person, lambda: g.get("actor") is None),
        ],
        strategy=STRATEGY,
        storage_uri=_store(settings.LIMITS_URL),
        storage_options={"wrap_exceptions": True, **(PATIENCE if "redis" in _store(settings.LIMITS_URL) else {})},
        key_prefix=f"comptoir/{STRATEGY}",
    )
    limiter.rate = rate
    app.before_request(_end_what_was_read)
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, lambda _error: app.handle_user_exception(_too_many(limiter)))


def overridden(table: Sequence[Rate], setting: str) -> dict[str, Rate]:
    """The table by name, changed as LIMITS says: "vote:person=5 per minute; search:address=100 per minute"."""
    rates = {rate.name: rate for rate in table}
    for change in filter(None, map(str.strip, setting.split(";"))):
        name, _colon, rest = change.partition(":")
        whose, _equal, most = (part.strip() for part in rest.partition("="))
        if name not in rates or whose not in {"address", "person"}:
            known = ", ".join(rates)
            raise BadSettings(f"LIMITS: {change!r} is not like `vote:person=5 per minute` (names: {known}).")
        try:
            limits.parse_many(most)
        except ValueError:
            raise BadSettings(f"LIMITS: {most!r} is not like `5 per minute`.") from None
        rates[name] = replace(rates[name], address=most) if whose == "address" else replace(rates[name], person=most)
    return rates


class _Limiter(Limiter):
    """Flask-Limiter, which knows what to do when its store is silent."""

    rate: Choice

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if self.rate() is None:
            return  # nothing to count: the library would look through its lists all the same
        try:
            super()._check_request_limit(callable_name, in_middleware)
        except StorageError as silence:
            rate = self.rate()
            closed = rate is not None and rate.strict
            logs.security("limit.store_down", limit=rate.name if rate else "", closed=closed)
            if closed:
                raise Unsure from silence


def _limit(rate: Choice, whose: str, key: Callable[[], str], exempt: Callable[[], bool]) -> ApplicationLimit:
    def most() -> str:
        found = rate()
        return getattr(found, whose) if found else ""

    def scope(_endpoint: str) -> str:
        found = rate()
        return f"{found.name}:{whose}" if found else "none"

    return ApplicationLimit(most, key, scope=scope, exempt_when=exempt)


def _address() -> str:
    return crypto.mac("rates", counted(request.remote_addr))[:32]


def _person() -> str:
    return crypto.mac("rates", f"person:{g.actor_name}")[:32]


def _store(url: str) -> str:
    """The address as the limits library knows it: Valkey speaks the protocol of Redis."""
    return {"database": "database://", "memory": "memory://"}.get(url, url.replace("valkey", "redis", 1))


def _end_what_was_read() -> None:
    """On SQLite a form holds the place of the writer since its first SELECT: counts would wait for it in vain."""
    if request.method not in SAFE_METHODS:
        db.session.rollback()


def _too_many(limiter: Any) -> TooMany:
    reached, rate = limiter.current_limit, limiter.rate()
    try:
        wait = max(1, math.ceil(reached.window.reset_time - clock.now().timestamp()))
    except StorageError:  # silent since
        wait = 60
    logs.security("limit.reached", limit=rate.name, whose=reached.request_args[-1].rpartition(":")[2], wait=wait)
    return TooMany(wait)
