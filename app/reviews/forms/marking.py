"""The forms of a reader: marks by the grid, one mark changed, a reason to step back, a word to the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.projects.models import Proposal
from app.projects.steps import said
from app.reviews.models import Review
from app.reviews.services import Mark
from moderation.labelling.grids import MARKS, Grid, GridCriterion

ROOM = Length(max=2000, message=_("2 000 caractères au plus."))
POINTS = [SelectChoice(n, str(n)) for n in MARKS]
NOWHERE = ""


def _scored(form: Any, field: RadioField) -> None:
    if field.data not in MARKS and not (form.is_draft and not field.raw_data):
        raise ValidationError(gettext("Choisissez un nombre de points, de 0 à 4."))


def _reasoned(form: Any, field: TextAreaField) -> None:
    if not form.is_draft and not (field.data or "").strip():
        raise ValidationError(gettext("Dites pourquoi, en une phrase au moins : la personne la lira."))


def _points(criterion: GridCriterion) -> RadioField:
    return RadioField(said(criterion.name), [_scored], choices=POINTS, coerce=_whole, validate_choice=False)


def _whole(value: Any) -> int | None:
    """A number, or None of what is no number: _scored says so in words."""
    return int(value) if str(value).isascii() and str(value).isdecimal() and len(str(value)) < 3 else None


class ReviewForm(FlaskForm):
    """One reading: points, a reason and a place on each criterion; made by review_form()."""

    grid: Grid
    is_draft = False

    @property
    def typed(self) -> dict[str, Mark]:
        """The marks in the words of the services."""
        return {key: self._mark(key) for key in self.grid.keys}

    def _mark(self, key: str) -> Mark:
        place = self[f"{key}_place"].data or NOWHERE
        return Mark(self[key].data, self[f"{key}_reason"].data or "", int(place) if place.isdecimal() else None)


def review_form(grid: Grid, proposal: Proposal, mine: Review | None, *, typed: bool, draft: bool = False) -> ReviewForm:
    """The form of a grid, with what is written already; `typed` when it was just sent."""
    fields: dict[str, Any] = {}
    for criterion in grid.criteria:
        reason = _("Votre raison (%(criterion)s)", criterion=said(criterion.name))
        fields[criterion.key] = _points(criterion)
        fields[f"{criterion.key}_reason"] = TextAreaField(reason, [_reasoned, ROOM], render_kw={"rows": 3})
        fields[f"{criterion.key}_place"] = SelectField(
            _("Où on le lit dans le dossier (%(criterion)s)", criterion=said(criterion.name)),
            choices=places_of(proposal),
            default=NOWHERE,
        )
    made = type("ReviewForm", (ReviewForm,), {**fields, "grid": grid})
    form = made(data=scores_of(mine)) if typed else made(formdata=None, data=scores_of(mine), prefix="")
    form.is_draft = draft
    return form


def places_of(proposal: Proposal) -> list[SelectChoice]:
    """The lines of the frozen dossier, as one chooses among them."""
    lines = [SelectChoice(NOWHERE, _("L’ensemble du dossier"))]
    for number, answer in enumerate(proposal.answers):
        label = f"{number + 1}. {said(answer.get('label') or answer.get('step', ''))}"
        lines.append(SelectChoice(str(number), label if len(label) < 90 else f"{label[:88]}…"))
    return lines


def scores_of(review: Review | None) -> dict[str, Any]:
    """A reading already written, as the data of its form."""
    scores = review.scores if review else []
    data: dict[str, Any] = {score.criterion: score.points for score in scores}
    data |= {f"{score.criterion}_reason": score.reason for score in scores}
    return data | {f"{score.criterion}_place": NOWHERE if score.place is None else str(score.place) for score in scores}


class ChangeForm(FlaskForm):
    """One mark changed after having seen the others; the criteria are given by change_form()."""

    criterion = SelectField(_("Le critère"))
    points = RadioField(
        _("Votre nouvelle note"),
        [InputRequired(_("Choisissez un nombre de points, de 0 à 4."))],
        choices=[SelectChoice(str(n), str(n)) for n in MARKS],
    )
    reason = TextAreaField(
        _("Pourquoi vous la changez"),
        [InputRequired(_("Dites pourquoi vous changez cette note : les deux sont gardées.")), ROOM],
        render_kw={"rows": 3},
        description=_("Votre première note reste écrite à côté de la nouvelle."),
    )


def change_form(names: Mapping[str, str], *, blank: bool = False) -> ChangeForm:
    """The form for the criteria of a grid; blank when another form of the page was sent."""
    form = ChangeForm(formdata=None) if blank else ChangeForm()
    form.criterion.choices = [SelectChoice(key, name) for key, name in names.items()]
    return form


class RecusalForm(FlaskForm):
    """Why a reader steps back."""

    reason = TextAreaField(
        _("Pourquoi vous ne lisez pas ce dossier"),
        [InputRequired(_("Dites pourquoi, en une phrase : l’équipe la lira.")), ROOM],
        render_kw={"rows": 3},
        description=_("Un lien avec l’équipe ou la structure, un dossier trop proche… Une autre personne le lira."),
    )


class MessageForm(FlaskForm):
    """A word to the other readers."""

    text = TextAreaField(
        _("Votre message aux autres"), [InputRequired(_("Écrivez votre message.")), ROOM], render_kw={"rows": 3}
    )


class OpeningForm(FlaskForm):
    """Why a reconciliation is opened."""

    why = TextAreaField(
        _("Pourquoi ouvrir la conciliation"),
        [InputRequired(_("Dites pourquoi : les personnes qui lisent le sauront.")), ROOM],
        render_kw={"rows": 2},
    )


class ClosingForm(FlaskForm):
    """What came of a reconciliation."""

    outcome = TextAreaField(
        _("Ce qui en est sorti"),
        [InputRequired(_("Dites ce qui en est sorti, même si chacun garde sa note.")), ROOM],
        render_kw={"rows": 3},
    )


class ReaderForm(FlaskForm):
    """Somebody to give a dossier to; the names are given by reader_form()."""

    reader = SelectField(_("Confier ce dossier à"), [InputRequired(_("Choisissez une personne."))])


def reader_form(people: Sequence[tuple[str, str]]) -> ReaderForm:
    """The form for those who may read."""
    form = ReaderForm()
    form.reader.choices = [SelectChoice(key, name) for key, name in people]
    return form


class ReleaseForm(FlaskForm):
    """Why a reading is taken back."""

    reason = TextAreaField(
        _("Pourquoi retirer cette lecture"),
        [InputRequired(_("Donnez la raison : la personne la lira.")), ROOM],
        render_kw={"rows": 2},
    )
