"""Reading a .pb file: tolerant of spacing, line ends and column order, strict on what decides the count."""

import csv
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from voting.candidate import WITHDRAWN_COST, Candidate
from voting.pabulib.cells import PabulibError, cents, whole
from voting.pabulib.file import PabulibFile, lengths

Row = tuple[int, list[str]]
Progress = Callable[[int, int], object]
SECTIONS = ("META", "PROJECTS", "VOTES")
EVERY = 1000  # ballots between two calls of `progress`


def read(source: str | os.PathLike[str] | IO[str] | IO[bytes], progress: Progress | None = None) -> PabulibFile:
    """Read a path or an open file. PabulibError, with the line, for what cannot be counted.

    `progress(ballots read, ballots announced)` is called every thousand ballots and at the end.
    """
    rows = _Rows(_text(source))
    meta, meta_lines = _meta(rows)
    projects = _projects(rows)
    candidates = tuple(_candidate(line, cells) for line, cells in projects)
    _check_meta(meta, meta_lines, len(candidates))
    header, voters, ballots = _votes(rows, {c.id for c in candidates}, whole(meta.get("num_votes", "")) or 0, progress)
    return PabulibFile(
        meta=meta,
        projects=tuple(cells for _, cells in projects),
        candidates=candidates,
        official_selected=_selected([cells for _, cells in projects]),
        vote_header=header,
        voters=voters,
        ballots=ballots,
        meta_lines=meta_lines,
    )


def _text(source: str | os.PathLike[str] | IO[str] | IO[bytes]) -> str:
    data = Path(source).read_bytes() if isinstance(source, (str, os.PathLike)) else source.read()
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PabulibError(data.count(b"\n", 0, error.start) + 1, "pb_encoding") from None


class _Rows:
    """The rows that are not blank, each with its first line; one section at a time.

    csv and not str.splitlines(): only \\n, \\r and \\r\\n end a line, so exotic separators in a name are kept.
    """

    def __init__(self, text: str) -> None:
        self.rows = self._read(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        self.line = 1
        self.found = self._title(next(self.rows, None))

    def _read(self, reader: "Iterator[list[str]]") -> Iterator[Row]:
        start = 1
        try:
            for row in reader:
                end: int = reader.line_num  # type: ignore[attr-defined]  # csv's own iterator has it
                self.line = start
                if any(map(str.strip, row)):
                    yield start, row
                start = end + 1
        except csv.Error as error:
            raise PabulibError(start, "pb_row", detail=str(error)) from None

    @staticmethod
    def _title(row: Row | None) -> str | None:
        """The section a row opens, None for any other row."""
        if row is None or any(cell.strip() for cell in row[1][1:]):
            return None
        title = row[1][0].strip().upper()
        return title if title in SECTIONS else None

    def section(self, name: str, *columns: str) -> tuple[list[str], Iterator[Row]]:
        """The header of the section that must come now, and its rows. PabulibError when it is not there."""
        if self.found != name:
            raise PabulibError(self.line, "pb_section", section=name)
        line, cells = next(self.rows, (self.line, []))
        header = [cell.strip() for cell in cells]
        while header and not header[-1]:
            header.pop()
        for column in columns:
            if column not in header:
                raise PabulibError(line, "pb_header", column=column, section=name)
        for column in header:
            if header.count(column) > 1:
                raise PabulibError(line, "pb_twice", value=column, section=name)
        return header, self._body(len(header))

    def _body(self, width: int) -> Iterator[Row]:
        self.found = None
        for line, row in self.rows:
            self.found = self._title((line, row)) if len(row) == 1 or not row[1] else None
            if self.found:
                return
            if len(row) != width:
                self._fit(line, row, width)
            yield line, row

    @staticmethod
    def _fit(line: int, row: list[str], width: int) -> None:
        """Cells left out at the end are empty ones; empty cells too many are dropped."""
        if any(cell.strip() for cell in row[width:]):
            raise PabulibError(line, "pb_cells", found=len(row), expected=width)
        row[width:] = []
        row.extend([""] * (width - len(row)))


def _meta(rows: _Rows) -> tuple[dict[str, str], dict[str, int]]:
    _, body = rows.section("META", "key", "value")
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, row in body:
        key, value = row[0].strip(), row[1].strip()
        if key in meta:
            raise PabulibError(line, "pb_twice", value=key, section="META")
        meta[key], lines[key] = value, line
    return meta, lines


def _check_meta(meta: dict[str, str], lines: dict[str, int], projects: int) -> None:
    """What decides the count must be there and make sense."""
    for key in ("budget", "vote_type"):
        if not meta.get(key):
            raise PabulibError(lines.get(key, 1), "pb_missing", column=key)
    if cents(meta["budget"]) is None:
        raise PabulibError(lines["budget"], "pb_money", value=meta["budget"], column="budget")
    if meta["vote_type"] not in ("approval", "choose-1"):
        raise PabulibError(lines["vote_type"], "pb_vote_type", value=meta["vote_type"])
    for key in ("min_length", "max_length", "min_project_score_threshold", "num_votes", "num_projects"):
        if meta.get(key) and whole(meta[key]) is None:
            raise PabulibError(lines[key], "pb_number", value=meta[key], column=key)
    low, high = lengths(meta, projects)
    if low > high:
        line = lines.get("max_length") or lines.get("min_length", 1)
        raise PabulibError(line, "pb_lengths", min=low, max=high)


def _projects(rows: _Rows) -> list[tuple[int, dict[str, str]]]:
    header, body = rows.section("PROJECTS", "project_id", "cost")
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for line, row in body:
        cells = dict(zip(header, map(str.strip, row), strict=True))
        one = cells["project_id"]
        if not one:
            raise PabulibError(line, "pb_missing", column="project_id")
        if one in found:
            raise PabulibError(line, "pb_twice", value=one, section="PROJECTS")
        found[one] = (line, cells)
    return list(found.values())


def _candidate(line: int, cells: dict[str, str]) -> Candidate:
    cost = cents(cells["cost"])
    if cost is None:
        raise PabulibError(line, "pb_money", value=cells["cost"], column="cost")
    return Candidate(
        cells["project_id"],
        cells.get("name") or cells["project_id"],
        cost,
        canton=cells.get("district") or cells.get("neighborhood") or None,
        theme=cells.get("category") or None,
        withdrawn=cost == WITHDRAWN_COST,
    )


def _selected(projects: list[dict[str, str]]) -> frozenset[str] | None:
    """The published winners. Values 2 and 3 (reserve, extra money) are not winners of the rule."""
    if not projects or "selected" not in projects[0]:
        return None
    return frozenset(cells["project_id"] for cells in projects if cells["selected"] in ("1", "True"))


def _votes(
    rows: _Rows, ids: set[str], announced: int, progress: Progress | None
) -> tuple[tuple[str, ...], list[tuple[str, ...]], list[tuple[str, ...]]]:
    header, body = rows.section("VOTES", "voter_id", "vote")
    who, what = header.index("voter_id"), header.index("vote")
    same = {one: one for one in ids}  # one string per project, however many ballots name it
    voters: list[tuple[str, ...]] = []
    ballots: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for line, row in body:
        vote = row.pop(what)
        if any("\n" in cell for cell in (vote, *row)):
            raise PabulibError(line, "pb_quote")
        ballots.append(_ballot(line, vote, same))
        voters.append(tuple(row))
        voter = row[who - (what < who)].strip()
        if voter in seen:
            raise PabulibError(line, "pb_twice", value=voter, section="VOTES")
        seen.add(voter)
        if progress and len(ballots) % EVERY == 0:
            progress(len(ballots), announced)
    if progress:
        progress(len(ballots), announced or len(ballots))
    return tuple(header), voters, ballots


def _ballot(line: int, vote: str, same: dict[str, str]) -> tuple[str, ...]:
    try:
        return tuple([same[one] for one in vote.split(",")])
    except KeyError:
        choices = [one.strip() for one in vote.split(",") if one.strip()]
    for one in choices:
        if one not in same:
            raise PabulibError(line, "pb_unknown", value=one)
    return tuple(same[one] for one in choices)
