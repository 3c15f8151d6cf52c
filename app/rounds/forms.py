"""What staff type about a round. Amounts are typed in euros and handed on in cents."""

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, StopValidation

from app.core.errors import Refused
from app.core.forms import StaleGuard
from app.rounds.checks import check_year
from app.rounds.models import PHASE_NAMES, PhaseKind
from app.rounds.presets import Rules

FILL = _("Remplissez ce champ.")
YEARS = (2000, 2100)
AMOUNT = re.compile(r"(\d{1,10})(?:[.,](\d{1,2}))?")


class EurosField(StringField):
    """An amount typed in euros ("352 000", "99,50"); `data` is in cents, exactly."""

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        if self.data is None:
            return ""
        euros, cents = divmod(self.data, 100)
        return f"{euros},{cents:02d}" if cents else str(euros)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed amount; spaces and the euro sign may be there."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        match = AMOUNT.fullmatch(re.sub(r"[\s\u00a0\u202f€]", "", valuelist[0]))
        if match is None:
            self.data = None
            raise ValueError(_("Écrivez un montant en euros, par exemple 4 500."))
        self.data = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))

    def pre_validate(self, form: Any) -> None:
        """Something was read, and it is not nothing."""
        if not self.process_errors and not self.data:
            raise StopValidation(_("Écrivez un montant supérieur à zéro."))


def euros(label: Any, hint: Any = "") -> EurosField:
    """A required amount of at least one cent."""
    return EurosField(label, [InputRequired(FILL)], description=hint, render_kw={"inputmode": "decimal"})


def whole(label: Any, hint: Any, low: int, high: int) -> IntegerField:
    """A required whole number between two bounds."""
    says = _("Écrivez un nombre entier entre %(low)s et %(high)s.", low=low, high=high)
    return IntegerField(label, [InputRequired(FILL), NumberRange(low, high, says)], description=hint)


def choice(label: Any, hint: Any, **options: Any) -> RadioField:
    """One answer among a few."""
    return RadioField(
        label,
        [InputRequired(_("Choisissez une réponse."))],
        choices=[SelectChoice(*pair) for pair in options.items()],
        description=hint,
    )


def on_day(label: Any) -> DateField:
    """A required day."""
    return DateField(label, [InputRequired(_("Choisissez une date."))])


class RoundForm(StaleGuard):
    """A round: its name, year, envelope, and the first and last day of each phase (fields added below)."""

    name = StringField(
        _("Nom de l’édition"),
        [DataRequired(FILL), Length(max=120)],
        description=_("Ce que tout le monde lira, par exemple « Budget citoyen 2027 »."),
    )
    year = whole(_("Année"), _("L’année du vote : l’âge des votants y est compté."), *YEARS)
    preset = SelectField(
        _("Modèle"),
        [InputRequired(FILL)],
        choices=[SelectChoice("pas-de-calais", "Pas-de-Calais")],
        description=_("Les règles de départ ; vous pourrez changer chacune d’elles dans le règlement."),
    )
    envelope = euros(_("Enveloppe, en euros"), _("La somme à répartir entre les projets retenus."))

    def validate_year(self, field: IntegerField) -> None:
        """The year is that of the vote."""
        first, last = self.dates()[PhaseKind.VOTE]
        try:
            check_year(field.data or 0, {PhaseKind.VOTE: (first, last)} if first else {})
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None

    def dates(self) -> dict[PhaseKind, tuple[date, date]]:
        """The typed days, by phase."""
        return {kind: (self[f"{kind}_first"].data, self[f"{kind}_last"].data) for kind in PhaseKind}

    def cents(self) -> int:
        """The typed envelope."""
        return self.envelope.data or 0

    def pairs(self) -> list[tuple[Any, Any, Any]]:
        """(name, first day, last day) of each phase, for the page."""
        return [(PHASE_NAMES[kind], self[f"{kind}_first"], self[f"{kind}_last"]) for kind in PhaseKind]


for _kind in PhaseKind:
    setattr(RoundForm, f"{_kind}_first", on_day(_("Premier jour")))
    setattr(RoundForm, f"{_kind}_last", on_day(_("Dernier jour")))


class RulebookForm(StaleGuard):
    """The règlement: its text, and one field for each of presets.Rules but the seed, which nobody chooses."""

    number = HiddenField()
    text = TextAreaField(
        _("Texte du règlement"),
        [DataRequired(FILL), Length(max=60_000)],
        render_kw={"rows": 24},
        description=_(
            "En Markdown : « ## » ouvre un article. Tant que vous ne le "
            "réécrivez pas, ce texte suit les chiffres ci-dessous."
        ),
    )
    ballot = choice(
        _("Bulletin"),
        _("Dit si un bulletin qui porte moins de projets est accepté."),
        exactly=_("Exactement le nombre demandé"),
        approval=_("Jusqu’au nombre demandé"),
    )
    choices = whole(_("Projets par bulletin"), _("Combien de projets différents chaque personne choisit."), 1, 20)
    min_age = whole(
        _("Âge minimum pour voter"),
        _("En années, le jour du vote. Une personne plus jeune lit une phrase qui le lui dit."),
        0,
        18,
    )
    voters_per_email = whole(
        _("Votants par adresse de courriel"),
        _("Combien de personnes d’un même foyer peuvent voter avec la même adresse."),
        1,
        10,
    )
    ideas_moderated = choice(
        _("Relecture des envies"),
        _("Dit si une envie attend d’être relue pour paraître."),
        before=_("Avant d’être visibles"),
        after=_("Après, sur signalement"),
    )
    comptoir_required = BooleanField(
        _("Un comptoir est obligatoire"),
        description=_("Sans participation à un comptoir, le dossier ne peut pas être déposé."),
    )
    rule = choice(
        _("Sélection"),
        _("Dit ce qui se passe quand un projet coûte plus que ce qui reste de l’enveloppe."),
        **{"greedy": _("On le passe et on examine le suivant"), "greedy-stop": _("On s’arrête là")},
    )
    grant_mode = choice(
        _("Montant accordé"),
        _("Dit d’où vient le montant de chaque subvention."),
        requested=_("La somme demandée"),
        criteria=_("Selon les notes du comité"),
        votes=_("Selon les voix"),
        criteria_votes=_("Selon les notes et les voix"),
    )
    floor = euros(_("Plancher, en euros"), _("Aucune subvention n’est plus petite."))
    ceiling = euros(_("Plafond, en euros"), _("Aucune subvention n’est plus grande, ni plus grande que la demande."))
    max_share_percent = whole(
        _("Part maximale du budget, en %"), _("La subvention ne couvre pas davantage du budget du projet."), 1, 100
    )
    step = euros(_("Pas d’arrondi, en euros"), _("Chaque montant est arrondi à un multiple de ce pas, vers le bas."))
    leftover = choice(
        _("Ce que l’arrondi laisse"),
        _("Dit à qui va l’argent que les arrondis libèrent."),
        none=_("Reste dans l’enveloppe"),
        by_votes=_("Aux projets qui ont le plus de voix"),
        by_rank=_("Aux premiers du classement"),
    )
    min_votes = whole(
        _("Voix nécessaires"), _("Un projet qui en a moins n’est pas aidé, même s’il reste de l’argent."), 0, 10_000
    )
    draft = SubmitField()

    def validate_floor(self, field: EurosField) -> None:
        """The floor stays below the ceiling."""
        if field.data and self.ceiling.data and field.data > self.ceiling.data:
            raise ValidationError(_("Le plancher est plus haut que le plafond."))

    def rules(self) -> Rules:
        """The typed rules; the seed is added by the service."""
        plain = {name: self[name].data for name in Rules.__annotations__ if name in self}
        money = {f"{name}_cents": self[name].data for name in ("floor", "ceiling", "step")}
        return Rules(**{**plain, **money, "lot_seed": ""})  # type: ignore[typeddict-item]


def typed_from(rules: Rules) -> dict[str, Any]:
    """The rules as the data of RulebookForm."""
    return {**rules, "floor": rules["floor_cents"], "ceiling": rules["ceiling_cents"], "step": rules["step_cents"]}


class OpenForm(FlaskForm):
    """Nothing to type: the last word before a phase opens."""


class CloseForm(FlaskForm):
    """A request for closing."""

    reason = TextAreaField(
        _("Raison"),
        [Optional(), Length(max=500)],
        description=_("Utile quand la phase finit avant la date prévue. Elle est gardée au journal."),
    )


class DatesForm(FlaskForm):
    """Other days for a planned phase."""

    first, last = on_day(_("Premier jour")), on_day(_("Dernier jour"))
    reason = TextAreaField(
        _("Raison du changement"), [DataRequired(FILL), Length(max=500)], description=_("Elle est gardée au journal.")
    )
