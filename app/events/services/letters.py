"""What is said about a meeting: what happened, when and where to come, the code for the door, how to give a seat back.

Who has an account is told as they chose (app/notifications); a guest receives a mail, whose links need no account.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from flask_babel import gettext as _

from app.core.text import moment
from app.events import codes
from app.events.links import place_address
from app.events.models import Event, GuestRequest, Registration, SessionChoice
from app.notifications.services import Told, as_letter, notify_each, tell_all
from app.notifications.topics import Topic
from app.notifications.voice import in_the_programmes_language

About = TypeVar("About", Registration, SessionChoice)


def send(write: Callable[[About], Told], about: Iterable[About]) -> int:
    """Tell each registered person, with the deed; gives how many are told. A guest without address is not."""
    letters, guests = [], []
    for one in about:
        registration = one.registration if isinstance(one, SessionChoice) else one
        if registration.person is not None:
            letters.append((registration.person, partial(write, one)))
        elif registration.guest_email:
            with in_the_programmes_language():
                guests.append(_to_guest(registration, write(one)))
    return len(notify_each(letters, Topic.COMPTOIRS, by=None)) + tell_all(guests)


def _to_guest(registration: Registration, told: Told) -> tuple[str, str, str]:
    hello = _("Bonjour %(name)s,", name=registration.guest_name)
    return registration.guest_email or "", str(told.subject), as_letter(told, hello)


def ask_to_confirm(request: GuestRequest, link: str) -> None:
    """Write to an address nobody proved yet: its link takes the seat that was asked for without an account."""
    event = request.event
    with in_the_programmes_language():
        body = _(
            "Bonjour %(name)s,\n\nVous demandez une place à « %(title)s », le %(when)s. Pour la prendre, ouvrez cette "
            "page et confirmez :\n%(link)s\n\nCe lien sert une fois, pendant deux jours. Tant que vous n’avez pas "
            "confirmé, aucune place n’est gardée. Si ce n’est pas vous, ne faites rien.\n",
            name=request.name,
            title=event.title,
            when=moment(event.starts_at),
            link=link,
        )
        tell_all([(request.email, _("Confirmez votre inscription : %(title)s", title=event.title), body)])


def registered(registration: Registration) -> Told:
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


def promoted(registration: Registration) -> Told:
    """A seat was given back, and it is theirs."""
    return _about(
        registration,
        _("Une place s’est libérée pour vous : %(title)s", title=registration.event.title),
        _("Une place s’est libérée : elle est à vous. Nous vous attendons."),
    )


def promoted_in(choice: SessionChoice) -> Told:
    """A seat was given back in the atelier they wait for."""
    return _about(
        choice.registration,
        _("Une place s’est libérée dans l’atelier « %(title)s »", title=choice.session.title),
        _("Une place s’est libérée dans l’atelier « %(title)s » : elle est à vous.", title=choice.session.title),
    )


def session_cancelled(choice: SessionChoice) -> Told:
    """The atelier they chose will not take place; the meeting does."""
    session = choice.session
    return _about(
        choice.registration,
        _("Atelier annulé : %(title)s", title=session.title),
        _(
            "L’atelier « %(title)s », que vous aviez choisi, est annulé. Ce qu’en dit l’équipe :\n\n%(reason)s\n\n"
            "Le rendez-vous a lieu, et votre inscription reste. Vous pouvez choisir un autre atelier sur sa page.",
            title=session.title,
            reason=session.cancel_reason,
        ),
    )


def reminder(registration: Registration) -> Told:
    """It is soon."""
    title = registration.event.title
    return _about(
        registration, _("Rappel : %(title)s", title=title), _("Nous vous attendons bientôt : %(title)s.", title=title)
    )


def moved(registration: Registration) -> Told:
    """Another day, another hour, another place."""
    return _about(
        registration,
        _("Changement : %(title)s", title=registration.event.title),
        _("La date, l’heure ou le lieu de ce rendez-vous a changé. Votre inscription reste : voici où et quand venir."),
    )


def cancelled(registration: Registration) -> Told:
    """It will not take place."""
    event = registration.event
    said = [
        _("Le rendez-vous « %(title)s » du %(when)s est annulé.", title=event.title, when=moment(event.starts_at)),
        _("Ce qu’en dit l’équipe : %(reason)s", reason=event.cancel_reason),
        _("Vous n’avez rien à faire. Choisissez un autre rendez-vous dans la liste."),
    ]
    return Told(_("Annulé : %(title)s", title=event.title), said, "/comptoirs/")


def removed(registration: Registration) -> Told:
    """The team took them off the list."""
    event = registration.event
    said = _(
        "L’équipe a retiré votre inscription à « %(title)s ». Si c’est une erreur, répondez-lui ou réinscrivez-vous.",
        title=event.title,
    )
    return Told(_("Inscription retirée : %(title)s", title=event.title), [said], _page(event))


def _about(registration: Registration, subject: str, news: str) -> Told:
    event = registration.event
    facts = [
        _("Quand : %(when)s", when=moment(event.starts_at)),
        _("Où : %(place)s", place=event.place.line),
        _("Accueil : %(host)s", host=event.host),
        *(_line(choice) for choice in registration.choices if not choice.session.is_cancelled),
    ]
    links = {"link": place_address(registration), "code": codes.spoken(registration)}
    at_the_door = _(
        "Votre code d’entrée : %(code)s. Dites-le à l’accueil, ou montrez le carré de cette page, sans vous "
        "connecter :\n%(link)s",
        **links,
    )
    way_out = _(
        "Si vous ne pouvez plus venir, cette même page rend votre place à quelqu’un d’autre, sans vous connecter."
    )
    waiting = _("Si vous ne pouvez plus venir, sortez de la liste ici, sans vous connecter :\n%(link)s", **links)
    mailed = [waiting] if registration.is_waiting else [at_the_door, way_out]
    return Told(subject, [news, "\n".join(facts)], _page(event), mailed)


def _page(event: Event) -> str:
    return f"/comptoirs/{event.public_id}"


def _line(choice: SessionChoice) -> str:
    if choice.is_waiting:
        return _("Atelier (liste d’attente) : %(title)s", title=choice.session.title)
    return _("Atelier : %(title)s", title=choice.session.title)
