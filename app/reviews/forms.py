"""The forms of labelling: three scores with their reasons, and the decision."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.core.forms import StaleGuard
from app.reviews.models import CRITERION_NAMES, Criterion, Review

POINTS = [SelectChoice(n, str(n)) for n in range(5)]
HINTS = {
    Criterion.COOPERATION: _(
        "Qui fait et décide avec qui ? 0 : seul. 4 : avec les habitants et plusieurs partenaires engagés."
    ),
    Criterion.INNOVATION: _(
        "Qu’apporte-t-il de nouveau ici ? 0 : rien. 4 : une réponse neuve à un besoin mal couvert."
    ),
    Criterion.ESS: _("Décision partagée, gains partagés, ouvert à tous. 0 : non. 4 : tout y est, avec des preuves."),
}


def _scored(_form: Any, field: RadioField) -> None:
    if field.data not in range(5):
        raise ValidationError(gettext("Choisissez un nombre de points, de 0 à 4."))


def _points(criterion: Criterion) -> RadioField:
    return RadioField(
        CRITERION_NAMES[criterion],
        [_scored],
        choices=POINTS,
        coerce=int,
        validate_choice=False,
        description=HINTS[criterion],
    )


def _reason(criterion: Criterion) -> TextAreaField:
    return TextAreaField(
        _("Votre raison (%(criterion)s)", criterion=CRITERION_NAMES[criterion]),
        [
            InputRequired(_("Dites pourquoi, en une phrase au moins : la personne la lira.")),
            Length(max=2000, message=_("2 000 caractères au plus.")),
        ],
        render_kw={"rows": 3},
    )


class ReviewForm(FlaskForm):
    """One reading: points and a reason on each criterion."""

    cooperation = _points(Criterion.COOPERATION)
    cooperation_reason = _reason(Criterion.COOPERATION)
    innovation = _points(Criterion.INNOVATION)
    innovation_reason = _reason(Criterion.INNOVATION)
    ess = _points(Criterion.ESS)
    ess_reason = _reason(Criterion.ESS)

    @property
    def typed(self) -> dict[Criterion, tuple[int, str]]:
        """The scores in the words of the services."""
        return {c: (self[c.value].data, self[f"{c.value}_reason"].data) for c in Criterion}


def scores_of(review: Review | None) -> dict[str, Any]:
    """A reading already written, as the data of its form."""
    scores = review.scores if review else []
    return {s.criterion.value: s.points for s in scores} | {f"{s.criterion.value}_reason": s.reason for s in scores}


class DecisionForm(StaleGuard):
    """The label, its refusal, or a request for a fuller dossier; always with a reason."""

    decision = RadioField(
        _("La décision"),
        [InputRequired(_("Choisissez une décision."))],
        choices=[
            SelectChoice("label", _("Donner le label")),
            SelectChoice("refuse", _("Refuser le label")),
            SelectChoice("return", _("Demander de compléter")),
        ],
    )
    reason = TextAreaField(
        _("Raison, ou ce qui manque"),
        [
            InputRequired(_("Donnez la raison : la personne la lira.")),
            Length(max=2000, message=_("2 000 caractères au plus.")),
        ],
        render_kw={"rows": 4},
        description=_("La personne la recevra telle quelle par courriel."),
    )


class ReopeningForm(FlaskForm):
    """Why a refused dossier is examined again."""

    reason = TextAreaField(
        _("Pourquoi rouvrir l’examen de ce dossier"),
        [
            InputRequired(_("Donnez la raison : la personne la lira.")),
            Length(max=2000, message=_("2 000 caractères au plus.")),
        ],
        render_kw={"rows": 4},
        description=_("La personne la recevra telle quelle par courriel."),
    )
