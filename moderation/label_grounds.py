"""The published grounds for refusing the label, or asking for a fuller dossier: read before writing, never invented.

The codes are stable and go into decisions and letters.
"""

from enum import StrEnum

from moderation.grounds import Published
from moderation.words import Words


class LabelGround(StrEnum):
    """The code of a ground."""

    RULEBOOK = "reglement"
    COMMON_GOOD = "interet_commun"
    COOPERATION = "cooperation"
    INNOVATION = "innovation"
    ESS = "ess"
    BUDGET = "budget"
    FEASIBILITY = "faisabilite"
    INCOMPLETE = "incomplet"


LABEL_GROUNDS: dict[LabelGround, Published] = {
    LabelGround.RULEBOOK: Published(
        Words("Hors du règlement", "Outside the rulebook"),
        Words(
            "Le projet ne répond pas à une condition du règlement de l’édition : territoire, porteur, dépenses.",
            "The project does not meet a condition of the round’s rulebook: territory, holder, expenses.",
        ),
    ),
    LabelGround.COMMON_GOOD: Published(
        Words("Utilité pour les habitants", "Use for the residents"),
        Words(
            "Le dossier ne montre pas à qui le projet sera utile, au-delà de celles et ceux qui le portent.",
            "The application does not show for whom the project will be useful, beyond those who hold it.",
        ),
    ),
    LabelGround.COOPERATION: Published(
        Words("Coopération", "Cooperation"),
        Words(
            "Le projet se fait avec trop peu d’habitants ou de partenaires engagés.",
            "The project is made with too few residents or committed partners.",
        ),
    ),
    LabelGround.INNOVATION: Published(
        Words("Innovation sociale", "Social innovation"),
        Words(
            "Le projet refait ce qui existe déjà près d’ici, sans rien y apporter de neuf.",
            "The project repeats what already exists nearby and brings nothing new to it.",
        ),
    ),
    LabelGround.ESS: Published(
        Words("Économie sociale et solidaire", "Social and solidarity economy"),
        Words(
            "La décision n’est pas partagée, les gains ne servent pas le projet, ou il n’est pas ouvert à tous.",
            "Decisions are not shared, gains do not serve the project, or it is not open to everybody.",
        ),
    ),
    LabelGround.BUDGET: Published(
        Words("Budget", "Budget"),
        Words(
            "Le budget n’est pas expliqué, n’est pas équilibré, ou compte des dépenses que le programme n’aide pas.",
            "The budget is not explained, does not balance, or has expenses that the programme does not support.",
        ),
    ),
    LabelGround.FEASIBILITY: Published(
        Words("Faisabilité", "Feasibility"),
        Words(
            "Le lieu, le calendrier ou les moyens prévus ne permettent pas de réaliser le projet.",
            "The place, the calendar or the means foreseen do not allow the project to be carried out.",
        ),
    ),
    LabelGround.INCOMPLETE: Published(
        Words("Dossier incomplet", "Incomplete application"),
        Words(
            "Il manque de quoi se faire une idée du projet.",
            "What is needed to judge the project is missing.",
        ),
    ),
}
