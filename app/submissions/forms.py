"""What is typed about submissions: why a comptoir is waived, what to complete part by part, why a dossier leaves."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.projects.models import Step
from app.projects.parts import PRESENTATION
from app.projects.steps import said
from app.submissions.services import WHOLE


class WaiverForm(FlaskForm):
    """Why a project may be submitted without a comptoir."""

    reason = TextAreaField(
        _("Pourquoi ce dossier peut se passer d’un comptoir"),
        [
            InputRequired(_("Donnez la raison : elle est gardée avec le dossier.")),
            Length(max=1000, message=_("1 000 caractères au plus.")),
        ],
        description=_("La personne qui mène le projet la lira."),
        render_kw={"rows": 3},
    )


class WithdrawalForm(FlaskForm):
    """Why a team takes its dossier back."""

    reason = TextAreaField(
        _("Pourquoi vous retirez votre dossier"),
        [
            InputRequired(_("Dites pourquoi en une phrase : l’équipe la lira.")),
            Length(max=1000, message=_("1 000 caractères au plus.")),
        ],
        render_kw={"rows": 3},
    )


class CompletionForm(FlaskForm):
    """What to complete, one answer a part; form_for() adds them."""

    keys: dict[str, str]

    @property
    def reasons(self) -> list[tuple[str, str, str]]:
        """The parts spoken of, in order: key, title, what is missing."""
        typed = ((key, title, (self[_name(key)].data or "").strip()) for key, title in self.keys.items())
        return [(key, title, text) for key, title, text in typed if text]


def _name(key: str) -> str:
    return f"part_{key or 'whole'}"


def form_for(steps: Sequence[Step]) -> CompletionForm:
    """The form of a round: its parts, then the dossier as a whole."""
    keys = {PRESENTATION: str(_("Présentation")), **{step.key: said(step.title) for step in steps}}
    keys[WHOLE] = str(_("L’ensemble du dossier"))
    answers: dict[str, Any] = {_name(key): _reason(title) for key, title in keys.items()}
    return type("CompletionForm", (CompletionForm,), {**answers, "keys": keys})()


def _reason(title: str) -> TextAreaField:
    room = Length(max=1000, message=_("1 000 caractères au plus."))
    return TextAreaField(title, [Optional(), room], render_kw={"rows": 2})
