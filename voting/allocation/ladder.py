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
        self._without: tuple[str | None, list[tuple[Any, int, str]]] = (None, [])

    def winners(self, one: str, votes: int) -> Sequence[str]:
        """The winners, in order, if `one` had so many votes."""
        rungs = self._others(one)
        names = [rung[2] for rung in rungs]
        if votes >= self._least[one]:
            alone = replace(self._tally, votes={one: votes})
            key = ranking_key(alone, self._field.prices, self._method)(one)
            names.insert(bisect_left(rungs, (key, self._place[one])), one)
        return self._walk(names)

    def _others(self, one: str) -> list[tuple[Any, int, str]]:
        """The rungs but for its own, kept: the next question is mostly about the same project."""
        if self._without[0] != one:
            self._without = one, [rung for rung in self._rungs if rung[2] != one]
        return self._without[1]

    def _walk(self, rungs: Sequence[str]) -> Sequence[str]:
        """Take what fits from the top down."""
        prices, left, won = self._field.prices, self._field.budget, []
        stop = self._method.name == "greedy-stop"
        for one in rungs:
            price = prices[one]
            paid = price.payable(left) if left >= price.least else None
            if paid is not None:
                won.append(one)
                left -= paid
            elif stop:
                break
        return won
