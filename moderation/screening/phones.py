"""Telephone numbers, however their digits are grouped, an O typed for a zero, or said in words.

The line of an office (a town hall, a tourist office) is public: it is left alone.
"""

import re
from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind

_GAP = r"[\s.\-/_()]{0,3}"
_DIGIT = f"(?:{_GAP}[0-9oO])"
_UNITS = "z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf"
_SAID = (
    f"(?:{_UNITS}|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cent|septante|"
    r"huitante|nonante|\d{1,2})"
)
_MONTHS = "janv|févr|fevr|mars|avril|mai|juin|juill|ao[ûu]t|sept|oct|nov|déc|dec"
# Ten digits, or nine after +33; what goes on as a list ("et 90"), a month or a serial letter is something else.
_WRITTEN = re.compile(
    rf"(?<![\w,])(?<!\d[ .\-/])(?:(?:\+|00)33{_GAP}(?:\(0\))?{_GAP}[1-9]|[0oO]{_GAP}[1-9]){_DIGIT}{{8}}"
    rf"(?![\w,]\d|\d|\w|-[A-Z]\b|\s(?:et|ou)\s\d{{1,2}}(?![\d.]| \d)|\s(?:{_MONTHS}))"
)
_IN_WORDS = re.compile(
    rf"\b(?:z[ée]ro|0)[\s\-.,]+(?:{_UNITS}|[1-9])(?:[\s\-.,]+(?:et[\s\-]+)?{_SAID}){{4,}}(?![\w])", re.IGNORECASE
)
_SPACED_WORDS = re.compile(r"[^\W\d]{3,}")
_OFFICE = re.compile(
    r"\b(?:mairies?|h[ôo]tel de ville|office de tourisme|ccas|centre social|m[ée]diath[èe]que|biblioth[èe]que|standard|"
    r"accueil|fax|pr[ée]fecture|d[ée]partement|secr[ée]tariat|num[ée]ro vert|service|maison d\w+|france services)\b"
    r"[^.!?\n]*$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:dossier|facture|devis|commande|r[ée]f(?:[ée]rence|\.)?|parcelle|s[ée]rie|siret|siren|contrat|lot|lots|matricule)"
    r"(?:\sn°|\snum[ée]ro)?[\s:n°]{1,4}$",
    re.IGNORECASE,
)
_BEFORE, _DIGITS = 60, 7


def phones(text: str) -> Iterator[Hint]:
    """Each number of somebody."""
    for match in _WRITTEN.finditer(text):
        if sum(sign.isdigit() for sign in match.group()) >= _DIGITS and not _is_nobodys(text, match):
            yield Hint(HintKind.PHONE, match.group(), match.start())
    for match in _IN_WORDS.finditer(text):
        if _SPACED_WORDS.search(match.group()):
            yield Hint(HintKind.PHONE, match.group(), match.start())


def _is_nobodys(text: str, match: re.Match[str]) -> bool:
    """Whether it is a fixed line given as that of an office, in the same sentence, or the number of a file."""
    if _REFERENCE.search(text[max(0, match.start() - _BEFORE) : match.start()]):
        return True
    digits = "".join(sign for sign in match.group() if sign.isdigit())
    is_mobile = digits.removeprefix("0033").removeprefix("33").lstrip("0")[:1] in ("6", "7")
    return not is_mobile and bool(_OFFICE.search(text[max(0, match.start() - _BEFORE) : match.start()]))
