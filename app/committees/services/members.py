"""Who sits in a committee: a seat is given, its term ends."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import person_by_email
from app.committees import queries
from app.committees.models import CommitteeMember, Seat
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.rounds.models import Round


def give_seat(  # noqa: PLR0913  (what a seat is)
    round_: Round, email: str, seat: Seat, sits_for: str = "", until: date | None = None, *, by: Person
) -> CommitteeMember:
    """Give somebody who has an account a seat, from today on. Raises Refused for a stranger or a second seat."""
    person = person_by_email(email)
    if person is None or person.left_at is not None:
        raise Refused(_("Personne n’a de compte à cette adresse : la personne doit d’abord en créer un."), "email")
    today = clock.today()
    if until is not None and until < today:
        raise Refused(_("Ce jour est passé."), "until")
    if seat is Seat.CHAIR and _chaired(round_):
        raise Refused(_("Quelqu’un préside déjà : mettez d’abord fin à son mandat."), "seat")
    member = CommitteeMember(
        round_id=round_.id, person=person, seat=seat, sits_for=sits_for.strip(), since=today, until=until
    )
    try:
        with db.session.begin_nested():
            db.session.add(member)
    except IntegrityError:
        raise Refused(_("%(name)s siège déjà dans ce comité.", name=person.name), "email") from None
    audit.record("committee.seat", member, by=by, round=round_.public_id, person=person.public_id, seat=seat.value)
    return member


def _chaired(round_: Round) -> bool:
    db.session.scalar(select(Round.id).where(Round.id == round_.id).with_for_update())
    today = clock.today()
    return any(each.seat is Seat.CHAIR and each.sits_on(today) for each in queries.members_of(round_))


def end_term(member: CommitteeMember, *, by: Person) -> None:
    """End a term today: the person sits today for the last time. Raises Refused when it is over."""
    today = clock.today()
    if not member.sits_on(today):
        raise Refused(_("Ce mandat est déjà fini."))
    if member.until == today:
        raise Refused(_("Ce mandat finit déjà aujourd’hui."))
    member.until = today
    audit.record("committee.end_term", member, by=by, until=today.isoformat())
