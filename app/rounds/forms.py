"""What staff type about a round. Amounts are typed in euros and handed on in cents."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.core.errors import Refused
from app.core.forms import AwaitedForm, StaleGuard
from app.core.names import ReadableName
from app.rounds.checks import check_year
from app.rounds.fields import FILL, AnswerField, choice, euros, on_day, whole
from app.rounds.models import PHASE_NAMES, PhaseKind, RoundTheme
from app.rounds.presets import MOST_CHOICES, Rules
from app.rounds.presets import PRESETS as START
from app.rounds.selection import SelectionForm, selection_from
from app.rounds.themes import MOST_THEMES, THEME_NAMES, Theme
from app.rounds.theming import NAME_MAX, Typed
from voting.presets import PRESETS

YEARS = (2000, 2100)


class RoundForm(StaleGuard):
    """A round: its name, year, envelope, and the first and last day of each phase (fields added below)."""

    name = StringField(
        _("Nom de l’édition"),
        [DataRequired(FILL), Length(max=120)],
        description=_("Ce que tout le monde lira, par exemple « Budget citoyen 2027 »."),
    )
    year = whole(_("Année"), _("L’année du vote : l’âge des votants y est compté."), *YEARS)
    preset = AnswerField(
        _("Modèle"),
        [InputRequired(FILL)],
        description=_("Les règles de départ ; vous pourrez changer chacune d’elles dans le règlement."),
    )
    envelope = euros(_("Enveloppe, en euros"), _("La somme à répartir entre les projets retenus."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        lang = str(get_locale() or "fr")[:2]
        self.preset.choices = [SelectChoice(key, preset.name(lang)) for key, preset in PRESETS.items()]
        self.sentences = {key: preset.sentence(lang) for key, preset in PRESETS.items()}
        most = START["equal-shares"]["choices"]  # "as many as one likes" is a number on the platform
        self.sentences["equal-shares"] += " " + gettext("Ici, %(most)s au plus pour commencer.", most=most)

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


class RulebookForm(SelectionForm, StaleGuard):
    """The règlement: its text, and the answers that make presets.Rules but the seed, which nobody chooses."""

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
    choices = whole(
        _("Projets par bulletin"), _("Combien de projets différents chaque personne choisit."), 1, MOST_CHOICES
    )
    min_choices = IntegerField(
        _("Au moins"),
        [Optional(), NumberRange(1, MOST_CHOICES, _("Écrivez un nombre entier entre 1 et 20."))],
        description=_("Pour un bulletin « jusqu’au nombre demandé » : le moins de projets qu’il doit porter."),
    )
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
        after=_("Après leur parution"),
    )
    comments_moderated = choice(
        _("Relecture des commentaires"),
        _("Dit si un commentaire attend d’être relu pour paraître."),
        same=_("Comme les envies"),
        before=_("Avant d’être visibles"),
        after=_("Après leur parution"),
    )
    pictures_moderated = choice(
        _("Relecture des photos"),
        _("Dit si la photo d’une envie attend d’être relue pour paraître."),
        same=_("Comme les envies"),
        before=_("Avant d’être visibles"),
        after=_("Après leur parution"),
    )
    contributions_moderated = choice(
        _("Relecture des contributions aux rendez-vous"),
        _("Dit si ce qui est écrit pendant un rendez-vous attend d’être relu pour paraître."),
        before=_("Avant d’être visibles"),
        after=_("Après leur parution"),
    )
    comptoir_required = BooleanField(
        _("Un comptoir est obligatoire"),
        description=_("Sans participation à un comptoir, le dossier ne peut pas être déposé."),
    )
    carrier_required = BooleanField(
        _("Une structure doit porter le projet"),
        description=_("Sans structure vérifiée qui le porte ou l’accueille, le dossier ne peut pas être déposé."),
    )
    engagement_required = BooleanField(
        _("Le contrat d’engagement républicain est demandé"),
        description=_("L’association ou la fondation qui porte le projet doit l’avoir accepté avant le dépôt."),
    )
    minors = choice(
        _("Moins de 15 ans"),
        _("Qui peut publier une envie ou un projet. L’âge du vote est réglé à part."),
        unasked=_("L’âge n’est pas demandé"),
        through_adult=_("Un adulte publie au nom d’une classe ou d’un groupe"),
        with_parent=_("Avec l’accord d’un parent, donné par courriel"),
        refused=_("Pas de compte avant 15 ans"),
    )
    committee_decides = BooleanField(
        _("Le comité décide, et tout est annoncé ensemble"),
        description=_("Les décisions sur le label sont préparées, puis partent au même moment pour tout le monde."),
    )
    quorum_percent = whole(
        _("Quorum du comité (en %)"),
        _("La part des membres ayant une voix qui doivent être là pour décider. 0 : aucun quorum."),
        0,
        100,
    )
    draft = SubmitField()

    def validate_min_choices(self, field: IntegerField) -> None:
        """The least is not more than the most."""
        if self.ballot.data == "approval" and (field.data or 1) > (self.choices.data or 1):
            raise ValidationError(_("C’est plus que le nombre de projets par bulletin."))

    def rules(self) -> Rules:
        """The typed rules; the seed is added by the service."""
        plain = {name: self[name].data for name in Rules.__annotations__ if name in self}
        exact = self.ballot.data == "exactly"
        least = {"min_choices": self.choices.data if exact else self.min_choices.data or 1}
        return Rules(**{**plain, **self.selection(), **least, "lot_seed": ""})  # type: ignore[typeddict-item]


def typed_from(rules: Rules) -> dict[str, Any]:
    """The rules as the data of RulebookForm."""
    return {**rules, **selection_from(rules)}


class OpenForm(FlaskForm):
    """Nothing to type: the last word before a phase opens."""


class CloseForm(AwaitedForm):
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


class ThemeRow(Form):
    """One theme of the round's own."""

    key = HiddenField()
    name = StringField(_("Nom du thème"), [Optional(), ReadableName(NAME_MAX)])
    near = SelectField(
        _("Le plus proche des dix"), choices=[SelectChoice(theme.value, THEME_NAMES[theme]) for theme in Theme]
    )
    place = IntegerField(_("Rang"), [Optional(), NumberRange(1, 99, _("Écrivez un rang entre 1 et 99."))])
    is_offered = BooleanField(_("Proposé"))


class ThemesForm(StaleGuard):
    """The themes of a round beside the ten, and one line to add another."""

    rows = FieldList(FormField(ThemeRow), max_entries=2 * MOST_THEMES)

    @property
    def typed(self) -> list[Typed]:
        """The lines in the words of the services."""
        return [
            Typed(row["key"] or "", row["name"] or "", Theme(row["near"]), row["place"] or 99, row["is_offered"])
            for row in (entry.data for entry in self.rows)
        ]


def rows_of(themes: Sequence[RoundTheme]) -> list[dict[str, Any]]:
    """What the form starts from: the themes as they are, then an empty line."""
    known = [
        {"key": t.public_id, "name": t.name, "near": t.near.value, "place": place, "is_offered": t.is_offered}
        for place, t in enumerate(themes, 1)
    ]
    return [*known, {"key": "", "name": "", "near": Theme.ISOLATION.value, "place": len(known) + 1, "is_offered": True}]
