"""The accounts that end: those whose holders asked, and those that have not served for three years."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import exists, func, select

from app.accounts.models import Person
from app.core.extensions import db
from app.core.privacy import DELETED, Basis, Leaving, personal, retention
from app.privacy import services
from app.privacy.models import Departure

UNUSED = timedelta(days=3 * 365)


def _announce(ids: Sequence[int]) -> None:
    for person in db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)).all():
        services.announce_unused(person)


def _leave(ids: Sequence[int]) -> None:
    for person_id in ids:
        departure = db.session.get(Departure, person_id)
        if departure is not None:
            services.leave(departure)


retention(
    "unused-accounts",
    _("trois ans sans connexion : un courriel prévient un mois avant"),
    UNUSED - services.NOTICE,
    lambda before: select(Person.id).where(
        Person.left_at.is_(None),
        func.coalesce(Person.seen_at, Person.created_at) < before,
        ~exists().where(Departure.person_id == Person.id),
    ),
    _announce,
)
DEPARTURES = retention(
    "departures",
    _("jusqu’au départ : sept jours après votre demande, un mois après l’avertissement d’un compte qui ne sert plus"),
    timedelta(0),
    lambda now: select(Departure.person_id).where(Departure.due_at <= now),
    _leave,
)
personal(
    Departure,
    _("Les départs annoncés"),
    people=_("les personnes qui demandent à partir, ou dont le compte ne sert plus"),
    why=_("vous laisser le temps de changer d’avis avant d’effacer"),
    basis=Basis.OBLIGATION,
    kept=DEPARTURES,
    seen_by=_("vous"),
    columns={
        "person_id": "la personne qui part",
        "why": "demandé, ou compte qui ne sert plus",
        "announced_at": "date de l’annonce",
        "due_at": "date de l’effacement",
    },
    not_exported="person_id",
    whose=lambda person: Departure.person_id == person.id,
    leaving=Leaving(DELETED, ""),
)
