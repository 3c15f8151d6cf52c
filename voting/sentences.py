"""One exact sentence, in French or English, for everything the rulebook decides.

Whatever carries a `code` and its `values` can be said: a refusal, a candidate's
outcome, its margin, a line of grant arithmetic, a discrepancy. The wording is in
`voting.phrases`; figures are written here, from integers only.
"""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from voting.phrases import PHRASES

NARROW = "\u202f"  # between thousands, French
WIDE = "\u00a0"  # before a currency sign, French
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}
COUNTED = {
    "fr": {
        "votes": ("voix", "voix"),
        "points": ("point", "points"),
        "voters": ("votant", "votants"),
        "choices": ("projet", "projets"),
        "ballots": ("bulletin", "bulletins"),
    },
    "en": {
        "votes": ("vote", "votes"),
        "points": ("point", "points"),
        "voters": ("voter", "voters"),
        "choices": ("project", "projects"),
        "ballots": ("ballot", "ballots"),
    },
}


class Sayable(Protocol):
    """Anything with a code of the catalogue and the figures that fill its sentence."""

    @property
    def code(self) -> str:
        """A key of `voting.phrases`."""
        ...

    @property
    def values(self) -> Mapping[str, int | str]:
        """What fills the fields of the phrase."""
        ...


@dataclass(frozen=True)
class Sentence:
    """A code of `voting.phrases` and the figures (cents, counts, names) it needs."""

    code: str
    values: Mapping[str, int | str] = field(default_factory=dict, hash=False)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {"code": self.code, "values": dict(self.values)}


def grouped(number: int, lang: str) -> str:
    """An integer with its thousands separated as the language does: 75 255 or 75,255."""
    return f"{number:,}".replace(",", NARROW if lang == "fr" else ",")


def money(cents: int, lang: str = "fr", currency: str = "EUR") -> str:
    """Cents as an amount: « 4 500 € », « 4 500,50 € », "€4,500"; cents only when there are any."""
    sign = "-" if cents < 0 else ""
    units, rest = divmod(abs(cents), 100)
    figure = grouped(units, lang) + (f"{',' if lang == 'fr' else '.'}{rest:02d}" if rest else "")
    if lang == "fr":
        return f"{sign}{figure}{WIDE}{SIGNS.get(currency, currency)}"
    mark = SIGNS.get(currency, f"{currency}{WIDE}")
    return f"{sign}{mark}{figure}"


def listing(names: Sequence[str], lang: str) -> str:
    """Names as a spoken list: « A, B et C » or "A, B and C"."""
    quoted = [f"«{WIDE}{n}{WIDE}»" if lang == "fr" else f"“{n}”" for n in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {'et' if lang == 'fr' else 'and'} {quoted[-1]}"


def in_points(sentence: Sentence) -> Sentence:
    """The same sentence of an election whose ballots give points: it says points where others say votes."""
    return Sentence(sentence.code, {**sentence.values, "unit": "points"})


class _Writer(string.Formatter):
    """Writes the fields of a phrase: {x:money}, {x:votes}, {x:rank}, {x:names}, {x:share}, {x:about} or a plain {x}."""

    def __init__(self, lang: str, currency: str, unit: str) -> None:
        self.lang, self.currency, self.unit = lang, currency, unit

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "money":
            return money(int(value), self.lang, self.currency)
        if format_spec == "rank":
            return _rank(int(value), self.lang)
        if format_spec == "names":
            return listing(str(value).split("\n"), self.lang)
        if format_spec in {"share", "about"}:
            return _fraction(Fraction(value), self.lang, exactly=format_spec == "share")
        if format_spec in COUNTED[self.lang]:
            one, many = COUNTED[self.lang][self.unit if format_spec == "votes" else format_spec]
            single = abs(value) < 2 if self.lang == "fr" else abs(value) == 1
            return f"{grouped(value, self.lang)}{WIDE}{one if single else many}"
        return grouped(value, self.lang) if isinstance(value, int) else str(value)


def _fraction(value: Fraction, lang: str, *, exactly: bool) -> str:
    """A positive fraction to two decimals, halves up; `exactly` adds the fraction itself where it is not the same."""
    hundredths = int(value * 100 + Fraction(1, 2))
    whole, rest = divmod(hundredths, 100)
    text = grouped(whole, lang) + (f"{',' if lang == 'fr' else '.'}{rest:02d}" if rest else "")
    if not exactly or Fraction(hundredths, 100) == value:
        return text
    return f"{text} ({'exactement' if lang == 'fr' else 'exactly'} {value})"


def _rank(number: int, lang: str) -> str:
    if lang == "fr":
        return "1er" if number == 1 else f"{number}e"
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def explain(line: Sayable, lang: str = "fr", currency: str = "EUR") -> str:
    """The sentence of a line in "fr" or "en", its amounts in `currency` (ISO 4217).

    Raises KeyError for a code or a language the catalogue does not hold.
    """
    template = PHRASES[line.code][{"fr": 0, "en": 1}[lang]]
    return _Writer(lang, currency, str(line.values.get("unit", "votes"))).vformat(template, (), line.values)
