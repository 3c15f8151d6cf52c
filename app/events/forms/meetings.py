"""What staff type about a meeting, its programme, and the place."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.accounts.models import Person
from app.core import clock
from app.core.forms import StaleGuard
from app.events.models import EVENT_NAMES, SESSION_NAMES, Event, EventKind, EventSession, Place, SessionKind
from app.events.services.meetings import Meeting
from app.events.services.places import Spot
from app.events.services.programme import Part
from app.territories.forms import MunicipalityField

KIND = _("Choisissez la sorte.")
HEADED = _("Donnez un titre.")
START, END = _("Choisissez l’heure de début."), _("Choisissez l’heure de fin.")
SEATS = _("Écrivez le nombre de places, entre 1 et 1 000.")


class AccessForm(StaleGuard):
    """How one comes to a place, and enters it."""

    step_free = BooleanField(_("On y entre de plain-pied, ou par une rampe"))
    hearing_loop = BooleanField(_("Une boucle magnétique est installée"))
    access_notes = TextAreaField(
        _("Comment on y vient, comment on y entre"),
        [Optional(), Length(max=600)],
        render_kw={"rows": 3},
        description=_("Parking, bus, toilettes accessibles, porte lourde : ce qu’on aime savoir avant de partir."),
    )

    @property
    def access(self) -> dict[str, Any]:
        """What was typed."""
        return {
            "step_free": self.step_free.data,
            "hearing_loop": self.hearing_loop.data,
            "access_notes": self.access_notes.data or "",
        }


class EventForm(AccessForm):
    """One meeting, on one day, at a place already known or a new one."""

    kind = SelectField(
        _("Sorte de rendez-vous"), [InputRequired(KIND)], choices=[SelectChoice(*pair) for pair in EVENT_NAMES.items()]
    )
    title = StringField(_("Titre"), [DataRequired(HEADED), Length(max=120)])
    programme = TextAreaField(
        _("Ce qu’on y fera"),
        [DataRequired(_("Dites en quelques phrases ce qu’on y fera.")), Length(max=3000)],
        render_kw={"rows": 6},
        description=_("Quelques phrases : ce qui se passe, pour qui, ce qu’on en rapporte."),
    )
    host = StringField(
        _("Qui accueille"),
        [DataRequired(_("Dites qui accueille.")), Length(max=120)],
        description=_("La structure ou l’ambassadeur ESS."),
    )
    hosts = SelectMultipleField(
        _("Qui tient la liste avec vous"),
        [Optional()],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
        description=_("Ces personnes voient les inscriptions de ce rendez-vous et sont nommées sur sa page."),
    )
    known_place = SelectField(_("Lieu"), [Optional()], default="")
    place = StringField(
        _("Nom du nouveau lieu"), [Length(max=160)], description=_("Le nom de la salle ou de la maison.")
    )
    address = StringField(_("Adresse"), [Optional(), Length(max=200)], description=_("Numéro et rue."))
    municipality = MunicipalityField(_("Commune du nouveau lieu"))
    day = DateField(_("Jour"), [InputRequired(_("Choisissez une date."))])
    start = TimeField(_("Début"), [InputRequired(START)])
    end = TimeField(_("Fin"), [InputRequired(END)])
    seats = IntegerField(_("Nombre de places"), [InputRequired(SEATS), NumberRange(1, 1000, SEATS)])
    waiting_places = IntegerField(
        _("Longueur de la liste d’attente"),
        [Optional(), NumberRange(0, 1000, _("Entre 0 et 1 000 personnes."))],
        default=30,
        description=_("0 : pas de liste d’attente."),
    )

    def offer(self, people: Sequence[Person], places: Sequence[Place]) -> None:
        """List who may host, and the places already described."""
        self._people, self._places = {one.public_id: one for one in people}, {one.public_id: one for one in places}
        self.hosts.choices = [(one.public_id, one.name) for one in people]
        self.known_place.choices = [
            ("", str(_("Un nouveau lieu, décrit ci-dessous"))),
            *((p.public_id, p.line) for p in places),
        ]

    def validate_end(self, field: TimeField) -> None:
        """A meeting ends after it starts."""
        if field.data and self.start.data and field.data <= self.start.data:
            raise ValidationError(_("Le rendez-vous finit avant de commencer : vérifiez les deux heures."))

    def validate_place(self, field: StringField) -> None:
        """A new place has a name; a known one is not described again."""
        if not self.known_place.data and not (field.data or "").strip():
            raise ValidationError(_("Choisissez un lieu dans la liste, ou écrivez le nom du nouveau."))
        if self.known_place.data and ((field.data or "").strip() or any(self.access.values())):
            raise ValidationError(
                _("Un lieu est choisi dans la liste, et un nouveau est décrit : gardez l’un des deux.")
            )

    def validate_municipality(self, field: MunicipalityField) -> None:
        """A new place is somewhere."""
        if not self.known_place.data and field.municipality is None:
            raise ValidationError(_("Dites dans quelle commune est ce nouveau lieu."))

    def meeting(self) -> Meeting:
        """What was typed, in instants."""
        return Meeting(
            kind=EventKind(self.kind.data),
            title=self.title.data,
            programme=self.programme.data,
            host=self.host.data,
            hosts=[self._people[one] for one in self.hosts.data or () if one in self._people],
            place=self._places.get(self.known_place.data) or self._spot(),
            starts_at=self._at(self.start.data),
            ends_at=self._at(self.end.data),
            seats=self.seats.data,
            waiting_places=30 if self.waiting_places.data is None else self.waiting_places.data,
        )

    def _spot(self) -> Spot:
        where = self.municipality.municipality
        return Spot(self.place.data or "", where, self.address.data or "", **self.access)  # type: ignore[arg-type]  # validated before

    def _at(self, hour: time) -> datetime:
        return datetime.combine(self.day.data, hour, clock.PARIS)


class SessionForm(FlaskForm):
    """One part of the programme."""

    kind = SelectField(
        _("Sorte"), [InputRequired(KIND)], choices=[SelectChoice(*pair) for pair in SESSION_NAMES.items()]
    )
    title = StringField(_("Titre"), [DataRequired(HEADED), Length(max=120)])
    start = TimeField(_("Début"), [InputRequired(START)])
    end = TimeField(_("Fin"), [InputRequired(END)])
    room = StringField(_("Salle"), [Optional(), Length(max=80)])
    speakers = TextAreaField(
        _("Qui intervient"),
        [Optional(), Length(max=600)],
        render_kw={"rows": 2},
        description=_("Un nom par ligne, avec sa fonction."),
    )
    about = TextAreaField(_("En quelques phrases"), [Optional(), Length(max=1500)], render_kw={"rows": 3})
    seats = IntegerField(
        _("Nombre de places"),
        [Optional(), NumberRange(1, 1000, SEATS)],
        description=_("Avec un nombre, on choisit cet atelier en s’inscrivant. Vide : tout le monde y est."),
    )

    def part(self, event: Event) -> Part:
        """What was typed, on the day of the meeting."""
        day = clock.paris(event.starts_at).date()
        return Part(
            kind=SessionKind(self.kind.data),
            title=self.title.data,
            starts_at=datetime.combine(day, self.start.data, clock.PARIS),
            ends_at=datetime.combine(day, self.end.data, clock.PARIS),
            about=self.about.data or "",
            room=self.room.data or "",
            speakers=self.speakers.data or "",
            seats=self.seats.data,
        )


class CancelForm(FlaskForm):
    """Why a meeting, or one part of it, is called off: read by everybody it concerns."""

    reason = TextAreaField(
        _("Pourquoi ?"),
        [
            DataRequired(_("Dites pourquoi : les personnes concernées le liront.")),
            Length(max=500, message=_("500 caractères au plus.")),
        ],
        render_kw={"rows": 4},
    )


class PlaceForm(AccessForm):
    """A place, and how one enters it."""

    place = StringField(_("Nom du lieu"), [DataRequired(_("Donnez le nom du lieu.")), Length(max=160)])
    address = StringField(_("Adresse"), [Optional(), Length(max=200)], description=_("Numéro et rue."))
    municipality = MunicipalityField(_("Commune"), [DataRequired(_("Dites dans quelle commune est ce lieu."))])

    def spot(self) -> Spot:
        """What was typed."""
        return Spot(
            name=self.place.data,
            municipality=self.municipality.municipality,  # type: ignore[arg-type]  # validated just before
            address=self.address.data or "",
            **self.access,
        )


def typed_from(event: Event) -> dict[str, Any]:
    """The meeting as the data of EventForm."""
    start, end = clock.paris(event.starts_at), clock.paris(event.ends_at)
    plain = {name: getattr(event, name) for name in ("kind", "title", "programme", "host", "seats", "waiting_places")}
    return plain | {
        "hosts": [host.person.public_id for host in event.hosts],
        "known_place": event.place.public_id,
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "version": event.version,
    }


def copied_from(event: Event) -> dict[str, Any]:
    """The same for another date: the day is left to choose."""
    return typed_from(event) | {"day": None}


def session_typed_from(session: EventSession) -> dict[str, Any]:
    """The part as the data of SessionForm."""
    plain = {name: getattr(session, name) for name in ("kind", "title", "room", "speakers", "about", "seats")}
    hours = {"start": clock.paris(session.starts_at).time(), "end": clock.paris(session.ends_at).time()}
    return plain | hours


def place_typed_from(place: Place) -> dict[str, Any]:
    """The place as the data of PlaceForm."""
    plain = {n: getattr(place, n) for n in ("address", "step_free", "hearing_loop", "access_notes", "version")}
    return plain | {"place": place.name, "municipality": place.municipality.name}
