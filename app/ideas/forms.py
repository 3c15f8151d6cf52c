"""The forms of an idea: a title, a few lines, a theme, a place; and of what is said and decided around it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError

from app.accounts.age import THROUGH_ADULT
from app.core.forms import StaleGuard
from app.core.names import ReadableName
from app.core.pasted import cleaned_paste
from app.core.text import number
from app.files.forms import WithPicture
from app.rounds.models import Round, RoundTheme
from app.rounds.queries import own_themes, rules_of
from app.rounds.themes import THEME_NAMES, Theme
from app.territories.forms import MunicipalityField
from app.territories.pins import WithPin

TITLE_MAX, BODY_MIN, BODY_MAX = 80, 20, 1000
COMMENT_MAX = 1000
OWN = "own-"  # before the identifier of a round's own theme, among the answers
# What helps somebody who speaks rather than types: sentences begin with a capital, and nothing is cut while they speak.
SPOKEN = {"autocapitalize": "sentences", "spellcheck": "true"}


class Whole:
    """A text of a stated length, counted once cleaned: a page pasted from Word arrives whole, and is told its size."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.field_flags = {"maxlength": most}  # shown beside the text as it grows; nothing is cut

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Keep the cleaned text; a sentence says how long it is when it is too long."""
        field.data = cleaned_paste(field.data or "")
        length = len(field.data)
        if length > self.most:
            sentence = gettext(
                "Votre texte compte %(n)s caractères, et il en faut %(most)s au plus. Il est encore là, en entier : "
                "gardez l’essentiel, vous direz le reste ensuite.",
                n=number(length),
                most=number(self.most),
            )
            raise ValidationError(sentence)
        if length < self.least:
            raise ValidationError(
                gettext(
                    "Écrivez entre %(n)s et %(most)s caractères : quelques lignes suffisent.",
                    n=self.least,
                    most=number(self.most),
                )
            )


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


class IdeaForm(WithPin):
    """A new idea."""

    title = StringField(
        _("Votre envie en une phrase"),
        [
            InputRequired(_("Donnez un titre à votre envie.")),
            ReadableName(TITLE_MAX),
        ],
        description=_("Par exemple : « Un café des enfants le mercredi ». 80 caractères au plus."),
        render_kw={**SPOKEN, "enterkeyhint": "next"},
    )
    body = TextAreaField(
        _("Racontez-la en quelques lignes"),
        [
            InputRequired(_("Dites-en un peu plus : quelques lignes suffisent.")),
            Whole(BODY_MIN, BODY_MAX),
        ],
        description=_(
            "Ce que vous voulez voir changer, pour qui, et ce qui vous en a donné l’envie. Vous pouvez le dicter : "
            "touchez le micro de votre clavier. Pas de nom, d’adresse ni de téléphone : le texte sera public."
        ),
        render_kw={"rows": 6, **SPOKEN},
    )
    theme = theme_field()
    municipality = municipality_field()
    neighbourhood = StringField(
        _("Quartier, hameau ou rue"),
        [Optional(), ReadableName(TITLE_MAX)],
        description=_("Par exemple : « Cité des fleurs ». Pas d’adresse d’une personne."),
        render_kw={"autocomplete": "off", "autocapitalize": "words"},
    )
    on_behalf_of = StringField(
        _("Au nom de"),
        [Optional(), ReadableName(TITLE_MAX)],
        description=_("La classe ou le groupe pour qui vous écrivez : « La classe de CM2 ». Aucun nom d’enfant."),
    )

    def __init__(self, *given: Any, round: Round | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.own = {OWN + theme.public_id: theme for theme in own_themes(round)}
        offered = [SelectChoice(key, theme.name) for key, theme in self.own.items() if theme.is_offered]
        if offered:
            nothing, *ten = self.theme.choices
            groups = {"": [nothing], gettext("Thèmes de cette édition"): offered, gettext("Thèmes du programme"): ten}
            self.theme.choices = groups
        if round is None or rules_of(round)["minors"] != THROUGH_ADULT:
            del self.on_behalf_of

    @property
    def typed(self) -> dict[str, Any]:
        """The answers in the words of the services."""
        own: RoundTheme | None = self.own.get(self.theme.data)
        return {
            "title": self.title.data,
            "body": self.body.data,
            "theme": own.near if own else known_theme(self.theme.data),
            "own_theme": own,
            "neighbourhood": self.neighbourhood.data or "",
            "municipality": self.municipality.municipality,
            "pin": self.pin,
            "on_behalf_of": (self.on_behalf_of.data or "") if self.on_behalf_of else "",
        }


class PostForm(IdeaForm, WithPicture):
    """A new idea, with a picture if one likes; `seen` names the ideas alike that its author has been shown."""

    seen = HiddenField()
    drop_picture = BooleanField(_("Publier sans cette photo"))


class EditForm(IdeaForm, StaleGuard):
    """An idea being changed, opened on one of its versions."""


class CommentForm(FlaskForm):
    """A few words under an idea."""

    body = TextAreaField(
        _("Votre commentaire"),
        [InputRequired(_("Écrivez votre commentaire.")), Whole(2, COMMENT_MAX)],
        description=_(
            "Une question, un lieu, un coup de main. Il sera public : pas de nom de famille ni de téléphone."
        ),
        render_kw={"rows": 3, **SPOKEN},
    )
    reply_to = HiddenField()


def _reason(hint: Any) -> TextAreaField:
    return TextAreaField(
        _("Raison"),
        [InputRequired(_("Donnez la raison : les personnes concernées la liront.")), Length(max=500)],
        description=hint,
        render_kw={"rows": 3},
    )


class MergeForm(FlaskForm):
    """Which idea speaks for both, and why."""

    into = StringField(
        _("L’envie qui reste"),
        [InputRequired(_("Collez l’adresse de l’envie qui reste, ou choisissez-la dans la liste."))],
        description=_("Collez l’adresse de sa page."),
    )
    reason = _reason(_("Les deux auteurs et les personnes qui suivent ces envies la liront."))

    @property
    def asked(self) -> str:
        """The identifier at the end of the address, however it was pasted."""
        return (self.into.data or "").strip().split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1]


class SplitForm(FlaskForm):
    """Why the two are two again."""

    reason = _reason(_("Les auteurs et les personnes qui suivent ces envies la liront."))


class OfferForm(FlaskForm):
    """To whom an idea is offered."""

    email = EmailField(
        _("Son adresse électronique"),
        [
            InputRequired(_("Écrivez une adresse complète, comme prenom@exemple.fr.")),
            Length(max=254),
            Email(_("Écrivez une adresse complète, comme prenom@exemple.fr.")),
        ],
        render_kw={"autocomplete": "off"},
    )


class AssignForm(OfferForm):
    """To whom the team gives it, and why."""

    reason = _reason(_("La personne qui la portait et celle qui la reçoit la liront."))
