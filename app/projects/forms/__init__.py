"""The forms of a project: how it presents itself, and one form made for each step of its round."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.core.forms import AwaitedForm, StaleGuard
from app.core.names import ReadableName
from app.ideas.forms import TITLE_MAX, known_theme, municipality_field, theme_field
from app.projects import amounts
from app.projects.models import Step, StepField
from app.projects.services import SUMMARY_MAX
from app.projects.steps import BUDGET, NO, REQUESTED, TEXT_MAX, YES, said
from app.rounds.presets import Rules


class WithdrawalForm(AwaitedForm):
    """Why a proposal leaves its round."""

    reason = TextAreaField(
        _("Pourquoi retirer ce projet"),
        [
            InputRequired(_("Donnez la raison : la personne la lira.")),
            Length(max=2000, message=_("2 000 caractères au plus.")),
        ],
        description=_("La personne la recevra telle quelle par courriel."),
        render_kw={"rows": 4},
    )


class AskForm(FlaskForm):
    """Which organisation should carry the project, and a word for it."""

    organisation = RadioField(_("Structure"), [InputRequired(_("Choisissez une structure."))], choices=[])
    message = TextAreaField(
        _("Un mot pour la structure"),
        [Optional(), Length(max=1000, message=_("1 000 caractères au plus."))],
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
        [Optional(), Length(max=1000, message=_("1 000 caractères au plus."))],
        render_kw={"rows": 3},
    )


class ReasonForm(FlaskForm):
    """Why an organisation declines, or a hosting ends."""

    reason = TextAreaField(
        _("Raison"),
        [
            InputRequired(_("Donnez la raison : la personne la lira.")),
            Length(max=1000, message=_("1 000 caractères au plus.")),
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
            Length(max=SUMMARY_MAX, message=_("Le résumé fait 280 caractères au plus.")),
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


class WholeNumberField(StringField):
    """A whole number as people type it ("1 200"); kept as digits."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not a whole number; what was typed stays."""
        if (self.data or "").strip() and not re.sub(r"\s", "", self.data or "").isdecimal():
            raise ValidationError(gettext("Écrivez un nombre entier, par exemple 120."))


class StepForm(FlaskForm):
    """One step; an empty answer may be saved, completeness says what is missing.

    `seen` is the version the page was opened on, `page` the name of this opening: its own autosaves are no surprise.
    """

    rules: Rules
    keys: list[str]
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    page = HiddenField(validators=[Length(max=40)])

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
        """What was typed, by key; amounts and numbers as digits alone."""
        return {key: _text_of(self[key]) for key in self.keys}

    @property
    def opened_on(self) -> int | None:
        """The version this page was opened on; a number that no version can have is that of the very first."""
        seen = self.seen.data
        return seen if seen is None or 0 <= seen < 2**31 else 0


def _text_of(field: Any) -> str:
    if isinstance(field, WholeEurosField):
        return "" if field.euros is None else str(field.euros)
    if isinstance(field, WholeNumberField):
        return re.sub(r"\s", "", field.data or "")
    if isinstance(field, DateField):
        return field.data.isoformat() if field.data else ""
    return field.data or ""


def form_for(step: Step, rules: Rules, texts: Mapping[str, str], *, fresh: bool = False, **given: Any) -> StepForm:
    """The form of a step, with one answer a field; `texts` is what is written already.

    A `fresh` one looks at nothing that was sent.
    """
    answers = {field.key: _answer(field, texts.get(field.key, "")) for field in step.fields}
    kind = type("StepForm", (StepForm,), {**answers, "rules": rules, "keys": list(answers)})
    written = {f.key: parsed(f, texts.get(f.key, "")) for f in step.fields}
    form = kind(data=written | given, **({"formdata": None} if fresh else {}))
    for field in step.fields:
        form[field.key].flags.required = field.required
    return form


def parsed(field: StepField, text: str) -> Any:
    """A kept answer as its form field holds it."""
    if field.kind != "date":
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _answer(field: StepField, written: str) -> Any:
    """The answer of one question, by its kind."""
    label, hint = said(field.label), said(field.hint)
    room = [Length(max=field.length, message=_("%(n)s caractères au plus.", n=field.length))]
    match field.kind:
        case "money":
            return WholeEurosField(label, description=hint, render_kw={"inputmode": "numeric"})
        case "number":
            return WholeNumberField(label, room, description=hint, render_kw={"inputmode": "numeric"})
        case "date":
            return DateField(label, [Optional()], description=hint)
        case "choice" | "yes_no":
            return RadioField(label, [Optional()], choices=_choices(field, written), description=hint)
        case "text":
            return StringField(label, room, description=hint)
    return TextAreaField(label, room, description=hint, render_kw={"rows": 5 if field.kind == "plain" else 9})


def _choices(field: StepField, written: str) -> list[tuple[str, str]]:
    """What may be chosen; an answer given before the list changed stays among it."""
    texts = [YES, NO] if field.kind == "yes_no" else list(field.options)
    return [(text, said(text)) for text in dict.fromkeys([*texts, *([written] if written else [])])]
