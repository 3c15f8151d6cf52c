"""Giving and delegating roles, declaring interests; the person concerned is told."""

from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from app.accounts.models import Interest, Person, RoleGrant
from app.accounts.queries import person_by_email
from app.accounts.scopes import Scope
from app.accounts.services.grants import add_grant, facts_of, held_grant
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.links import full_address
from app.core.text import day
from app.notifications.services import Told, notify, notify_each
from app.notifications.topics import Topic
from app.roles.queries import fits_in
from app.roles.subjects import subject_of, title_of

LONGEST_DELEGATION = timedelta(days=90)


def find_person(email: str) -> Person:
    """Who has this address; Refused when nobody has an account with it."""
    person = person_by_email(email)
    if person is None:
        raise Refused(_("Personne n’a de compte avec cette adresse. La personne doit d’abord s’inscrire."), "email")
    return person


def delegate(source: RoleGrant, person: Person, scope: Scope, ends_at: datetime, *, role_name: str, by: Person) -> None:
    """Lend one's own role, or a part of it, until a date; the person is told.

    Raises Refused for a role that is not one's own or was itself delegated, to oneself, beyond one's own scope or end,
    beyond 90 days, and when the person has that role there already.
    """
    if source.person_id != by.id or not source.is_delegable:
        raise Refused(_("Vous ne pouvez déléguer que vos propres rôles, jamais ce qui vous a été délégué."), "grant")
    if person.id == by.id:
        raise Refused(_("Choisissez une autre personne que vous."), "email")
    if not fits_in(scope, Scope(source.scope, source.scope_key)):
        raise Refused(_("Votre propre rôle ne va pas jusque-là : choisissez un endroit qu’il couvre."), "scope")
    _check_end(source, ends_at)
    held = held_grant(person, source.role, scope)
    if held is not None and not held.is_over:
        raise Refused(_("%(name)s a déjà ce rôle à cet endroit.", name=person.name), "email")
    if held is not None:
        db.session.delete(held)
        db.session.flush()
    grant = add_grant(person, source.role, scope, granted_by_id=by.id, delegated_from_id=source.id, ends_at=ends_at)
    audit.record("role.delegate", person, by=by, **facts_of(grant))
    _tell_delegate(person, by, role_name, ends_at)


def _check_end(source: RoleGrant, ends_at: datetime) -> None:
    now = clock.now()
    if ends_at <= now:
        raise Refused(_("Cette date est passée : choisissez le dernier jour de la délégation."), "ends_on")
    if ends_at > now + LONGEST_DELEGATION + timedelta(days=1):  # the last day counts whole
        raise Refused(_("Une délégation dure 90 jours au plus."), "ends_on")
    if source.ends_at is not None and ends_at > source.ends_at:
        last = source.ends_at - timedelta(seconds=1)
        raise Refused(_("Votre propre rôle finit le %(day)s : pas de délégation au-delà.", day=day(last)), "ends_on")


def _tell_delegate(person: Person, by: Person, role_name: str, ends_at: datetime) -> None:
    def write() -> Told:
        said = _(
            "%(giver)s vous délègue son rôle « %(role)s » jusqu’au %(day)s inclus. Vous ne pouvez pas le déléguer à "
            "votre tour.",
            giver=by.name,
            role=role_name,
            day=day(ends_at - timedelta(seconds=1)),
        )
        next_ = _("La suite : voyez ce qui vous attend.")
        return Told(_("%(name)s vous délègue un rôle", name=by.name), [said, next_], "/gestion/")

    notify_each([(person, write)], Topic.STAFF_WORK, by=by)


def end_delegation(grant: RoleGrant, *, by: Person) -> None:
    """Take back what one delegated; the person is told."""
    person, facts = grant.person, facts_of(grant)
    db.session.delete(grant)
    db.session.flush()
    db.session.refresh(person, ["role_grants"])
    audit.record("role.end_delegation", person, by=by, **facts)
    said = lazy_gettext("%(giver)s met fin à la délégation de son rôle. Merci pour votre aide.", giver=by.name)
    notify(person, Topic.STAFF_WORK, lazy_gettext("Une délégation prend fin"), said, link="/mon-espace", by=by)


# --- interests --------------------------------------------------------------------------------------------------


def find_subject(typed: str) -> Any:
    """The thing an interest is about; Refused when the address leads to none."""
    subject = subject_of(typed)
    if subject is None:
        sentence = _(
            "Cette adresse ne mène à rien que nous connaissions. Collez l’adresse de la page du projet, de l’envie, du "
            "rendez-vous ou de l’édition, ou bien l’adresse électronique d’une personne inscrite."
        )
        raise Refused(sentence, "about")
    return subject


def declare(subject: Any, sentence: str, *, person: Person, by: Person) -> Interest:
    """Declare an interest in a thing; `by` is somebody else when it is recorded for the person, who is told.

    Raises Refused when it is declared already, and when it is about the person themselves.
    """
    name = audit.name_of(subject)
    if name == audit.name_of(person):
        raise Refused(_("Il s’agit de la même personne : ses propres textes lui sont déjà fermés."), "about")
    standing = select(Interest.id).filter_by(person_id=person.id, subject=name, withdrawn_at=None)
    if db.session.scalar(standing) is not None:
        raise Refused(_("Ce lien d’intérêt est déjà déclaré : rien à faire de plus."), "about")
    interest = Interest(person_id=person.id, subject=name, sentence=sentence.strip(), declared_by_id=by.id)
    db.session.add(interest)
    db.session.flush()
    db.session.expire(person, ["interests"])
    verb = "interest.declare" if person.id == by.id else "interest.record"
    audit.record(verb, subject, by=by, person=person.public_id)
    if person.id != by.id:
        _tell_recorded(person, subject, sentence.strip(), by)
    return interest


def _tell_recorded(person: Person, subject: Any, sentence: str, by: Person) -> None:
    said = lazy_gettext(
        "Un lien d’intérêt est inscrit pour vous à propos de « %(title)s » : vous ne pouvez plus décider de ce qui le "
        "concerne.",
        title=title_of(subject),
    )
    why = lazy_gettext("Raison : %(reason)s", reason=sentence)
    wrong = lazy_gettext("Si c’est une erreur, écrivez-nous : %(url)s", url=full_address("/contact"))
    title = lazy_gettext("Un lien d’intérêt est inscrit pour vous")
    notify(person, Topic.DECISIONS, title, said, why, wrong, link="/gestion/interets", by=by)


def withdraw_interest(interest: Interest, *, by: Person) -> None:
    """Declare that the interest is over; the line stays in the register."""
    interest.withdrawn_at = clock.now()
    db.session.flush()
    db.session.expire(interest.person, ["interests"])
    audit.record("interest.withdraw", interest, by=by, about=interest.subject)


def last_day(grant: RoleGrant) -> str:
    """The last day of a role, in words; a dash when it has no end."""
    return day(grant.ends_at - timedelta(seconds=1)) if grant.ends_at else "–"


def end_of(last: date) -> datetime:
    """The instant a role ends whose last day is that one: midnight in Paris, exclusive."""
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), clock.PARIS)
