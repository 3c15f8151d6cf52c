"""French full-text search on both databases, kept up to date in the transaction that writes the text.

Beside a searchable table stands its index `<table>_words`: FTS5 on SQLite (https://sqlite.org/fts5.html), a tsvector
with its GIN index on PostgreSQL (chapter 12 of its manual). Both hold stems (core/stems.py). A flush writes the words
of what it adds or changes; triggers throw away those of a text changed or erased by any other way: an erased text is
never found. What may be shown is for the query that is narrowed: the index knows no status.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    DDL,
    ColumnElement,
    Select,
    cast,
    column,
    event,
    func,
    inspect,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, UOWTransaction

from app.core.extensions import db
from app.core.stems import is_little, stems_of

Words = Callable[[Sequence[Any]], Iterable[tuple[str, str]]]
MOST_WORDS, RELATED_WORDS, CANDIDATES, AT_ONCE = 8, 12, 200, 500
LAST_PLACE = 16_383  # of a word in a tsvector
HEADING, REST = 4.0, 1.0  # a word of the title counts four times


@dataclass(frozen=True)
class Index:
    """What is searched of one table: the columns watched, and the function giving the (title, rest) of its rows."""

    model: Any
    columns: tuple[str, ...]
    words: Words

    @property
    def name(self) -> str:
        """The name of the index in the database."""
        return f"{self.model.__tablename__}_words"


INDEXES: dict[Any, Index] = {}


def searchable(model: Any, columns: tuple[str, ...], words: Words) -> None:
    """Say that the rows of a model are searched: called once, beside the model; a migration makes the index."""
    index = INDEXES[model] = Index(model, columns, words)
    made = f"CREATE VIRTUAL TABLE {index.name} USING fts5(heading, body)"
    event.listen(model.__table__, "after_create", DDL(made).execute_if(dialect="sqlite"))  # a stage made in memory


def found(query: Select[Any], model: Any, typed: str) -> Select[Any]:
    """`query` narrowed to the rows that hold every word typed (the last may be unfinished), the most relevant first.

    Unchanged while there are only little words ("la"); nothing is found for what holds no word at all ("!!!").
    """
    stems = stems_of(typed)[:MOST_WORDS]
    if not stems:
        return query if is_little(typed) else query.where(literal(False))
    words, holds, score = _matching(model, stems, every=True)
    return query.join(words, words.c.rowid == model.id).where(holds).order_by(None).order_by(score, model.id.desc())


def related(query: Select[Any], model: Any, title: str, limit: int = 4) -> Select[Any]:
    """`query` narrowed to the few rows nearest to a title: those that share its words, the most relevant first.

    Bounded: only the latest rows that share a word are compared.
    """
    stems = list(dict.fromkeys(stems_of(title)))[:RELATED_WORDS]
    if not stems:
        return query.where(literal(False))
    words, holds, score = _matching(model, stems, every=False)
    near = select(words.c.rowid, score.label("score")).where(holds).order_by(words.c.rowid.desc()).limit(CANDIDATES)
    latest = near.subquery()
    nearest = query.join(latest, latest.c.rowid == model.id).order_by(None)
    return nearest.order_by(latest.c.score, model.id.desc()).limit(limit)


def _matching(model: Any, stems: list[str], *, every: bool) -> tuple[Any, ColumnElement[bool], ColumnElement[float]]:
    """The table of the index, the condition, and the score (the least is the best)."""
    words = table(INDEXES[model].name, column("rowid"), column("words"))
    if _on_sqlite():
        asked = (" AND " if every else " OR ").join(f'"{stem}"' for stem in stems) + ("*" if every else "")
        whole: ColumnElement[Any] = literal_column(words.name)
        return words, whole.op("MATCH")(asked), func.bm25(whole, HEADING, REST)
    asked = (" & " if every else " | ").join(f"'{stem}'" for stem in stems) + (":*" if every else "")
    return words, words.c.words.op("@@")(cast(asked, TSQUERY)), -func.ts_rank(words.c.words, cast(asked, TSQUERY))


def _on_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"


# --- kept up to date ----------------------------------------------------------------------------------------------


@event.listens_for(Session, "after_flush")
def _write_words(session: Session, _context: UOWTransaction) -> None:
    for model, index in INDEXES.items():
        new = [one for one in session.new if isinstance(one, model)]
        changed = [one for one in session.dirty if isinstance(one, model) and _is_changed(one, index)]
        _write(session, index, new + changed)


def _is_changed(row: Any, index: Index) -> bool:
    return any(inspect(row).attrs[name].history.has_changes() for name in index.columns)


def _write(session: Session, index: Index, rows: Sequence[Any]) -> None:
    if not rows:
        return
    texts = [(stems_of(title), stems_of(rest)) for title, rest in index.words(rows)]
    session.execute(text(f"DELETE FROM {index.name} WHERE rowid = :id"), [{"id": row.id} for row in rows])  # noqa: S608 (names of ours)  # nosec B608
    lines = [{"id": row.id, **_line(*one)} for row, one in zip(rows, texts, strict=True)]
    kept = ":heading, :body" if _on_sqlite() else "CAST(:words AS tsvector)"
    columns = "heading, body" if _on_sqlite() else "words"
    session.execute(text(f"INSERT INTO {index.name} (rowid, {columns}) VALUES (:id, {kept})"), lines)  # noqa: S608 (names of ours)  # nosec B608


def _line(heading: list[str], rest: list[str]) -> dict[str, str]:
    """A row of the index: the stems for FTS5; for PostgreSQL the text of a tsvector, titles being of weight A."""
    if _on_sqlite():
        return {"heading": " ".join(heading), "body": " ".join(rest)}
    placed = [(stem, "A") for stem in heading] + [(stem, "D") for stem in rest]
    return {"words": " ".join(f"'{stem}':{min(n, LAST_PLACE)}{weight}" for n, (stem, weight) in enumerate(placed, 1))}


def reindex(model: Any) -> int:
    """Write the whole index of a model again, some hundreds of rows at a time; return how many rows it has."""
    index, count, last = INDEXES[model], 0, 0
    db.session.execute(text(f"DELETE FROM {index.name}"))  # noqa: S608 (names of ours)  # nosec B608
    while rows := db.session.scalars(select(model).where(model.id > last).order_by(model.id).limit(AT_ONCE)).all():
        _write(db.session, index, rows)
        count, last = count + len(rows), rows[-1].id
        db.session.expunge_all()
    return count
