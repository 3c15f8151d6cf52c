"""Waiting lists: the last seat asked for by many at once, and who is called when one is given back."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts.models import Person, Role
from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.events import services
from app.events.models import Event, Registration, SessionKind
from app.events.services import programme
from app.events.services.programme import Part
from app.events.services.registrations import register_guest
from app.events.status import EventStatus
from app.notifications.models import OutboxMessage
from tests.app.events.conftest import meeting
from tests.races import at_once


def _registering(event_id, person_id):
    def deed(wait):
        event, person = db.session.get(Event, event_id), db.session.get(Person, person_id)
        wait()
        services.register(event, by=person)

    return deed


def test_one_has_the_last_seat_and_nine_wait_in_order_when_ten_ask_at_once(app, an_event, people):
    event_id = an_event(seats=1, waiting_places=20).id
    ids = [people(f"Personne {letter}").id for letter in "ABCDEFGHIJ"]
    db.session.commit()

    outcomes = at_once(app, *(_registering(event_id, person_id) for person_id in ids))

    assert outcomes == ["done"] * 10
    lined = db.session.query(Registration).order_by(Registration.id).all()
    assert [one.seat for one in lined] == [1] + [None] * 9
    assert [one.waiting for one in lined] == [None, *range(1, 10)]
    first = lined[0].person
    db.session.commit()

    services.unregister(db.session.get(Event, event_id), by=first)
    db.session.commit()
    lined = db.session.query(Registration).order_by(Registration.id).all()
    assert [one.seat for one in lined] == [1] + [None] * 8, "the first of the list has the seat"


def test_reminders_are_told_once_a_week_and_a_day_before(app, an_event, people):
    event = an_event(days=20, waiting_places=5, seats=2)
    for name in ("Amel", "Bruno", "Chloé"):
        services.register(event, by=people(name))
    db.session.commit()
    told = lambda: app.test_cli_runner().invoke(args=["events", "remind"]).output.strip()  # noqa: E731
    assert told() == "reminded: 0"
    for days, count in ((7, 2), (6, 0), (1, 2), (1, 0)):
        with time_machine.travel(event.starts_at - timedelta(days=days), tick=False):
            assert told() == f"reminded: {count}", days
    assert db.session.query(OutboxMessage).filter(OutboxMessage.subject.startswith("Rappel")).count() == 4


def test_an_atelier_has_its_own_seats_and_its_own_list(app, an_event, people):
    event = an_event(seats=9)
    hours = {"starts_at": event.starts_at, "ends_at": event.starts_at + timedelta(minutes=30)}
    pitch = programme.add_session(event, Part(SessionKind.WORKSHOP, "Le pitch", seats=1, **hours), by=None)
    model = programme.add_session(event, Part(SessionKind.WORKSHOP, "Le modèle", seats=5, **hours), by=None)
    wish, both = services.Wishes(sessions=(pitch.public_id,)), (pitch.public_id, model.public_id)
    first, second = (services.register(event, wish, by=people(name)) for name in ("Amel", "Bruno"))
    db.session.commit()
    assert (first.choices[0].seat, second.choices[0].waiting) == (1, 1)
    with pytest.raises(Refused, match="en même temps"):
        services.register(event, services.Wishes(sessions=both), by=people("Chloé"))
    db.session.rollback()

    services.unregister(event, by=first.person)
    db.session.commit()
    assert second.choices[0].seat == 1
    assert db.session.query(OutboxMessage).filter(OutboxMessage.subject.contains("dans l’atelier")).count() == 1


def test_a_guest_comes_by_the_link_of_a_mail_and_leaves_by_another(app, visit, an_event):
    event = an_event(seats=1)
    at = f"/comptoirs/{event.public_id}/inscription-sans-compte"
    asked = visit(at, method="POST", name="Dina", email="Dina@exemple.fr", interpreter="y", note="LSF")
    assert (asked.status_code, db.session.query(Registration).count()) == (200, 0)
    link = _link("/comptoirs/confirmer/")
    assert visit(link).status_code == 200
    assert db.session.query(Registration).count() == 0, "a programme that reads mails takes no seat"
    assert visit(link, method="POST").status_code == 303
    guest = db.session.query(Registration).one()
    assert (guest.guest_name, guest.seat, guest.needs.interpreter, guest.needs.note) == ("Dina", 1, True, "LSF")
    again = visit(link)
    assert (again.status_code, "/comptoirs/ma-place/" in again.location) == (303, True)
    assert "Votre place est gardée" in visit(again.location).text
    assert visit(link, method="POST").location.split(".")[0] == again.location.split(".")[0]  # dated to the second

    seat = _link("/comptoirs/ma-place/")
    assert visit(seat).status_code == 200
    assert visit(seat + "x").status_code == 404
    assert visit(seat, method="POST").status_code == 303
    assert visit(link).status_code == 404
    assert db.session.query(Registration).count() == 0


def _link(path):
    body = db.session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first().body
    return path + body.split(path)[1].split()[0]


def test_whoever_is_registered_is_told_of_a_move_and_of_a_cancellation(an_event, people):
    event, stella = an_event(seats=1, waiting_places=3), people("Stella", Role.STAFF)
    for name in ("Amel", "Bruno"):
        services.register(event, by=people(name))
    services.edit_event(event, meeting(event.starts_at + timedelta(days=2), seats=1, waiting_places=3), by=stella)
    services.cancel_event(event, "La salle est inondée.", by=stella)
    db.session.commit()
    for word in ("Changement", "Annulé"):
        told = db.session.query(OutboxMessage).filter(OutboxMessage.subject.startswith(word)).all()
        assert {one.to for one in told} == {"amel@exemple.fr", "bruno@exemple.fr"}, word
    with pytest.raises(Refused, match="annulé"):
        services.register(event, by=people("Chloé"))


def test_a_copy_takes_the_programme_along_and_staff_write_a_name_on_the_list(visit, an_event, people):
    event, stella = an_event(), people("Stella", Role.STAFF)
    at, hours = f"/comptoirs/{event.public_id}", {"start": "18:00", "end": "19:00"}
    part = {"kind": "workshop", "title": "Le pitch", "seats": "4", **hours}
    assert visit(f"{at}/programme", by=stella, method="POST", **part).status_code == 303
    assert "sort des heures" in visit(f"{at}/programme", by=stella, method="POST", **part | {"end": "23:00"}).text
    assert visit(f"{at}/inscriptions", by=stella, method="POST", name="Zoé").status_code == 303
    assert "Zoé" in visit(f"{at}/inscriptions", by=stella).text
    page = visit(f"/comptoirs/nouveau?copie-de={event.public_id}", by=stella)
    assert "Comptoir d’Arras" in page.text
    typed = {"kind": "comptoir", "title": "Encore", "programme": "On parle.", "host": "Nous", "seats": "5"}
    when = {"day": (clock.today() + timedelta(days=30)).isoformat(), "start": "19:00", "end": "21:00"}
    where = {"known_place": event.place.public_id, "draft": "1"}
    made = visit(f"/comptoirs/nouveau?copie-de={event.public_id}", by=stella, method="POST", **typed, **when, **where)
    assert made.status_code == 303
    copy = db.session.query(Event).filter_by(title="Encore").one()
    assert (copy.status, copy.place_id, copy.sessions[0].title) == (EventStatus.DRAFT, event.place_id, "Le pitch")
    assert clock.paris(copy.sessions[0].starts_at).hour == 19


def test_nobody_is_twice_on_the_list_under_one_name_and_address(an_event, people):
    """By an account, by the link of a mail, by staff, however the name is typed; a household shares an address."""
    event, edith, staff = an_event(seats=9), people("Édith"), people("Stella", Role.STAFF)
    services.register(event, by=edith)
    db.session.commit()

    for name, email, by in (("edith", edith.email, None), ("ÉDITH", edith.email.upper(), staff)):
        with pytest.raises(Refused, match="déjà sur la liste"):
            register_guest(event, name, email, by=by)
        db.session.rollback()
    register_guest(event, "Paul", edith.email, by=None)
    register_guest(event, "Zoé", None, by=staff)
    register_guest(event, "Zoé", None, by=staff)
    db.session.commit()
    assert db.session.query(Registration).count() == 4
