"""A profile whose voters are arrays; the groups of the plain rules are made from them when somebody asks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from voting.ballots import Ballot, Points
from voting.fast.by_project import ByProject, by_project
from voting.fast.columns import BallotColumns
from voting.fast.rows import Rows, rows_of
from voting.profile import Profile


class Groups(Mapping[Points, int]):
    """What a ballot gives -> how many voters cast it, made at the first look."""

    def __init__(self, columns: BallotColumns) -> None:
        self._columns = columns

    @cached_property
    def _made(self) -> dict[Points, int]:
        found: Counter[Points] = Counter()
        for ballot, times in Counter(self._columns).items():
            found[tuple(sorted(_given(ballot)))] += times
        return dict(sorted(found.items()))

    def __getitem__(self, gives: Points) -> int:
        return self._made[gives]

    def __iter__(self) -> Iterator[Points]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _given(ballot: Ballot) -> Iterator[tuple[str, int]]:
    for entry in ballot:
        one, points = (entry, 1) if isinstance(entry, str) else entry
        if points > 0:
            yield one, points


@dataclass(frozen=True)
class ArrayProfile(Profile):
    """`columns`: the ballots that count, as what they give each project, every project at most once a ballot."""

    columns: BallotColumns = field(default_factory=lambda: BallotColumns.of((), ()))
    turned: ByProject | None = None

    @cached_property
    def rows(self) -> Rows:
        """The supporters of each project."""
        return rows_of(self.columns, self.turned or by_project(self.columns))

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each project stands in the arrays."""
        return {one: at for at, one in enumerate(self.columns.ids)}

    def with_more(self, one: str, more: int) -> "ArrayProfile":
        """The same vote with `more` further voters who name this project only (one point each)."""
        old = self.columns
        end = old.start[-1] + np.arange(1, more + 1, dtype=np.int64)
        columns = BallotColumns(
            old.ids,
            np.concatenate([old.project, np.full(more, self.place[one], np.int32)]),
            np.concatenate([old.start, end]),
            None if old.mark is None else np.concatenate([old.mark, np.ones(more, np.int64)]),
        )
        return replace(
            self, groups=Groups(columns), tally=self.tally.with_more(one, more), columns=columns, turned=None
        )
