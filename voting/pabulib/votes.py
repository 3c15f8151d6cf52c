"""The section VOTES read row by row with the standard library: any shape, every error at its place."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from voting.ballots import Ballot
from voting.pabulib.cells import items, whole
from voting.pabulib.rows import Row, Rows

Told = Callable[[int], object]
EVERY = 1000  # ballots between two words of progress


@dataclass(frozen=True)
class Votes:
    """The votes of a file: `voters` holds the other cells of each row, `lines` where it stands.

    `suspects` are the places of the ballots that may be irregular, all of those that are among them.
    """

    voters: Sequence[tuple[str, ...]]
    ballots: Sequence[Ballot]
    lines: Sequence[int]
    suspects: Iterable[int]


@dataclass(frozen=True)
class Columns:
    """The header of VOTES: its names, and where the voter, the vote and (None: ballots without) the points stand."""

    names: tuple[str, ...]
    voter: int
    vote: int
    points: int | None

    @property
    def others(self) -> tuple[int, ...]:
        """The columns that are not the ballot."""
        return tuple(at for at in range(len(self.names)) if at not in (self.vote, self.points))


def columns_of(rows: Rows, *, points: bool) -> Columns:
    """The columns of the section VOTES, which must come now."""
    names = rows.header("VOTES", "voter_id", "vote", *(["points"] if points else []))
    voter, vote = names.index("voter_id"), names.index("vote")
    return Columns(tuple(names), voter, vote, names.index("points") if points else None)


class RowReader:
    """Reads the votes into lists."""

    def __init__(self, rows: Rows, columns: Columns, ids: Sequence[str]) -> None:
        self.rows, self.columns = rows, columns
        self.same = {one: one for one in ids}  # one string per project, however many ballots name it
        self.voters: list[tuple[str, ...]] = []
        self.ballots: list[Ballot] = []
        self.lines = array("Q")

    def ballot_rows(self) -> Iterator[tuple[Row, Ballot]]:
        """Each row and its ballot, to the end of the source."""
        for row in self.rows.body(len(self.columns.names), last=True):
            if "\n" in row.text[:-1]:
                raise row.error(next(at for at, cell in enumerate(row.cells) if "\n" in cell), "pb_quote")
            if not row.cells[self.columns.voter]:
                raise row.error(self.columns.voter, "pb_missing", name="voter_id")
            yield row, self.ballot(row)

    def read(self, told: Told) -> None:
        """All of them into the lists. PabulibError for a voter who comes twice."""
        seen: set[str] = set()
        others = self.columns.others
        for row, ballot in self.ballot_rows():
            voter = row.cells[self.columns.voter]
            if voter in seen:
                raise row.error(self.columns.voter, "pb_twice", value=voter, section="VOTES")
            seen.add(voter)
            self.ballots.append(ballot)
            self.voters.append(tuple([row.cells[at] for at in others]))
            self.lines.append(row.line)
            if len(self.ballots) % EVERY == 0:
                told(len(self.ballots))

    def ballot(self, row: Row) -> Ballot:
        """The ballot of a row: ids, with their points if this is what is voted."""
        ids = self._ids(row)
        if self.columns.points is None:
            return ids
        cell = row.cells[self.columns.points]
        points = self._items(row, cell)
        if len(points) != len(ids):
            raise row.error(self.columns.points, "pb_points", found=len(points), expected=len(ids))
        marks = [whole(point) for point in points]
        if None in marks:
            raise row.error(self.columns.points, "pb_number", value=points[marks.index(None)], name="points")
        return tuple([(one, mark) for one, mark in zip(ids, marks, strict=True) if mark is not None])

    def _ids(self, row: Row) -> tuple[str, ...]:
        cell = row.cells[self.columns.vote]
        try:
            return tuple([self.same[one] for one in cell.split(",")])
        except KeyError:
            choices = self._items(row, cell)
        for one in choices:
            if one not in self.same:
                raise row.error(self.columns.vote, "pb_unknown", value=one)
        return tuple([self.same[one] for one in choices])

    def _items(self, row: Row, cell: str) -> list[str]:
        found = items(cell)
        if ",".join(found) != cell:
            self.rows.notes.add("pb_spaces", row.line)
        return found
