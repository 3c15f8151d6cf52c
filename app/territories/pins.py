"""A pin: the position somebody gives to what they write, in two fields that a form takes beside its own."""

from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import FloatField
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from app.core.errors import Refused
from app.territories import maps


class Pin(NamedTuple):
    """A position, in degrees (WGS 84)."""

    latitude: float
    longitude: float


def require_in_territory(pin: Pin | None) -> None:
    """Raise Refused for a pin in the sea or elsewhere; no pin is always right."""
    if pin is not None and not maps.is_in_territory(*pin):
        sentence = gettext("Ce repère est en mer, ou hors du territoire : posez-le dans une commune d’ici.")
        raise Refused(sentence, field="longitude")


class Degrees(FloatField):
    """A latitude or a longitude, with a point or a comma; a sentence when it is neither.

    A field of numbers would drop the comma in some browsers without a word: it is a field of text.
    """

    widget = TextInput()

    def __init__(self, label: Any, most: int, **more: Any) -> None:
        super().__init__(label, render_kw={"autocomplete": "off"}, **more)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is no position."""
        typed = (valuelist[0] if valuelist else "").strip().replace(",", ".").removesuffix("°")
        try:
            self.data = float(typed) if typed else None
        except ValueError:
            self.data = self.most + 1

    def pre_validate(self, form: Any) -> None:
        """Refuse what is on no globe."""
        if self.data is not None and not -self.most <= self.data <= self.most:
            raise ValidationError(gettext("Écrivez un nombre de degrés, comme 50,29."))


class WithPin(FlaskForm):
    """The part of a form that places what it is about on the map; both numbers, or none."""

    latitude = Degrees(_("Latitude"), 90, description=_("Vers le nord, en degrés : 50,29 à Arras."))
    longitude = Degrees(_("Longitude"), 180, description=_("Vers l’est, en degrés : 2,78 à Arras."))

    def validate_longitude(self, field: FloatField) -> None:
        """One without the other places nothing; both are here, not in the sea."""
        if (field.data is None) != (self.latitude.data is None):
            raise ValidationError(gettext("Il manque l’un des deux nombres : donnez les deux, ou aucun."))
        if not self.latitude.errors:
            try:
                require_in_territory(self.pin)
            except Refused as refusal:
                raise ValidationError(str(refusal)) from None

    @property
    def pin(self) -> Pin | None:
        """The position, once the form is valid; None when nobody gave one."""
        latitude, longitude = self.latitude.data, self.longitude.data
        return None if latitude is None or longitude is None else Pin(latitude, longitude)

    @property
    def pin_as_typed(self) -> dict[str, str]:
        """The two answers letter by letter: a draft keeps them, right or wrong."""
        return {field.name: field._value() for field in (self.latitude, self.longitude)}  # noqa: SLF001  (WTForms')
