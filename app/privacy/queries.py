"""What is read of personal data: everything about one person, table by table, as the register says."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import exists, select

from app.accounts.models import Person
from app.core.extensions import db
from app.core.language import typeset
from app.core.privacy import KEPT, OBSTACLES, REGISTER, Entry
from app.privacy.models import Departure


class Part(NamedTuple):
    """The rows of one table about one person."""

    entry: Entry
    rows: Sequence[dict[str, Any]]


def data_of(person: Person) -> list[Part]:
    """Everything the house keeps about this person that is theirs to read; tables without a row are left out."""
    parts = [
        Part(entry, _rows(entry, person)) for entry in REGISTER.values() if entry.whose is not None and entry.exported
    ]
    return [part for part in parts if part.rows]


def _rows(entry: Entry, person: Person) -> Sequence[dict[str, Any]]:
    assert entry.whose is not None  # noqa: S101 (data_of asks only those)
    columns = [entry.table.c[name] for name in entry.exported]
    query = select(*columns).where(entry.whose(person)).order_by(*entry.table.primary_key)
    return [dict(row) for row in db.session.execute(query).mappings()]


def entries() -> list[Entry]:
    """The tables that speak of people, in the order the features are declared: accounts first, the log last."""
    said = [entry for entry in REGISTER.values() if entry.columns]
    return sorted(said, key=lambda entry: (entry.model.__module__.startswith("app.core"), said.index(entry)))


class Leaves(NamedTuple):
    """The sentences of what goes or changes, then of what stays."""

    goes: list[str]
    stays: list[str]


def what_leaving_does(person: Person) -> tuple[Leaves, Leaves]:
    """What leaving does to what is kept of this person today; then to the rest, of which there is nothing."""
    told = [entry for entry in entries() if entry.leaving and entry.leaving.says]
    here = _concerned(told, person)
    mine = _said(entry for entry in told if entry.table.name in here)
    rest = _said(entry for entry in told if entry.table.name not in here)
    said = {*mine.goes, *mine.stays}  # several tables may say the same
    return mine, Leaves([one for one in rest.goes if one not in said], [one for one in rest.stays if one not in said])


def _concerned(told: Sequence[Entry], person: Person) -> set[str]:
    """The tables that hold a row about this person: one query for all of them."""
    asked = [exists().where(entry.whose(person)).label(entry.table.name) for entry in told if entry.whose is not None]
    row = db.session.execute(select(*asked)).mappings().one()
    return {name for name, holds in row.items() if holds}


def _said(told: Iterable[Entry]) -> Leaves:
    leaving = [entry.leaving for entry in told if entry.leaving]
    stays = {typeset(str(one.says)): one.stays or one.does == KEPT for one in leaving}
    return Leaves([said for said, kept in stays.items() if not kept], [said for said, kept in stays.items() if kept])


def obstacles(person: Person) -> list[str]:
    """What this person has to do before they can leave."""
    return [typeset(str(sentence)) for test in OBSTACLES if (sentence := test(person))]


def departure_of(person: Person) -> Departure | None:
    """The leave this person is about to take, if any."""
    return db.session.get(Departure, person.id)
