"""A child asks a parent by mail; the parent gives the agreement or withdraws it; until then nothing is published."""

from datetime import timedelta

from flask import current_app
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from app.accounts import age
from app.accounts.models import Person
from app.accounts.queries import normal_email
from app.core import audit, clock, limits
from app.core.errors import Refused
from app.core.extensions import db
from app.minors import queries
from app.minors.models import ParentalAgreement
from app.notifications.services import notify, tell
from app.notifications.topics import Topic
from app.notifications.voice import in_the_programmes_language

ASKED = limits.Limit("parent.ask", 5, timedelta(days=1))  # mails to parents, per child


def require_agreement(person: Person, rule: str, meanwhile: str) -> None:
    """Raise Refused when somebody below 15 may not publish by that rule (presets.Rules, `minors`).

    `meanwhile` says what becomes of what they typed until the parent answers.
    """
    if person.under_15 and (why_not := age.refusal(rule)):
        raise Refused(why_not)
    if queries.lacks_agreement(person, rule):
        first = _("Un parent doit d’abord donner son accord : demandez-le dans votre compte.")
        raise Refused(f"{first} {meanwhile}")


def ask(parent_email: str, *, by: Person) -> ParentalAgreement:
    """Write to a parent; what another parent had answered is forgotten, and their link dies."""
    email = normal_email(parent_email)
    if email == by.email:
        raise Refused(_("Écrivez l’adresse d’un parent : celle-ci est la vôtre."), "email")
    if limits.spend(ASKED, by.public_id):
        raise Refused(_("Cinq demandes sont déjà parties aujourd’hui : attendez demain."), "email")
    if earlier := queries.agreement_of(by):
        db.session.delete(earlier)
        db.session.flush()
    agreement = ParentalAgreement(person=by, parent_email=email)
    db.session.add(agreement)
    db.session.flush()
    audit.record("agreement.ask", agreement, by=by)
    with in_the_programmes_language():
        _write_to_parent(agreement)
    return agreement


def give(agreement: ParentalAgreement) -> None:
    """The parent agrees."""
    if agreement.is_in_force:
        raise Refused(_("Votre accord est déjà donné."))
    agreement.given_at, agreement.withdrawn_at = clock.now(), None
    audit.record("agreement.give", agreement, by=None)
    _tell_child(agreement, lazy_gettext("Votre parent a donné son accord : vous pouvez publier."), "/envies/nouvelle")


def withdraw(agreement: ParentalAgreement) -> None:
    """The parent does not agree, or no longer: nothing more is published; what is stays until staff are asked."""
    if agreement.withdrawn_at:
        raise Refused(_("C’est déjà noté : vous n’êtes pas d’accord."))
    agreement.withdrawn_at = clock.now()
    audit.record("agreement.withdraw", agreement, by=None)
    _tell_child(
        agreement,
        lazy_gettext("Votre parent n’est pas d’accord : vous ne pouvez rien publier de plus."),
        "/accord-parental",
    )


def outgrow(*, by: Person) -> None:
    """The person is 15 now: what was kept about a parent is deleted."""
    by.under_15 = False
    if agreement := queries.agreement_of(by):
        db.session.delete(agreement)
    audit.record("agreement.outgrow", by, by=by)


def _write_to_parent(agreement: ParentalAgreement) -> None:
    settings = current_app.config["SETTINGS"]
    tell(
        agreement.parent_email,
        _("Votre accord pour %(name)s", name=agreement.person.name),
        _(
            "Bonjour,\n\n%(name)s a moins de 15 ans et souhaite publier une idée sur %(site)s. La loi demande l’accord "
            "d’un parent (loi Informatique et libertés, article 45).\n\nLire ce qui est publié, donner votre accord ou "
            "le refuser : %(url)s\n\nCe lien est à vous seul et vaut trente jours. Gardez-le : il sert ensuite à "
            "retirer votre accord, à tout moment. Sans réponse, rien n’est publié.",
            name=agreement.person.name,
            site=settings.BASE_URL,
            url=f"{str(settings.BASE_URL).rstrip('/')}/accord-parental/{queries.token_of(agreement)}",
        ),
    )


def _tell_child(agreement: ParentalAgreement, sentence: LazyString, link: str) -> None:
    subject = lazy_gettext("La réponse de votre parent")
    notify(agreement.person, Topic.MY_IDEA, subject, sentence, link=link, by=None)
