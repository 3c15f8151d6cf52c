"""The published grounds: the only reasons for which a text may be refused or hidden.

The list is closed on purpose: whoever posts can read it before writing, and a moderator cannot invent another.
The codes are stable and go into decisions, statements of reasons and yearly counts.
"""

from dataclasses import dataclass
from enum import StrEnum

from moderation.screening.hints import Gravity
from moderation.words import Words


class Ground(StrEnum):
    """The code of a ground."""

    OFF_TOPIC = "hors_sujet"
    ADVERTISING = "publicite"
    HATEFUL = "propos"
    THREAT = "menace"
    PERSONAL_DATA = "donnees_personnelles"
    MINORS = "mineurs"
    IMPERSONATION = "usurpation"
    COPYRIGHT = "droits_auteur"
    MANIPULATION = "manipulation"
    DUPLICATE = "doublon"
    UNREADABLE = "illisible"


RULEBOOK = Words("Règlement du budget citoyen, règles de publication", "Rulebook, rules on what is published")


@dataclass(frozen=True)
class Published:
    """A ground as everybody reads it: a few words, and a sentence that says what falls under it."""

    label: Words
    explanation: Words
    article: Words = RULEBOOK  # of law, or the rulebook that everybody accepts
    is_law: bool = False
    gravity: Gravity = Gravity.NOTABLE


GROUNDS: dict[Ground, Published] = {
    Ground.OFF_TOPIC: Published(
        Words("Hors sujet", "Off topic"),
        Words(
            "Le texte ne parle pas d’une envie pour les habitants du territoire.",
            "The text is not about an idea for the people who live here.",
        ),
        gravity=Gravity.LIGHT,
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
        Words(
            "Loi du 29 juillet 1881 sur la liberté de la presse, articles 24, 32 et 33",
            "French law of 29 July 1881 on the freedom of the press, articles 24, 32 and 33",
        ),
        is_law=True,
        gravity=Gravity.GRAVE,
    ),
    Ground.THREAT: Published(
        Words("Menace ou danger", "Threat or danger"),
        Words(
            "Le texte menace quelqu’un, ou fait craindre pour la vie d’une personne.",
            "The text threatens somebody, or makes one fear for somebody’s life.",
        ),
        Words("Code pénal, articles 222-17 et 222-18", "French criminal code, articles 222-17 and 222-18"),
        is_law=True,
        gravity=Gravity.VITAL,
    ),
    Ground.PERSONAL_DATA: Published(
        Words("Données personnelles", "Personal data"),
        Words(
            "Le texte donne l’adresse, le téléphone ou la vie privée de quelqu’un.",
            "The text gives somebody’s address, phone number or private life.",
        ),
        Words(
            "Code civil, article 9 ; règlement (UE) 2016/679, article 6",
            "French civil code, article 9; Regulation (EU) 2016/679, article 6",
        ),
        is_law=True,
        gravity=Gravity.GRAVE,
    ),
    Ground.MINORS: Published(
        Words("Enfant reconnaissable", "A child who can be recognised"),
        Words(
            "Le texte ou la photo permet de reconnaître un enfant, sans l’accord de ses parents.",
            "The text or the picture lets a child be recognised without the parents’ agreement.",
        ),
        Words(
            "Code civil, articles 9 et 371-1 ; règlement (UE) 2016/679, article 8",
            "French civil code, articles 9 and 371-1; Regulation (EU) 2016/679, article 8",
        ),
        is_law=True,
        gravity=Gravity.GRAVE,
    ),
    Ground.IMPERSONATION: Published(
        Words("Usurpation d’identité", "Impersonation"),
        Words(
            "Quelqu’un se fait passer pour une autre personne ou pour une structure.",
            "Somebody passes for another person or for an organisation.",
        ),
        Words("Code pénal, article 226-4-1", "French criminal code, article 226-4-1"),
        is_law=True,
        gravity=Gravity.GRAVE,
    ),
    Ground.COPYRIGHT: Published(
        Words("Droits d’auteur", "Copyright"),
        Words(
            "Le texte ou la photo appartient à quelqu’un qui n’a pas donné son accord.",
            "The text or the picture belongs to somebody who did not agree.",
        ),
        Words(
            "Code de la propriété intellectuelle, article L. 122-4",
            "French intellectual property code, article L. 122-4",
        ),
        is_law=True,
    ),
    Ground.MANIPULATION: Published(
        Words("Manipulation", "Manipulation"),
        Words(
            "Plusieurs comptes ou textes copiés font croire à plus de monde qu’il n’y en a.",
            "Several accounts or copied texts pretend that there are more people than there are.",
        ),
    ),
    Ground.DUPLICATE: Published(
        Words("Doublon", "Duplicate"),
        Words(
            "La même envie est déjà publiée par la même personne.",
            "The same person has already published the same idea.",
        ),
        gravity=Gravity.LIGHT,
    ),
    Ground.UNREADABLE: Published(
        Words("Illisible", "Unreadable"),
        Words(
            "Le texte ne permet pas de comprendre ce qui est proposé.",
            "It is not possible to understand what is proposed.",
        ),
        gravity=Gravity.LIGHT,
    ),
}
GROUND_GRAVITY: dict[Ground, Gravity] = {ground: published.gravity for ground, published in GROUNDS.items()}
