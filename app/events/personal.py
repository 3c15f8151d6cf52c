"""What meetings keep about people: who takes a seat, what they need, who came; a year later only how many."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, or_, select, update

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.privacy import DELETED, Basis, Leaving, deleting, not_personal, personal, retention
from app.events.models import (
    CalendarFeed,
    Event,
    EventHost,
    EventSession,
    GuestRequest,
    Place,
    Registration,
    RegistrationNeeds,
    SessionChoice,
)
from app.events.services.registrations import give_back

QUIET = {"synchronize_session": False}
UNNAMED = {"person_id": None, "guest_name": None, "guest_email": None, "asked_digest": None}


def _unname(ids: Sequence[int]) -> None:
    """Forget who came; the seat and the tick stay, so that how many came stays true."""
    db.session.execute(update(Registration).where(Registration.id.in_(ids)).values(UNNAMED), execution_options=QUIET)


def _leave(person: Person) -> None:
    """Give back the seats to come, which go to those who wait; forget the name on past lists."""
    mine = Registration.person_id == person.id
    for registration in db.session.scalars(select(Registration).join(Event).where(mine, Event.starts_at > clock.now())):
        give_back(registration, by=person)
    db.session.execute(update(Registration).where(mine).values(UNNAMED), execution_options=QUIET)


LISTS = retention(
    "attendance",
    _("un an après le rendez-vous : ensuite, seul reste le nombre de personnes venues"),
    timedelta(days=365),
    lambda before: (
        select(Registration.id)
        .join(Event)
        .where(Event.ends_at < before, or_(Registration.person_id.is_not(None), Registration.guest_name.is_not(None)))
    ),
    _unname,
)
NEEDS = retention(
    "registration_needs",
    _("deux semaines après le rendez-vous"),
    timedelta(days=14),
    lambda before: select(RegistrationNeeds.id).join(Registration).join(Event).where(Event.ends_at < before),
    deleting(RegistrationNeeds.id),
)
REQUESTS = retention(
    "guest_requests",
    _("deux jours, le temps de confirmer"),
    timedelta(0),
    lambda before: select(GuestRequest.id).where(GuestRequest.expires_at <= before),
    deleting(GuestRequest.id),
)

not_personal(Event, Place)
personal(
    EventSession,
    _("Les programmes des rendez-vous"),
    people=_("les personnes qui interviennent"),
    why=_("dire à tout le monde qui parle de quoi"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que le rendez-vous est présenté"),
    seen_by=_("tout le monde"),
    columns={"speakers": "noms des personnes qui interviennent, tels que l’équipe les annonce"},
    technical="id public_id event_id kind title about room starts_at ends_at seats cancel_reason",
)
personal(
    EventHost,
    _("Qui accueille un rendez-vous"),
    people=_("les ambassadeurs et l’équipe"),
    why=_("dire qui accueille, et lui ouvrir la liste des personnes inscrites"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que le rendez-vous est présenté"),
    seen_by=_("tout le monde, si la personne montre son nom"),
    columns={"person_id": "la personne qui accueille"},
    technical="id event_id",
    not_exported="person_id",
    whose=lambda person: EventHost.person_id == person.id,
    leaving=Leaving(DELETED, _("Vous n’êtes plus annoncé comme accueillant un rendez-vous.")),
)
personal(
    Registration,
    _("Vos inscriptions aux comptoirs et aux ateliers"),
    people=_("les personnes inscrites à un rendez-vous, avec ou sans compte"),
    why=_("vous garder une place, et savoir si vous êtes venu quand le règlement demande d’avoir suivi un comptoir"),
    basis=Basis.PUBLIC_TASK,
    kept=LISTS,
    seen_by=_("vous et l’équipe qui accueille"),
    columns={
        "person_id": "la personne inscrite",
        "guest_name": "nom de la personne inscrite sans compte",
        "guest_email": "son adresse, si elle l’a donnée",
        "seat": "numéro de la place",
        "waiting": "rang sur la liste d’attente",
        "registered_at": "date de l’inscription",
        "attended": "venue ou non",
    },
    technical="id public_id event_id reminded asked_digest",
    not_exported="person_id guest_name guest_email",
    whose=lambda person: Registration.person_id == person.id,
    leaving=Leaving(
        _leave,
        _("Vos places à venir sont rendues. Sur les listes de présence passées, votre nom est effacé."),
    ),
)
personal(
    SessionChoice,
    _("Les ateliers choisis"),
    people=_("les personnes inscrites à un rendez-vous"),
    why=_("vous garder une place dans l’atelier que vous avez choisi"),
    basis=Basis.PUBLIC_TASK,
    kept=_("avec l’inscription, dont le nom est effacé un an après le rendez-vous"),
    seen_by=_("vous et l’équipe qui accueille"),
    columns={"session_id": "l’atelier", "seat": "numéro de la place", "waiting": "rang sur la liste d’attente"},
    technical="id registration_id",
    not_exported="session_id",
    whose=lambda person: SessionChoice.registration_id.in_(_registrations_of(person)),
    leaving=Leaving(lambda _person: None, _("Les ateliers choisis restent, sans votre nom, pour le compte.")),
)
personal(
    RegistrationNeeds,
    _("Vos besoins pour venir"),
    people=_("les personnes inscrites à un rendez-vous qui ont dit un besoin"),
    why=_("préparer la salle, l’interprète, la garde d’enfants et le repas"),
    basis=Basis.CONSENT,
    kept=NEEDS,
    seen_by=_("vous et l’équipe qui accueille"),
    columns={
        "access": "accès de plain-pied ou aide pour circuler",
        "interpreter": "interprète en langue des signes",
        "children": "nombre d’enfants à garder",
        "meal": "repas sur place",
        "note": "ce que vous avez ajouté",
    },
    technical="id registration_id",
    whose=lambda person: RegistrationNeeds.registration_id.in_(_registrations_of(person)),
    leaving=Leaving(DELETED, _("Les besoins que vous aviez signalés pour venir à un rendez-vous sont effacés.")),
)
personal(
    GuestRequest,
    _("Les demandes de place à confirmer"),
    people=_("les personnes sans compte qui demandent une place"),
    why=_("vérifier l’adresse avant de garder la place"),
    basis=Basis.PUBLIC_TASK,
    kept=REQUESTS,
    seen_by=_("personne : la demande attend d’être confirmée"),
    columns={
        "email": "adresse à laquelle le lien est envoyé",
        "name": "nom de la personne qui viendra",
        "wishes": "ateliers et besoins demandés",
        "asked_at": "date de la demande",
    },
    technical="id event_id token_digest expires_at",
    whose=lambda person: GuestRequest.email == person.email,
    leaving=Leaving(DELETED, _("Les demandes de place que vous n’aviez pas confirmées sont effacées.")),
)
personal(
    CalendarFeed,
    _("L’adresse secrète de votre agenda"),
    people=_("les personnes qui suivent leurs rendez-vous dans leur agenda"),
    why=_("montrer vos rendez-vous dans votre propre agenda, sans vous connecter"),
    basis=Basis.CONSENT,
    kept=_("jusqu’à ce que vous l’arrêtiez, ou que vous quittiez le site"),
    seen_by=_("vous"),
    columns={
        "person_id": "la personne",
        "made_at": "date à laquelle l’adresse a été faite",
        "key": "clé de l’adresse",
    },
    technical="id",
    not_exported="person_id key",
    whose=lambda person: CalendarFeed.person_id == person.id,
    leaving=Leaving(DELETED, _("L’adresse secrète de votre agenda n’ouvre plus rien.")),
)


def _registrations_of(person: Person) -> Select[int]:
    return select(Registration.id).where(Registration.person_id == person.id)
