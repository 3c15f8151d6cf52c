"""A meeting as the `event_card` macro shows it, on this feature's pages and on others'."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.language import typeset_here
from app.core.templating import address_of
from app.core.text import date_as, day
from app.events.models import Event, EventSession


def card_of(event: Event, taken: dict[int, int] | None = None) -> dict[str, Any]:
    """The card; seats are shown for meetings to come, when `taken` (by event id) is known."""
    start = clock.paris(event.starts_at)
    left = event.seats - taken.get(event.id, 0) if taken is not None and event.starts_at > clock.now() else None
    standing = ""
    if event.is_cancelled:
        left, standing = None, _("Annulé")
    elif left is not None and left <= 0:
        left, standing = None, _("Complet : liste d’attente") if event.waiting_places else _("Complet")
    return {
        "title": typeset_here(event.title),
        "url": address_of("events.detail", public_id=event.public_id),
        "day": str(start.day),
        "month": date_as(start.date(), "MMM"),
        "time": clock_time(event.starts_at),
        "place": f"{event.place.name}, {event.municipality.name}",
        "meta": [event.kind_name, event.host],
        "standing": standing,
        "places_left": left,
    }


def clock_time(when: datetime) -> str:
    """An hour of the day in Paris: "18 h", "14 h 30"."""
    at = clock.paris(when)
    return (
        _("%(hour)s h %(minute)s", hour=at.hour, minute=f"{at.minute:02d}")
        if at.minute
        else _("%(hour)s h", hour=at.hour)
    )


def hours_of(event: Event) -> str:
    """The day and both hours: "jeudi 6 mars 2027, de 18 h à 20 h 30"."""
    start = clock.paris(event.starts_at)
    return _(
        "%(weekday)s %(day)s, de %(start)s à %(end)s",
        weekday=date_as(start.date(), "EEEE"),
        day=day(event.starts_at),
        start=clock_time(event.starts_at),
        end=clock_time(event.ends_at),
    )


def list_in_short(event: Event, taken: int, waiting: int, needs: dict[str, int]) -> str:
    """Who comes and what they need, without what nobody needs: "24 inscrits sur 24, 6 en attente, 5 repas"."""
    facts = [
        ngettext("%(num)s inscrit sur %(seats)s", "%(num)s inscrits sur %(seats)s", taken, seats=event.seats),
        waiting and _("%(num)s en attente", num=waiting),
        needs["meal"] and _("%(num)s repas", num=needs["meal"]),
        needs["children"] and ngettext("un enfant à garder", "%(num)s enfants à garder", needs["children"]),
        needs["access"] and _("%(num)s accès de plain-pied", num=needs["access"]),
        needs["interpreter"] and ngettext("un interprète", "%(num)s interprètes", needs["interpreter"]),
    ]
    return ", ".join(str(fact) for fact in facts if fact) + "."


def programme_of(event: Event, free: dict[int, int]) -> list[dict[str, Any]]:
    """The programme as pages show it: what begins at the same time is side by side; `free` seats by session."""
    lines: dict[datetime, list[dict[str, Any]]] = {}
    for session in event.sessions:
        lines.setdefault(session.starts_at, []).append(_part(session, free))
    return [{"start": clock_time(start), "parts": parts} for start, parts in sorted(lines.items())]


def _part(session: EventSession, free: dict[int, int]) -> dict[str, Any]:
    hours = _("de %(start)s à %(end)s", start=clock_time(session.starts_at), end=clock_time(session.ends_at))
    return {
        "session": session,
        "hours": hours,
        "speakers": session.speakers.splitlines(),
        "free": free.get(session.id) if session.is_chosen else None,
    }
