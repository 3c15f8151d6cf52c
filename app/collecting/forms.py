"""What is typed about sheets: how many to print, what one says, the code of a stub."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.collecting.services import MOST_PRINTED
from app.core.names import ReadableName
from app.ideas.forms import BODY_MAX, TITLE_MAX, known_theme, municipality_field, theme_field

PDF, PAGE = "pdf", "page"
# A code is no word: no correction, no suggestion, and a keyboard of capitals on a phone.
CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 20}


class PrintForm(FlaskForm):
    """How many sheets, and how they are wanted."""

    count = IntegerField(
        _("Combien de feuilles ?"),
        [
            InputRequired(_("Dites combien de feuilles il vous faut.")),
            NumberRange(1, MOST_PRINTED, message=_("De 1 à 60 feuilles à la fois.")),
        ],
        description=_("De 1 à 60 : deux par page A4, à couper en deux."),
        default=20,
    )
    wanted = SelectField(
        _("Sous quelle forme ?"),
        choices=[
            SelectChoice(PDF, _("Un PDF à imprimer")),
            SelectChoice(PAGE, _("Une page à imprimer depuis le navigateur")),
        ],
        default=PDF,
    )


class SheetForm(FlaskForm):
    """What one sheet says, as short as the sheet itself."""

    code = StringField(
        _("Code de la feuille"),
        [InputRequired(_("Tapez le code imprimé sur la feuille."))],
        render_kw={**CODE, "autofocus": True},
    )
    title = StringField(_("Titre"), [InputRequired(_("Recopiez le titre.")), ReadableName(TITLE_MAX)])
    body = TextAreaField(
        _("Texte"),
        [
            InputRequired(_("Recopiez ce que dit la feuille.")),
            Length(
                10, BODY_MAX, message=_("Entre 10 et 1 000 caractères : les mots de la feuille, sans nom ni adresse.")
            ),
        ],
        render_kw={"rows": 4},
    )
    theme = theme_field()
    municipality = municipality_field()
    first_name = StringField(_("Prénom"), [Optional(), ReadableName(40)])

    @property
    def typed(self) -> dict[str, Any]:
        """The answers in the words of the services."""
        return {
            "code": self.code.data,
            "title": self.title.data,
            "body": self.body.data,
            "theme": known_theme(self.theme.data),
            "municipality": self.municipality.municipality,
            "first_name": self.first_name.data or "",
        }


class ClaimForm(FlaskForm):
    """The code of a stub."""

    code = StringField(
        _("Code du talon"),
        [InputRequired(_("Tapez le code imprimé sur votre talon."))],
        description=_("Huit caractères en deux groupes, par exemple « K7PM-4XWA »."),
        render_kw=CODE,
    )
