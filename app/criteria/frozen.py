"""The self-assessment as it is frozen with a dossier: points, words and addresses, in French, the text that binds."""

from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale, gettext

from app.core.audit import name_of
from app.core.language import typeset
from app.core.text import N_
from app.criteria.grid import ANCHORS, NAMES, Question
from app.criteria.models import SelfAssessment
from app.criteria.queries import Assessed

STEP = N_("Les trois critères")  # where it stands when the round has no part for it
LABELS = {
    "cooperation": N_("Coopération : où l’équipe se situe, de 0 à 4"),
    "innovation": N_("Innovation sociale : où l’équipe se situe, de 0 à 4"),
    "ess": N_("Économie sociale et solidaire : où l’équipe se situe, de 0 à 4"),
}


def with_assessment(lines: list[dict[str, Any]], found: Sequence[Assessed]) -> list[dict[str, Any]]:
    """The lines of the part, with what the team says of itself after the question of each criterion, or at the end."""
    for one in found:
        if not any(answer and is_said(answer) for _question, answer in one.answers):
            continue
        after = next((n for n, line in enumerate(lines, 1) if line.get("key") == one.criterion.key), len(lines))
        lines = [*lines[:after], _line(one), *lines[after:]]
    return lines


def proved_answers(found: Sequence[Assessed]) -> dict[str, str]:
    """What the documents of each answer prove, by the name of the answer in the log: what they are copied with."""
    with force_locale("fr"):
        return {
            name_of(answer): gettext("Preuve, %(criterion)s", criterion=str(NAMES[one.criterion.key]))
            for one in found
            for _question, answer in one.answers
            if answer
        }


def is_said(answer: SelfAssessment) -> bool:
    """Whether anything was answered."""
    return answer.points is not None or bool(answer.proof or answer.link)


def _line(one: Assessed) -> dict[str, Any]:
    with force_locale("fr"):
        text = "\n\n".join(_told(question, answer) for question, answer in one.answers)
    return {"label": LABELS[one.criterion.key], "text": text, "key": f"assessed_{one.criterion.key}"}


def _told(question: Question, answer: SelfAssessment | None) -> str:
    """One sub-question with its points; the words of the team stand below, in paragraphs of their own."""
    points = answer.points if answer else None
    if points is None:
        mark = gettext("pas de point donné")
    else:
        mark = gettext("%(points)s sur 4 (%(meaning)s)", points=points, meaning=str(ANCHORS[points]))
    words = [answer.proof, answer.link] if answer else []
    return "\n\n".join([f"**{typeset(question.text)}** {mark}", *(word for word in words if word)])
