"""One text is read by everything that gives hints."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.screening.alarm import alarm
from moderation.screening.children import children
from moderation.screening.contacts import contacts
from moderation.screening.hints import Hint, HintKind
from moderation.screening.insults import insults
from moderation.screening.likeness import Other, likeness
from moderation.screening.links import links
from moderation.screening.manner import manner
from moderation.screening.places import places
from moderation.screening.plain import plain
from moderation.screening.topic import topic

LONGEST = 20_000  # signs that are read; nobody is asked for more
ORDER = {kind: rank for rank, kind in enumerate(HintKind)}


@dataclass(frozen=True)
class Surroundings:
    """What is known besides the text: names of the territory (small letters), other texts, whether it has a picture."""

    places: frozenset[str] = frozenset()
    others: Sequence[Other] = ()
    has_picture: bool = False


NOTHING_KNOWN = Surroundings()


def screen(text: str, around: Surroundings = NOTHING_KNOWN) -> list[Hint]:
    """Every hint on a text, the gravest kinds first, then in the order of the text. An empty list approves nothing."""
    text = text[:LONGEST]
    bare = plain(text)
    found = [*alarm(bare, text), *children(text, around.places), *insults(bare, text), *contacts(text), *links(text)]
    found += [*topic(bare, text), *places(text, around.places), *likeness(text, around.others), *manner(text)]
    if around.has_picture:
        found.append(Hint(HintKind.PICTURE))
    return sorted(found, key=lambda hint: (ORDER[hint.kind], hint.start))
