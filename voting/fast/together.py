"""Equal shares at many shares at once, for add1: what each run buys, the runs side by side in arrays.

Only floats here, each with a bound on its error as in `voting.fast.money`. A run in which they cannot tell is done
again by `voting.fast.equal_shares`: no rounding decides anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from voting.allocation.equal_shares import Purchases
from voting.allocation.method import Method
from voting.allocation.outcome import Contest
from voting.fast.columns import Longs
from voting.fast.equal_shares import ABOVE, BELOW, buy
from voting.fast.money import SUM, UNIT
from voting.fast.profile import ArrayProfile
from voting.fast.rows import Floats
from voting.profile import Profile

FIRST, MOST, LEAST = 8, 64, 16  # runs side by side: at first, and then at most; below the last it is not worth it
ROOM = 1 << 19  # numbers in an array: about what the caches of a processor hold
LARGE = 1.7e308  # more than any merit


def buy_each(profile: Profile, contest: Contest, method: Method, shares: Iterable[Fraction]) -> Iterator[Purchases]:
    """The purchases at each share, in order. Those found side by side only say what is bought (no `accounts`)."""
    waiting = iter(shares)
    most = _most(profile, contest)
    width = min(FIRST, most)
    while several := list(islice(waiting, width)):
        if len(several) > 1 and isinstance(profile, ArrayProfile):
            found = _Runs(profile, contest, method, several).run()
        else:
            found = [None] * len(several)
        for share, bought in zip(several, found, strict=True):
            if bought is None:
                yield buy(profile, replace(contest, limits=contest.limits.fork()), method, share)
            else:
                yield Purchases(share, bought=bought)
        width = min(4 * width, most) if 2 * found.count(None) <= len(found) else 1


def _most(profile: Profile, contest: Contest) -> int:
    """How many runs to do side by side: one where ballots give points, a limit binds or a project is free."""
    if not isinstance(profile, ArrayProfile) or profile.rows.points is not None or contest.limits.any:
        return 1
    most = min(MOST, ROOM // max(1, profile.rows.count))
    return most if most >= LEAST and all(contest.prices[one].least for one in contest.order) else 1


class _Project:
    """A project in the running; `floor`: the merit (the rate per unit of utility) when every supporter can pay it."""

    def __init__(self, profile: ArrayProfile, one: str, cost: int, unit: int) -> None:
        rows, place = profile.rows, profile.place[one]
        self.id, self.cost, self.unit, self.of, self.total = one, cost, unit, rows.of[place], rows.total[place]
        self.weight = np.ones(len(self.of)) if rows.heavy is None else rows.heavy[place]
        self.floor = Fraction(cost, self.total * unit) if self.total else None
        self.merit = np.inf if self.floor is None else float(self.floor)
        self.roundings = max(SUM, 2 * len(self.of) * UNIT)

    def rounding(self, rate: Floats, rich: Floats) -> Floats:
        """How far roundings alone may take a rate."""
        return self.roundings * 2 * self.cost / rich + 8 * UNIT * rate

    def priced(self, here: Floats, rate: Floats) -> tuple[Floats, Floats]:
        """The rates, from ones that are too low or right, and how many voters run out (see `Money.offer`)."""
        capped, before = np.empty_like(here), np.full(len(rate), -1.0)
        while True:
            short = self.weight @ np.less(here, rate, out=capped)
            grown = short > before
            if not grown.any():
                return rate, before
            np.maximum(before, short, out=before)
            paid = self.weight @ np.minimum(here, rate, out=capped)
            rate += np.where(grown & (before < self.total), (self.cost - paid) / np.maximum(self.total - before, 1), 0)


class _Runs:
    """`held[row, run]`: what a row holds; `wrong`: how far that may be from the truth, at most `error[run]`.

    `low[project, run]`: a lower bound of the merit, infinite once the project is bought or cannot be. Of the projects
    looked at for this purchase: `rate`, `merit`, and `rich`, the voters who can pay the whole rate. `on`: the runs
    that may buy more; `sure`: those in which floats could tell everything.
    """

    def __init__(self, profile: ArrayProfile, contest: Contest, method: Method, shares: Sequence[Fraction]) -> None:
        costs = [(one, contest.prices[one].least) for one in contest.order]
        by_cost = method.utility == "cost"
        self.projects = [_Project(profile, one, cost, cost if by_cost else 1) for one, cost in costs]
        self.full = np.array([float(share) for share in shares])
        self.held = np.tile(self.full, (profile.rows.count, 1))
        self.wrong, self.error = self.held * UNIT, self.full * UNIT
        self.low = np.tile(np.array([[project.merit * BELOW] for project in self.projects]), len(shares))
        self.merit, self.rate, self.rich = (np.zeros_like(self.low) for _ in range(3))
        self.on, self.sure = np.ones(len(shares), bool), np.ones(len(shares), bool)
        self.bought: list[list[str]] = [[] for _ in shares]

    def run(self) -> list[list[str] | None]:
        """What each run buys, in order; None for a run in which floats cannot tell."""
        while self.on.any():
            self._look()
            self.on &= np.isfinite(self.merit.min(axis=0)) & self.sure
            best = self.merit.argmin(axis=0)  # of equal ones the first: the order of ties
            for turn in set(best[self.on].tolist()):
                self._buy(turn, np.flatnonzero(self.on & (best == turn)))
            self.on &= self.sure
        return [bought if sure else None for bought, sure in zip(self.bought, self.sure.tolist(), strict=True)]

    def _look(self) -> None:
        """Make the offers of every project that may be as cheap as the cheapest found, in each run."""
        self.merit.fill(np.inf)
        limit = np.full(len(self.full), LARGE)
        low, every = self.low.copy(), np.arange(len(limit))
        low[:, ~self.on] = np.inf
        while True:
            first = low.argmin(axis=0)
            wanted = first[low[first, every] <= limit]
            if not len(wanted):
                return
            for turn in set(wanted.tolist()):
                runs = np.flatnonzero(low[turn] < np.inf)
                limit[runs] = np.minimum(limit[runs], self._offer(turn, runs))
                low[turn] = np.inf

    def _offer(self, turn: int, runs: Longs) -> Floats:
        """Make the offers of a project; the merits that they are certainly not above."""
        project, error = self.projects[turn], self.error[runs]
        here = self._of(self.held, project, runs)
        start = np.maximum(self.low[turn, runs] * (project.unit * BELOW), project.cost / project.total)
        rate, short = project.priced(here, start)
        void, rich = short >= project.total, np.maximum(project.total - short, 1)
        if void.any():
            most = (project.weight @ here) * (1 + project.roundings) + project.total * error
            self.sure[runs[void & (most >= project.cost)]] = False
        rounding = project.rounding(rate, rich)
        slack = np.where(short > 0, project.total * error / rich, 0) + rounding
        low = np.maximum(self.low[turn, runs], (rate - slack) / project.unit * BELOW)
        self.low[turn, runs] = np.where(void, np.inf, low)
        self.rate[turn, runs], self.rich[turn, runs] = rate, rich
        self.merit[turn, runs] = np.where(void, np.inf, np.where(short > 0, rate / project.unit, project.merit))
        return np.where(void, LARGE, (rate + short * error / rich + rounding) / project.unit * ABOVE)

    def _buy(self, turn: int, runs: Longs) -> None:
        """Buy a project in the runs where it is the cheapest."""
        project = self.projects[turn]
        here, wrong = self._of(self.held, project, runs), self._of(self.wrong, project, runs)
        rate, rich = self.rate[turn, runs], self.rich[turn, runs]
        left = here - rate
        hungry = project.weight @ (wrong * (left < 0)) * (1 + project.roundings)
        error = hungry / rich + project.rounding(rate, rich)
        rivals = self._rivals(turn, runs, (rate + error) / project.unit * ABOVE)
        gap = np.abs(left)
        close = gap.min(axis=0) <= 2 * (self.error[runs] + error) + 8 * UNIT * rate
        if close.any():
            close = ((gap <= 2 * (wrong + error) + 8 * UNIT * rate) & (here > 0)).any(axis=0)
        self.sure[runs] = ~(rivals | close)
        more = error + UNIT * (rate + self.full[runs])
        self._keep(self.held, project, runs, np.maximum(left, 0.0))
        self._keep(self.wrong, project, runs, (wrong + more) * (left > 0))
        self.error[runs] += more
        self.low[turn, runs] = np.inf
        for run in runs.tolist():
            self.bought[run].append(project.id)

    def _rivals(self, turn: int, runs: Longs, high: Floats) -> NDArray[np.bool_]:
        """In which runs another project may be as cheap.

        Not one whose supporters can all pay, where those of this project can too, and whose merit is then the same: it
        comes later in the order of ties.
        """
        rivals = self.low[:, runs] <= high
        rivals[turn] = False
        project, whole = self.projects[turn], self.rich[turn, runs] == self.projects[turn].total
        for place in np.flatnonzero(rivals.any(axis=1)).tolist():
            other = self.projects[place]
            if other.floor == project.floor:
                rivals[place] &= ~(whole & (self.rich[place, runs] == other.total) & (place > turn))
        return np.asarray(rivals.any(axis=0))

    def _of(self, kept: Floats, project: _Project, runs: Longs) -> Floats:
        """What the arrays hold of the supporters of a project in some runs."""
        whole = kept.take(project.of, axis=0, mode="clip")
        return whole if len(runs) == whole.shape[1] else whole.take(runs, axis=1, mode="clip")

    def _keep(self, kept: Floats, project: _Project, runs: Longs, block: Floats) -> None:
        """Put that back."""
        whole = block
        if len(runs) < kept.shape[1]:
            whole = kept.take(project.of, axis=0, mode="clip")
            whole[:, runs] = block
        kept[project.of] = whole
