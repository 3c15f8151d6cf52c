"""Places outside the territory: a project of the département happens in it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from moderation.screening.hints import Hint, HintKind
from moderation.screening.lexicon import lines_of

_TOWN, _LAND = ("|".join(map(re.escape, lines_of(name))) for name in ("towns", "lands"))
# What stands in one town: "les halles de Douai" are there; a guest "de Douai" comes here.
_STANDS = (
    "halles?|centre|centre-ville|quartiers?|hôpital|hopital|plages?|berges|parc|parcs|gare|piscine|école|collège|lycée|moulin|"
    "port|jardins?|cathédrale|église|musée|stade|citadelle|rues|cité|marché|canal|lac|dunes|fort|beffroi|théâtre|friche|littoral"
)
_ELSEWHERE = re.compile(
    rf"\b(?:(?:[àÀaA]|sur|pour|près de|autour de|région de|ville de) (?P<town>{_TOWN})"
    rf"|(?P<thing>(?i:{_STANDS})(?: \w+)? (?:de |d['’])(?P<there>{_TOWN}))"
    rf"|(?:[Ee]n|[Aa]u|[àÀ]|dans le|département du) (?P<land>{_LAND}))(?![\w\-])"
)
# A place may be spoken of without the project being there: a model, a journey, a guest, a line of buses.
_ONLY_SPOKEN_OF = re.compile(
    r"\b(?:comme|exemple|inspir\w+|modèle|déjà|existe\w*|f[ao]nt?|fait|réussi\w*|marche|marchent|marchait|vus?|visit\w+|voyage\w*|sorties?|"
    r"excursion\w*|séjour\w*|aller|allés?|va|vont|allait|ét(?:ais|aient|ions)|vécus?|vivais|habit(?:ais|ait|é)|part(?:ir\w*|ant|ent|ons|i|is)|départs?|jumel\w+|rencontr\w+|échang\w+|ven(?:ir|ue?s?|ant|ons|ez)|vien\w+|arriv\w+|née?s?|"
    r"étud\w+|travaill?\w*|expos\w+|train\w*|trajet\w*|bus|route|ligne|concours|concert\w*|champion\w+|tournoi|partenair\w+|"
    r"festival de \w+|invit\w+|jusqu\w*|achet\w+|fabriqu\w+|université|porte|rue|boulevard|avenue|place|grandi)\b"
    r"\W*(?:[\w'’\-]+\W+){0,5}$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"-(?:sur|la|le|les|lès|lez|en|sous|au|aux|près|d)-")
_BEFORE = 60  # signs
SHORTEST = 4  # signs of a shortened name: "Aire", not "Ham"


def places(text: str, of_here: frozenset[str] = frozenset()) -> Iterator[Hint]:
    """Where a text says it would happen, when that is elsewhere and no place of here is named."""
    if _names_a_place(text, of_here):
        return
    for match in _ELSEWHERE.finditer(text):
        name = match["town"] or match["there"] or match["land"]
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if name.lower() not in of_here and not _ONLY_SPOKEN_OF.search(before):
            yield Hint(HintKind.ELSEWHERE, match.group(), match.start())


def _names_a_place(text: str, of_here: frozenset[str]) -> bool:
    """Whether a place of here is named with its capital, whole or as people shorten it ("Saint-Pol", "Bruay")."""
    small = text.lower()
    return any(each in small and _is_named(each, text, small) for each in of_here | _shortened(of_here))


@lru_cache(maxsize=4)
def _shortened(of_here: frozenset[str]) -> frozenset[str]:
    return frozenset(short for each in of_here if len(short := _SHORT.split(each)[0]) >= SHORTEST)


def _is_named(name: str, text: str, small: str) -> bool:
    found = re.finditer(rf"(?<![\w\-]){re.escape(name)}(?!\w|-(?!sur|la|les?|en|mer))", small)
    return any(text[match.start()].isupper() for match in found)
