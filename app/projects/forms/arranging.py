"""The forms of those who arrange the dossier: a step, a question, its place."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.core.names import ReadableName
from app.ideas.forms import TITLE_MAX
from app.projects.services.arranging import LONGEST_ANSWER, Asked
from app.projects.steps import FIELD_KINDS, TEXT_MAX, said


class PartForm(FlaskForm):
    """One step of the dossier, as staff arrange it."""

    title = StringField(
        _("Titre de la partie"), [InputRequired(_("Donnez un titre à cette partie.")), ReadableName(TITLE_MAX)]
    )
    guidance = TextAreaField(
        _("Consigne"),
        [
            InputRequired(_("Dites en une ou deux phrases ce qu’on attend ici.")),
            Length(max=600, message=_("600 caractères au plus.")),
        ],
        description=_("Une ou deux phrases, comme à une personne qui n’a jamais rempli de dossier."),
        render_kw={"rows": 3},
    )


class QuestionForm(FlaskForm):
    """One question, as staff arrange it."""

    label = StringField(_("Question"), [InputRequired(_("Écrivez la question.")), ReadableName(TEXT_MAX)])
    kind = RadioField(
        _("Comment répond-on ?"), [InputRequired(_("Choisissez une réponse."))], choices=[], default="long_text"
    )
    options = TextAreaField(
        _("Les choix de la liste"),
        [Optional(), Length(max=2000, message=_("2 000 caractères au plus."))],
        description=_("Un choix par ligne. Seulement pour « un choix dans une liste »."),
        render_kw={"rows": 4},
    )
    hint = TextAreaField(
        _("Aide"),
        [Optional(), Length(max=400, message=_("400 caractères au plus."))],
        description=_("Une phrase sous la question : ce qui aide à répondre."),
        render_kw={"rows": 2},
    )
    example = TextAreaField(
        _("Exemple"),
        [Optional(), Length(max=1000, message=_("1 000 caractères au plus."))],
        description=_("Une réponse vraisemblable, d’un autre projet. On la déplie si on veut."),
        render_kw={"rows": 4},
    )
    length = IntegerField(
        _("Longueur, en caractères"),
        [Optional(), NumberRange(1, LONGEST_ANSWER, _("Entre 1 et 10 000 caractères."))],
        description=_("Pour un texte. Une page fait environ 2 500 caractères."),
    )
    required = BooleanField(_("Il faut y répondre pour déposer le dossier"), default=True)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.kind.choices = [(key, said(kind.name)) for key, kind in FIELD_KINDS.items()]

    @property
    def typed(self) -> Asked:
        """The answers in the words of the services."""
        lines = [line.strip()[:TEXT_MAX] for line in (self.options.data or "").splitlines()]
        return Asked(
            label=self.label.data,
            kind=self.kind.data,
            hint=(self.hint.data or "").strip(),
            example=(self.example.data or "").strip(),
            required=self.required.data,
            length=self.length.data or FIELD_KINDS[self.kind.data].length,
            options=list(dict.fromkeys(line for line in lines if line)),
        )


class PlaceForm(FlaskForm):
    """Where a step or a question goes: its new place, 1 is the first."""

    to = IntegerField(validators=[InputRequired(), NumberRange(1, 1000)])
