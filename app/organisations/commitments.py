"""The contrat d’engagement républicain, told in our own words; the official text is the annex of the décret.

Loi n° 2000-321 du 12 avril 2000, article 10-1: an association or a foundation that asks a public authority for a
subsidy signs it. Décret n° 2021-1947 du 31 décembre 2021, annexe: the seven commitments. French binds; its digest says
which wording was accepted, so a new wording asks again.
"""

import hashlib
import json
from typing import NamedTuple

from app.core.text import N_
from app.organisations.models import Kind

SIGNERS = (Kind.ASSOCIATION, Kind.FOUNDATION)  # the law names these two
OFFICIAL_TEXT = "https://www.legifrance.gouv.fr/eli/decret/2021/12/31/2021-1947/jo/texte"
LAW = "https://www.legifrance.gouv.fr/eli/loi/2000/4/12/2000-321/jo/texte"


class Commitment(NamedTuple):
    """One of the seven: its name in the décret, and what it asks."""

    title: str
    text: str


COMMITMENTS = (
    Commitment(
        N_("Respect des lois de la République"),
        N_(
            "Ne rien entreprendre, ni encourager, de manifestement contraire à la loi, de violent ou qui trouble "
            "gravement l’ordre public. Ne pas invoquer de convictions politiques, philosophiques ou religieuses pour "
            "échapper aux règles communes, et ne pas remettre en cause le caractère laïque de la République."
        ),
    ),
    Commitment(
        N_("Liberté de conscience"),
        N_(
            "Respecter et protéger la liberté de conscience des membres et de toutes les personnes reçues. S’abstenir "
            "de tout prosélytisme abusif, par la contrainte, la menace ou la pression."
        ),
    ),
    Commitment(
        N_("Liberté des membres de l’association"),
        N_("Laisser chaque membre libre de partir quand il le veut, et n’exclure personne de façon arbitraire."),
    ),
    Commitment(
        N_("Égalité et non-discrimination"),
        N_(
            "Traiter chacun également : aucune différence qui n’ait une raison objective liée à l’objet de la "
            "structure, aucune discrimination liée au sexe, à l’orientation sexuelle, à l’identité de genre, à "
            "l’origine ou à la religion, vraies ou supposées. Prendre, selon ses moyens, des mesures contre les "
            "violences sexuelles et sexistes."
        ),
    ),
    Commitment(
        N_("Fraternité et prévention de la violence"),
        N_(
            "Agir dans un esprit de fraternité et de civisme. Ne provoquer ni à la haine ni à la violence, ne pas les "
            "excuser, et refuser toute forme de racisme et d’antisémitisme."
        ),
    ),
    Commitment(
        N_("Respect de la dignité de la personne humaine"),
        N_(
            "Ne rien faire, ni soutenir, qui porte atteinte à la dignité des personnes, à leur santé ou à leur "
            "sécurité. Ne pas exploiter la fragilité de quelqu’un par des pressions ou de l’endoctrinement. Veiller "
            "au développement physique, affectif, intellectuel et social des mineurs."
        ),
    ),
    Commitment(
        N_("Respect des symboles de la République"),
        N_("Respecter le drapeau tricolore, l’hymne national et la devise de la République."),
    ),
)


def version() -> str:
    """The digest of the wording in force: SHA-256 of the seven texts in French."""
    content = json.dumps([list(each) for each in COMMITMENTS], ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(content.encode()).hexdigest()
