"""Waiting lists: the last seat asked for by many at once, and who is called when one is given back."""

from app.accounts.models import Person
from app.core.extensions import db
from app.events import services
from app.events.models import Event, Registration
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
