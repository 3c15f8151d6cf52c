"""What is measured, in blocks that can be run one by one, and the goals each block decides."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.elections import LARGE, WARSZAWA, WIELICZKA, Election, district, invented, real, small
from bench.figures import Figure, Measures
from bench.peers import EQUALSHARES_NET, MUOBLP, OURS, PABUMEASURES, PABUTOOLS, WHOLE
from bench.rules import RULES

ALL = (OURS, WHOLE, PABUTOOLS, PABUMEASURES, MUOBLP, EQUALSHARES_NET)
COMPILED = (OURS, WHOLE, PABUMEASURES)
ADD1 = (OURS, EQUALSHARES_NET, MUOBLP)


@dataclass(frozen=True)
class Part:
    """Engines to run on an election by some rules; an election that is not there is None."""

    election: Election | None
    engines: Sequence[str]
    rules: Sequence[str]


@dataclass(frozen=True)
class Block:
    """`parts` are made when the block begins; `goals` read its measures; `listed`: whether these are written down."""

    parts: Callable[[], Iterator[Part]]
    goals: Callable[[Measures], Iterator[Figure]] = lambda _found: iter(())
    listed: bool = True


def _wieliczka() -> Iterator[Part]:
    yield Part(real(WIELICZKA), ALL, tuple(RULES))


def _warszawa() -> Iterator[Part]:
    yield Part(real(WARSZAWA), ALL, ("shares-cost", "shares-cardinality", "votes", "per-euro", "phragmen", "welfare"))


def _warszawa_goals(found: Measures) -> Iterator[Figure]:
    shares = "Warszawa 2024, equal shares (cost), count only"
    yield found.faster(shares, PABUTOOLS, WARSZAWA, "shares-cost", 1000)
    yield found.faster(shares, PABUMEASURES, WARSZAWA, "shares-cost", 4)
    yield found.faster("the same, file to result", PABUTOOLS, WARSZAWA, "shares-cost", 320, whole=True)
    for rule in ("votes", "per-euro", "welfare"):
        yield found.faster(f"Warszawa 2024, {RULES[rule]}, count only", PABUTOOLS, WARSZAWA, rule, 100)
        yield found.faster("the same, file to result", PABUTOOLS, WARSZAWA, rule, 100, whole=True)


def _million() -> Iterator[Part]:
    yield Part(invented(100_000, 200), (OURS, WHOLE, PABUTOOLS, PABUMEASURES, EQUALSHARES_NET), ("shares-cost",))
    yield Part(invented(100_000, 200), COMPILED, ("phragmen",))
    yield Part(invented(1_000_000, 200), COMPILED, ("shares-cost", "phragmen"))
    yield Part(invented(1_000_000, 50), COMPILED, ("shares-cost", "phragmen"))


def _million_goals(found: Measures) -> Iterator[Figure]:
    large, less = "invented_1000000_x_200.pb", "invented_100000_x_200.pb"
    yield found.memory("1,000,000 × 200, equal shares (cost), file to result: peak memory", large, "shares-cost", 250)
    yield found.growth("the same, beside 100,000 × 200", large, less, "shares-cost", 12)
    yield found.faster("the same, count only", PABUMEASURES, large, "shares-cost", 3)
    yield found.faster("1,000,000 × 200, Phragmén, count only", PABUMEASURES, large, "phragmen", 8)


def _add1() -> Iterator[Part]:
    yield Part(real(WIELICZKA), (*ADD1, PABUTOOLS), ("add1", "add1-exhaustive"))
    yield Part(district(), ADD1, ("add1", "add1-exhaustive"))


def _add1_goals(found: Measures) -> Iterator[Figure]:
    names = {election: measure.election.name for (_, election, _), measure in found.found.items()}
    for path, name in names.items():
        for rule in ("add1", "add1-exhaustive"):
            yield found.faster(f"{name}, {RULES[rule]}", EQUALSHARES_NET, path, rule, 3)
        yield found.faster(f"{name}, {RULES['add1-exhaustive']}", MUOBLP, path, "add1-exhaustive", 20)


def _large() -> Iterator[Part]:
    for name in LARGE:
        yield Part(real(name), ALL, ("shares-cost",))
        yield Part(real(name), COMPILED, ("shares-cardinality", "phragmen"))


def _small() -> Iterator[Part]:
    for election in small():
        yield Part(election, (OURS, PABUMEASURES), ("shares-cost", "phragmen"))


def _small_goals(found: Measures) -> Iterator[Figure]:
    for rule in ("shares-cost", "phragmen"):
        yield found.together(f"elections under 200 voters, {RULES[rule]}, count only", PABUMEASURES, rule, 2)


BLOCKS = {
    "warszawa": Block(_warszawa, _warszawa_goals),
    "million": Block(_million, _million_goals),
    "add1": Block(_add1, _add1_goals),
    "wieliczka": Block(_wieliczka),
    "small": Block(_small, _small_goals, listed=False),
    "large": Block(_large),
}
