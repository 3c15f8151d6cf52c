"""One figure of the goals: what was measured, against what, and whether the goal is reached."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.measure import PARTS, Measure
from bench.peers import OURS, WHOLE
from bench.results import seconds, times


@dataclass(frozen=True)
class Figure:
    """`reached` is None when something was absent; `value` then says what. `winners`: whether they are the peer's."""

    what: str
    goal: str
    value: str
    reached: bool | None
    only: str
    winners: str = ""

    def cells(self) -> tuple[str, ...]:
        """A line of the table."""
        verdict = {True: "reached", False: "**not reached**", None: "–"}[self.reached]
        return self.what, self.goal, self.value, verdict, self.winners, f"`python -m bench counting --only {self.only}`"


class Measures:
    """The measures of one block, found by engine, election and rule."""

    def __init__(self, block: str, found: Sequence[Measure]) -> None:
        self.block = block
        self.found = {(one.engine.name, one.election.path.name, one.rule): one for one in found}

    def one(self, engine: str, election: str, rule: str) -> Measure:
        """A measure that has a figure. LookupError, saying why, when there is none."""
        measure = self.found.get((engine, election, rule))
        if measure is None:
            raise LookupError(f"{election} is not there")
        if measure.failed:
            raise LookupError(f"{engine} absent: {measure.failed}")
        return measure

    def figure(self, what: str, goal: str, found: Callable[[], tuple[str, bool, str]]) -> Figure:
        """The figure `found` works out, or why it cannot."""
        try:
            value, reached, winners = found()
        except LookupError as absent:
            return Figure(what, goal, str(absent.args[0]), None, self.block)
        return Figure(what, goal, value, reached, self.block, winners)

    def faster(self, what: str, peer: str, election: str, rule: str, least: float, *, whole: bool = False) -> Figure:
        """How many times the peer's seconds are ours: of the count alone, or from the file to the whole result."""
        parts = PARTS if whole else ("count",)

        def found() -> tuple[str, bool, str]:
            ours, theirs = self.one(WHOLE if whole else OURS, election, rule), self.one(peer, election, rule)
            own, other = ours.seconds(*parts), theirs.seconds(*parts)
            return (
                f"{times(other / own)} ({seconds(other)} / {seconds(own)})",
                other >= least * own,
                compared(theirs, ours),
            )

        return self.figure(what, f"≥ {least:g} × {peer}", found)

    def memory(self, what: str, election: str, rule: str, most: float) -> Figure:
        """Our peak memory, from the file to the whole result."""

        def found() -> tuple[str, bool, str]:
            peak = self.one(WHOLE, election, rule).memory * 1.048576
            return f"{peak:.0f} MB", peak <= most, ""

        return self.figure(what, f"≤ {most:g} MB", found)

    def growth(self, what: str, larger: str, smaller: str, rule: str, most: float) -> Figure:
        """How many times longer the larger election takes us, from the file to the whole result."""

        def found() -> tuple[str, bool, str]:
            large, less = (self.one(WHOLE, one, rule).seconds(*PARTS) for one in (larger, smaller))
            return f"{times(large / less)} ({seconds(large)} / {seconds(less)})", large <= most * less, ""

        return self.figure(what, f"≤ {most:g} ×", found)

    def together(self, what: str, peer: str, rule: str, most: float) -> Figure:
        """Our seconds over the peer's, of all the elections of the block together; the worst of them beside."""

        def found() -> tuple[str, bool, str]:
            names = sorted({election for _, election, given in self.found if given == rule})
            pairs = [(self.one(OURS, name, rule), self.one(peer, name, rule)) for name in names]
            if not pairs:
                raise LookupError("no such election is there")
            both = [(one.seconds("count"), other.seconds("count")) for one, other in pairs]
            ours, theirs = map(sum, zip(*both, strict=True))
            worst = max(one / other for one, other in both)
            value = f"{times(ours / theirs)} ({seconds(ours)} / {seconds(theirs)}; the worst {times(worst)})"
            unlike = [f"{one.election.name} {compared(other, one)}" for one, other in pairs if differ(other, one)]
            return value, ours <= most * theirs, "; ".join(unlike) or f"identical in all {len(pairs)}"

        return self.figure(what, f"≤ {most:g} × {peer}", found)


def differ(one: Measure, ours: Measure) -> bool:
    """Whether the sets of winners are not the same."""
    return set(one.winners) != set(ours.winners)


def compared(one: Measure, ours: Measure) -> str:
    """Whether the set of winners is ours, with every difference."""
    if not differ(one, ours):
        return "identical"
    more, less = sorted(set(one.winners) - set(ours.winners)), sorted(set(ours.winners) - set(one.winners))
    return f"**differ**: {', '.join(more) or 'none'} instead of {', '.join(less) or 'none'}"
