"""What is typed in an appeal and in the answer to it."""

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.core.forms import StaleGuard
from moderation.appeals import Appellant, Verdict
from moderation.grounds import GROUNDS, Ground

VERDICT_NAMES = {
    Appellant.AUTHOR: {
        Verdict.REVERSE: _("Annuler la décision : tout est rétabli"),
        Verdict.UPHOLD: _("Maintenir la décision"),
    },
    Appellant.REPORTER: {
        Verdict.REVERSE: _("Annuler la décision : le contenu est masqué"),
        Verdict.UPHOLD: _("Maintenir la décision : le contenu reste"),
    },
}


class AppealForm(FlaskForm):
    """Why somebody contests a decision."""

    words = TextAreaField(
        _("Pourquoi ce n’est pas juste, selon vous"),
        [
            DataRequired(_("Dites en quelques mots pourquoi : la personne qui relit partira de là.")),
            Length(max=3000, message=_("3 000 signes au plus.")),
        ],
        description=_("Avec vos mots. Inutile de citer la loi."),
        render_kw={"rows": 5},
    )


class HearingForm(StaleGuard):
    """What an appeal comes to, and why."""

    verdict = RadioField(_("Votre réponse"), [InputRequired(_("Choisissez une réponse."))])
    ground = SelectField(
        _("Motif"), [Optional()], description=_("Pour masquer le contenu."), render_kw={"required": False}
    )
    answer = TextAreaField(
        _("Raison"),
        [
            DataRequired(_("Donnez la raison de votre réponse : les personnes concernées la liront.")),
            Length(max=2000, message=_("2 000 caractères au plus.")),
        ],
        description=_("Les personnes concernées la liront : dites ce que vous avez relu, et ce qui a compté."),
        render_kw={"rows": 4},
    )

    def offer(self, party: Appellant) -> "HearingForm":
        """Offer the answers of an appeal by the author, or by whoever reported; the latter also needs a ground."""
        self.verdict.choices = [SelectChoice(one.value, said) for one, said in VERDICT_NAMES[party].items()]
        if party is Appellant.AUTHOR:
            del self.ground
            return self
        language = str(get_locale() or "fr")
        named = [SelectChoice(ground.value, GROUNDS[ground].label.said_in(language)) for ground in Ground]
        self.ground.choices = [SelectChoice("", _("Pas de motif")), *named]
        return self

    @property
    def chosen_ground(self) -> Ground | None:
        """The ground, when one is asked for and given."""
        return Ground(self.ground.data) if self.ground and self.ground.data else None
