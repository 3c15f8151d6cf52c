"""The form of a decision."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError

from app.core.forms import StaleGuard
from app.ideas.status import CommentStatus, IdeaStatus
from moderation.decisions import Decision
from moderation.grounds import GROUNDS, Ground

DECISION_NAMES = {
    Decision.PUBLISH: _("Publier"),
    Decision.REFUSE: _("Refuser"),
    Decision.HIDE: _("Masquer"),
    Decision.RESTORE: _("Rétablir"),
}
STATE_NAMES = {  # of the queue's tabs: many texts in each
    IdeaStatus.PENDING: _("En attente de relecture"),
    IdeaStatus.PUBLISHED: _("Publiées"),
    IdeaStatus.REFUSED: _("Refusées"),
    IdeaStatus.HIDDEN: _("Masquées"),
    IdeaStatus.GROWN: _("Devenues projets"),
    IdeaStatus.MERGED: _("Réunies à une autre"),
}

COMMENT_STATE_NAMES = {
    CommentStatus.PENDING: _("En attente de relecture"),
    CommentStatus.PUBLISHED: _("Publiés"),
    CommentStatus.REFUSED: _("Refusés"),
    CommentStatus.HIDDEN: _("Masqués"),
}


def _grounds() -> list[SelectChoice]:
    """The published grounds in the reader's language, each with what falls under it."""
    language = str(get_locale() or "fr")
    said = [
        (one.value, GROUNDS[one].label.said_in(language), GROUNDS[one].explanation.said_in(language)) for one in Ground
    ]
    return [SelectChoice(value, f"{label} – {explanation}") for value, label, explanation in said]


class FlagForm(FlaskForm):
    """What is wrong with a comment, for whoever reads it at the desk."""

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


class KeepForm(FlaskForm):
    """Why a reported comment stands."""

    why = TextAreaField(
        _("Pourquoi ce commentaire reste"),
        [
            InputRequired(_("Dites pourquoi : les personnes qui ont signalé le liront.")),
            Length(max=2000, message=_("2 000 signes au plus.")),
        ],
        render_kw={"rows": 3},
    )


class DecisionForm(StaleGuard):
    """What is decided, on which ground, for which reason."""

    decision = RadioField(_("Votre décision"), [InputRequired(_("Choisissez une décision."))], validate_choice=False)
    ground = SelectField(
        _("Motif"), [Optional()], description=_("Pour refuser ou masquer."), render_kw={"required": False}
    )
    reason = TextAreaField(
        _("Raison"),
        [Optional(), Length(max=2000, message=_("2 000 caractères au plus."))],
        render_kw={"rows": 4, "required": False},
        description=_("Sauf pour publier. La personne la lira : dites précisément ce qui gêne."),
    )

    def offer(self, decisions: list[Decision]) -> "DecisionForm":
        """Offer only the decisions possible now, and the published grounds in the reader's language."""
        self.decision.choices = [SelectChoice(d.value, DECISION_NAMES[d]) for d in decisions]
        for field in (self.ground, self.reason):
            field.flags.required = True  # owed but for publishing: the hint says so, "(facultatif)" would mislead
        self.ground.choices = [SelectChoice("", _("Pas de motif")), *_grounds()]
        return self

    @property
    def typed(self) -> dict[str, Any]:
        """The answers in the words of the services."""
        ground = Ground(self.ground.data) if self.ground.data else None
        return {
            "decision": Decision(self.decision.data),
            "ground": ground,
            "reason": self.reason.data or "",
            "version": self.version.data,
        }

    def validate_decision(self, field: RadioField) -> None:
        """Refuse a verb that does not exist; one that is no longer possible is the service's matter."""
        if field.data not in set(Decision):
            raise ValidationError(str(_("Choisissez une décision.")))
