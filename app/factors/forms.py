"""What is typed to prove a second factor, to add one, and to reset somebody's."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from app.accounts.forms import LONGEST_PASSWORD, CloseSessionsForm
from app.core.names import ReadableName


class ProofForm(FlaskForm):
    """Six digits, or a recovery code."""

    answer = "code"  # the field that holds the proof
    code = StringField(
        _("Code"),
        [InputRequired(_("Écrivez le code.")), Length(max=40, message=_("Ce code est trop long."))],
        description=_("Les six chiffres de votre application, ou un code de secours."),
        render_kw={"autocomplete": "one-time-code"},
    )
    next = HiddenField()


class ApplicationForm(FlaskForm):
    """The first code an application shows."""

    code = StringField(
        _("Code affiché par l’application"),
        [
            InputRequired(_("Écrivez le code affiché.")),
            Regexp(r"^\s*(\d\s*){6}$", message=_("Le code a six chiffres.")),
        ],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
    next = HiddenField()


class PasskeyForm(FlaskForm):
    """The answer of the browser; the name is for passkeys that are added."""

    credential = HiddenField(validators=[Length(max=20_000)])
    name = StringField(
        _("Nom de cette clé"),
        [InputRequired(_("Donnez un nom à cette clé.")), ReadableName()],
        description=_("Pour la reconnaître : « Mon téléphone », « Clé du bureau »."),
    )
    next = HiddenField()


class PasswordProofForm(FlaskForm):
    """The password, typed again."""

    answer = "password"
    password = PasswordField(
        _("Votre mot de passe"),
        [InputRequired(_("Écrivez votre mot de passe.")), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class ResetForm(CloseSessionsForm):
    """Whose factors are taken away, and why."""

    reason = TextAreaField(
        _("Motif"),
        [InputRequired(_("Écrivez le motif.")), Length(max=500, message=_("500 caractères au plus."))],
        description=_("Il est écrit dans le journal et dit à la personne. Assurez-vous d’abord que c’est bien elle."),
    )
