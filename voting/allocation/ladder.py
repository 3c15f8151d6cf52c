"""A ranking in which one project is put at any number of votes: who wins then, and nothing else. For margins."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from voting.allocation.method import Method
from voting.allocation.plan import Field
from voting.allocation.ranking import ranking_key
from voting.tally import Tally


class Ladder:
    """Those who run, the best ranked first; the same selection as `voting.allocation.greedy` without any limit."""

    def __init__(self, tally: Tally, field: Field, method: Method, least: Mapping[str, int]) -> None:
        self._tally, self._field, self._method, self._least = tally, field, method, least
        self._place = {one: at for at, one in enumerate(field.order)}
        key = ranking_key(tally, field.prices, method)
        running = [one for one in field.order if one in field.prices and tally.votes[one] >= least[one]]
        self._rungs: list[tuple[Any, int, str]] = sorted((key(one), self._place[one], one) for one in running)

    def winners(self, one: str, votes: int) -> Sequence[str]:
        """The winners, in order, if `one` had so many votes."""
        rungs = [rung[2] for rung in self._rungs if rung[2] != one]
        if votes >= self._least[one]:
            alone = replace(self._tally, votes={one: votes})
            key = ranking_key(alone, self._field.prices, self._method)(one)
            at = bisect_left([rung for rung in self._rungs if rung[2] != one], (key, self._place[one]))
            rungs.insert(at, one)
        return self._walk(rungs)

    def _walk(self, rungs: Sequence[str]) -> Sequence[str]:
        """Take what fits from the top down."""
        prices, left, won = self._field.prices, self._field.budget, []
        stop = self._method.name == "greedy-stop"
        for one in rungs:
            paid = prices[one].payable(left)
            if paid is not None:
                won.append(one)
                left -= paid
            elif stop:
                break
        return won
