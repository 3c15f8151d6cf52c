"""People take a seat or a rank, change what they chose, and give it back; two never share one."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import normal_email
from app.core import audit, names
from app.core.errors import Refused
from app.core.extensions import db
from app.core.text import plain
from app.events import queries
from app.events.models import Event, Registration
from app.events.services import letters, seating
from app.events.services.reminders import notice_given
from app.events.services.wishes import NOTHING, Wishes, sessions_asked, write_needs


def register(event: Event, wishes: Wishes = NOTHING, *, by: Person) -> Registration:
    """Take the first free seat, or the last rank of the waiting list, and confirm it by mail.

    Refused when it is over, cancelled, when the list is full too, or when this person is registered already. Ten people
    who want the last seat come one after the other: one has it, nine wait in order.
    """
    seating.hold(event)
    check_open(event)
    if queries.registration_of(event, by):
        raise Refused(_("Vous êtes déjà sur la liste de ce rendez-vous : votre inscription reste comme elle est."))
    return _enter(Registration(event_id=event.id, person_id=by.id), event, wishes, by=by)


def register_guest(
    event: Event, name: str, email: str | None, wishes: Wishes = NOTHING, *, by: Person | None
) -> Registration:
    """Take a seat for somebody without an account: by themselves once their address is proved (by=None), or by staff.

    Refused as register() is; a household may share an address, not the same name twice, with an account or without.
    """
    seating.hold(event)
    check_open(event)
    guest = Registration(
        event_id=event.id, guest_name=names.cleaned(name), guest_email=normal_email(email or "") or None
    )
    twice = Refused(_("%(name)s est déjà sur la liste de ce rendez-vous.", name=guest.guest_name), "name")
    if guest.guest_email and plain(guest.guest_name or "") in queries.names_at(event, guest.guest_email):
        raise twice
    try:
        with db.session.begin_nested():
            return _enter(guest, event, wishes, by=by)
    except IntegrityError:
        raise twice from None


def change_registration(registration: Registration, wishes: Wishes, *, by: Person) -> None:
    """Choose other ateliers, or say other needs; what is given back goes to those who wait."""
    event = registration.event
    seating.hold(event)
    check_open(event)
    seating.choose(registration, sessions_asked(event, wishes))
    write_needs(registration, wishes)
    audit.record("event.change_registration", event, by=by, registration=registration.public_id)
    seating.promote(event)


def unregister(event: Event, *, by: Person) -> None:
    """Give one's own seat back. Refused once the meeting has started, or without a seat."""
    registration = queries.registration_of(event, by)
    if registration is None:
        raise Refused(_("Vous n’avez pas de place à ce rendez-vous."))
    give_back(registration, by=by)


def give_back(registration: Registration, *, by: Person | None) -> None:
    """Free the seat or the rank: whoever is first on the list has it. Refused once the meeting has started."""
    event = registration.event
    seating.hold(event)
    if event.has_started:
        raise Refused(_("Ce rendez-vous a déjà commencé : l’inscription ne change plus."))
    audit.record("event.unregister", event, by=by, registration=registration.public_id)
    db.session.delete(registration)
    db.session.flush()
    seating.promote(event)


def remove(registration: Registration, *, by: Person) -> None:
    """Staff take somebody off the list; the person is told."""
    letters.send(letters.removed, [registration])
    give_back(registration, by=by)


def check_open(event: Event) -> None:
    """Raise Refused, with the sentence that says why, when nobody may register."""
    if event.is_cancelled:
        raise Refused(_("Ce rendez-vous est annulé : on ne peut pas s’y inscrire. Choisissez-en un autre."))
    if not event.is_announced:
        raise Refused(_("Ce rendez-vous n’est pas encore annoncé : les inscriptions ne sont pas ouvertes."))
    if event.has_started:
        raise Refused(
            _(
                "Ce rendez-vous a déjà commencé : on ne peut plus s’y inscrire. "
                "Les prochains vous attendent dans la liste."
            )
        )


def why_closed(event: Event, mine: Registration | None = None) -> str:
    """The sentence that says beforehand why one cannot register any more, or change `mine`; or nothing."""
    try:
        check_open(event)
        if mine is None:
            seating.check_room(event)
    except Refused as refusal:
        return str(refusal)
    return ""


def _enter(registration: Registration, event: Event, wishes: Wishes, *, by: Person | None) -> Registration:
    seating.sit(registration, event)
    registration.reminded = notice_given(event)
    registration.event = event
    db.session.add(registration)
    db.session.flush()
    seating.choose(registration, sessions_asked(event, wishes))
    write_needs(registration, wishes)
    db.session.flush()
    audit.record("event.register", event, by=by, registration=registration.public_id, waits=registration.is_waiting)
    letters.send(letters.registered, [registration])
    return registration
