"""How the names of places are compared and written: "st omer" is Saint-Omer, "du Pas-de-Calais" but "de l’Aisne"."""

import re

from app.core.text import plain

SHORT_WORDS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
# INSEE's code of the article before a name (TNCC, "typeLiaison" in the files).
OF = {
    "0": "de ",
    "1": "d’",
    "2": "du ",
    "3": "de la ",
    "4": "des ",
    "5": "de l’",
    "6": "des ",
    "7": "de las ",
    "8": "de los ",
}
POSTAL_CODE = re.compile(r"\b\d{5}\b")


def searchable(name: str) -> str:
    """A name without accents, capitals, hyphens or abbreviations: "St-Omer" and "SAINT OMER" are the same."""
    return " ".join(SHORT_WORDS.get(word, word) for word in plain(name).split())


def of_place(name: str, link: int | str) -> str:
    """The name after "une commune": "du Pas-de-Calais", "de l’Aisne", "des Landes"."""
    return OF.get(str(link), "de ") + name


def split_postal_code(text: str) -> tuple[str, str]:
    """What was typed as (searchable name, postal code), either may be empty: "Arras (62000)" is ("arras", "62000")."""
    found = POSTAL_CODE.search(text)
    return searchable(POSTAL_CODE.sub(" ", text)), found.group() if found else ""
