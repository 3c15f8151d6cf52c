"""Hints for the person who reads: what a machine can point at in a text. A hint never decides anything."""

import re
from dataclasses import dataclass
from enum import StrEnum

from moderation.words import Words

SHORTEST = 30  # characters; below, there is rarely an idea to understand
LETTERS_TO_JUDGE = 20  # below, capitals are an acronym or a name, not a shout
SHOUTING_PERCENT = 60  # of the letters are capitals


class HintKind(StrEnum):
    """What was noticed."""

    PHONE = "telephone"
    EMAIL = "courriel"
    LINK = "lien"
    SHOUTING = "majuscules"
    SHORT = "court"


HINT_WORDS = {
    HintKind.PHONE: Words("Un numéro de téléphone ?", "A phone number?"),
    HintKind.EMAIL: Words("Une adresse de courriel ?", "An e-mail address?"),
    HintKind.LINK: Words("Un lien vers un autre site", "A link to another site"),
    HintKind.SHOUTING: Words("Beaucoup de majuscules", "A lot of capitals"),
    HintKind.SHORT: Words("Un texte très court", "A very short text"),
}

# French numbers as people write them: ten digits in pairs, or +33 / 0033 and nine digits.
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)33[ .\-]?(?:\(0\)[ .\-]?)?|0)[1-9](?:[ .\-]?\d{2}){4}(?!\d)")
# Looked for from its first sign only, and never given back: a page of letters without "@" is read once, not squared.
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@.\-])[\w\-]+\.(?:fr|com|org|net|eu|info)\b(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """One thing noticed, and the piece of the text where it stands (empty when it is about the whole)."""

    kind: HintKind
    excerpt: str = ""

    def said_in(self, language: str) -> str:
        """The hint as a few words for the moderator."""
        words = HINT_WORDS[self.kind].said_in(language)
        return f"{words} « {self.excerpt} »" if self.excerpt else words


def screen(text: str) -> list[Hint]:
    """Every hint on a text, in the order of HintKind, then of the text. An empty list approves nothing."""
    found = [Hint(HintKind.PHONE, m.group()) for m in _PHONE.finditer(text)]
    found += [Hint(HintKind.EMAIL, m.group()) for m in _EMAIL.finditer(text)]
    found += [Hint(HintKind.LINK, m.group()) for m in _LINK.finditer(_EMAIL.sub(" ", text))]
    if is_shouting(text):
        found.append(Hint(HintKind.SHOUTING))
    if len(text.strip()) < SHORTEST:
        found.append(Hint(HintKind.SHORT))
    return found


def is_shouting(text: str) -> bool:
    """Whether at least SHOUTING_PERCENT of the letters are capitals, in a text long enough to tell."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(1 for c in letters if c.isupper())
    return len(letters) >= LETTERS_TO_JUDGE and 100 * capitals >= SHOUTING_PERCENT * len(letters)
