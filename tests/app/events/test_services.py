"""Seats, their limit, and who came."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core.audit import AuditEvent
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.events import queries, services
from app.events.models import Event, EventKind, Registration
from app.notifications.models import OutboxMessage
from tests.app.events.conftest import meeting
from tests.races import at_once

ARRAS, CALAIS = "62041", "62193"


def test_seats_are_taken_in_order_when_people_register(an_event, people):
    event = an_event()

    taken = [services.register(event, by=people(name)).seat for name in ("Amel", "Bruno")]
    db.session.commit()

    assert taken == [1, 2]
    assert queries.seats_taken([event]) == {event.id: 2}
    mail = db.session.query(OutboxMessage).filter_by(to="amel@exemple.fr").one()
    assert "Salle 1, Arras" in mail.body
    assert f"/comptoirs/{event.public_id}" in mail.body


def test_a_seat_given_back_is_taken_again_when_somebody_comes(an_event, people):
    event, amel = an_event(seats=1), people("Amel")
    services.register(event, by=amel)
    db.session.commit()
    services.unregister(event, by=amel)

    assert services.register(event, by=people("Bruno")).seat == 1


def test_a_person_is_refused_when_it_is_full_or_when_they_have_a_seat(an_event, people):
    event, amel, bruno = an_event(seats=1), people("Amel"), people("Bruno")
    services.register(event, by=amel)

    with pytest.raises(Refused, match="Toutes les places sont prises"):
        services.register(event, by=bruno)
    with pytest.raises(Refused, match="déjà sur la liste"):
        services.register(event, by=amel)
    with pytest.raises(Refused, match="pas de place"):
        services.unregister(event, by=bruno)


def test_nobody_registers_or_leaves_when_it_has_started(an_event, people):
    event, amel = an_event(), people("Amel")
    services.register(event, by=amel)
    db.session.commit()

    with time_machine.travel(event.starts_at, tick=False):
        with pytest.raises(Refused, match="a déjà commencé"):
            services.register(event, by=people("Bruno"))
        with pytest.raises(Refused, match="a déjà commencé"):
            services.unregister(event, by=amel)


def _registering(event_id, person_id):
    def deed(wait):
        event, person = db.session.get(Event, event_id), db.session.get(Person, person_id)
        wait()
        services.register(event, by=person)

    return deed


def test_one_of_two_gets_the_last_seat_when_both_try_at_once(app, an_event, people):
    event_id = an_event(seats=1).id
    ids = [people(name).id for name in ("Amel", "Bruno")]
    db.session.commit()

    outcomes = at_once(app, *(_registering(event_id, person_id) for person_id in ids))

    assert sorted(words[:24] for words in outcomes) == ["Toutes les places sont p", "done"]
    assert db.session.query(Registration).count() == 1


def test_seats_are_never_fewer_than_people_when_edited_and_taken_at_once(app, an_event, people):
    event = an_event(seats=2)
    services.register(event, by=people("Amel"))
    db.session.commit()
    event_id, bruno, stella = event.id, people("Bruno").id, people("Stella").id
    db.session.commit()

    def make_it_smaller(wait):
        event, person = db.session.get(Event, event_id), db.session.get(Person, stella)
        wait()
        services.edit_event(event, meeting(event.starts_at, seats=1), by=person)

    outcomes = at_once(app, _registering(event_id, bruno), make_it_smaller)

    db.session.expire_all()
    assert outcomes.count("done") == 1
    assert db.session.query(Registration).count() == event.seats


def test_places_are_counted_when_the_first_seats_were_given_back(an_event, people):
    event, names = an_event(seats=4), ("Amel", "Bruno", "Chloé", "Dina")
    for name in names:
        services.register(event, by=people(name))
    for person in db.session.query(Person).filter(Person.name.in_(names[:2])).all():
        services.unregister(event, by=person)
    services.edit_event(event, meeting(event.starts_at, seats=2), by=people("Stella"))
    db.session.commit()

    with pytest.raises(Refused, match="Toutes les places sont prises"):
        services.register(event, by=people("Emma"))


def test_the_log_says_what_changed_when_a_meeting_is_edited(an_event, people):
    event = an_event(seats=3)
    services.edit_event(event, meeting(event.starts_at, seats=5, title="Autre titre"), by=people("Stella"))
    db.session.commit()

    line = db.session.query(AuditEvent).filter_by(verb="event.edit").one()
    assert line.facts == {
        "before": {"title": "Comptoir d’Arras", "seats": 3},
        "after": {"title": "Autre titre", "seats": 5},
    }


def test_the_second_is_told_when_two_people_edit_one_meeting(an_event, people):
    event, stella = an_event(), people("Stella")
    seen = event.version
    services.edit_event(event, meeting(event.starts_at, seats=5), by=stella, version=seen)
    with pytest.raises(Stale):
        services.edit_event(event, meeting(event.starts_at, seats=6), by=stella, version=seen)


def test_only_comptoirs_count_when_one_is_owed(an_event, people, a_round):
    round_, came = a_round(), {kind: people(f"Personne {kind}") for kind in EventKind}
    for kind, person in came.items():
        services.register(an_event(round_=round_, kind=kind), by=person).attended = True
    db.session.commit()

    counted = {kind for kind, person in came.items() if queries.attended_a_comptoir([person.id], round_)}
    assert counted == {EventKind.COMPTOIR}


def test_the_database_refuses_when_two_people_have_one_seat(an_event, people):
    event = an_event()
    db.session.add_all(Registration(event_id=event.id, person_id=people(name).id, seat=1) for name in ("Amel", "Bruno"))

    with pytest.raises(IntegrityError):
        db.session.commit()


def test_seats_stay_when_fewer_are_asked_than_people_registered(an_event, people):
    event = an_event()
    for name in ("Amel", "Bruno"):
        services.register(event, by=people(name))
    db.session.commit()

    with pytest.raises(Refused, match="2 personnes"):
        services.edit_event(event, meeting(event.starts_at, seats=1), by=people("Stella"))


def test_the_list_is_narrowed_when_a_kind_or_a_place_is_asked(an_event):
    arras, calais, done = an_event(), an_event(town=CALAIS, kind=EventKind.PITCH, days=2), an_event(days=3)
    done.starts_at, done.ends_at = done.starts_at - timedelta(days=9), done.ends_at - timedelta(days=9)
    db.session.commit()

    assert queries.upcoming() == [calais, arras]
    assert queries.upcoming(kind=EventKind.PITCH) == [calais]
    assert queries.upcoming(near="arras") == [arras]
    assert queries.upcoming(near="Beaurains") == [arras]  # same intercommunality
    assert queries.upcoming(near="nulle part") == []
    assert queries.upcoming(near="%") == []  # only a sign, no joker
    assert queries.past() == [done]


def test_a_meeting_fuller_than_announced_is_still_edited(an_event, people):
    event, stella = an_event(seats=1), people("Stella")
    event.waiting_places = 5
    services.register(event, by=people("Amel"))
    services.register(event, by=people("Bruno"))  # waits
    db.session.add(
        Registration(event_id=event.id, public_id="farid", seat=2, guest_name="Farid")
    )  # came in at the door
    db.session.commit()
    services.edit_event(event, meeting(event.starts_at, seats=1, title="Autre titre"), by=stella)
    assert event.title == "Autre titre"
