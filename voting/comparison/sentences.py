"""A comparison in words, its first method beside each of the others."""

from collections.abc import Iterator, Mapping, Sequence

from voting.comparison.names import name_of
from voting.comparison.outcome import Comparison, Outcome, Pair
from voting.sentences import Sentence
from voting.statistics.figures import mean, percent

FEW = 5  # names a sentence can hold


def paragraphs(comparison: Comparison, names: Mapping[str, str], lang: str = "fr") -> list[list[Sentence]]:
    """What is common to all, then a paragraph for the first method and each other one, to be said in `lang`.

    `names`: project -> its name. The names of the methods are those of `voting.comparison.name_of`.
    """
    common = Sentence("compare_common", {"common": len(comparison.common), "methods": len(comparison.outcomes)})
    return [[common], *([*_pair(comparison, pair, names, lang)] for pair in comparison.pairs if pair.first == 0)]


def sentences(comparison: Comparison, names: Mapping[str, str], lang: str = "fr") -> list[Sentence]:
    """The sentences of `paragraphs`, one after the other."""
    return [said for paragraph in paragraphs(comparison, names, lang) for said in paragraph]


def _pair(comparison: Comparison, pair: Pair, names: Mapping[str, str], lang: str) -> Iterator[Sentence]:
    one, other = comparison.outcomes[pair.first], comparison.outcomes[pair.second]
    methods = {"first": name_of(one.method, lang), "second": name_of(other.method, lang)}
    if not pair.only_first and not pair.only_second:
        yield Sentence("compare_same", {**methods, "common": len(pair.both)})
        return
    yield from _only(pair.only_first, methods["first"], methods["second"], names)
    yield from _only(pair.only_second, methods["second"], methods["first"], names)
    figures = {"more_first": pair.prefer_first, "more_second": pair.prefer_second, "level": pair.level}
    yield Sentence("compare_prefer", {**methods, **figures})
    yield Sentence("compare_nothing", {**methods, **_nothing("first", one, lang), **_nothing("second", other, lang)})
    yield Sentence("compare_money", {**methods, "money_first": one.spent, "money_second": other.spent})


def _only(apart: Sequence[str], here: str, there: str, names: Mapping[str, str]) -> Iterator[Sentence]:
    """The winners of one method that the other does not select: named when they are few."""
    values: dict[str, int | str] = {"first": here, "second": there}
    if 0 < len(apart) <= FEW:
        yield Sentence("compare_only", {**values, "names": "\n".join(names[one] for one in apart)})
    elif apart:
        yield Sentence("compare_only_many", {**values, "apart": len(apart)})


def _nothing(which: str, outcome: Outcome, lang: str) -> dict[str, int | str]:
    """The voters who named no winner, and their share."""
    drawn = outcome.satisfaction
    share = percent(mean(drawn.nothing, drawn.voters), lang)
    return {f"nothing_{which}": drawn.nothing, f"share_{which}": share}
