"""How the teams of the demonstration see themselves: points with a fact for each; a draft leaves some open."""

from collections.abc import Sequence

from app.core.extensions import db
from app.criteria.grid import Criterion
from app.criteria.models import SelfAssessment
from app.demo.texts import dice
from app.projects.models import Project

PROOFS = {  # a fact that can be checked; the criterion's own, in turn
    "cooperation": (
        "Quatre réunions ouvertes depuis janvier, 31 personnes venues, comptes rendus affichés au local.",
        "Une lettre signée de la commune et deux conventions avec des associations voisines.",
        "Nos plans et nos factures sont à la disposition des autres équipes : deux les ont déjà repris.",
    ),
    "innovation": (
        "Aucun service de ce genre à moins de douze kilomètres : nous avons fait le tour avec la mairie.",
        "Soixante-huit habitants ont répondu à notre questionnaire, distribué à pied.",
        "Un essai de trois samedis en mars : 44 passages, et un carnet de remarques.",
    ),
    "ess": (
        "Nos statuts, article 9 : une personne, une voix, et l’assemblée vote le budget.",
        "Statuts, article 14 : l’excédent reste au projet, personne ne reçoit de part.",
        "Prix libre affiché, et trois places sur dix gardées pour le centre social.",
        "Matériel acheté d’occasion ou prêté : liste et factures dans les documents.",
    ),
}
OPEN_IN_A_DRAFT = 0.3


def add_assessments(project: Project, key: str, grid: Sequence[Criterion], *, is_draft: bool) -> None:
    """Answers to the sub-questions; the same for the same project on every machine."""
    chance = dice(f"criteria/{key}")
    for criterion in grid:
        facts = PROOFS[criterion.key]
        for number, question in enumerate(criterion.questions):
            if is_draft and chance.random() < OPEN_IN_A_DRAFT:
                continue
            points = chance.choice((1, 2, 2, 3, 3, 3, 4))
            proof = facts[number % len(facts)] if points > 1 else ""
            answer = SelfAssessment(project=project, question=question.key, asked=question.text, points=points)
            answer.proof = proof
            db.session.add(answer)
