"""A committee ready to sit: a chair, two members, an observer, and a sitting with two dossiers."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.accounts.models import Role
from app.committees import queries, services
from app.committees.models import Seat
from app.core import clock
from app.core.extensions import db
from app.rounds.models import PhaseKind


@pytest.fixture
def committee(people, a_round, a_proposal):
    """Everybody and everything, committed; `open()` notes all present and begins."""
    dina, amel, bruno = people("Dina", Role.STAFF), people("Amel"), people("Bruno")
    round_ = a_round(PhaseKind.LABELLING)
    persons = {name: people(name) for name in ("Paul", "Maud", "Nora", "Omar")}
    seats = [Seat.CHAIR, Seat.MEMBER, Seat.MEMBER, Seat.OBSERVER]
    given = [
        services.give_seat(round_, person.email, seat, by=dina)
        for person, seat in zip(persons.values(), seats, strict=True)
    ]
    first = a_proposal(amel, round_, title="L’atelier vélo")
    second = a_proposal(bruno, round_, title="Le four à pain")
    sitting = services.plan_sitting(round_, clock.now() + timedelta(days=3), "Arras, salle du conseil", by=dina)
    services.add_to_agenda(sitting, [first, second], by=dina)
    db.session.commit()
    members = dict(zip(persons, given, strict=True))

    def begin(*absent):
        there = [member.id for name, member in members.items() if name not in absent]
        services.note_presences(sitting, there, by=dina)
        services.open_sitting(sitting, by=dina)
        db.session.commit()
        return sitting

    return SimpleNamespace(
        dina=dina,
        amel=amel,
        bruno=bruno,
        round=round_,
        persons=persons,
        members=members,
        proposals=[first, second],
        sitting=sitting,
        items=list(sitting.items),
        open=begin,
        seats=lambda: queries.sitting_members(sitting),
    )
