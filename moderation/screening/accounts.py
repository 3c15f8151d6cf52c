"""Bank accounts: an IBAN whose check digits are right, one announced but cut or mistyped, the older French RIB."""

import re
from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind

# How many signs an account of each country has (ISO 13616, the registry of the SEPA countries).
_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "NL"), 18),
    **dict.fromkeys(("SI",), 19),
    **dict.fromkeys(("AT", "EE", "LT", "LU"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "IE"), 22),
    **dict.fromkeys(("CZ", "ES", "MD", "RO", "SE", "SK"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS",), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "CY", "HU", "PL"), 28),
    **dict.fromkeys(("MT",), 31),
}
_GAP = r"[\s.\-/_]{0,2}"
_HEAD = re.compile(rf"(?<![A-Za-z0-9])([A-Za-z]{{2}}){_GAP}\d{_GAP}\d")
_SIGN = re.compile(rf"{_GAP}[A-Za-z0-9]")
_SPOKEN_OF = re.compile(r"\b(?:iban|rib|compte|virement|vir[ée]|vers[ée]r?|verser)\b", re.IGNORECASE)
_CUT = re.compile(rf"(?<![A-Za-z0-9])FR{_GAP}\d{{2}}(?:{_GAP}\d){{10,}}", re.IGNORECASE)
_RIB = re.compile(
    r"(?<![A-Za-z0-9])(?P<bank>\d{5})\D{1,25}?(?P<branch>\d{5})\D{1,25}?(?P<account>[A-Z0-9]{11})\D{1,15}?(?P<key>\d{2})"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BEFORE = 60  # signs in which an account is spoken of
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def accounts(text: str) -> Iterator[Hint]:
    """Each account once, where it starts."""
    found = dict((*_older(text), *_announced(text), *_whole(text)))
    ends = 0
    for start, excerpt in sorted(found.items()):
        if start >= ends:
            ends = start + len(excerpt)
            yield Hint(HintKind.IBAN, excerpt, start)


def _whole(text: str) -> Iterator[tuple[int, str]]:
    """Two letters, two digits, and as many signs as that country's accounts have, with the right check digits."""
    for head in _HEAD.finditer(text):
        end = head.end()
        for _ in range(_LENGTHS.get(head[1].upper(), 0) - 4):
            sign = _SIGN.match(text, end)
            end = sign.end() if sign else end
        if is_iban(text[head.start() : end]):
            yield head.start(), text[head.start() : end]


def _announced(text: str) -> Iterator[tuple[int, str]]:
    """The beginning of a French account, cut or mistyped, after a word that says it is one."""
    for match in _CUT.finditer(text):
        if _SPOKEN_OF.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield match.start(), match.group()


def _older(text: str) -> Iterator[tuple[int, str]]:
    """Bank, branch, account and key of a French account, with the right key."""
    for match in _RIB.finditer(text):
        bank, branch, account, key = (int(part.upper().translate(_LETTERS)) for part in match.groups())
        if key == 97 - (89 * bank + 15 * branch + 3 * account) % 97:
            yield match.start(), match.group()


def is_iban(written: str) -> bool:
    """Whether an account has the length of its country and right check digits (ISO 13616, remainder 1 by 97)."""
    code = re.sub(r"[\s.\-/_]", "", written).upper()
    if len(code) != _LENGTHS.get(code[:2]) or not code.isalnum() or not code.isascii():
        return False
    return int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4])) % 97 == 1
