"""Ballots of a real file that break what the file itself declares. They are noted, and counted all the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from voting.ballots import Ballot, BallotRule, ids_of
from voting.pabulib.notes import Notes

EMPTY, REPEAT = "pb_empty", "pb_repeat"


def breaches(ballot: Ballot, rule: BallotRule, costs: Mapping[str, int]) -> Iterator[str]:
    """What is irregular in one ballot: EMPTY, REPEAT, or the META keys of the limits it breaks."""
    if not ballot:
        yield EMPTY
        return
    ids = ids_of(ballot)
    named = set(ids)
    if len(named) < len(ids):
        yield REPEAT
    yield from _outside([len(named)], rule.min, rule.max, "length")
    if rule.min_cost or rule.max_cost is not None:
        yield from _outside([sum(costs[one] for one in named)], rule.min_cost, rule.max_cost, "sum_cost")
    marks = [entry[1] for entry in ballot if not isinstance(entry, str)]
    if marks:
        yield from _outside(marks, rule.min_points, rule.max_points, "points")
        yield from _outside([sum(marks)], rule.min_sum, rule.max_sum, "sum_points")


def _outside(given: Sequence[int], low: int, high: int | None, what: str) -> Iterator[str]:
    if min(given) < low:
        yield f"min_{what}"
    if high is not None and max(given) > high:
        yield f"max_{what}"


def suspects(ballots: Sequence[Ballot], rule: BallotRule) -> Iterable[int]:
    """The places of ballots that may be irregular; never one too few."""
    if rule.marked or rule.min_cost or rule.max_cost is not None:
        return range(len(ballots))
    low, high = max(1, rule.min), rule.max
    return [
        at
        for at, ballot in enumerate(ballots)
        if not low <= len(ballot) <= high or len(set(ballot)) < len(ballot)
    ]  # fmt: skip


def note_breaches(
    found: Iterable[tuple[int, Ballot]], rule: BallotRule, costs: Mapping[str, int],
    meta: Mapping[str, str], notes: Notes,
) -> frozenset[str]:  # fmt: skip
    """Note each sort of irregularity among ballots, given with their lines; the META keys of the limits they break."""
    broken = set()
    for line, ballot in found:
        for what in breaches(ballot, rule, costs):
            if what in (EMPTY, REPEAT):
                notes.add(what, line)
            else:
                notes.add("pb_limit", line, of=what, name=what, value=meta.get(what, "1"))
                broken.add(what)
    return frozenset(broken)
