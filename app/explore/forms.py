"""The file of outlines that staff load, and the place of an idea."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import FloatField
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput


class OutlinesForm(FlaskForm):
    """A GeoJSON file."""

    file = FileField(
        _("Fichier GeoJSON"),
        [FileRequired(_("Choisissez un fichier de contours."))],
        description=_(
            "Contours en longitude et latitude (WGS 84), 12 Mo au plus. Une commune ou le département porte son code "
            "INSEE (« code ») ; un quartier porte son nom (« nom ») et le code de sa commune (« commune »)."
        ),
        render_kw={"accept": ".geojson,.json,application/geo+json,application/json"},
    )


class Degrees(FloatField):
    """A latitude or a longitude, with a point or a comma; a sentence when it is neither.

    A field of numbers would drop the comma in some browsers without a word: it is a field of text.
    """

    widget = TextInput()

    def __init__(self, label: Any, most: int, **more: Any) -> None:
        super().__init__(label, **more)
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
            raise ValidationError(str(_("Écrivez un nombre de degrés, comme 50,29.")))


class PinForm(FlaskForm):
    """Where an idea stands; both or none."""

    latitude = Degrees(_("Latitude"), 90, description=_("Vers le nord, en degrés : 50,29 à Arras."))
    longitude = Degrees(_("Longitude"), 180, description=_("Vers l’est, en degrés : 2,78 à Arras."))

    def validate_longitude(self, field: FloatField) -> None:
        """One without the other places nothing."""
        if (field.data is None) != (self.latitude.data is None):
            raise ValidationError(str(_("Il manque l’un des deux nombres : donnez les deux, ou aucun.")))
