"""The forms around a dossier: an opinion asked and given, a costing, a question and its answer."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.core.names import ReadableName
from app.projects.amounts import parse_cents
from app.reviews.models import ADVICE_NAMES

ROOM = Length(max=2000, message=_("2 000 caractères au plus."))


def _day() -> DateField:
    return DateField(
        _("Répondre avant le"),
        [InputRequired(_("Choisissez un jour à venir, dans les soixante jours."))],
        description=_("Un rappel part deux jours avant."),
    )


class OpinionForm(FlaskForm):
    """A service to ask, somebody of it, and until when."""

    service = StringField(
        _("Service"),
        [
            InputRequired(_("Donnez le nom du service.")),
            Length(max=120, message=_("120 caractères au plus.")),
            ReadableName(),
        ],
        description=_("Par exemple : Maison du Département solidarité de l’Artois."),
    )
    email = EmailField(
        _("Adresse de la personne qui répondra"),
        [InputRequired(_("Donnez l’adresse d’une personne du service.")), Length(max=254)],
        description=_("Elle doit avoir un compte sur ce site."),
        render_kw={"autocomplete": "off"},
    )
    question = TextAreaField(_("Ce que vous lui demandez"), [Optional(), ROOM], render_kw={"rows": 3})
    due_on = _day()


class AdviceForm(FlaskForm):
    """What a service answers."""

    advice = RadioField(
        _("Votre avis"),
        [InputRequired(_("Choisissez un avis."))],
        choices=[SelectChoice(value.value, name) for value, name in ADVICE_NAMES.items()],
    )
    text = TextAreaField(
        _("Pourquoi"),
        [InputRequired(_("Dites pourquoi, en une phrase au moins.")), ROOM],
        render_kw={"rows": 5},
        description=_("Les personnes qui examinent le dossier le liront."),
    )


class CostingForm(FlaskForm):
    """What the project would really cost, by whom it was reckoned, and how."""

    estimate = StringField(
        _("Coût estimé, en euros"),
        [InputRequired(_("Donnez un montant en euros, comme 9 200."))],
        render_kw={"inputmode": "numeric"},
    )
    estimated_by = StringField(
        _("Estimé par"),
        [
            InputRequired(_("Dites qui a fait cette estimation.")),
            Length(max=120, message=_("120 caractères au plus.")),
            ReadableName(),
        ],
    )
    note = TextAreaField(
        _("Comment"), [InputRequired(_("Dites comment ce montant est trouvé.")), ROOM], render_kw={"rows": 3}
    )

    def validate_estimate(self, field: StringField) -> None:
        """Refuse what is no amount."""
        if field.data and self.cents is None:
            raise ValidationError(gettext("Donnez un montant en euros, comme 9 200."))

    @property
    def cents(self) -> int | None:
        """The amount typed, in cents."""
        return parse_cents(self.estimate.data or "")


class QuestionForm(FlaskForm):
    """A question to the team of a dossier, and until when."""

    text = TextAreaField(
        _("Votre question à l’équipe du projet"),
        [InputRequired(_("Écrivez votre question.")), ROOM],
        render_kw={"rows": 4},
        description=_("Elle la recevra telle quelle par courriel."),
    )
    due_on = _day()


class AnswerForm(FlaskForm):
    """What the team answers."""

    answer = TextAreaField(
        _("Votre réponse"),
        [InputRequired(_("Écrivez votre réponse.")), Length(max=4000, message=_("4 000 caractères au plus."))],
        render_kw={"rows": 6},
    )
