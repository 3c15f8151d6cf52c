"""The register of data (GDPR art. 30): every column of every table, why it is kept, for how long, whose it is.

Each feature fills it in its `personal.py`, one call a table: `personal(...)` or `not_personal(...)`. From that alone
come the page /donnees-personnelles, docs/personal-data.md, one's own export, what leaving does, and the purge.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, Table, delete

from app.core.extensions import db
from app.core.models import Base

Words: TypeAlias = LazyString | str
GONE = "parti.invalid"  # where the address of somebody who left points: nowhere (RFC 2606)
DELETED, KEPT = "deleted", "kept"
PEOPLE = "person"  # the table every other points to
HOW_TO_DECLARE = (
    "Columns outside the register of data: {columns}. In app/<feature>/personal.py of the feature that owns the table, "
    'write personal({model}, …, columns={{"{column}": "à quoi elle sert"}}) when it says something of a person, or add '
    'it to technical="…" when it does not; for a table without any person, not_personal({model}). '
    "Example: app/ideas/personal.py."
)


class Basis(StrEnum):
    """Why the law lets the data be kept: the letter of GDPR article 6(1)."""

    CONSENT = "a"
    OBLIGATION = "c"
    PUBLIC_TASK = "e"


BASIS_NAMES = {
    Basis.CONSENT: _("votre consentement (RGPD, article 6.1.a)"),
    Basis.OBLIGATION: _("une obligation légale (RGPD, article 6.1.c)"),
    Basis.PUBLIC_TASK: _("une mission d’intérêt public (RGPD, article 6.1.e)"),
}


@dataclass
class Retention:
    """A time after which `flask privacy purge` acts: `due` selects the keys of the rows, `act` deals with some of them.

    What `act` has dealt with must no longer be due: the purge may run as often as one likes.
    """

    public_id: str
    says: Words
    after: timedelta
    due: Callable[[datetime], Select[Any]]
    act: Callable[[Sequence[Any]], None]

    def __str__(self) -> str:
        return str(self.says)


@dataclass(frozen=True)
class Leaving:
    """What becomes of somebody's rows when they leave: deleted, kept, or what a function does; and the words for it."""

    does: str | Callable[[Any], None]
    says: Words
    stays: bool = False  # told among what stays, although something is done


@dataclass(frozen=True)
class Entry:
    """What the register says of one table; `whose` gives the condition that picks the rows of one person."""

    model: type[Base]
    title: Words = ""
    people: Words = ""
    why: Words = ""
    basis: Basis | None = None
    kept: Retention | Words = ""
    seen_by: Words = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    technical: frozenset[str] = frozenset()
    not_exported: frozenset[str] = frozenset()
    whose: Callable[[Any], ColumnElement[bool]] | None = None
    leaving: Leaving | None = None

    @property
    def table(self) -> Table:
        """The table spoken of."""
        return self.model.__table__  # type: ignore[return-value]  # a declarative class has a Table

    @property
    def exported(self) -> list[str]:
        """The columns a person receives with their data."""
        return [name for name in self.columns if name not in self.not_exported]


REGISTER: dict[str, Entry] = {}
RETENTIONS: dict[str, Retention] = {}
OBSTACLES: list[Callable[[Any], Words | None]] = []


def personal(  # noqa: PLR0913  (what article 30 asks of a processing)
    model: type[Base],
    title: Words,
    *,
    people: Words,
    why: Words,
    basis: Basis,
    kept: Retention | Words,
    seen_by: Words,
    columns: Mapping[str, str],
    technical: str = "",
    not_exported: str = "",
    whose: Callable[[Any], ColumnElement[bool]] | None = None,
    leaving: Leaving | None = None,
) -> None:
    """Declare a table that speaks of people; `columns` says in French what each personal column is for.

    `technical` and `not_exported` are names separated by spaces: what says nothing of anybody, and what is no answer to
    the person (digests, keys of other tables).
    """
    if (whose is None) != (leaving is None):
        raise RuntimeError(f"{model.__tablename__}: say both whose the rows are and what becomes of them, or neither")
    technical_names, hidden = frozenset(technical.split()), frozenset(not_exported.split())
    said = (title, people, why, basis, kept, seen_by, columns, technical_names, hidden, whose, leaving)
    _enter(Entry(model, *said))


def not_personal(*models: type[Base]) -> None:
    """Declare tables that say nothing of anybody."""
    for model in models:
        _enter(Entry(model, technical=frozenset(column.name for column in model.__table__.columns)))


def _enter(entry: Entry) -> None:
    if entry.table.name in REGISTER:
        raise RuntimeError(f"{entry.table.name} is declared twice in the register of data")
    REGISTER[entry.table.name] = entry


def retention(
    public_id: str,
    says: Words,
    after: timedelta,
    due: Callable[[datetime], Select[Any]],
    act: Callable[[Sequence[Any]], None],
) -> Retention:
    """Register a rule of the purge, and give it back to be the `kept` of a table."""
    if public_id in RETENTIONS:
        raise RuntimeError(f"{public_id} is a retention twice")
    RETENTIONS[public_id] = Retention(public_id, says, after, due, act)
    return RETENTIONS[public_id]


def deleting(key: Any) -> Callable[[Sequence[Any]], None]:
    """The simplest deed of a retention: delete the rows with these keys (`deleting(SignIn.id)`)."""
    return lambda keys: _run(delete(key.class_).where(key.in_(keys)))


def before_leaving(test: Callable[[Any], Words | None]) -> Callable[[Any], Words | None]:
    """Register what a person may have to do first: a function giving the sentence, or None when nothing is owed."""
    OBSTACLES.append(test)
    return test


def undeclared() -> list[str]:
    """What to write, and where, for every column that the register does not know, or knows and does not exist."""
    return [sentence for mapper in Base.registry.mappers for sentence in _faults(mapper.local_table, mapper.class_)]


def _faults(table: Any, model: type[Base]) -> Iterator[str]:
    entry, real = REGISTER.get(table.name), {column.name for column in table.columns}
    known = set(entry.columns) | entry.technical if entry else set()
    if missing := sorted(real - known):
        shown = ", ".join(f"{table.name}.{name}" for name in missing)
        yield HOW_TO_DECLARE.format(columns=shown, model=model.__name__, column=missing[0])
    if gone := sorted(known - real):
        yield f"app/<feature>/personal.py declares columns that {table.name} does not have: {', '.join(gone)}."
    if entry and (twice := sorted(set(entry.columns) & entry.technical)):
        yield f"{table.name}: {', '.join(twice)} cannot be both personal and technical."
    pointers = {c.name for c in table.columns for key in c.foreign_keys if key.column.table.name == PEOPLE}
    if entry and (silent := sorted(pointers & entry.technical)):
        yield f"{table.name}: {', '.join(silent)} names a person: declare it in columns={{…}}, not in technical."


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


def leave_tables(person: Any) -> None:
    """Do what each table says of somebody who leaves: what points to other rows before them, the account itself last.

    Until then its address still tells what was sent to it.
    """
    children_first = reversed(Base.metadata.sorted_tables)
    for table in sorted(children_first, key=lambda table: table.name == PEOPLE):
        entry = REGISTER.get(table.name)
        if entry is None or entry.whose is None or entry.leaving is None or entry.leaving.does == KEPT:
            continue
        if callable(entry.leaving.does):
            entry.leaving.does(person)
        else:
            _run(delete(entry.model).where(entry.whose(person)))
        db.session.flush()
    db.session.expire_all()
