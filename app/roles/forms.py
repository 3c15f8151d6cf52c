"""What is typed to give, limit, end and delegate a role, and to declare an interest."""

from datetime import datetime

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional

from app.accounts.models import ROLE_NAMES, RoleGrant, ScopeKind
from app.accounts.scopes import WHOLE_SITE, Scope
from app.core.errors import Refused
from app.core.forms import AwaitedForm
from app.roles import queries, services
from app.territories.forms import MunicipalityField


def _email() -> EmailField:
    sentence = _("Écrivez une adresse complète, comme prenom@exemple.fr.")
    return EmailField(
        _("Adresse électronique"),
        [InputRequired(sentence), Length(max=254), Email(sentence)],
        render_kw={"autocomplete": "off"},
    )


def _last_day(*validators: object) -> DateField:
    return DateField(_("Dernier jour"), [*validators], description=_("Le rôle s’arrête seul le soir de ce jour."))


def _reason(label: object = _("Raison"), longest: int = 500) -> TextAreaField:
    return TextAreaField(
        label,
        [InputRequired(_("Dites pourquoi, en une phrase.")), Length(max=longest, message=_("500 caractères au plus."))],
        render_kw={"rows": 3},
    )


class ScopedForm(AwaitedForm):
    """Where a role holds: the whole, one thing of the list, or a commune."""

    scope = SelectField(_("Où"), [Optional()], validate_choice=False)
    municipality = MunicipalityField(
        _("Ou bien une commune"), [Length(max=100)], description=_("Son nom ou son code postal.")
    )

    def offer(self, whole: object) -> "ScopedForm":
        """List what a role may be limited to; `whole` names the first choice."""
        self.scope.choices = [
            SelectChoice("", whole),
            *(
                SelectChoice(value, label, optgroup=group)
                for group, choices in queries.scope_choices().items()
                for value, label in choices
            ),
        ]
        return self

    def chosen(self, whole: Scope = WHOLE_SITE) -> Scope:
        """The scope chosen; Refused when both are, or when the thing is no longer there."""
        if self.municipality.municipality is not None:
            if self.scope.data:
                raise Refused(
                    str(_("Choisissez dans la liste, ou écrivez une commune : pas les deux.")), "municipality"
                )
            return Scope(ScopeKind.MUNICIPALITY, self.municipality.municipality.code)
        found = queries.scope_of_choice(self.scope.data) if self.scope.data else whole
        if found is None:
            raise Refused(str(_("Cette portée n’existe pas ou n’existe plus : choisissez dans la liste.")), "scope")
        return found


class GrantForm(ScopedForm):
    """A role for somebody who has an account."""

    email = _email()
    role = SelectField(
        _("Rôle"),
        [InputRequired(_("Choisissez un rôle."))],
        choices=[SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()],
    )
    ends_on = _last_day(Optional())
    reason = _reason()

    @property
    def ends_at(self) -> datetime | None:
        """The instant it ends, when it does."""
        return services.end_of(self.ends_on.data) if self.ends_on.data else None


class LimitForm(AwaitedForm):
    """Another last day."""

    ends_on = _last_day(InputRequired(_("Choisissez le dernier jour.")))
    reason = _reason()


class EndForm(AwaitedForm):
    """Why a role is taken back."""

    reason = _reason()


class DelegationForm(ScopedForm):
    """Which of one's roles, to whom, where, until when."""

    grant = SelectField(_("Votre rôle"), [InputRequired(_("Choisissez un de vos rôles."))])
    email = _email()
    ends_on = _last_day(InputRequired(_("Choisissez le dernier jour de la délégation.")))

    def offer_grants(self, grants: list[RoleGrant], labels: dict[str, str]) -> "DelegationForm":
        """List one's own roles."""
        self.grant.choices = [
            SelectChoice(g.public_id, f"{ROLE_NAMES[g.role]} – {labels[g.public_id]}") for g in grants
        ]
        return self


class InterestForm(FlaskForm):
    """What the interest is about, and which it is."""

    about = StringField(
        _("De quoi s’agit-il ?"),
        [InputRequired(_("Collez l’adresse de la page, ou l’adresse électronique d’une personne.")), Length(max=500)],
        description=_(
            "L’adresse de la page du projet, de l’envie, du rendez-vous ou de l’édition ; ou l’adresse électronique "
            "d’une personne inscrite."
        ),
    )
    sentence = _reason(_("Quel lien ?"))


class RecordForm(InterestForm):
    """The same for another member of the team."""

    email = _email()
