"""The forms of the desk: a decision, a report."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional, ValidationError

from app.accounts.measures import MEASURE_NAMES
from app.casework.archive import Asked
from app.casework.services import Limits
from app.core.forms import StaleGuard
from moderation.cases import Kind
from moderation.decisions import Verb
from moderation.grounds import GROUNDS, Ground
from moderation.measures import LASTS, MeasureKind

VERB_NAMES = {
    Verb.PUBLISH: _("Publier"),
    Verb.REFUSE: _("Refuser"),
    Verb.ASK: _("Demander un changement"),
    Verb.HIDE: _("Masquer"),
    Verb.MERGE: _("Réunir à une autre"),
    Verb.LIMIT: _("Limiter le compte"),
    Verb.RESTORE: _("Rétablir"),
    Verb.DISMISS: _("Laisser tel quel"),
}
VERB_KEYS = {  # what the keyboard does at the desk
    Verb.PUBLISH: "p",
    Verb.REFUSE: "r",
    Verb.ASK: "d",
    Verb.HIDE: "m",
    Verb.MERGE: "u",
    Verb.LIMIT: "c",
    Verb.RESTORE: "b",
    Verb.DISMISS: "l",
}
DONE = {  # said once it is decided
    Verb.PUBLISH: _("« %(title)s » paraît ; la personne est prévenue."),
    Verb.REFUSE: _("« %(title)s » est refusé ; la personne lit vos raisons."),
    Verb.ASK: _("« %(title)s » attend son auteur, qui lit votre demande."),
    Verb.HIDE: _("« %(title)s » est masqué ; la personne lit vos raisons."),
    Verb.MERGE: _("« %(title)s » est réuni à l’autre ; les auteurs sont prévenus."),
    Verb.LIMIT: _("Le compte de l’auteur de « %(title)s » est limité ; la personne lit vos raisons."),
    Verb.RESTORE: _("« %(title)s » est rétabli ; la personne est prévenue."),
    Verb.DISMISS: _("« %(title)s » reste tel quel."),
}
ALONE = {Verb.MERGE.value, Verb.LIMIT.value}  # never taken on several cases at once
KIND_NAMES = {
    Kind.IDEA: _("Envies"),
    Kind.PROJECT: _("Projets"),
    Kind.COMMENT: _("Commentaires"),
    Kind.PICTURE: _("Photos"),
    Kind.ORGANISATION: _("Structures"),
    Kind.PROFILE: _("Profils"),
    Kind.CONTRIBUTION: _("Contributions"),
}
_LONGEST = Length(max=2000, message=_("2 000 caractères au plus."))


def _grounds() -> list[SelectChoice]:
    """The published grounds in the reader's language, each with what falls under it."""
    language = str(get_locale() or "fr")
    said = [
        (one.value, GROUNDS[one].label.said_in(language), GROUNDS[one].explanation.said_in(language)) for one in Ground
    ]
    return [SelectChoice(value, f"{label} – {explanation}") for value, label, explanation in said]


class FlagForm(FlaskForm):
    """What is wrong with something, for whoever reads it at the desk."""

    ground = RadioField(
        _("Ce qui ne va pas"), [InputRequired(_("Choisissez ce qui ne va pas."))], validate_choice=False
    )
    words = TextAreaField(
        _("Précisez, si c’est utile"),
        [Optional(), Length(max=1000, message=_("1 000 signes au plus."))],
        render_kw={"rows": 3},
    )
    email = EmailField(
        _("Votre adresse électronique"),
        [Optional(), Length(max=254), Email(_("Écrivez une adresse complète, comme prenom@exemple.fr."))],
        render_kw={"autocomplete": "email"},
        description=_(
            "Seulement pour vous répondre. Elle n’est montrée à personne et s’efface un an après la réponse."
        ),
    )
    good_faith = BooleanField(
        _("Je signale de bonne foi, et ce que j’écris est exact à ma connaissance"),
        [InputRequired(_("Cochez cette case : un signalement se fait de bonne foi."))],
    )

    def offer(self, *, signed_in: bool) -> "FlagForm":
        """Offer the published grounds; whoever is signed in is answered on their page of news."""
        self.ground.choices = _grounds()
        if signed_in:
            del self.email
        return self

    def validate_ground(self, field: RadioField) -> None:
        """Refuse a ground that is not published."""
        if field.data not in set(Ground):
            raise ValidationError(str(_("Choisissez ce qui ne va pas.")))


class DecisionForm(StaleGuard):
    """What is decided, on which ground, for which reason, and what else it takes. Its buttons are the verbs."""

    decision = RadioField(_("Votre décision"), [InputRequired(_("Choisissez une décision."))], validate_choice=False)
    ground = SelectField(
        _("Motif"),
        [Optional()],
        description=_("Pour refuser, masquer ou limiter un compte."),
        render_kw={"required": False},
    )
    reason = TextAreaField(
        _("Raison"),
        [Optional(), _LONGEST],
        render_kw={"rows": 4, "required": False},
        description=_("Sauf pour publier. La personne la lira : dites précisément ce qui gêne."),
    )
    facts = TextAreaField(
        _("Ce que vous avez vu"),
        [Optional(), _LONGEST],
        render_kw={"rows": 2},
        description=_("Les faits, avec les mots en cause : ils sont joints à l’exposé des motifs."),
    )
    into = StringField(
        _("L’envie qui reste"), [Optional()], description=_("Pour réunir : collez l’adresse de sa page.")
    )
    together = SelectMultipleField(_("Décider aussi"), validate_choice=False)
    measure = SelectField(_("Mesure sur le compte"), [Optional()], render_kw={"required": False})
    days = IntegerField(
        _("Pendant combien de jours"),
        [Optional(), NumberRange(1, 365, _("Entre 1 et 365 jours."))],
        description=_("Vide : la durée proposée."),
    )

    def offer(self, verbs: list[Verb]) -> "DecisionForm":
        """Offer only the decisions possible now, and the published grounds in the reader's language."""
        self.decision.choices = [SelectChoice(verb.value, VERB_NAMES[verb]) for verb in verbs]
        for field in (self.ground, self.reason):
            field.flags.required = True  # owed but for publishing: the hint says so, "(facultatif)" would mislead
        self.ground.choices = [SelectChoice("", _("Pas de motif")), *_grounds()]
        kinds = [SelectChoice(kind.value, _measure_name(kind)) for kind in MeasureKind]
        self.measure.choices = [SelectChoice("", _("Aucune")), *kinds]
        return self

    @property
    def typed(self) -> dict[str, Any]:
        """The answers in the words of the services."""
        return {
            "verb": Verb(self.decision.data),
            "ground": Ground(self.ground.data) if self.ground.data else None,
            "reason": self.reason.data or "",
            "facts": self.facts.data or "",
            "limits": Limits(MeasureKind(self.measure.data), self.days.data or 0) if self.measure.data else None,
            "version": self.version.data,
        }

    @property
    def asked_into(self) -> str:
        """The identifier at the end of the address of the idea that stays, however it was pasted."""
        return (self.into.data or "").strip().split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]

    def validate_decision(self, field: RadioField) -> None:
        """Refuse a verb that does not exist; one that is no longer possible is the service's matter."""
        if field.data not in set(Verb):
            raise ValidationError(str(_("Choisissez une décision.")))


def _measure_name(kind: MeasureKind) -> str:
    lasts = LASTS[kind]
    name = str(MEASURE_NAMES[kind])
    return str(_("%(name)s (%(days)s jours)", name=name, days=lasts.days)) if lasts else name


class AnswerForm(StaleGuard):
    """What the team says often."""

    label = StringField(
        _("Son nom"), [InputRequired(_("Donnez-lui un nom court.")), Length(max=60, message=_("60 signes au plus."))]
    )
    ground = SelectField(_("Motif proposé"), [Optional()])
    text = TextAreaField(
        _("Le texte proposé"),
        [InputRequired(_("Écrivez le texte proposé.")), _LONGEST],
        render_kw={"rows": 5},
        description=_("Entre crochets, ce qui est à compléter à chaque fois."),
    )

    def offer(self) -> "AnswerForm":
        """Offer the published grounds."""
        self.ground.choices = [SelectChoice("", _("Pas de motif")), *_grounds()]
        return self


def ground_names() -> dict[Ground, str]:
    """The published grounds in the reader's language."""
    language = str(get_locale() or "fr")
    return {one: GROUNDS[one].label.said_in(language) for one in Ground}


def archive_fields(asked: Asked, kinds: dict[Kind, str]) -> list[dict[str, Any]]:
    """The fields above the archive."""
    grounds = [("", _("Tous les motifs")), *((one.value, name) for one, name in ground_names().items())]
    verbs = [("", _("Toutes les décisions")), *((verb.value, name) for verb, name in VERB_NAMES.items())]
    named = [("", _("Tous les genres")), *((kind.value, name) for kind, name in kinds.items())]
    return [
        {"name": "q", "label": _("Mots du titre"), "value": asked.words},
        {"name": "genre", "label": _("Genre"), "value": asked.kind, "options": named},
        {"name": "decision", "label": _("Décision"), "value": asked.verb, "options": verbs},
        {"name": "motif", "label": _("Motif"), "value": asked.ground, "options": grounds},
    ]
