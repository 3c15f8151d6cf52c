"""What is typed about two proposals."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.pairings.services import Joint
from app.rounds.fields import euros

LONG = Length(max=2000, message=_("2 000 caractères au plus."))


class ExclusionForm(FlaskForm):
    """Two proposals of which one at most wins."""

    first = SelectField(_("Un projet"), coerce=int, validate_choice=False)
    second = SelectField(_("L’autre projet"), coerce=int, validate_choice=False)
    reason = TextAreaField(
        _("Pourquoi un seul des deux peut être retenu"),
        [InputRequired(_("Donnez la raison : les deux équipes la liront.")), LONG],
        render_kw={"rows": 3},
    )


class LiftForm(FlaskForm):
    """Why both may win after all."""

    reason = TextAreaField(
        _("Pourquoi les deux peuvent être retenus"),
        [InputRequired(_("Donnez la raison : elle est gardée au journal.")), LONG],
        render_kw={"rows": 3},
    )


class MergerForm(FlaskForm):
    """What the common project would be."""

    code = StringField(
        _("Le code de l’autre projet"),
        [InputRequired(_("Donnez le code de l’autre projet.")), Length(max=20)],
        description=_("Il est sur son accusé de réception : demandez-le à l’autre équipe."),
    )
    title = StringField(
        _("Le nom du projet commun"), [InputRequired(_("Donnez un nom au projet commun.")), Length(max=120)]
    )
    summary = TextAreaField(
        _("En quelques mots"),
        [InputRequired(_("Dites le projet commun en quelques mots.")), Length(max=500)],
        render_kw={"rows": 3},
    )
    words = TextAreaField(
        _("Ce que les deux équipes feront ensemble"),
        [InputRequired(_("Dites ce que vous ferez ensemble : le comité le lira.")), Length(max=4000)],
        render_kw={"rows": 6},
    )
    requested_cents = euros(_("Somme demandée ensemble"), _("En euros, pas plus que les deux demandes réunies."))

    @property
    def typed(self) -> Joint:
        """The common project in the words of the service."""
        told = (self.title.data.strip(), self.summary.data.strip(), self.words.data.strip())
        return Joint(*told, self.requested_cents.data or 0)


class DeclineForm(FlaskForm):
    """Why a team declines."""

    reason = TextAreaField(
        _("Pourquoi vous déclinez"),
        [InputRequired(_("Dites pourquoi : l’autre équipe le lira.")), LONG],
        render_kw={"rows": 3},
    )
