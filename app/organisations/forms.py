"""What is typed about an organisation, to invite somebody, and to decide."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional

from app.core.forms import StaleGuard
from app.core.names import ReadableName
from app.organisations.models import KIND_NAMES, MANDATE_NAMES, Kind, MandateRole
from app.organisations.services.declaring import NAME_MAX, WEBSITE_MAX, Identity
from app.territories.forms import MunicipalityField

ADDRESS = _("Écrivez une adresse complète, comme prenom@exemple.fr.")
LONG = Length(max=200, message=_("200 caractères au plus."))


class OrganisationForm(StaleGuard):
    """What a structure is, and how staff find it in the public directory."""

    name = StringField(
        _("Nom de la structure"),
        [InputRequired(_("Écrivez son nom, tel qu’il est déclaré.")), ReadableName(NAME_MAX)],
        description=_("Tel qu’il est déclaré."),
    )
    kind = SelectField(
        _("Forme"),
        [InputRequired(_("Choisissez sa forme."))],
        choices=[
            SelectChoice("", _("Choisissez une forme")),
            *[SelectChoice(k.value, name) for k, name in KIND_NAMES.items()],
        ],
    )
    siret = StringField(
        _("Numéro SIRET du siège, ou SIREN"),
        [Length(max=40, message=_("40 caractères au plus."))],
        description=_("Quatorze ou neuf chiffres. Toutes les associations n’en ont pas."),
        render_kw={"inputmode": "numeric"},
    )
    rna = StringField(
        _("Numéro RNA d’une association"),
        [Length(max=40, message=_("40 caractères au plus."))],
        description=_("Un W puis neuf chiffres, écrit sur le récépissé de la préfecture."),
    )
    court_entry = StringField(
        _("Volume et folio, en Alsace-Moselle"),
        [Length(max=80, message=_("80 caractères au plus."))],
        description=_("Les associations inscrites au tribunal n’ont pas de numéro RNA."),
    )
    municipality = MunicipalityField(
        _("Commune du siège"),
        [InputRequired(_("Dites dans quelle commune."))],
        description=_("Son nom ou son code postal."),
    )
    address = StringField(_("Adresse du siège"), [LONG], description=_("Seuls l’équipe et les membres la voient."))
    website = StringField(
        _("Site internet"),
        [Length(max=WEBSITE_MAX, message=_("200 caractères au plus."))],
        render_kw={"inputmode": "url"},
    )

    @property
    def identity(self) -> Identity:
        """The answers in the words of the services."""
        plain = {name: self[name].data or "" for name in ("name", "siret", "rna", "court_entry", "address", "website")}
        place = self.municipality.municipality
        assert place is not None  # noqa: S101 (required above)
        return Identity(kind=Kind(self.kind.data), municipality=place, **plain)


class InviteForm(FlaskForm):
    """Who is invited, as what, until when."""

    email = EmailField(_("Adresse électronique"), [InputRequired(ADDRESS), Length(max=254), Email(ADDRESS)])
    role = RadioField(
        _("Rôle"),
        [InputRequired(_("Choisissez un rôle."))],
        choices=[SelectChoice(r.value, n) for r, n in MANDATE_NAMES.items()],
        default=MandateRole.MEMBER.value,
    )
    until = DateField(
        _("Dernier jour du mandat"),
        [Optional()],
        description=_("Vide : jusqu’à ce que la personne parte ou soit retirée."),
    )


class DecisionForm(FlaskForm):
    """Why an organisation is refused or closed."""

    reason = TextAreaField(
        _("Raison"),
        [
            InputRequired(_("Donnez la raison : la personne la lira.")),
            Length(max=2000, message=_("2 000 caractères au plus.")),
        ],
        description=_("Les personnes qui représentent la structure la lisent."),
        render_kw={"rows": 3},
    )


class EngagementForm(FlaskForm):
    """The wording that was on the page."""

    digest = HiddenField(validators=[InputRequired()])
