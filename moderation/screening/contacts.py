"""Ways to reach a person, or their money: telephone, e-mail, home, bank account."""

import re
from collections.abc import Iterable, Iterator

from moderation.screening.accounts import accounts
from moderation.screening.hints import Hint, HintKind
from moderation.screening.homes import homes
from moderation.screening.lexicon import lines_of
from moderation.screening.phones import phones

# Looked for from its first sign only, and never given back: a page of letters without "@" is read once, not squared.
EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+")
_SPELT_EMAIL = re.compile(
    r"\b[\w.+\-]{2,40}\s?[\[({]?\s?(?:arobase|arrobase|\bat\b|@)\s?[\])}]?\s?[\w\-]{2,40}"
    r"\s?(?:\.|[\[({ ]point[\])} ])\s?(?:fr|com|net|org|eu)\b",
    re.IGNORECASE,
)
_OFFICES = frozenset(lines_of("offices"))


def contacts(text: str) -> Iterator[Hint]:
    """Each account, number, mailbox and home, in that order."""
    found = list(accounts(text))
    yield from found
    yield from phones(_without(text, found))
    yield from _mailboxes(text)
    yield from homes(text)


def _without(text: str, hints: Iterable[Hint]) -> str:
    """The text with blanks instead of what is known already: digits of an account are no telephone."""
    for hint in hints:
        text = text[: hint.start] + " " * len(hint.excerpt) + text[hint.start + len(hint.excerpt) :]
    return text


def mailboxes(text: str) -> list[tuple[int, str]]:
    """Where each mailbox stands, however it is written."""
    found = {match.start(): match.group() for match in EMAIL.finditer(text)}
    written = sum(len(each) for each in found.values())
    for match in _SPELT_EMAIL.finditer(text) if written < len(text) else ():
        if not any(start <= match.start() < start + len(each) for start, each in found.items()):
            found[match.start()] = match.group()
    return sorted(found.items())


def _mailboxes(text: str) -> Iterator[Hint]:
    """Those of persons: "contact@" or "mairie@" is the mailbox of an office."""
    for start, excerpt in mailboxes(text):
        if excerpt.partition("@")[0].lower() not in _OFFICES:
            yield Hint(HintKind.EMAIL, excerpt, start)
