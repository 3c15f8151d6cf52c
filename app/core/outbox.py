"""News for somebody, from features that stand below the one that carries them (app/notifications)."""

from collections.abc import Callable
from typing import Any, TypeVar

Carrier = Callable[..., Any]
Carries = TypeVar("Carries", bound=Carrier)
_carriers: list[Carrier] = []


def carried_by(carrier: Carries) -> Carries:
    """Register who puts a mail in the outbox, in the transaction of the deed."""
    _carriers.append(carrier)
    return carrier


def put(address: str, subject: str, body: str) -> None:
    """Have a mail leave once the deed is committed."""
    for carry in _carriers:
        carry(address, subject, body)
