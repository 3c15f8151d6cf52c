"""The published grounds: the only reasons for which a text may be refused or hidden.

The list is closed on purpose: whoever posts can read it before writing, and a moderator cannot invent another.
The codes are stable and go into decisions, statements of reasons and yearly counts.
"""

from dataclasses import dataclass
from enum import StrEnum

from moderation.words import Words


class Ground(StrEnum):
    """The code of a ground."""

    OFF_TOPIC = "hors_sujet"
    ADVERTISING = "publicite"
    HATEFUL = "propos"
    PERSONAL_DATA = "donnees_personnelles"
    DUPLICATE = "doublon"
    UNREADABLE = "illisible"


@dataclass(frozen=True)
class Published:
    """A ground as everybody reads it: a few words, and a sentence that says what falls under it."""

    label: Words
    explanation: Words


GROUNDS: dict[Ground, Published] = {
    Ground.OFF_TOPIC: Published(
        Words("Hors sujet", "Off topic"),
        Words(
            "Le texte ne parle pas d’une envie pour les habitants du territoire.",
            "The text is not about an idea for the people who live here.",
        ),
    ),
    Ground.ADVERTISING: Published(
        Words("Publicité", "Advertising"),
        Words(
            "Le texte fait la promotion d’un produit, d’une entreprise ou d’un candidat.",
            "The text promotes a product, a business or a candidate.",
        ),
    ),
    Ground.HATEFUL: Published(
        Words("Insultes ou haine", "Insults or hate"),
        Words(
            "Le texte insulte, menace ou rabaisse des personnes.",
            "The text insults, threatens or belittles people.",
        ),
    ),
    Ground.PERSONAL_DATA: Published(
        Words("Données personnelles", "Personal data"),
        Words(
            "Le texte donne l’adresse, le téléphone ou la vie privée de quelqu’un.",
            "The text gives somebody’s address, phone number or private life.",
        ),
    ),
    Ground.DUPLICATE: Published(
        Words("Doublon", "Duplicate"),
        Words(
            "La même envie est déjà publiée par la même personne.",
            "The same person has already published the same idea.",
        ),
    ),
    Ground.UNREADABLE: Published(
        Words("Illisible", "Unreadable"),
        Words(
            "Le texte ne permet pas de comprendre ce qui est proposé.",
            "It is not possible to understand what is proposed.",
        ),
    ),
}
