"""The grid holders assess themselves by: three criteria, their sub-questions, and what each number of points means.

The sub-questions belong to the rulebook of the round, version by version (rounds.presets.Rules); a rulebook that says
nothing has those below. The texts are French, the language that binds; said() gives the reader's when it has them.
"""

import hashlib
from typing import NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core.text import N_
from app.rounds.presets import Rules

MOST_QUESTIONS, QUESTION_MAX = 6, 240
POINTS = range(5)
NAMES = {
    "cooperation": _("Coopération"),
    "innovation": _("Innovation sociale"),
    "ess": _("Économie sociale et solidaire"),
}
ANCHORS = (
    _("pas encore"),
    _("nous y pensons"),
    _("c’est commencé"),
    _("c’est en place"),
    _("c’est en place, et d’autres peuvent s’en inspirer"),
)


DEFAULT = {
    "cooperation": [
        N_("Les personnes concernées décident-elles avec vous ?"),
        N_("Travaillez-vous avec d’autres associations, entreprises ou communes ?"),
        N_("Partagez-vous ce que vous apprenez et ce que vous achetez ?"),
    ],
    "innovation": [
        N_("Répondez-vous à un besoin auquel personne ne répond ici ?"),
        N_("Faites-vous autrement que ce qui existe déjà ?"),
        N_("Des habitants inventent-ils la réponse avec vous ?"),
    ],
    "ess": [
        N_("Chaque personne a-t-elle une voix dans les décisions ?"),
        N_("S’il reste de l’argent, sert-il au projet plutôt qu’à des personnes ?"),
        N_("Le projet est-il ouvert à tous, y compris à qui a peu de moyens ?"),
        N_("Le projet prend-il soin de la nature ?"),
    ],
}


class Question(NamedTuple):
    """One sub-question; its key follows its words: other words are another question."""

    key: str
    text: str

    @property
    def said(self) -> str:
        """In the reader's language, when it has these words."""
        return gettext(self.text)


class Criterion(NamedTuple):
    """One criterion and its sub-questions."""

    key: str
    questions: tuple[Question, ...]

    @property
    def name(self) -> str:
        """As the screen says it."""
        return str(NAMES[self.key])


def grid_of(rules: Rules) -> list[Criterion]:
    """The grid of a rulebook."""
    texts = rules["criteria"] or DEFAULT
    return [Criterion(key, tuple(_question(key, text) for text in texts.get(key, ()))) for key in NAMES]


def _question(criterion: str, text: str) -> Question:
    return Question(f"{criterion}-{hashlib.sha256(text.encode()).hexdigest()[:10]}", text)
