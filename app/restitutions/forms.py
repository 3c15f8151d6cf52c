"""What is typed during a meeting and after it."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.core.forms import StaleGuard
from app.events.models import Event, EventSession
from app.restitutions.models import KIND_NAMES, ContributionKind

WHOLE = ""


class ContributionForm(FlaskForm):
    """A few words, on a phone."""

    kind = RadioField(
        _("Vous apportez"),
        [InputRequired(_("Choisissez l’une des deux."))],
        choices=[SelectChoice(*pair) for pair in KIND_NAMES.items()],
        default=ContributionKind.CONTRIBUTION.value,
    )
    session = SelectField(_("Dans quel atelier"), default=WHOLE)
    body = TextAreaField(
        _("Vos mots"),
        [DataRequired(_("Écrivez quelques mots.")), Length(max=2000, message=_("2 000 caractères au plus."))],
        render_kw={"rows": 4},
    )
    named = BooleanField(
        _("Signer de mon nom"), description=_("Sans signature, personne ne saura que c’est vous, l’équipe non plus.")
    )

    def __init__(self, event: Event, **more: Any) -> None:
        super().__init__(**more)
        self.sessions = {one.public_id: one for one in event.sessions}
        titles = (SelectChoice(key, one.title) for key, one in self.sessions.items())
        self.session.choices = [SelectChoice(WHOLE, _("Tout le rendez-vous")), *titles]
        if not self.sessions:
            del self.session

    @property
    def chosen(self) -> EventSession | None:
        """The atelier, or none."""
        return self.sessions.get(self.session.data) if self.session else None


class ReasonForm(FlaskForm):
    """Why a contribution is hidden or shown again."""

    reason = StringField(
        _("Raison"),
        [
            DataRequired(_("Donnez une raison : elle est gardée.")),
            Length(max=500, message=_("500 caractères au plus.")),
        ],
    )


class RestitutionForm(StaleGuard):
    """The report of a meeting."""

    body = TextAreaField(
        _("Ce qui s’est dit, et les suites"),
        [
            DataRequired(_("Écrivez au moins quelques lignes.")),
            Length(max=20_000, message=_("20 000 caractères au plus.")),
        ],
        render_kw={"rows": 16},
    )


class IdeaForm(FlaskForm):
    """Which idea the meeting spoke of."""

    idea = HiddenField()
    remove = HiddenField()
