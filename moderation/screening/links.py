"""Links to other sites, and addresses that hide where they lead."""

import re
from collections.abc import Iterator

from moderation.screening.contacts import mailboxes
from moderation.screening.hints import Hint, HintKind

_LINK = re.compile(
    r"(?:https?://|www\s?\.\s?)\S+|(?<![\w@.\-])(?:[\w\-]+\.)+[a-z]{2,12}/\S+|(?<![\w@.\-])(?:[\w\-]+\.)+(?:fr|com|org|net|eu|info|io|ly|me|shop|xyz|biz|ru)\b(?:/\S*)?",
    re.IGNORECASE,
)


def links(text: str) -> Iterator[Hint]:
    """Each link once, where it first stands; what belongs to a mailbox is none."""
    bare = text
    for start, excerpt in mailboxes(text):
        bare = bare[:start] + " " * len(excerpt) + bare[start + len(excerpt) :]
    seen: set[str] = set()
    for match in _LINK.finditer(bare):
        address = match.group().rstrip(".,;:!?)»")
        if address.lower() not in seen:
            seen.add(address.lower())
            yield Hint(HintKind.LINK, address, match.start())
