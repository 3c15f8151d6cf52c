"""Comptoirs and workshops of the demonstration, past and to come: places, programmes, hosts; seats.py fills them."""

from datetime import datetime, time, timedelta
from typing import Any

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.seats import add_seats
from app.demo.texts import read
from app.events.models import Event, EventHost, EventKind, EventSession, Place, SessionKind
from app.events.status import EventStatus
from app.rounds.models import Round

ATELIER_AT, ATELIER_MINUTES, ATELIER_SEATS = 60, 60, 12


def add_events(round_: Round, cast: Cast) -> None:
    """All meetings of data/events.json, counted in days from today; those of the network belong to no round."""
    mentors = cast.by_role[Role.MENTOR]
    for number, about in enumerate(read("events")):
        event = _event(about, None if about.get("apart") else round_)
        event.hosts = [EventHost(person=mentors[number % len(mentors)])]
        if about.get("apart"):
            event.hosts.append(EventHost(person=cast.staff[1]))
        event.sessions = [_session(part, event) for part in _parts(about, number)]
        db.session.add(event)
        db.session.flush()
        add_seats(event, about, number, cast)


def _event(about: dict[str, Any], round_: Round | None) -> Event:
    day = clock.today() + timedelta(days=about["days_from_now"])
    start = datetime.combine(day, time.fromisoformat(about["start"]), clock.PARIS)
    return Event(
        round=round_,
        kind=EventKind(about["kind"]),
        title=about["title"],
        programme=about["programme"],
        host=about["host"],
        place=_place(about),
        municipality_code=about["commune_code"],
        seats=about["seats"],
        starts_at=start,
        ends_at=start + timedelta(minutes=about["minutes"]),
        status=EventStatus(about.get("status", EventStatus.ANNOUNCED)),
        cancel_reason=about.get("cancel_reason"),
    )


def _place(about: dict[str, Any]) -> Place:
    return Place(
        name=about["place"],
        address=about["address"],
        municipality_code=about["commune_code"],
        step_free=about["step_free"],
        hearing_loop=about["hearing_loop"],
        access_notes=about["access_notes"],
    )


def _parts(about: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """The programme of that sort; a comptoir has two ateliers side by side, not the same two everywhere."""
    programmes = read("programmes")
    parts = list(programmes.get(about.get("parts"), []))
    if about.get("parts") == EventKind.COMPTOIR:
        ateliers = programmes["ateliers"]
        pair = (ateliers[number % len(ateliers)], ateliers[(number + 1) % len(ateliers)])
        parts += [_atelier(words, room) for words, room in zip(pair, ("Grande salle", "Petite salle"), strict=True)]
    return parts


def _atelier(words: list[str], room: str) -> dict[str, Any]:
    title, text, speakers = words
    hours = {"kind": "workshop", "at": ATELIER_AT, "minutes": ATELIER_MINUTES, "seats": ATELIER_SEATS}
    return hours | {"title": title, "about": text, "speakers": speakers, "room": room}


def _session(part: dict[str, Any], event: Event) -> EventSession:
    start = event.starts_at + timedelta(minutes=part["at"])
    words = {name: part[name] for name in ("title", "about", "room", "speakers", "seats")}
    ends = start + timedelta(minutes=part["minutes"])
    return EventSession(kind=SessionKind(part["kind"]), starts_at=start, ends_at=ends, **words)
