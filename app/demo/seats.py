"""Who comes to the meetings of the demonstration: seats, waiting lists, guests, ateliers chosen, needs said."""

from collections import Counter
from typing import Any

from app.accounts.models import Person
from app.core.text import plain
from app.demo.cast import Cast
from app.demo.texts import dice, read
from app.events.models import Event, EventSession, Registration, RegistrationNeeds, SessionChoice

NOTES = (
    "Je viens avec mon bébé de six mois.",
    "Allergie aux arachides.",
    "Je préfère être près de la porte.",
    "Je lis sur les lèvres : un siège face à qui parle, merci.",
)


def add_seats(event: Event, about: dict[str, Any], number: int, cast: Cast) -> None:
    """The people of data/events.json on their seats, the last ones guests, then those who wait."""
    guests, waiting = about.get("guests", 0), about.get("waiting", 0)
    seated = min(about["registered"], about["seats"])
    people = _people(number, seated - guests + waiting, cast)
    rows = [Registration(person=person) for person in people[: seated - guests]]
    rows += [_guest(number * 7 + rank) for rank in range(guests)]
    for seat, row in enumerate(rows, 1):
        row.seat = seat
        row.attended = seat % 7 != 0 if about["days_from_now"] < 0 else None
    rows += [Registration(person=person, waiting=rank) for rank, person in enumerate(people[seated - guests :], 1)]
    chance, taken = dice(f"seats/{number}"), Counter[tuple[EventSession, bool]]()
    for row in rows:
        _choose(row, [session for session in event.sessions if session.is_chosen], chance.random(), taken)
        if about["days_from_now"] > 0 and chance.random() < 0.4:
            row.needs = _needs(int(chance.random() * 12))
    event.registrations = rows


def _people(number: int, count: int, cast: Cast) -> list[Person]:
    """Others at each meeting; the citizen one signs in as comes to the third and waits for the first."""
    everybody = sorted(cast.citizens.values(), key=lambda person: person.id)
    holder = cast.citizen(read("projects")[0]["holder"])
    found = [everybody[(number * 17 + seat) % len(everybody)] for seat in range(1, count + 1)]
    if number in {0, 2}:
        found = [person for person in found if person is not holder][: count - 1]
        found.insert(len(found) - 2 if number == 0 else 0, holder)
        spare = (one for one in everybody if one not in found)
        found += [next(spare) for _missing in range(count - len(found))]
    return found


def _guest(number: int) -> Registration:
    names = read("people")
    first = names["first_names"][number % len(names["first_names"])]
    family = names["family_names"][number * 3 % len(names["family_names"])]
    email = f"{plain(first)}.{plain(family)}".replace(" ", "-") + "@exemple.fr"
    return Registration(guest_name=f"{first} {family}", guest_email=email if number % 3 else None)


def _choose(
    row: Registration, sessions: list[EventSession], lot: float, taken: Counter[tuple[EventSession, bool]]
) -> None:
    """One atelier of those at the same time, or none; on its list when it is full."""
    if not sessions or lot > 0.9:
        return
    session = sessions[int(lot / 0.9 * len(sessions))]
    sits = row.seat is not None and taken[session, True] < (session.seats or 0)
    taken[session, sits] += 1
    rank = taken[session, sits]
    row.choices = [SessionChoice(session=session, seat=rank if sits else None, waiting=None if sits else rank)]


def _needs(number: int) -> RegistrationNeeds:
    return RegistrationNeeds(
        access=number in {0, 1},
        interpreter=number == 2,
        children=number - 2 if number in {3, 4} else 0,
        meal=number > 5,
        note=NOTES[number % len(NOTES)] if number < 4 else "",
    )
