"""Hints for the person who reads: what a machine can point at in a text. A hint never decides anything.

Each looks at one thing, in a file of its own: `contacts`, `children`, `links`, `insults`, `alarm`, `manner`, `places`,
`topic`; `likeness` compares texts with one another. `read` asks them all.
"""

from moderation.screening.hints import GRAVITY, HINT_WORDS, Gravity, Hint, HintKind
from moderation.screening.read import Surroundings, screen

__all__ = ["GRAVITY", "HINT_WORDS", "Gravity", "Hint", "HintKind", "Surroundings", "screen"]
