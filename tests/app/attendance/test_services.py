"""Who came: taps from several phones, in any order, and what they open."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.attendance import codes, queries
from app.attendance.services import Mark, mark
from app.attendance.walk_ins import WalkIn
from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.rounds.models import PhaseKind


def tap(registration, came=True, number="1", minutes=0):
    return Mark(number, registration.public_id, came, clock.now() + timedelta(minutes=minutes))


def test_a_tap_sent_twice_counts_once(held, people):
    event, (amel, _bruno), staff = held()
    first = tap(amel)

    assert mark(event, [first, first], by=staff).refused == {}
    assert mark(event, [tap(amel, came=False, number="2", minutes=-3)], by=staff).refused == {}
    assert mark(event, [first], by=staff).refused == {}

    assert amel.attended is True, "the later tap is right, whenever it arrives"
    assert queries.came_to(event) == [amel.public_id]


def test_the_later_tap_is_right_and_a_fast_clock_silences_nobody(held):
    event, (amel, bruno), staff = held()

    mark(event, [tap(amel, came=False, number="b", minutes=-1), tap(amel, number="a", minutes=-2)], by=staff)
    mark(event, [tap(bruno, number="c", minutes=600)], by=staff)
    mark(event, [tap(bruno, came=False, number="d")], by=staff)

    assert (amel.attended, bruno.attended) == (None, None)


def test_a_seat_given_back_is_told_and_the_others_are_noted(held):
    event, (amel, bruno), staff = held()
    gone = Mark("1", "personne", True, clock.now())

    refused = mark(event, [gone, tap(bruno, number="2")], by=staff).refused

    assert list(refused) == ["1"]
    assert "sa place a été rendue" in refused["1"]
    assert (amel.attended, bruno.attended) == (None, True)


def test_nobody_is_noted_before_the_day(held):
    event, (amel, _bruno), staff = held(days=2)
    with pytest.raises(Refused, match="à partir du jour même"):
        mark(event, [tap(amel)], by=staff)


def test_a_code_is_only_ours(held):
    _event, (amel, bruno), _staff = held()
    token = codes.token_of(amel)

    assert queries.registration_by_code(token) == amel
    forged = f"{bruno.public_id}.{token.rpartition('.')[2]}"
    assert [queries.registration_by_code(t) for t in (forged, token[:-1], amel.public_id, "", "é.é")] == [None] * 5


def test_being_seen_opens_the_submission(held, a_round, people, project_of):
    round_ = a_round(PhaseKind.SUBMISSION, comptoir_required=True)
    event, (amel, _bruno), staff = held(round=round_)
    owes = project_of(round_, amel.person)

    assert owes() is True
    mark(event, [tap(amel)], by=staff)
    assert owes() is False
    mark(event, [tap(amel, came=False, number="2")], by=staff)
    assert owes() is True


@pytest.mark.parametrize("role", [Role.MENTOR, Role.STAFF])
def test_staff_of_another_meeting_stay_out(held, people, visit, role):
    from app.accounts.models import RoleGrant, ScopeKind

    event, _seats, _staff = held()
    other, _seats, _staff = held()
    host = people("Farid")
    db.session.add(RoleGrant(person_id=host.id, role=role, scope=ScopeKind.EVENT, scope_key=str(event.id)))
    db.session.commit()

    answers = [visit(f"/comptoirs/{one.public_id}/accueil", by=host).status_code for one in (event, other)]

    assert answers == [200, 403]


def walk_in(name, email="", number="w", registration="tire-au-sort"):
    return Mark(number, registration, True, clock.now(), WalkIn(name, email))


def test_whoever_comes_unannounced_is_counted(held, people):
    event, seats, staff = held()
    event.seats = 2
    gaelle = people("Gaëlle")

    assert mark(event, [walk_in("Farid"), walk_in("?", gaelle.email, "x", "autre")], by=staff).refused.keys() == {"x"}
    mark(event, [walk_in("G.", gaelle.email, "y", "encore")], by=staff)
    mark(event, [walk_in("Amel", seats[0].person.email, "z", "déjà")], by=staff)

    names = {one.name: (one.seat, one.attended) for one in queries.awaited(event)}
    assert (names["Farid"], names["Gaëlle"]) == ((3, True), (4, True))
    assert len(names) == 4, "Amel was on the list already"
    assert seats[0].attended is True


def test_a_walk_in_sent_twice_is_one_person(held):
    event, _seats, staff = held()
    for number in ("w", "w", "v"):
        mark(event, [walk_in("Farid", number=number)], by=staff)
    assert len(queries.awaited(event)) == 3


def test_somebody_who_waited_and_is_there_has_a_seat(held):
    event, (amel, _bruno), staff = held()
    amel.seat, amel.waiting = None, 1
    db.session.commit()
    mark(event, [tap(amel)], by=staff)
    assert (amel.seat, amel.waiting, amel.attended) == (3, None, True)


def test_one_person_seen_by_two_phones_is_one_presence(held):
    """Both know her under an identifier they drew; the later tap is right, in whatever order they arrive."""
    event, seats, staff = held()
    amel, email = seats[0], seats[0].person.email
    first = Mark("a", "vu-par-le-premier", True, clock.now() - timedelta(minutes=9), WalkIn("Amel", email))
    undone = tap(amel, came=False, number="b", minutes=-5)
    second = Mark("c", "vu-par-le-second", True, clock.now() - timedelta(minutes=7), WalkIn("Amel", email))

    mark(event, [undone], by=staff)
    answers = [mark(event, [one], by=staff) for one in (second, first)]

    assert [one.known for one in answers] == [
        {"vu-par-le-second": amel.public_id},
        {"vu-par-le-premier": amel.public_id},
    ]
    assert (amel.attended, len(queries.awaited(event))) == (None, 2)
