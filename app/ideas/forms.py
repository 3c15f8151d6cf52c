"""The form of an idea: a title, a few lines, a theme, a place."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.accounts.age import THROUGH_ADULT
from app.core.forms import StaleGuard
from app.core.names import ReadableName
from app.files.forms import WithPicture
from app.rounds.models import Round
from app.rounds.queries import rules_of
from app.rounds.themes import THEME_NAMES, Theme
from app.territories.forms import MunicipalityField

TITLE_MAX, BODY_MIN, BODY_MAX = 80, 20, 1000


def known_theme(text: str) -> Theme | None:
    """The theme of that code, if there is one."""
    return Theme(text) if text in set(Theme) else None


def theme_field() -> SelectField:
    """Which of the themes is the closest: asked of an idea, and of a project."""
    names = [SelectChoice(theme.value, THEME_NAMES[theme]) for theme in Theme]
    nothing = SelectChoice("", _("Choisissez un thème"))
    return SelectField(_("Thème"), [InputRequired(_("Choisissez le thème le plus proche."))], choices=[nothing, *names])


def municipality_field() -> MunicipalityField:
    """Where it would be: asked of an idea, and of a project."""
    asked = [InputRequired(_("Dites dans quelle commune."))]
    return MunicipalityField(_("Commune"), asked, description=_("Son nom ou son code postal."))


class IdeaForm(FlaskForm):
    """A new idea."""

    title = StringField(
        _("Votre envie en une phrase"),
        [
            InputRequired(_("Donnez un titre à votre envie.")),
            ReadableName(TITLE_MAX),
        ],
        description=_("Par exemple : « Un café des enfants le mercredi »."),
    )
    body = TextAreaField(
        _("Racontez-la en quelques lignes"),
        [
            InputRequired(_("Dites-en un peu plus : quelques lignes suffisent.")),
            Length(BODY_MIN, BODY_MAX, message=_("Écrivez entre 20 et 1 000 signes : quelques lignes suffisent.")),
        ],
        description=_(
            "Ce que vous voulez voir changer, pour qui, et ce qui vous en a donné l’envie. Pas de nom, "
            "d’adresse ni de téléphone : le texte sera public."
        ),
        render_kw={"rows": 7},
    )
    theme = theme_field()
    municipality = municipality_field()
    on_behalf_of = StringField(
        _("Au nom de"),
        [Optional(), ReadableName(TITLE_MAX)],
        description=_("La classe ou le groupe pour qui vous écrivez : « La classe de CM2 ». Aucun nom d’enfant."),
    )

    def __init__(self, *given: Any, round: Round | None, **more: Any) -> None:
        super().__init__(*given, **more)
        if round is None or rules_of(round)["minors"] != THROUGH_ADULT:
            del self.on_behalf_of

    @property
    def typed(self) -> dict[str, Any]:
        """The answers in the words of the services."""
        return {
            "title": self.title.data,
            "body": self.body.data,
            "theme": known_theme(self.theme.data),
            "municipality": self.municipality.municipality,
            "on_behalf_of": (self.on_behalf_of.data or "") if self.on_behalf_of else "",
        }


class PostForm(IdeaForm, WithPicture):
    """A new idea, with a picture if one likes."""


class EditForm(IdeaForm, StaleGuard):
    """An idea being changed, opened on one of its versions."""
