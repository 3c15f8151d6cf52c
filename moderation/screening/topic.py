"""What a round is not about: selling, campaigning, one person's own business with an office.

Each looks for cues of its own; two different ones are needed, for one alone stands in many an honest text, unless the
list says that it suffices.
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
        found = [(cue, match) for cue in cues if (match := cue.pattern.search(plain.text))]
        if len(found) >= ENOUGH or any(cue.suffices for cue, _ in found):
            yield plain.hint(kind, min((match for _, match in found), key=lambda each: each.start()), written)
