"""What is typed about committees: a seat, a sitting, its agenda, what is said of a dossier."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.committees.models import CHOICE_NAMES, SEAT_NAMES, Seat
from app.committees.services.dossiers import Said
from app.committees.status import OUTCOME_NAMES, Outcome
from app.core import clock
from moderation.committee import Choice, Votes

LONG = Length(max=2000, message=_("2 000 caractères au plus."))
SHORT = Length(max=200, message=_("200 caractères au plus."))
WHOLE = _("Écrivez un nombre entier, à partir de 0.")


class SeatForm(FlaskForm):
    """Somebody comes to sit in the committee."""

    email = EmailField(
        _("Adresse de courriel de son compte"),
        [InputRequired(_("Donnez l’adresse de la personne.")), SHORT],
    )
    seat = RadioField(
        _("Sa place"),
        [InputRequired(_("Choisissez une place."))],
        choices=[SelectChoice(seat.value, name) for seat, name in SEAT_NAMES.items()],
    )
    sits_for = StringField(
        _("Au nom de"),
        [Optional(), SHORT],
        description=_("La collectivité, l’association, les habitants tirés au sort…"),
    )
    until = DateField(_("Dernier jour du mandat"), [Optional()], description=_("Vide : sans fin prévue."))

    @property
    def typed(self) -> tuple[Any, ...]:
        """The seat in the words of the service."""
        return self.email.data, Seat(self.seat.data), self.sits_for.data or "", self.until.data


class SittingForm(FlaskForm):
    """When and where the committee meets."""

    day = DateField(_("Jour"), [InputRequired(_("Choisissez une date."))])
    hour = TimeField(_("Heure"), [InputRequired(_("Donnez l’heure du début."))])
    place = StringField(_("Lieu"), [InputRequired(_("Dites où le comité se réunit.")), SHORT])
    note = TextAreaField(
        _("À savoir avant de venir"),
        [Optional(), LONG],
        render_kw={"rows": 3},
        description=_("Part avec la convocation."),
    )

    @property
    def held_at(self) -> datetime:
        """The instant, on the clocks of Paris."""
        return datetime.combine(self.day.data, self.hour.data, clock.PARIS)


class AgendaForm(FlaskForm):
    """The dossiers to put on the agenda."""

    proposals = SelectMultipleField(
        _("Dossiers qui attendent une séance"),
        [InputRequired(_("Cochez au moins un dossier."))],
        coerce=int,
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class PresencesForm(FlaskForm):
    """Who is there."""

    members = SelectMultipleField(
        _("Membres présents"),
        coerce=int,
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class PlaceForm(FlaskForm):
    """Where a dossier goes on the agenda."""

    to = IntegerField(_("Rang"), [InputRequired(WHOLE), NumberRange(1, 999, WHOLE)])


class CancelForm(FlaskForm):
    """Why a sitting is called off."""

    reason = TextAreaField(
        _("Pourquoi la séance est annulée"),
        [InputRequired(_("Donnez la raison : les membres la liront.")), LONG],
        render_kw={"rows": 3},
    )


class RemarksForm(FlaskForm):
    """What the minutes say beside the dossiers."""

    remarks = TextAreaField(
        _("Observations"), [Optional(), LONG], render_kw={"rows": 4}, description=_("Elles terminent le procès-verbal.")
    )


class LinkForm(FlaskForm):
    """Whether a member steps back from a dossier."""

    member = StringField(validators=[InputRequired()], widget=HiddenInput())
    steps_back = RadioField(
        _("Se retire pour ce dossier ?"),
        [InputRequired(_("Choisissez une réponse."))],
        choices=[SelectChoice("yes", _("Oui, sa voix ne compte pas")), SelectChoice("no", _("Non, prend part"))],
    )
    reason = StringField(
        _("Raison"), [InputRequired(_("Dites pourquoi en quelques mots.")), SHORT], id="reason-link"
    )  # its page has another reason to write


class VoiceForm(FlaskForm):
    """One member's vote."""

    member = StringField(validators=[InputRequired()], widget=HiddenInput())
    choice = RadioField(
        _("Donner le label ?"),
        [InputRequired(_("Choisissez une réponse."))],
        choices=[SelectChoice(choice.value, name) for choice, name in CHOICE_NAMES.items()],
        coerce=Choice,
    )


class SaidForm(FlaskForm):
    """What the committee says of a dossier."""

    outcome = RadioField(
        _("Le comité propose de"),
        [InputRequired(_("Choisissez une réponse."))],
        choices=[SelectChoice(outcome.value, name) for outcome, name in OUTCOME_NAMES.items()],
    )
    consensus = BooleanField(_("Par consensus, sans compter les voix"))
    votes_for = IntegerField(_("Pour"), [Optional(), NumberRange(0, 999, WHOLE)])
    votes_against = IntegerField(_("Contre"), [Optional(), NumberRange(0, 999, WHOLE)])
    votes_abstained = IntegerField(_("Abstentions"), [Optional(), NumberRange(0, 999, WHOLE)])
    casting = BooleanField(_("À égalité, la voix de la présidence départage dans ce sens"))
    reason = TextAreaField(
        _("Raison"),
        [InputRequired(_("Donnez la raison : c’est elle que la décision reprendra.")), LONG],
        render_kw={"rows": 4},
    )

    @property
    def typed(self) -> Said:
        """The answer in the words of the service."""
        counts = (self.votes_for.data, self.votes_against.data, self.votes_abstained.data)
        votes = Votes(*(count or 0 for count in counts)) if any(count is not None for count in counts) else None
        return Said(Outcome(self.outcome.data), self.reason.data, self.consensus.data, votes, self.casting.data)
