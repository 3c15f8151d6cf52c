"""What the gallery `/_ui` shows: one invented example for each state of each component (see gallery.json)."""

import json
from pathlib import Path
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Form,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.core.html import rich
from app.core.paging import Page

EXAMPLES = Path(__file__).with_name("gallery.json")
LONG_TEXT = """## Un texte long

Les règles du jeu tiennent en une page.

- trois projets différents ;
- dès 11 ans.

> On ne vote jamais sur un texte qui bouge.
"""
CARRIERS = [
    SelectChoice("association", "Une association"),
    SelectChoice("collective", "Un collectif, accueilli par une structure"),
    SelectChoice("unknown", "On ne sait pas encore"),
]
TOWNS = [SelectChoice("", "Choisissez"), SelectChoice("arques", "Arques"), SelectChoice("lievin", "Liévin")]


def asked(sentence: str) -> DataRequired:
    """An answer that must be given, with the sentence shown when it is not."""
    return DataRequired(sentence)


class SampleForm(Form):
    """Every kind of answer a page may ask for."""

    title = StringField(
        "Votre envie en une phrase",
        [asked("Écrivez votre envie, même en quelques mots."), Length(max=120)],
        description="Comme vous la diriez à un voisin.",
    )
    text = TextAreaField("Racontez", [asked("Racontez un peu plus : pour qui, où, avec qui ?"), Length(max=600)])
    town = SelectField("Commune", [asked("Choisissez votre commune.")], choices=TOWNS, validate_choice=False)
    carrier = RadioField("Qui porte le projet ?", [asked("Choisissez une réponse.")], choices=CARRIERS)
    email = EmailField("Adresse e-mail", [asked("Écrivez votre adresse e-mail.")], render_kw={"autocomplete": "email"})
    secret = PasswordField("Mot de passe", description="Douze caractères au moins : trois mots suffisent.")
    people = IntegerField("Nombre de personnes dans l’équipe")
    start = DateField("Date de départ")
    agreed = BooleanField("J’accepte que mon prénom soit affiché avec l’envie.")


class RuleForm(Form):
    """One answer among a few, each with its sentence."""

    rule = RadioField(
        "Comment les projets sont choisis",
        choices=[
            SelectChoice("greedy", "Dans l’ordre des voix"),
            SelectChoice("equal-shares", "Parts égales"),
            SelectChoice("phragmen", "Phragmén"),
        ],
    )


class ScoreForm(Form):
    """One criterion to score."""

    cooperation = RadioField(
        "Coopération",
        choices=[SelectChoice(str(points)) for points in range(5)],
        default="3",
        description="0 : rien n’est dit. 4 : plusieurs structures décident ensemble.",
    )


def examples() -> dict[str, Any]:
    """Everything the page needs, by name: the examples of the file, a form left wrong, a score, a page of a list."""
    wrong = SampleForm(data={"people": 4})
    wrong.validate()
    page = Page([], 3, 20, 199)
    forms = {"wrong_form": wrong, "score_form": ScoreForm(), "rule_form": RuleForm()}
    return json.loads(EXAMPLES.read_text("utf-8")) | forms | {"page": page, "long_text": rich(LONG_TEXT)}
