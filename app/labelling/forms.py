"""What is typed about decisions on the label: the decision, its moment, an appeal and its answer."""

from datetime import datetime

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectMultipleField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.core import clock
from app.core.forms import StaleGuard
from app.labelling.models import LabelDecision
from app.labelling.services import Prepared
from app.labelling.status import VERDICT_NAMES, Verdict
from moderation.label_grounds import LABEL_GROUNDS, LabelGround

LONG = Length(max=4000, message=_("4 000 caractères au plus."))


class DecisionForm(StaleGuard):
    """A decision with its grounds, its reason, and what to improve."""

    verdict = RadioField(
        _("La décision"),
        [InputRequired(_("Choisissez une décision."))],
        choices=[SelectChoice(verdict.value, name) for verdict, name in VERDICT_NAMES.items()],
    )
    grounds = SelectMultipleField(
        _("Motifs publiés"),
        [Optional()],
        choices=[ground.value for ground in LabelGround],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_("Pour un refus ou un dossier à compléter : au moins un."),
    )
    reason = TextAreaField(
        _("Raison"),
        [InputRequired(_("Donnez la raison : la personne la lira.")), LONG],
        render_kw={"rows": 5},
        description=_("Avec vos mots, en parlant du dossier. Elle part telle quelle."),
    )
    advice = TextAreaField(
        _("Ce qui peut être amélioré"),
        [Optional(), LONG],
        render_kw={"rows": 4},
        description=_("Pour un refus ou un dossier à compléter. La lettre dit ensuite où trouver de l’aide."),
    )

    @property
    def typed(self) -> Prepared:
        """The decision in the words of the service."""
        grounds = [LabelGround(code) for code in self.grounds.data or []]
        return Prepared(Verdict(self.verdict.data), self.reason.data, grounds, self.advice.data or "")


def decision_form(start: LabelDecision | dict[str, str] | None = None) -> DecisionForm:
    """The form, with the grounds in the language of the page."""
    data = (
        {name: getattr(start, name) for name in ("verdict", "grounds", "reason", "advice", "version")}
        if isinstance(start, LabelDecision)
        else start
    )
    form = DecisionForm(data=data)
    language = str(get_locale() or "fr")
    form.grounds.choices = [
        (ground.value, f"{LABEL_GROUNDS[ground].label.said_in(language)} : "
                       f"{LABEL_GROUNDS[ground].explanation.said_in(language)}")
        for ground in LabelGround
    ]  # fmt: skip
    return form


class ReleaseForm(FlaskForm):
    """When the decisions are announced."""

    day = DateField(_("Jour de l’annonce"), [InputRequired(_("Choisissez une date."))])
    hour = TimeField(_("Heure"), [InputRequired(_("Donnez l’heure de l’annonce."))])

    @property
    def announced_at(self) -> datetime:
        """The instant, on the clocks of Paris."""
        return datetime.combine(self.day.data, self.hour.data, clock.PARIS)


class HoldBackForm(FlaskForm):
    """Why an announcement is suspended."""

    reason = TextAreaField(
        _("Pourquoi suspendre l’annonce"), [InputRequired(_("Donnez la raison.")), LONG], render_kw={"rows": 3}
    )


class AppealForm(FlaskForm):
    """Why a team does not agree."""

    words = TextAreaField(
        _("Pourquoi vous n’êtes pas d’accord"),
        [InputRequired(_("Dites pourquoi vous n’êtes pas d’accord : c’est ce qui sera entendu.")), LONG],
        render_kw={"rows": 6},
        description=_("Répondez aux motifs de la lettre. Une personne qui n’a pas pris part à la décision vous lira."),
    )


class HearingForm(FlaskForm):
    """The answer to an appeal."""

    answer = RadioField(
        _("La réponse"),
        [InputRequired(_("Choisissez une réponse."))],
        choices=[
            SelectChoice("grant", _("Accorder : le label est donné")),
            SelectChoice("reject", _("Rejeter : le refus reste")),
        ],
    )
    reason = TextAreaField(
        _("Raison"),
        [InputRequired(_("Donnez la raison : la personne la lira.")), LONG],
        render_kw={"rows": 5},
        description=_("Elle part telle quelle."),
    )
