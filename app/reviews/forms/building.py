"""The forms of staff: criteria of the grid, points of admissibility, how many readers."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.core.errors import Refused
from app.core.names import ReadableName
from app.reviews.models import VERDICT_NAMES, AdmissibilityCheck, Verdict
from app.reviews.services import Said, sentence_of
from moderation.labelling.grids import MARKS, MOST_WEIGHT, Fault, GridCriterion, GridError

SENTENCE = Length(max=300, message=_("300 caractères au plus."))


class Seen(FlaskForm):
    """A form that remembers which version it was opened on (0: none yet)."""

    seen = HiddenField(default="0")

    @property
    def number(self) -> int:
        """The number of that version; one that was never there for what is no number."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else -1


class CriterionForm(Seen):
    """One criterion: its name, its weight, a sentence for each mark, its sub-questions."""

    name = StringField(
        _("Nom du critère"),
        [
            InputRequired(_("Donnez un nom au critère.")),
            Length(max=80, message=_("80 caractères au plus.")),
            ReadableName(),
        ],
    )
    weight = IntegerField(
        _("Poids"),
        [
            InputRequired(_("Le poids est un nombre entier, de 1 à 10.")),
            NumberRange(1, MOST_WEIGHT, _("Le poids est un nombre entier, de 1 à 10.")),
        ],
        default=1,
        description=_("De 1 à 10. Un critère de poids 2 compte deux fois plus qu’un critère de poids 1."),
    )
    questions = TextAreaField(
        _("Ce qu’il faut se demander"),
        [Optional(), Length(max=2000, message=_("2 000 caractères au plus."))],
        description=_("Une question par ligne, huit au plus."),
        render_kw={"rows": 4},
    )

    @property
    def anchors(self) -> list[StringField]:
        """The five sentences, in order."""
        return [self[f"anchor_{mark}"] for mark in MARKS]

    def as_criterion(self, key: str) -> GridCriterion:
        """What was typed. Raises Refused for what the rules of grids refuse."""
        lines = (self.questions.data or "").splitlines()
        anchors = tuple(" ".join((field.data or "").split()) for field in self.anchors)
        questions = tuple(" ".join(line.split()) for line in lines if line.strip())
        try:
            return GridCriterion(key, " ".join(self.name.data.split()), self.weight.data, anchors, questions)
        except GridError as error:
            raise Refused(sentence_of(error.fault), "questions" if error.fault is Fault.QUESTIONS else "") from None


for _mark in MARKS:
    setattr(
        CriterionForm,
        f"anchor_{_mark}",
        StringField(
            _("%(n)s point veut dire", n=_mark) if _mark < 2 else _("%(n)s points veulent dire", n=_mark),
            [InputRequired(_("Écrivez ce que cette note veut dire.")), SENTENCE],
        ),
    )


def data_of(criterion: GridCriterion) -> dict[str, Any]:
    """A criterion as the data of its form."""
    anchors = {f"anchor_{mark}": criterion.anchors[mark] for mark in MARKS}
    return {
        "name": criterion.name,
        "weight": criterion.weight,
        "questions": "\n".join(criterion.questions),
    } | anchors


class AlertForm(Seen):
    """How far apart two marks must lie."""

    alert_from = IntegerField(
        _("Alerter à partir de"),
        [
            InputRequired(_("De un à quatre points d’écart.")),
            NumberRange(1, 4, _("De un à quatre points d’écart.")),
        ],
        description=_("Points d’écart entre la note la plus basse et la plus haute d’un même critère."),
    )


class ChecklistForm(Seen):
    """The points of admissibility, one a line."""

    points = TextAreaField(
        _("Les points à vérifier"),
        [
            InputRequired(_("Écrivez au moins un point à vérifier.")),
            Length(max=4000, message=_("4 000 caractères au plus.")),
        ],
        description=_("Un point par ligne, quinze au plus : « Le budget est équilibré »."),
        render_kw={"rows": 8},
    )


class SpreadForm(FlaskForm):
    """How many readers each dossier gets."""

    readers = IntegerField(
        _("Personnes par dossier"),
        [
            InputRequired(_("De une à cinq personnes par dossier.")),
            NumberRange(1, 5, _("De une à cinq personnes par dossier.")),
        ],
        default=3,
        description=_("Trois suffisent le plus souvent : assez pour un avis partagé, assez peu pour tout lire."),
    )


class AdmissibilityForm(FlaskForm):
    """What is said of each point; made by admissibility_form()."""

    keys: Sequence[str] = ()

    @property
    def typed(self) -> dict[str, Said]:
        """The verdicts in the words of the services."""
        return {key: self._said(key) for key in self.keys}

    def _said(self, key: str) -> Said:
        verdict = self[f"{key}_verdict"].data
        return Said(Verdict(verdict) if verdict else None, self[f"{key}_reason"].data or "")


class VerdictField(RadioField):
    """Yes, no, to complete, or nothing yet."""

    def pre_validate(self, form: Any) -> None:
        """Refuse only what is none of the answers."""
        if self.data:
            super().pre_validate(form)


def admissibility_form(
    points: Sequence[Mapping[str, str]], checks: Mapping[str, AdmissibilityCheck]
) -> AdmissibilityForm:
    """The form of a checklist, with what was said already."""
    fields: dict[str, Any] = {}
    data: dict[str, str] = {}
    for point in points:
        key = point["key"]
        fields[f"{key}_verdict"] = VerdictField(
            point["text"], [Optional()], choices=[SelectChoice(v.value, name) for v, name in VERDICT_NAMES.items()]
        )
        fields[f"{key}_reason"] = TextAreaField(
            _("Ce qui manque, ou pourquoi non"),
            [Optional(), Length(max=1000, message=_("1 000 caractères au plus."))],
            render_kw={"rows": 2},
        )
        if check := checks.get(key):
            data |= {f"{key}_verdict": check.verdict.value, f"{key}_reason": check.reason}
    made = type("AdmissibilityForm", (AdmissibilityForm,), {**fields, "keys": [point["key"] for point in points]})
    return made(data=data)
