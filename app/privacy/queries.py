"""What is read of personal data: everything about one person, table by table, as the register says."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

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


def what_leaving_does() -> tuple[list[str], list[str]]:
    """The sentences of what goes or changes, then of what stays, when somebody leaves."""
    told = [entry.leaving for entry in entries() if entry.leaving and entry.leaving.says]
    stays = {typeset(str(one.says)): one.stays or one.does == KEPT for one in told}  # several tables may say the same
    return [said for said, kept in stays.items() if not kept], [said for said, kept in stays.items() if kept]


def obstacles(person: Person) -> list[str]:
    """What this person has to do before they can leave."""
    return [typeset(str(sentence)) for test in OBSTACLES if (sentence := test(person))]


def departure_of(person: Person) -> Departure | None:
    """The leave this person is about to take, if any."""
    return db.session.get(Departure, person.id)
