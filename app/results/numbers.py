"""Statistics of a count (voting.statistics) in the words of the pages: shares, and the rows of the charts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.text import money, number
from app.rounds.themes import Theme
from voting.presets import YOUTH
from voting.statistics import Part, decimal
from voting.statistics import percent as exactly

POINTS = {"cumulative", "scored", "ranked"}  # the ballots that give points
ROWS = 12  # parts drawn; the others go together


def percent(share: Fraction, lang: str) -> str:
    """A share as people read it: whole percents, one decimal at both ends; all or nothing only when exact."""
    near_an_end = 0 < share < Fraction(1, 10) or Fraction(99, 100) < share < 1
    if near_an_end:
        share = min(max(share, Fraction(1, 1000)), Fraction(999, 1000))
    return exactly(share, lang, 1 if near_an_end else 0)


def mean(value: Fraction, lang: str) -> str:
    """A mean with two decimals."""
    return decimal(value, 2, lang)


def served_of(statistics: Mapping[str, Any], lang: str) -> str:
    """The share of voters with at least one winner; a dash for a count made before statistics were kept."""
    found = statistics.get("satisfaction")
    return percent(Fraction(found["served"]), lang) if found else "–"


def part_name(name: str | None, by: str = "theme") -> str:
    """A theme or a canton on the screen."""
    if name is None:
        return _("Sans canton") if by == "canton" else _("Sans thème")
    return Theme(name).label if name in set(Theme) else name


class Ink(NamedTuple):
    """How a page writes: its language, the currency of the round, and whether ballots give points."""

    lang: str
    currency: str
    points: bool = False

    def votes(self, share: Fraction) -> str:
        """A share of the votes, or of the points."""
        said = percent(share, self.lang)
        return _("%(share)s des points", share=said) if self.points else _("%(share)s des voix", share=said)


def part_rows(parts: Sequence[Mapping[str, Any]], by: str, ink: Ink) -> list[dict[str, Any]]:
    """Votes beside money, the most voted first; what a chart cannot hold goes together."""
    rows = [(part_name(p["name"], by), Fraction(p["of_votes"]), [(Fraction(p["of_money"]), p["money"])]) for p in parts]
    return _drawn(rows, [_("de l’argent")], ink)


def grouped_parts(
    parts: Sequence[Part], before: Sequence[Mapping[str, Any]], by: str, ink: Ink
) -> list[dict[str, Any]]:
    """Votes, money as it was, money under other rules."""
    if not before:  # the count knew of none: nothing to compare with
        rows = [(part_name(p.name, by), p.of_votes, [(p.of_money, p.money)]) for p in parts]
        return _drawn(rows, [_("dans cet essai")], ink, tone=3)
    was = {part["name"]: (Fraction(part["of_money"]), part["money"]) for part in before}
    rows = [
        (part_name(p.name, by), p.of_votes, [was.get(p.name, (Fraction(0), 0)), (p.of_money, p.money)]) for p in parts
    ]
    return _drawn(rows, [_("de l’argent"), _("dans cet essai")], ink)


Row = tuple[str, Fraction, list[tuple[Fraction, int]]]


def _drawn(rows: list[Row], words: Sequence[str], ink: Ink, tone: int = 2) -> list[dict[str, Any]]:
    ranked = sorted(rows, key=lambda row: (-row[1], row[0]))
    if len(ranked) > ROWS:
        ranked = [*ranked[: ROWS - 1], _together(ranked[ROWS - 1 :])]
    return [
        {
            "label": label,
            "values": [
                _mark(votes, ink.votes(votes), tone=1),
                *[
                    _mark(share, f"{percent(share, ink.lang)} {word}", money(cents, ink.currency), at)
                    for at, ((share, cents), word) in enumerate(zip(amounts, words, strict=True), tone)
                ],
            ],
        }
        for label, votes, amounts in ranked
    ]


def _mark(share: Fraction, text: str, detail: str = "", tone: int = 2) -> dict[str, Any]:
    """One bar: its length in thousandths, what is written on it, the figure behind, its colour."""
    return {"share": round(share * 1000), "text": text, "detail": detail, "tone": tone}


def _together(rows: Sequence[Row]) -> Row:
    label = _("%(count)s autres", count=len(rows))
    amounts = [
        (sum((row[2][at][0] for row in rows), Fraction(0)), sum(row[2][at][1] for row in rows))
        for at in range(len(rows[0][2]))
    ]
    return label, sum((row[1] for row in rows), Fraction(0)), amounts


def satisfaction_rows(drawn: Sequence[Mapping[int, int]], lang: str) -> list[dict[str, Any]]:
    """How many voters see none, one, two… of their choices win, for each of the outcomes."""
    most = max((won for each in drawn for won in each), default=0)
    wholes = [max(1, sum(each.values())) for each in drawn]
    words = [_("des votants")] if len(drawn) == 1 else [_("comme compté"), _("dans cet essai")]
    return [
        {
            "label": ngettext("un lauréat", "%(num)s lauréats", won) if won else _("aucun lauréat"),
            "values": [
                _satisfied(each.get(won, 0), whole, word, lang, tone)
                for tone, (each, whole, word) in enumerate(zip(drawn, wholes, words, strict=True), 2)
            ],
        }
        for won in range(most + 1)
        if any(each.get(won) for each in drawn)
    ]


def _satisfied(voters: int, whole: int, word: str, lang: str, tone: int) -> dict[str, Any]:
    share = Fraction(voters, whole)
    return _mark(share, f"{percent(share, lang)} {word}", number(voters), tone)


def stage_sentence(stage: str, currency: str) -> str:
    """The envelope a winner was taken on, in a sentence; "" for the common one."""
    if not stage:
        return ""
    if stage == YOUTH:
        return _("Retenu sur la part réservée aux jeunes.")
    if stage.startswith("first_of_each"):
        return _("Retenu comme premier de son canton.")
    if stage.startswith("tranche:"):
        above, up_to = (int(cents) for cents in stage.split(":")[1:])
        if not up_to:
            return _("Retenu sur la part des projets de plus de %(low)s.", low=money(above, currency))
        return _("Retenu sur la part des projets jusqu’à %(high)s.", high=money(up_to, currency))
    return _("Retenu sur l’enveloppe « %(name)s ».", name=stage)
