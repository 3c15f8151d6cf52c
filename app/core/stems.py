"""French words cut to what they share: "Vélos électriques" and "velo electrique" are the same two stems.

Stems are made by the Snowball algorithm (https://snowballstem.org) on words without accents, at indexing and when one
searches alike: both databases give the same answers, and none needs a dictionary installed.
"""

import re
from functools import lru_cache

from snowballstemmer import stemmer

from app.core.text import plain

FRENCH = stemmer("french")
ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’]", re.IGNORECASE)
EMPTY = frozenset(
    word
    for line in (
        "a ai ainsi alors apres as au aucun aussi autre aux avant avec avoir c ca car ce ceci cela celle celles",
        "celui ces cet cette ceux chacun chaque chez ci comme comment d dans de depuis des donc du elle elles en",
        "encore entre es est et etait etant ete etre eu fait faire font ici il ils j je jusque l la le les leur",
        "leurs lors lui m ma mais me meme memes mes moi moins mon n ne ni non nos notre nous on ont ou par parce",
        "pas peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si",
        "soit son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une va vers veut veux voici",
        "voila vos votre vous y",
    )
    for word in line.split()
)


def stems_of(text: str) -> list[str]:
    """The stems of a text in their order, without the little words that every text has; letters and digits only."""
    words = plain(ELIDED.sub(" ", text)).split()
    return [_stem(word) for word in words if word not in EMPTY and len(word) < 40]


def is_little(text: str) -> bool:
    """Whether a text holds nothing but the little words, or no sign at all: there is nothing to look for yet."""
    words = plain(ELIDED.sub(" ", text)).split()
    return not text.strip() or (bool(words) and all(word in EMPTY for word in words))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    if len(word) > 3 and word.endswith(("s", "eux", "oux", "eaux")):  # Snowball keeps the s of "velos"
        word = word[:-1]
    return str(FRENCH.stemWord(word.replace("ee", "e")))  # "ainee" as "aine": without accents it cannot tell
