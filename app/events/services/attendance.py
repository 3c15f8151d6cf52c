"""Who came: ticked from the day of the meeting on."""

from collections.abc import Collection

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.events import queries
from app.events.models import Event


def mark_attendance(event: Event, present: Collection[str], *, by: Person) -> int:
    """Write who came (public identifiers of registrations) and who did not; gives the number who came."""
    if not attendance_may_be_marked(event):
        raise Refused(_("Ce rendez-vous n’a pas encore eu lieu : les présences se cochent à partir du jour même."))
    registrations = queries.registrations_of(event)
    for registration in registrations:
        if registration.name:  # of a forgotten name, what was ticked stays
            registration.attended = registration.public_id in present
    came = sum(1 for registration in registrations if registration.attended)
    audit.record("event.mark_attendance", event, by=by, came=came, registered=len(registrations))
    return came


def attendance_may_be_marked(event: Event) -> bool:
    """From the day of the meeting on."""
    return clock.paris(event.starts_at).date() <= clock.today()
