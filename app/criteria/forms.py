"""What is asked of a team about each criterion, and of staff about its sub-questions."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.core.forms import StaleGuard
from app.criteria.grid import NAMES, POINTS
from app.criteria.models import LINK_MAX, PROOF_MAX
from app.criteria.queries import Assessed
from app.criteria.services import Answer


class PointsField(RadioField):
    """From 0 to 4, or nothing yet."""

    def pre_validate(self, form: Any) -> None:
        """Nothing, or one of the five answers."""
        if self.data and self.data not in {str(points) for points in POINTS}:
            raise ValidationError(gettext("Choisissez de 0 à 4."))


class LinkField(StringField):
    """The address of a page, https or http only."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no address of the web."""
        text = (self.data or "").strip()
        if text and not text.lower().startswith(("https://", "http://")):
            raise ValidationError(gettext("Une adresse commence par https://."))


class AssessForm(FlaskForm):
    """The sub-questions of one criterion; made by form_for()."""

    keys: Mapping[str, str]
    seen = HiddenField()

    def typed(self) -> dict[str, Answer]:
        """What was typed, by the key of the sub-question."""
        return {
            key: Answer(
                int(self[f"{name}_points"].data) if self[f"{name}_points"].data else None,
                self[f"{name}_proof"].data or "",
                self[f"{name}_link"].data or "",
            )
            for key, name in self.keys.items()
        }


def form_for(one: Assessed) -> AssessForm:
    """The form of a criterion, with what the team said already."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {"seen": one.digest}
    keys = {question.key: f"q{number}" for number, (question, _answer) in enumerate(one.answers, 1)}
    for question, answer in one.answers:
        name = keys[question.key]
        fields |= {f"{name}_{part}": made for part, made in _fields(question.said).items()}
        if answer:
            points = "" if answer.points is None else str(answer.points)
            data |= {f"{name}_points": points, f"{name}_proof": answer.proof, f"{name}_link": answer.link}
    return type("AssessForm", (AssessForm,), {**fields, "keys": keys})(data=data)


def _fields(words: str) -> dict[str, Any]:
    choices = [SelectChoice(str(points), str(points)) for points in POINTS]
    return {
        "points": PointsField(words, [Optional()], choices=choices),
        "proof": TextAreaField(
            _("Votre preuve"),
            [Length(max=PROOF_MAX, message=_("1 500 caractères au plus."))],
            description=_("Un fait que l’on peut vérifier : qui, quand, combien."),
            render_kw={"rows": 3},
        ),
        "link": LinkField(_("Une adresse qui le montre"), [Length(max=LINK_MAX, message=_("300 caractères au plus."))]),
    }


class GridForm(StaleGuard):
    """The sub-questions of each criterion, one a line."""

    number = HiddenField()

    def texts(self) -> dict[str, list[str]]:
        """The questions typed, by criterion; blank lines are left out."""
        return {
            key: [" ".join(line.split()) for line in (self[key].data or "").splitlines() if line.strip()]
            for key in NAMES
        }


for _key, _name in NAMES.items():
    setattr(
        GridForm,
        _key,
        TextAreaField(
            _name,
            [InputRequired(_("Écrivez au moins une question.")), Length(max=3000)],
            description=_("Une question par ligne, six au plus."),
            render_kw={"rows": 6},
        ),
    )
