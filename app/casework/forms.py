"""The form of a decision."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

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


class DecisionForm(StaleGuard):
    """What is decided, on which ground, for which reason."""

    decision = RadioField(_("Votre décision"), [InputRequired(_("Choisissez une décision."))], validate_choice=False)
    ground = SelectField(
        _("Motif"), [Optional()], description=_("Pour refuser ou masquer."), render_kw={"required": False}
    )
    reason = TextAreaField(
        _("Raison"),
        [Optional(), Length(max=2000, message=_("2 000 signes au plus."))],
        render_kw={"rows": 4, "required": False},
        description=_("Sauf pour publier. La personne la lira : dites précisément ce qui gêne."),
    )

    def offer(self, decisions: list[Decision]) -> "DecisionForm":
        """Offer only the decisions possible now, and the published grounds in the reader's language."""
        self.decision.choices = [SelectChoice(d.value, DECISION_NAMES[d]) for d in decisions]
        language = str(get_locale() or "fr")
        named = [
            SelectChoice(
                ground.value,
                f"{GROUNDS[ground].label.said_in(language)} – {GROUNDS[ground].explanation.said_in(language)}",
            )
            for ground in Ground
        ]
        for field in (self.ground, self.reason):
            field.flags.required = True  # owed but for publishing: the hint says so, "(facultatif)" would mislead
        self.ground.choices = [SelectChoice("", _("Pas de motif")), *named]
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
