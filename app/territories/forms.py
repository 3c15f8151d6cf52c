"""The field where a person says which commune."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import StringField
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from app.core.errors import Refused
from app.territories import queries
from app.territories.models import Municipality
from app.territories.names import split_postal_code

MOST_LISTED = 8  # communes named in one sentence


class MunicipalityInput(TextInput):
    """A text field that lists communes while one types; without JavaScript it is a plain text field."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        """The field and its (empty) list; htmx fills the list from /communes."""
        options = f"{field.id}-communes"
        asks = {
            "hx-get": url_for("territories.index"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{options}",
            "hx-swap": "innerHTML",
        }
        shown = super().__call__(field, list=options, autocomplete="off", **asks, **attributes)
        return shown + Markup('<datalist id="{}"></datalist>').format(options)


class MunicipalityField(StringField):
    """A commune of this département by its name or its postal code, however typed; `.municipality` once it is valid."""

    widget = MunicipalityInput()
    municipality: Municipality | None = None

    def pre_validate(self, form: Any) -> None:
        """Find the commune; a sentence says what is wrong, and what was typed stays."""
        self.municipality = None
        if (self.data or "").strip():
            try:
                self.municipality = chosen(self.data)
            except Refused as refusal:
                raise StopValidation(str(refusal)) from None


def chosen(text: str) -> Municipality:
    """The one commune meant by `text`; Refused when there is none, or several (they are named)."""
    name, postal_code = split_postal_code(text)
    found = queries.find_municipalities(text)
    if len(found) == 1 and (not name or found[0].sort_name == name):
        return found[0]
    whole = [m for m in found if f" {name} " in f" {m.sort_name} "] if name else found
    if whole:
        raise Refused(_ambiguous(text.strip(), whole))
    raise Refused(_unknown(text.strip(), name, postal_code, found))


def _ambiguous(text: str, found: Sequence[Municipality]) -> str:
    listed = ", ".join(m.label for m in found[:MOST_LISTED]) + ("…" if len(found) > MOST_LISTED else "")
    if len(found) == 1:
        return _("« %(text)s » : vouliez-vous dire %(commune)s ? Écrivez son nom entier.", text=text, commune=listed)
    return _(
        "« %(text)s » peut être plusieurs communes : %(communes)s. Écrivez le nom de la vôtre.",
        text=text,
        communes=listed,
    )


def _unknown(text: str, name: str, postal_code: str, alike: Sequence[Municipality]) -> str:
    here = queries.department()
    french = str(get_locale() or "fr").startswith("fr")  # "du Pas-de-Calais" is only needed in French
    of_here = (here.of_name if french else "") or here.name if here else ""
    if not name:
        return _(
            "Aucune commune %(of_department)s n’a le code postal %(code)s.", of_department=of_here, code=postal_code
        )
    if postal_code and (same := queries.find_municipalities(name)):
        return _("%(commune)s n’a pas le code postal %(code)s.", commune=same[0].label, code=postal_code)
    if alike:  # "Lille" is in "Lillers"
        near = ", ".join(m.label for m in alike[:3])
        return _(
            "%(text)s n’est pas une commune %(of_department)s. Vouliez-vous dire %(communes)s ?",
            text=text,
            of_department=of_here,
            communes=near,
        )
    return _(
        "%(text)s n’est pas une commune %(of_department)s. Vérifiez l’orthographe, ou choisissez dans la liste.",
        text=text,
        of_department=of_here,
    )
