"""What a voter types: who they are, then the code."""

from email.utils import parseaddr

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import Email, InputRequired, Length

from app.core.names import ReadableName
from app.territories.forms import MunicipalityField

INCOMPLETE = _("Cette adresse semble incomplète : nom@exemple.fr")
LONGEST_NAME = 60


class IdentityForm(FlaskForm):
    """Who votes; the address receives the code."""

    first_name = StringField(
        _("Prénom"),
        [InputRequired(_("Écrivez votre prénom.")), ReadableName(LONGEST_NAME)],
        render_kw={"autocomplete": "given-name"},
    )
    family_name = StringField(
        _("Nom"),
        [InputRequired(_("Écrivez votre nom.")), ReadableName(LONGEST_NAME)],
        render_kw={"autocomplete": "family-name"},
    )
    birth_year = IntegerField(
        _("Année de naissance"),
        [InputRequired(_("Écrivez votre année de naissance, en quatre chiffres."))],
        render_kw={"autocomplete": "bday-year", "inputmode": "numeric"},
    )
    municipality = MunicipalityField(
        _("Commune où vous habitez"), [InputRequired(_("Écrivez le nom de votre commune."))]
    )
    email = EmailField(
        _("Adresse électronique"),
        [
            InputRequired(_("Écrivez votre adresse électronique.")),
            Length(max=254),
            Email(INCOMPLETE),
        ],
        render_kw={"autocomplete": "email"},
    )

    def validate_email(self, field: EmailField) -> None:
        """The address as the roll keeps it is the very one the mail server reads: one mailbox is one address."""
        typed = (field.data or "").strip()
        if parseaddr(typed)[1] != typed:
            raise ValidationError(INCOMPLETE)

    @property
    def municipality_code(self) -> str:
        """The commune found, by its INSEE code; "" before the form is valid."""
        found = self.municipality.municipality
        return found.code if found else ""


class CodeForm(FlaskForm):
    """The code received."""

    code = StringField(
        _("Code reçu par courriel"),
        [InputRequired(_("Écrivez le code à six chiffres."))],
        description=_("Six chiffres, valables 10 minutes."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class ReceiptForm(FlaskForm):
    """A receipt to check."""

    receipt = TextAreaField(
        _("Votre reçu"),
        [InputRequired(_("Collez votre reçu."))],
        description=_("La ligne reçue par courriel, ou le contenu du fichier téléchargé."),
        render_kw={"rows": 4},
    )
