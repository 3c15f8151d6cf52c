"""Places outside the territory: a project of the département happens in it."""

import re
from collections.abc import Collection, Iterator

from moderation.screening.hints import Hint, HintKind
from moderation.screening.lexicon import lines_of

_TOWN, _LAND = ("|".join(map(re.escape, lines_of(name))) for name in ("towns", "lands"))
_ELSEWHERE = re.compile(
    rf"\b(?:(?:[àÀ]|sur|près de|autour de|région de|ville de) (?P<town>{_TOWN})"
    rf"|(?:[Ee]n|[Aa]u|[àÀ]|dans le|département du) (?P<land>{_LAND}))(?![\w\-])"
)
# A place may be spoken of without the project being there: a model, a journey, a guest, a line of buses.
_ONLY_SPOKEN_OF = re.compile(
    r"(?:comme|exemple|inspir\w+|modèle|déjà|existe\w*|f[ao]nt?|fait|réussi\w*|march\w+|vus?|visit\w+|voyage\w*|sorties?|excursion\w*|"
    r"séjour\w*|aller|allés?|part\w+|jumel\w+|rencontr\w+|échang\w+|ven\w+|vien\w+|née?s?|étud\w+|travaill?\w*|expos\w+|train\w*|"
    r"trajet\w*|bus|route|ligne|concours|concert\w*|champion\w+|tournoi|gare|partenair\w+|festival|invit\w+|jusqu\w*|achet\w+|fabriqu\w+)"
    r"\W*(?:[\w'’\-]+\W+){0,5}$",
    re.IGNORECASE,
)
_BEFORE = 60  # signs


def places(text: str, of_here: Collection[str] = ()) -> Iterator[Hint]:
    """Where a text says it would happen, when that is elsewhere and no place of here is named."""
    small = text.lower()
    if any(re.search(rf"(?<![\w\-]){re.escape(each)}(?![\w\-])", small) for each in of_here if each in small):
        return
    for match in _ELSEWHERE.finditer(text):
        name = match["town"] or match["land"]
        if name.lower() not in of_here and not _ONLY_SPOKEN_OF.search(
            text[max(0, match.start() - _BEFORE) : match.start()]
        ):
            yield Hint(HintKind.ELSEWHERE, match.group(), match.start())
