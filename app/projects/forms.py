"""The forms of a project: how it presents itself, and one form made for each step of its round."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.core.forms import StaleGuard
from app.core.names import ReadableName
from app.ideas.forms import TITLE_MAX, known_theme, municipality_field, theme_field
from app.projects import amounts
from app.projects.models import Step, StepField
from app.projects.services import SUMMARY_MAX
from app.projects.steps import BUDGET, LONG_TEXT_MAX, REQUESTED, TEXT_MAX, said
from app.rounds.presets import Rules


class WithdrawalForm(FlaskForm):
    """Why a proposal leaves its round."""

    reason = TextAreaField(
        _("Pourquoi retirer ce projet"),
        [
            InputRequired(_("Donnez la raison : la personne la lira.")),
            Length(max=2000, message=_("2 000 signes au plus.")),
        ],
        description=_("La personne la recevra telle quelle par courriel."),
        render_kw={"rows": 4},
    )


class AskForm(FlaskForm):
    """Which organisation should carry the project, and a word for it."""

    organisation = RadioField(_("Structure"), [InputRequired(_("Choisissez une structure."))], choices=[])
    message = TextAreaField(
        _("Un mot pour la structure"),
        [Optional(), Length(max=1000, message=_("1 000 signes au plus."))],
        description=_("Les personnes qui la représentent le liront."),
        render_kw={"rows": 3},
    )


class TermsForm(FlaskForm):
    """What the host takes on."""

    account = BooleanField(
        _("Le compte bancaire"), description=_("La structure reçoit la subvention et paie les factures du projet.")
    )
    accounting = BooleanField(
        _("La comptabilité"), description=_("Elle tient les comptes du projet, à part des siens.")
    )
    insurance = BooleanField(_("L’assurance"), description=_("Son contrat couvre les activités du projet."))
    note = TextAreaField(
        _("Autres conditions"),
        [Optional(), Length(max=1000, message=_("1 000 signes au plus."))],
        render_kw={"rows": 3},
    )


class ReasonForm(FlaskForm):
    """Why an organisation declines, or a hosting ends."""

    reason = TextAreaField(
        _("Raison"),
        [
            InputRequired(_("Donnez la raison : la personne la lira.")),
            Length(max=1000, message=_("1 000 signes au plus.")),
        ],
        render_kw={"rows": 3},
    )


class PresentationForm(StaleGuard):
    """What everybody reads first of a project."""

    title = StringField(
        _("Titre du projet"),
        [
            InputRequired(_("Donnez un titre au projet.")),
            ReadableName(TITLE_MAX),
        ],
    )
    summary = TextAreaField(
        _("Le projet en une ou deux phrases"),
        [
            InputRequired(_("Résumez le projet en une ou deux phrases.")),
            Length(max=SUMMARY_MAX, message=_("Le résumé fait 280 signes au plus.")),
        ],
        description=_("Ce que lira un voisin pressé."),
        render_kw={"rows": 3},
    )
    collective = StringField(_("Nom du collectif ou de l’association"), [Optional(), ReadableName(TEXT_MAX)])
    theme = theme_field()
    municipality = municipality_field()
    youth = BooleanField(
        _("Ce projet est porté par des jeunes"),
        description=_("Certaines éditions réservent une part de leur enveloppe à ces projets ; le règlement le dit."),
    )

    @property
    def typed(self) -> dict[str, Any]:
        """The answers in the words of the services."""
        return {
            "title": self.title.data,
            "summary": self.summary.data,
            "collective": self.collective.data or "",
            "theme": known_theme(self.theme.data),
            "municipality": self.municipality.municipality,
            "youth": self.youth.data,
        }


class WholeEurosField(StringField):
    """An amount in whole euros, typed as people do; `euros` is its value once valid."""

    @property
    def euros(self) -> int | None:
        """The amount, or None when nothing is typed."""
        return amounts.parse_euros(self.data or "")

    @property
    def cents(self) -> int | None:
        """The same in cents."""
        return None if self.euros is None else self.euros * 100

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not a whole amount; what was typed stays."""
        if (self.data or "").strip() and self.euros is None:
            raise ValidationError(gettext("Écrivez un montant en euros entiers, par exemple 8 000."))


class StepForm(FlaskForm):
    """One step; an empty answer may be saved, completeness says what is missing."""

    rules: Rules
    keys: list[str]
    seen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each answer, then the amounts against the rulebook."""
        if not super().validate(extra_validators):
            return False
        if REQUESTED in self and BUDGET in self:
            for key, sentence in amounts.problems(self[REQUESTED].cents, self[BUDGET].cents, self.rules).items():
                self[key].errors = [sentence]
        return not self.errors

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by key; amounts as digits alone."""
        return {key: _text_of(self[key]) for key in self.keys}


def _text_of(field: Any) -> str:
    if isinstance(field, WholeEurosField):
        return "" if field.euros is None else str(field.euros)
    return field.data or ""


def form_for(step: Step, rules: Rules, **given: Any) -> StepForm:
    """The form of a step, with one answer a field."""
    answers = {field.key: _answer(field) for field in step.fields}
    kind = type("StepForm", (StepForm,), {**answers, "rules": rules, "keys": list(answers)})
    form = kind(**given)
    for field in step.fields:
        form[field.key].flags.required = field.required
    return form


def _answer(field: StepField) -> Any:
    label, hint = said(field.label), said(field.hint)
    if field.kind == "money":
        return WholeEurosField(label, description=hint, render_kw={"inputmode": "numeric"})
    if field.kind == "text":
        return StringField(label, [Length(max=TEXT_MAX, message=_("200 signes au plus."))], description=hint)
    return TextAreaField(
        label, [Length(max=LONG_TEXT_MAX, message=_("4 000 signes au plus."))], description=hint, render_kw={"rows": 9}
    )
