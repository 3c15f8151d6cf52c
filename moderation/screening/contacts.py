"""Ways to reach a person, or their money: telephone, e-mail, home, bank account."""

import re
from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind

# French numbers as people write them: ten digits in pairs, or +33 / 0033 and nine digits.
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)33[ .\-]?(?:\(0\)[ .\-]?)?|0)[1-9](?:[ .\-/]{0,2}\d{2}){4}(?!\d)")
# Looked for from its first sign only, and never given back: a page of letters without "@" is read once, not squared.
EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+")
_SPELT_EMAIL = re.compile(
    r"\b[\w.+\-]{2,40}\s?[\[({]?\s?(?:arobase|arrobase|\bat\b|@)\s?[\])}]?\s?[\w\-]{2,40}"
    r"\s?(?:\.|[\[({ ]point[\])} ])\s?(?:fr|com|net|org|eu)\b",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
_STREETS = (
    "rue|avenue|av\\.|boulevard|bd|chemin|impasse|allée|allee|place|route|résidence|residence|cité|cite|square|lotissement|"
    "sentier|ruelle|quai|venelle|clos|voie|coron"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}(?:\s?(?:bis|ter|quater))?,?\s(?:{_STREETS})\s(?:(?:de|du|des|la|le|les)\s|[dl]['’])*[A-ZÀ-Ý][\w'’\-]+"
    r"(?:[ \-][A-ZÀ-Ý][\w'’\-]+)*",
)
_HOME = re.compile(
    r"\b(?:habit\w+|domicile\w*|domicili\w+|demeur\w+|log(?:e|eait|ent)|viv(?:ent|ait|ons)|vis|chez|"
    r"(?:mon|son|leur) adresse|adresse\s?:|ma maison|sa maison|m\.|mr|mme|monsieur|madame|mlle|famille|voisine?s?"
    r"|venez me voir)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 60, 25  # signs around an address in which somebody's home is spoken of


def contacts(text: str) -> Iterator[Hint]:
    """Each account, number, mailbox and home, in that order."""
    for match in _IBAN.finditer(text):
        if is_iban(match.group()):
            yield Hint(HintKind.IBAN, match.group(), match.start())
    for match in _PHONE.finditer(text):
        yield Hint(HintKind.PHONE, match.group(), match.start())
    yield from _mailboxes(text)
    yield from _homes(text)


def _mailboxes(text: str) -> Iterator[Hint]:
    found = {match.start(): match.group() for match in EMAIL.finditer(text)}
    written = sum(len(each) for each in found.values())
    for match in _SPELT_EMAIL.finditer(text) if written < len(text) else ():
        if not any(start <= match.start() < start + len(each) for start, each in found.items()):
            found[match.start()] = match.group()
    yield from (Hint(HintKind.EMAIL, excerpt, start) for start, excerpt in sorted(found.items()))


def _homes(text: str) -> Iterator[Hint]:
    """Numbers in a street are somebody's home only when somebody is spoken of beside: a project has an address too."""
    for match in _ADDRESS.finditer(text):
        around = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + _AFTER]
        if any(_HOME.search(each) for each in around):
            yield Hint(HintKind.ADDRESS, match.group(), match.start())


def is_iban(written: str) -> bool:
    """Whether the check digits of an account are right (ISO 13616, remainder 1 by 97)."""
    code = written.replace(" ", "").upper()
    if not 15 <= len(code) <= 34:
        return False
    digits = "".join(str(int(sign, 36)) for sign in code[4:] + code[:4])
    return int(digits) % 97 == 1
