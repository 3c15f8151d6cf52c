"""A committee of labelling for the stage: a sitting being held, with one dossier."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.committees import services
from app.committees.models import Seat, Sitting
from app.core import clock
from app.core.extensions import db
from app.projects.models import Proposal


def a_sitting(proposal: Proposal, chair: Person, staff: Person) -> Sitting:
    """Held in a minute, opened already: the chair is there, alone."""
    round_ = proposal.round
    member = services.give_seat(round_, chair.email, Seat.CHAIR, "La ville d’Arras", by=staff)
    sitting = services.plan_sitting(round_, clock.now() + timedelta(minutes=1), "Arras", "Venez à l’heure.", by=staff)
    services.add_to_agenda(sitting, [proposal], by=staff)
    services.note_presences(sitting, [member.id], by=staff)
    services.open_sitting(sitting, by=staff)
    return sitting


def the_sitting() -> Sitting:
    """The sitting of the stage."""
    return db.session.scalars(select(Sitting).order_by(Sitting.id)).first()
