"""What is typed to sign up, to sign in, and on one's own page."""

from typing import Any

from flask import current_app, g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, InputRequired, Length, Optional, Regexp, ValidationError

from app.accounts import age
from app.accounts.guesses import holds_a_name, is_common, is_run
from app.accounts.passwords import SHORTEST
from app.core.forms import AwaitedForm
from app.core.names import ReadableName
from app.territories.forms import MunicipalityField

LONGEST_PASSWORD = 200  # argon2 would hash a novel: bounded, so that nobody makes it work for nothing


def _email() -> EmailField:
    sentence = _("Écrivez une adresse complète, comme prenom@exemple.fr.")
    return EmailField(
        _("Adresse électronique"),
        [InputRequired(sentence), Length(max=254), Email(sentence)],
        render_kw={"autocomplete": "email"},
    )


def _name() -> StringField:
    return StringField(
        _("Votre nom"),
        [InputRequired(_("Écrivez votre nom.")), ReadableName()],
        description=_("Il est affiché à côté de ce que vous publiez. Un prénom suffit."),
        render_kw={"autocomplete": "name"},
    )


def _new_password(*validators: object, label: object) -> PasswordField:
    sentence = _("Le mot de passe doit avoir au moins 12 caractères. Une phrase fait très bien l’affaire.")
    return PasswordField(
        label,
        [*validators, Length(min=SHORTEST, max=LONGEST_PASSWORD, message=sentence), _hard_to_guess],
        description=_("12 caractères au moins : une phrase fait très bien l’affaire."),
        render_kw={"autocomplete": "new-password"},
    )


def _hard_to_guess(form: FlaskForm, field: PasswordField) -> None:
    """Refuse what is guessed first, in one sentence that says why; too short is said already."""
    if len(field.data or "") < SHORTEST:
        return
    names = [current_app.config["SETTINGS"].SITE_NAME]
    names += [form[name].data or "" for name in ("name", "email") if name in form]
    names += [g.actor.name, g.actor.email] if g.get("actor") is not None else []
    if is_common(field.data):
        raise ValidationError(_("Ce mot de passe est parmi les plus devinés. Une phrase à vous fait bien mieux."))
    if is_run(field.data):
        raise ValidationError(_("Une suite ou une répétition se devine vite. Une phrase à vous fait bien mieux."))
    if holds_a_name(field.data, tuple(names)):
        raise ValidationError(_("Ce mot de passe contient surtout un nom connu : le vôtre, votre adresse ou ce site."))


class SignUpForm(FlaskForm):
    """A new account: a name, an address, and a password only for those who want one."""

    name = _name()
    email = _email()
    password = _new_password(Optional(), label=_("Mot de passe"))
    age = RadioField(
        _("Votre âge"),
        [InputRequired(_("Dites si vous avez 15 ans."))],
        choices=[SelectChoice("over", _("J’ai 15 ans ou plus")), SelectChoice("under", _("J’ai moins de 15 ans"))],
    )
    next = HiddenField()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        if age.rule_now() == age.UNASKED:
            del self.age

    def validate_age(self, field: RadioField) -> None:
        """Below 15, the rulebook may open no account."""
        if field.data == "under" and (why_not := age.refusal(age.rule_now())):
            raise ValidationError(why_not)

    @property
    def is_under_15(self) -> bool:
        """What was answered; where nothing is asked, nobody is."""
        return self.age is not None and self.age.data == "under"


class SignInForm(FlaskForm):
    """An address; with the password, or with a code asked for."""

    email = _email()
    password = PasswordField(
        _("Mot de passe"),
        [Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
        description=_("Laissez vide pour recevoir un code par courriel."),
    )
    next = HiddenField()


class EmailForm(AwaitedForm):
    """The new address of an account."""

    email = _email()


class CodeForm(FlaskForm):
    """The six digits received."""

    code = StringField(
        _("Code reçu"),
        [InputRequired(_("Écrivez le code reçu.")), Regexp(r"^\s*(\d\s*){6}$", message=_("Le code a six chiffres."))],
        description=_("Six chiffres."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class CloseSessionsForm(AwaitedForm):
    """Whose sessions are closed, and why."""

    email = EmailField(
        _("Adresse électronique"), [InputRequired(_("Écrivez l’adresse de la personne.")), Length(max=254)]
    )
    reason = TextAreaField(
        _("Motif"),
        [InputRequired(_("Écrivez le motif.")), Length(max=500, message=_("500 caractères au plus."))],
        description=_("Il est écrit dans le journal et dit à la personne."),
    )


class ProfileForm(FlaskForm):
    """What the house knows of somebody, and no more."""

    name = _name()
    municipality = MunicipalityField(
        _("Commune"), [Optional()], description=_("Elle sert à vous montrer ce qui se passe près de chez vous.")
    )
    language = RadioField(
        _("Langue des pages"),
        [InputRequired(_("Choisissez une langue."))],
        choices=[SelectChoice("fr", "Français"), SelectChoice("en", "English")],
    )
    is_public = BooleanField(
        _("Montrer mon nom à côté de ce que je publie"),
        description=_("Sinon, seule l’équipe du programme sait qui vous êtes."),
    )


class PasswordForm(FlaskForm):
    """A new password; the current one is asked by the page only when there is one."""

    current = PasswordField(
        _("Mot de passe actuel"), [Length(max=LONGEST_PASSWORD)], render_kw={"autocomplete": "current-password"}
    )
    new = _new_password(InputRequired(_("Écrivez le nouveau mot de passe.")), label=_("Nouveau mot de passe"))
