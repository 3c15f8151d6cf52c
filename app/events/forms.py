"""What staff type about a meeting."""

from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField, TimeField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.core import clock
from app.core.forms import StaleGuard
from app.events.models import EVENT_NAMES, Event, EventKind
from app.events.services import Meeting, Spot
from app.territories.forms import MunicipalityField

FILL = _("Remplissez ce champ.")


class EventForm(StaleGuard):
    """One meeting, on one day."""

    kind = SelectField(
        _("Sorte de rendez-vous"), [InputRequired(FILL)], choices=[SelectChoice(*pair) for pair in EVENT_NAMES.items()]
    )
    title = StringField(_("Titre"), [DataRequired(FILL), Length(max=120)])
    programme = TextAreaField(
        _("Ce qu’on y fera"),
        [DataRequired(FILL), Length(max=3000)],
        render_kw={"rows": 6},
        description=_("Quelques phrases : ce qui se passe, pour qui, ce qu’on en rapporte."),
    )
    host = StringField(
        _("Qui accueille"), [DataRequired(FILL), Length(max=120)], description=_("La structure ou l’ambassadeur ESS.")
    )
    place = StringField(_("Lieu"), [DataRequired(FILL), Length(max=160)], description=_("La salle et l’adresse."))
    municipality = MunicipalityField(_("Commune"), [DataRequired(FILL)])
    day = DateField(_("Jour"), [InputRequired(_("Choisissez une date."))])
    start = TimeField(_("Début"), [InputRequired(_("Choisissez une heure."))])
    end = TimeField(_("Fin"), [InputRequired(_("Choisissez une heure."))])
    seats = IntegerField(
        _("Nombre de places"), [InputRequired(FILL), NumberRange(1, 1000, _("Entre 1 et 1 000 places."))]
    )

    def validate_end(self, field: TimeField) -> None:
        """A meeting ends after it starts."""
        if field.data and self.start.data and field.data <= self.start.data:
            raise ValidationError(_("Le rendez-vous finit avant de commencer : vérifiez les deux heures."))

    def meeting(self) -> Meeting:
        """What was typed, in instants."""
        return Meeting(
            kind=EventKind(self.kind.data),
            title=self.title.data,
            programme=self.programme.data,
            host=self.host.data,
            place=Spot(self.place.data, self.municipality.municipality),  # type: ignore[arg-type]  # validated just before
            starts_at=self._at(self.start.data),
            ends_at=self._at(self.end.data),
            seats=self.seats.data,
        )

    def _at(self, hour: time) -> datetime:
        return datetime.combine(self.day.data, hour, clock.PARIS)


def typed_from(event: Event) -> dict[str, Any]:
    """The meeting as the data of EventForm."""
    start, end = clock.paris(event.starts_at), clock.paris(event.ends_at)
    return {
        "kind": event.kind,
        "title": event.title,
        "programme": event.programme,
        "host": event.host,
        "place": event.place.name,
        "municipality": event.municipality.name,
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "seats": event.seats,
        "version": event.version,
    }
