"""The forms of a decision: the label, its refusal, a fuller dossier; a second reading."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.core.forms import StaleGuard


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
