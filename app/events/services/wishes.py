"""What somebody asks for when they register: ateliers, and what they need so as to be able to come."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from typing import Any

from flask_babel import gettext as _

from app.core.errors import Refused
from app.events.models import Event, EventSession, Registration, RegistrationNeeds


@dataclass(frozen=True)
class Wishes:
    """Ateliers by their public identifiers, and needs."""

    sessions: tuple[str, ...] = ()
    access: bool = False
    interpreter: bool = False
    children: int = 0
    meal: bool = False
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The wishes as a request by e-mail keeps them."""
        return asdict(self)


NOTHING = Wishes()


def from_json(kept: dict[str, Any]) -> Wishes:
    """The wishes as they were kept."""
    known = {field.name for field in fields(Wishes)}
    return Wishes(**{**{k: v for k, v in kept.items() if k in known}, "sessions": tuple(kept.get("sessions", ()))})


def wishes_of(registration: Registration) -> Wishes:
    """What this person asked for."""
    chosen = tuple(choice.session.public_id for choice in registration.choices)
    needs = registration.needs
    if needs is None:
        return Wishes(chosen)
    return Wishes(chosen, needs.access, needs.interpreter, needs.children, needs.meal, needs.note)


def sessions_asked(event: Event, wishes: Wishes) -> Sequence[EventSession]:
    """The ateliers asked for; Refused when two of them are at the same time."""
    asked = [session for session in event.chosen_sessions if session.public_id in wishes.sessions]
    for one, other in combinations(asked, 2):
        if one.overlaps(other):
            raise Refused(
                _(
                    "« %(one)s » et « %(other)s » ont lieu en même temps : choisissez l’un des deux.",
                    one=one.title,
                    other=other.title,
                ),
                "sessions",
            )
    return asked


def write_needs(registration: Registration, wishes: Wishes) -> None:
    """Keep the needs, or nothing when there are none."""
    note = wishes.note.strip()
    if not (wishes.access or wishes.interpreter or wishes.children or wishes.meal or note):
        registration.needs = None
        return
    needs = registration.needs or RegistrationNeeds()
    needs.access, needs.interpreter, needs.children = wishes.access, wishes.interpreter, wishes.children
    needs.meal, needs.note = wishes.meal, note
    registration.needs = needs
