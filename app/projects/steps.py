"""The steps of a dossier as a new round receives them: what is asked, why, and an example for those new to forms.

The texts are marked with N_() for translation and kept in the round in French; said() gives the reader's language.
"""

from typing import NamedTuple

from flask_babel import gettext

from app.core.text import N_

TEXT_MAX, LONG_TEXT_MAX = 200, 4000
TEAM = "team"  # the step that says who carries the project
CARRIER, CRITERIA = (
    "carrier",
    "criteria",
)  # kinds of step, with BUDGET: features fill them once they are there (parts.py)
REQUESTED, BUDGET = "requested", "budget"  # the two amounts of a dossier: what is asked, and the whole budget


def said(text: str) -> str:
    """A text of a step in the reader's language, when its round still has the words below."""
    return gettext(text) if text else ""


YES, NO = N_("Oui"), N_("Non")


class FieldKind(NamedTuple):
    """How a question is answered: its name for staff, and how many signs it takes by default."""

    name: str
    length: int


FIELD_KINDS = {
    "text": FieldKind(N_("Une ligne de texte"), TEXT_MAX),
    "long_text": FieldKind(N_("Un texte"), LONG_TEXT_MAX),
    "plain": FieldKind(N_("Un texte facile à lire, avec des conseils"), 1000),
    "number": FieldKind(N_("Un nombre"), 12),
    "money": FieldKind(N_("Un montant en euros entiers"), 20),
    "date": FieldKind(N_("Une date"), 10),
    "choice": FieldKind(N_("Un choix dans une liste"), TEXT_MAX),
    "yes_no": FieldKind(N_("Oui ou non"), 3),
}


class Question(NamedTuple):
    """One field; `kind` is one of FIELD_KINDS."""

    key: str
    label: str
    hint: str
    example: str
    kind: str = "long_text"
    required: bool = True


class Part(NamedTuple):
    """One step with its questions."""

    key: str
    title: str
    guidance: str
    questions: list[Question]
    kind: str = "questions"


DEFAULT_STEPS = [
    Part(
        "need",
        N_("Le besoin"),
        N_("Partez de ce que vous voyez autour de vous : qui manque de quoi, où, et comment vous le savez."),
        [
            Question(
                "need",
                N_("Quel besoin avez-vous constaté, et chez qui ?"),
                N_("Des faits simples : ce que les gens vous ont dit, ce que vous avez compté."),
                N_(
                    "Dans notre résidence, trente familles ont des vélos cassés au fond des caves. Nous en avons "
                    "parlé avec vingt voisins : la plupart ne savent pas les réparer, et l’atelier le plus "
                    "proche est à quinze kilomètres."
                ),
            )
        ],
    ),
    Part(
        "objectives",
        N_("L’idée et ses objectifs"),
        N_("Dites ce que vous allez faire, puis ce qui aura changé à la fin. Deux ou trois objectifs suffisent."),
        [
            Question(
                "objectives",
                N_("Que voulez-vous faire, et pour arriver à quoi ?"),
                N_("Un bon objectif se vérifie : on peut dire s’il est atteint."),
                N_(
                    "Ouvrir un atelier de réparation chaque samedi matin. Remettre cent vélos en route dans "
                    "l’année. Former dix habitants qui prendront le relais."
                ),
            )
        ],
    ),
    Part(
        "team",
        N_("L’équipe"),
        N_("Qui porte le projet, qui décide, et quelle structure recevra l’argent s’il gagne."),
        [
            Question(
                "team",
                N_("Qui êtes-vous, et comment décidez-vous ensemble ?"),
                N_("Pas encore d’association ? Dites quelle structure pourrait vous accueillir."),
                N_(
                    "Nous sommes six voisins, dont deux mécaniciens. Nous décidons ensemble le premier lundi du "
                    "mois. Le centre social accueille le collectif et recevra l’aide en notre nom."
                ),
            )
        ],
    ),
    Part(
        "partners",
        N_("Les partenaires"),
        N_("Un projet tient mieux à plusieurs : qui vous aide, et avec quoi."),
        [
            Question(
                "partners",
                N_("Avec qui travaillez-vous, et qu’apporte chacun ?"),
                N_("Écrivez ce qui est déjà promis, et ce qui reste à demander."),
                N_(
                    "La mairie prête un garage. La déchetterie met de côté les vélos jetés. Le lycée "
                    "professionnel vient avec une classe deux fois par an ; nous devons encore le confirmer."
                ),
            )
        ],
    ),
    Part(
        "plan",
        N_("Le calendrier"),
        N_("Racontez l’année du projet, mois après mois, comme à quelqu’un qui ne vous connaît pas."),
        [
            Question(
                "plan",
                N_("Quelles sont les étapes, et quand ?"),
                N_("Pensez à la préparation et au bilan, pas seulement au grand jour."),
                N_(
                    "Janvier et février : rangement du garage, achat des outils. Mars : deux samedis d’essai. "
                    "D’avril à novembre : un atelier par semaine. Décembre : fête et bilan avec les habitants."
                ),
            )
        ],
    ),
    Part(
        "budget",
        N_("Le budget"),
        N_("Comptez tout ce que coûte le projet, puis qui le paie, avec la part que vous demandez ici."),
        [],
        BUDGET,
    ),
    Part(
        "criteria",
        N_("Les trois critères"),
        N_("Le comité note ces trois points de 0 à 4. Donnez des preuves plutôt que des promesses."),
        [
            Question(
                "cooperation",
                N_("Coopération : comment faites-vous avec les autres ?"),
                N_("Habitants, associations, entreprises, communes : qui décide avec vous ?"),
                N_(
                    "Les habitants choisissent les horaires en réunion. Trois associations partagent les outils "
                    "et une même caisse."
                ),
            ),
            Question(
                "innovation",
                N_("Innovation sociale : qu’apportez-vous de nouveau ici ?"),
                N_("Nouveau pour votre commune suffit : cela peut exister ailleurs."),
                N_("Aucun atelier du canton n’apprend à réparer soi-même. Ici, celui qui a appris apprend au suivant."),
            ),
            Question(
                "ess",
                N_("Économie sociale et solidaire : comment en respectez-vous les valeurs ?"),
                N_("Décider à plusieurs, partager les gains, rester accessible à tous."),
                N_(
                    "Une personne égale une voix. L’adhésion est à prix libre. S’il reste de l’argent, il sert à "
                    "acheter des outils pour tous."
                ),
            ),
        ],
        CRITERIA,
    ),
    Part(
        "impact",
        N_("Ce qui va changer"),
        N_("Comment saurez-vous que cela a servi ? Choisissez deux ou trois choses à compter ou à observer."),
        [
            Question(
                "impact",
                N_("Qu’est-ce qui aura changé, et comment le mesurerez-vous ?"),
                N_("Un nombre et un témoignage disent plus qu’un long discours."),
                N_(
                    "Nous compterons les vélos réparés et les personnes formées. En décembre, nous demanderons à "
                    "trente familles si elles se déplacent autrement."
                ),
            )
        ],
    ),
    Part(
        "pitch",
        N_("Le projet en trois phrases"),
        N_("C’est ce que liront d’abord les habitants qui votent. Écrivez comme vous parlez."),
        [
            Question(
                "pitch",
                N_("Présentez votre projet à un voisin"),
                N_("Ce que c’est, pour qui, et pourquoi maintenant."),
                N_(
                    "Votre vélo dort à la cave ? Apportez-le samedi : on vous montre, vous réparez. Et la "
                    "prochaine fois, c’est vous qui montrez."
                ),
            ),
            Question(
                "plain_summary",
                N_("Le même projet, en mots très simples"),
                N_(
                    "Pour les personnes qui lisent avec peine, apprennent le français ou sont pressées : des phrases "
                    "courtes, une idée par phrase. Des conseils s’affichent quand vous enregistrez."
                ),
                N_(
                    "C’est un atelier pour réparer les vélos. Il est ouvert le samedi matin. Tout le monde peut "
                    "venir. C’est gratuit. On vous prête les outils. On vous apprend à réparer."
                ),
                "plain",
                required=False,
            ),
        ],
    ),
]
