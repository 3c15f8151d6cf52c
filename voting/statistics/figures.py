"""The few formulas statistics need, on whole numbers and fractions, and how a fraction is written for people."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from voting.sentences import WIDE, grouped


def median(values: Iterable[int]) -> Fraction | None:
    """The middle value, or half the sum of the two middle ones; None when there is none."""
    ordered = sorted(values)
    if not ordered:
        return None
    return Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2)


def mean(total: int | Fraction, number: int) -> Fraction:
    """The mean; 0 when there is nobody."""
    return Fraction(total) / number if number else Fraction(0)


def gini(times: Mapping[int, int]) -> Fraction:
    """The Gini coefficient of values of zero or more, given as value -> how many have it.

    Half the mean difference between two people, divided by the mean: 0 when all have the same (or nothing), close to
    1 when one has everything.
    """
    people = total = apart = 0
    for value, many in sorted(times.items()):
        apart += many * (value * people - total)
        people, total = people + many, total + many * value
    return Fraction(apart, people * total) if total else Fraction(0)


def rounded(value: Fraction, places: int) -> int:
    """The value times ten to the power `places`, to the nearest whole number, halves away from zero."""
    tens: int = 10**places
    scaled = abs(value) * tens
    nearest = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -nearest if value < 0 else nearest


def decimal(value: Fraction, places: int, lang: str) -> str:
    """A number with so many decimals, rounded half up: « 2,35 » or "2.35"."""
    nearest = rounded(value, places)
    whole, rest = divmod(abs(nearest), 10**places)
    sign = "-" if nearest < 0 else ""
    mark = "," if lang == "fr" else "."
    return f"{sign}{grouped(whole, lang)}" + (f"{mark}{rest:0{places}d}" if places else "")


def percent(share: Fraction, lang: str, places: int = 1) -> str:
    """A share as a percentage, rounded half up: « 12,5 % » or "12.5%"."""
    return decimal(share * 100, places, lang) + (f"{WIDE}%" if lang == "fr" else "%")
