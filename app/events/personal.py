"""What meetings keep about people: who took a seat, who came; a year later only how many."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, not_personal, personal, retention
from app.events.models import Event, Registration

QUIET = {"synchronize_session": False}


def _unname(ids: Sequence[int]) -> None:
    """Forget who came; the seat and the tick stay, so that how many came stays true."""
    named = update(Registration).where(Registration.id.in_(ids)).values(person_id=None)
    db.session.execute(named, execution_options=QUIET)


def _leave(person: Person) -> None:
    """Give back the seats to come; forget the name on past lists."""
    mine = Registration.person_id == person.id
    to_come = select(Event.id).where(Event.starts_at > clock.now())
    seats = delete(Registration).where(mine, Registration.event_id.in_(to_come))
    db.session.execute(seats, execution_options=QUIET)
    db.session.execute(update(Registration).where(mine).values(person_id=None), execution_options=QUIET)


LISTS = retention(
    "attendance",
    _("un an après le rendez-vous : ensuite, seul reste le nombre de personnes venues"),
    timedelta(days=365),
    lambda before: (
        select(Registration.id).join(Event).where(Event.ends_at < before, Registration.person_id.is_not(None))
    ),
    _unname,
)

not_personal(Event)
personal(
    Registration,
    _("Vos inscriptions aux comptoirs et aux ateliers"),
    people=_("les personnes inscrites à un rendez-vous"),
    why=_("vous garder une place, et savoir si vous êtes venu quand le règlement demande d’avoir suivi un comptoir"),
    basis=Basis.PUBLIC_TASK,
    kept=LISTS,
    seen_by=_("vous et l’équipe qui accueille"),
    columns={
        "person_id": "la personne inscrite",
        "seat": "numéro de la place",
        "registered_at": "date de l’inscription",
        "attended": "venue ou non",
    },
    technical="id public_id event_id",
    not_exported="person_id",
    whose=lambda person: Registration.person_id == person.id,
    leaving=Leaving(
        _leave,
        _("Vos places à venir sont rendues. Sur les listes de présence passées, votre nom est effacé."),
    ),
)
