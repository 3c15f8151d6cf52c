"""What a round is not about: selling, campaigning, one person's own business with an office.

Each looks for cues of its own; two different ones are needed, for one alone stands in many an honest text.
"""

from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind
from moderation.screening.lexicon import cues_of
from moderation.screening.plain import Plain

ENOUGH = 2  # different cues
_CUES = {
    HintKind.SELLING: cues_of("selling"),
    HintKind.CAMPAIGN: cues_of("campaign"),
    HintKind.COMPLAINT: cues_of("complaint"),
}


def topic(plain: Plain, written: str) -> Iterator[Hint]:
    """What the text seems to be instead of an idea for everybody, with the first words that say so."""
    for kind, cues in _CUES.items():
        found = [match for match in (cue.search(plain.text) for cue in cues) if match]
        if len(found) >= ENOUGH:
            yield plain.hint(kind, min(found, key=lambda each: each.start()), written)
