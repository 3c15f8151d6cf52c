"""The mails about a meeting: each says what happened, when and where to come, and how to give the seat back."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from flask_babel import gettext as _

from app.core.text import moment
from app.events.links import meeting_address, place_address
from app.events.models import GuestRequest, Registration, SessionChoice
from app.notifications.services.mails import tell_all
from app.notifications.voice import in_the_programmes_language


class Letter(NamedTuple):
    """One mail; without an address it is not sent (a guest of whom only the name is known)."""

    to: str | None
    subject: str
    body: str


def send(write: Callable[[Any], Letter], about: Iterable[Any]) -> int:
    """Write one letter about each thing and put it in the outbox, to leave with the deed; gives how many will leave."""
    with in_the_programmes_language():
        letters = [write(one) for one in about]
    return tell_all((one.to, one.subject, one.body) for one in letters if one.to)


def registered(registration: Registration) -> Letter:
    """The seat is kept, or the rank on the list."""
    event = registration.event
    if registration.is_waiting:
        return _about(
            registration,
            _("Vous êtes sur la liste d’attente : %(title)s", title=event.title),
            _(
                "Toutes les places sont prises : vous êtes sur la liste d’attente. Dès qu’une place se libère, elle va "
                "à la première personne de la liste, et nous vous écrivons : vous n’avez rien à faire."
            ),
        )
    return _about(
        registration,
        _("Votre place : %(title)s", title=event.title),
        _("Votre place est gardée : %(title)s.", title=event.title),
    )


def promoted(registration: Registration) -> Letter:
    """A seat was given back, and it is theirs."""
    return _about(
        registration,
        _("Une place s’est libérée pour vous : %(title)s", title=registration.event.title),
        _("Une place s’est libérée : elle est à vous. Nous vous attendons."),
    )


def promoted_in(choice: SessionChoice) -> Letter:
    """A seat was given back in the atelier they wait for."""
    return _about(
        choice.registration,
        _("Une place s’est libérée dans l’atelier « %(title)s »", title=choice.session.title),
        _("Une place s’est libérée dans l’atelier « %(title)s » : elle est à vous.", title=choice.session.title),
    )


def reminder(registration: Registration) -> Letter:
    """It is soon."""
    event = registration.event
    return _about(
        registration,
        _("Rappel : %(title)s", title=event.title),
        _("Nous vous attendons bientôt : %(title)s.", title=event.title),
    )


def moved(registration: Registration) -> Letter:
    """Another day, another hour, another place."""
    event = registration.event
    return _about(
        registration,
        _("Changement : %(title)s", title=event.title),
        _("La date, l’heure ou le lieu de ce rendez-vous a changé. Votre inscription reste : voici où et quand venir."),
    )


def cancelled(registration: Registration) -> Letter:
    """It will not take place."""
    event = registration.event
    body = _(
        "Bonjour %(name)s,\n\nLe rendez-vous « %(title)s » du %(when)s est annulé. Ce qu’en dit l’équipe :\n\n"
        "%(reason)s\n\nVous n’avez rien à faire. Les autres rendez-vous sont ici :\n%(link)s\n",
        name=registration.name,
        title=event.title,
        when=moment(event.starts_at),
        reason=event.cancel_reason,
        link=meeting_address(event).rpartition("/")[0] + "/",
    )
    return Letter(registration.email, _("Annulé : %(title)s", title=event.title), body)


def removed(registration: Registration) -> Letter:
    """The team took them off the list."""
    event = registration.event
    body = _(
        "Bonjour %(name)s,\n\nL’équipe a retiré votre inscription à « %(title)s ». Si c’est une erreur, "
        "répondez-lui ou réinscrivez-vous ici :\n%(link)s\n",
        name=registration.name,
        title=event.title,
        link=meeting_address(event),
    )
    return Letter(registration.email, _("Inscription retirée : %(title)s", title=event.title), body)


def to_confirm(asked: tuple[GuestRequest, str]) -> Letter:
    """Follow the link to take the seat that was asked for without an account."""
    request, link = asked
    event = request.event
    body = _(
        "Bonjour %(name)s,\n\nVous demandez une place à « %(title)s », le %(when)s. Pour la prendre, ouvrez cette "
        "page et confirmez :\n%(link)s\n\nCe lien sert une fois, pendant deux jours. Tant que vous n’avez pas "
        "confirmé, aucune place n’est gardée. Si ce n’est pas vous, ne faites rien.\n",
        name=request.name,
        title=event.title,
        when=moment(event.starts_at),
        link=link,
    )
    return Letter(request.email, _("Confirmez votre inscription : %(title)s", title=event.title), body)


def _about(registration: Registration, subject: str, news: str) -> Letter:
    event = registration.event
    body = _(
        "Bonjour %(name)s,\n\n%(news)s\n\nQuand : %(when)s\nOù : %(place)s\nAccueil : %(host)s\n%(ateliers)s\n"
        "Le programme, et votre inscription :\n%(page)s\n\nSi vous ne pouvez plus venir, rendez votre place à "
        "quelqu’un d’autre sur cette page, sans vous connecter :\n%(link)s\n\nÀ bientôt.\n",
        name=registration.name,
        news=news,
        when=moment(event.starts_at),
        place=event.place.line,
        host=event.host,
        ateliers="".join(_line(choice) + "\n" for choice in registration.choices),
        page=meeting_address(event),
        link=place_address(registration),
    )
    return Letter(registration.email, subject, body)


def _line(choice: SessionChoice) -> str:
    if choice.is_waiting:
        return _("Atelier (liste d’attente) : %(title)s", title=choice.session.title)
    return _("Atelier : %(title)s", title=choice.session.title)
