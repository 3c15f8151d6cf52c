"""Where somebody lives: a number in a street or a way through a building, unless a place open to all is spoken of.

A project has an address too, that of its hall or its shop: beside such a word a house is somebody's only when a home is
spoken of as well ("chez", "j'habite").
"""

import re
from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind
from moderation.screening.lexicon import lines_of

_PLAIN_STREETS = "rue|avenue|av\\.?|boulevard|bd|bld|chemin|impasse|allée|allee|ruelle|venelle|sentier"
_STREETS = (
    f"{_PLAIN_STREETS}|place|route|résidence|residence|cité|cite|square|lotissement|quai|clos|voie|coron|hameau|cour"
)
_OF = r"(?:(?:de|du|des|la|le|les|aux?)\s|[dl]['’])*"
_WORD = r"[\w'’\-]+"
_NAME = rf"[A-ZÀ-Ý0-9][\w'’\-]*(?:[ \-][A-ZÀ-Ý]{_WORD})*"
_TENS = "dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent"
_SAID = f"(?:(?:{_TENS}|deux|trois|quatre|cinq|six|sept|huit|neuf)[ \\-](?:et (?:une?[ \\-])?)?){{1,4}}"
_NUMBER = r"\b\d{1,4}(?:\s?(?:bis|ter|quater|[a-dA-D]))?,?\s"
_HOUSES = (
    re.compile(
        rf"(?<!\d au )(?<!\d à )(?<!\d )(?<!-){_NUMBER}(?:de la )?"
        rf"(?:(?i:{_STREETS})\s{_OF}{_NAME}|Grand['’e]*[ \-]?[Rr]ue\b)"
    ),
    re.compile(
        rf"\b(?i:{_STREETS})\s{_OF}{_NAME},?\s(?:au\s)?(?i:num[ée]ro|n°|nº|au|appt?\.?|appartement)\s?\d{{1,4}}\b(?!\s?(?:€|h|m))"
    ),
)
# The way through a building: two of its door, floor, staircase, code.
_PART = (
    r"(?:(?i:b[âa]t(?:iment|\.)?|entr[ée]e|esc(?:alier|\.)?|ap(?:par|p)?t?\.?|appart(?:ement)?|porte|code|chambre)\s?(?:n°\s?)?[A-Z0-9]{1,5}"
    r"|\d{1,2}(?:er?|e|ème) (?:étage|gauche|droite))\b"
)
_FLAT = re.compile(rf"\b{_PART}\W{{1,3}}(?:\w+\W{{1,3}})?{_PART}")
# Without a capital, only where a home is spoken of.
_CARELESS = re.compile(
    rf"(?:{_NUMBER}|\b(?i:{_SAID}))(?i:{_PLAIN_STREETS})\s{_OF}{_WORD}(?:\s(?!(?:et|à|a|pour|mais|où|qui)\b){_WORD})?"
)
_HOME = re.compile(rf"\b(?:{'|'.join(lines_of('home'))})(?!\w)", re.IGNORECASE)
_OPEN_TO_ALL = re.compile(rf"\b(?:{'|'.join(lines_of('open_to_all'))})s?\b", re.IGNORECASE)
_BEFORE, _AFTER = 60, 45  # signs around an address in which its place is spoken of


def homes(text: str) -> Iterator[Hint]:
    """Each address that seems somebody's home, once."""
    ends = -1
    for match in sorted(_addresses(text), key=lambda each: (each.start(), -each.end())):
        if match.start() >= ends:
            ends = match.end()
            yield Hint(HintKind.ADDRESS, match.group(), match.start())


def _addresses(text: str) -> Iterator[re.Match[str]]:
    for pattern in (*_HOUSES, _FLAT):
        yield from (match for match in pattern.finditer(text) if _is_home(text, match) or not _is_open(text, match))
    yield from (match for match in _CARELESS.finditer(text) if _is_home(text, match))


def _is_home(text: str, match: re.Match[str]) -> bool:
    """Whether somebody who lives is spoken of, before or after."""
    return any(_HOME.search(each) for each in _around(text, match))


def _is_open(text: str, match: re.Match[str]) -> bool:
    """Whether a hall, a shop, a monument is spoken of, before or after."""
    return any(_OPEN_TO_ALL.search(each) for each in _around(text, match))


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    return text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + _AFTER]
