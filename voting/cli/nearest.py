"""The projects near the line, and what would have changed the fate of some."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from voting.election import Election
from voting.nearness import near_margins
from voting.result import Line, Result, select
from voting.sentences import Sentence
from voting.urn import Urn

Distances = Mapping[str, Sequence[Sentence]]


def nearest(election: Election, result: Result, number: int) -> tuple[list[Line], list[Line]]:
    """So many winners and so many others, those nearest to the line first.

    Ranking by votes: the fewest votes fewer, or more, that change their fate. Other rules: the last winners selected,
    and the projects that lacked the least of their cost (those without that figure last, in ranking order).
    """
    lines = {line.id: line for line in result.lines}
    won = [lines[one] for one in reversed(result.winners)]
    lost = [line for line in result.lines if not line.won and line.outcome != "withdrawn"]
    if election.rules.method.ranks:
        return _by_margin(won, "fewer")[:number], _by_margin(lost, "more")[:number]
    if election.rules.method.name == "majority-judgment":
        return won[:number], lost[:number]
    return won[:number], sorted(lost, key=_missing)[:number]


def distances(election: Election, urn: Urn, result: Result, only: Collection[str]) -> Distances:
    """What would have changed the fate of these projects, a sentence each."""
    method = election.rules.method
    if method.ranks:
        return {line.id: [line.margin] for line in result.lines if line.id in only and line.margin}
    if method.name == "majority-judgment":
        return {}
    return near_margins(election, urn, select(election, urn), only)


def _by_margin(lines: Sequence[Line], which: str) -> list[Line]:
    found = [line for line in lines if line.margin and which in line.margin.values]
    return sorted(found, key=lambda line: int(line.margin.values[which]) if line.margin else 0)


def _missing(line: Line) -> tuple[bool, Fraction]:
    short = line.why.values.get("short")
    return short is None or not line.cost, Fraction(int(short), line.cost) if short and line.cost else Fraction(
        line.rank
    )
