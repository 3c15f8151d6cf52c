"""The file of outlines that staff load, and the place of an idea."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from app.territories.pins import WithPin


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


class PinForm(WithPin):
    """Where an idea stands; both numbers or none."""
