"""What is done with one's own data: take it along, ask to leave, change one's mind; and leaving itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func

from app.accounts.models import Person
from app.accounts.queries import normal_email
from app.core import audit, clock, limits
from app.core.errors import Refused
from app.core.extensions import db
from app.core.links import full_address
from app.core.privacy import RETENTIONS, Retention, leave_tables
from app.core.text import day
from app.notifications.services import tell
from app.notifications.voice import in_the_programmes_language
from app.privacy import queries
from app.privacy.archive import archive_of
from app.privacy.models import Departure, Why

REFLECTION = timedelta(days=7)  # to change one's mind; a stolen session cannot erase an account behind one's back
NOTICE = timedelta(days=30)  # between the mail and the end of an account that has not served
BATCH = 500
EXPORTS = limits.Limit("personal_data.export", 5, timedelta(hours=1))


def export_data(*, by: Person) -> bytes:
    """A ZIP of everything kept about this person. Raise Refused after five in an hour: it reads every table."""
    if wait := limits.spend(EXPORTS, by.public_id):
        raise Refused(
            ngettext(
                "Vous avez déjà pris vos données plusieurs fois. Réessayez dans %(num)s minute.",
                "Vous avez déjà pris vos données plusieurs fois. Réessayez dans %(num)s minutes.",
                limits.minutes(wait),
            )
        )
    packed = archive_of(queries.data_of(by))
    audit.record("personal_data.export", by, by=by)
    return packed


def ask_to_leave(typed: str, *, by: Person) -> Departure:
    """Begin the seven days after which everything is erased; `typed` is one's own address, written on purpose.

    Raise Refused with what has to be done first. Asking twice changes nothing.
    """
    if normal_email(typed) != by.email:
        raise Refused(_("Ce n’est pas l’adresse de ce compte : écrivez-la telle que vous vous connectez."), "email")
    if first := queries.obstacles(by):
        raise Refused(" ".join(first))
    known = queries.departure_of(by)
    if known is not None and known.why is Why.ASKED:
        return known
    if known is not None:
        db.session.delete(known)
        db.session.flush()
    departure = _announce(by, Why.ASKED, REFLECTION)
    audit.record("personal_data.erase", by, by=by, due=departure.due_at.isoformat())
    return departure


def _announce(person: Person, why: Why, delay: timedelta) -> Departure:
    now = clock.now()
    departure = Departure(person_id=person.id, why=why, announced_at=now, due_at=now + delay)
    db.session.add(departure)
    db.session.flush()
    with in_the_programmes_language():
        tell(person.email, *_letters[why](departure))
    return departure


def _asked(departure: Departure) -> tuple[str, str]:
    return _("Votre compte sera effacé le %(day)s", day=day(departure.due_at)), _(
        "Vous avez demandé à partir. Vos données seront effacées le %(day)s.\n\n"
        "Si vous changez d’avis, ou si ce n’était pas vous, gardez votre compte d’ici là, en un clic :\n%(url)s\n",
        day=day(departure.due_at),
        url=full_address("/compte/mes-donnees"),
    )


def _unused(departure: Departure) -> tuple[str, str]:
    return _("Votre compte ne sert plus : il sera effacé le %(day)s", day=day(departure.due_at)), _(
        "Vous n’êtes pas venu depuis trois ans. Comme annoncé, nous ne gardons pas ce qui ne sert plus : votre compte "
        "sera effacé le %(day)s.\n\nPour le garder, il suffit de vous connecter une fois :\n%(url)s\n",
        day=day(departure.due_at),
        url=full_address("/compte/connexion"),
    )


_letters: dict[Why, Callable[[Departure], tuple[str, str]]] = {Why.ASKED: _asked, Why.UNUSED: _unused}


def stay(*, by: Person) -> None:
    """Keep the account after all. Raise Refused when nobody was leaving."""
    departure = queries.departure_of(by)
    if departure is None:
        raise Refused(_("Aucun départ n’est prévu : votre compte reste ouvert."))
    db.session.delete(departure)
    db.session.flush()
    audit.record("personal_data.keep", by, by=by)


def leave(departure: Departure) -> bool:
    """Erase a person whose time has come; return whether they left.

    Whoever came back, or has to do something first since they asked, stays: the latter for another thirty days.
    """
    person = departure.person
    if departure.why is Why.UNUSED and person.seen_at and person.seen_at >= departure.announced_at:
        db.session.delete(departure)
        return False
    if queries.obstacles(person):
        departure.due_at = clock.now() + NOTICE
        return False
    audit.record("personal_data.leave", person, by=None, why=departure.why)
    leave_tables(person)
    return True


def announce_unused(person: Person) -> None:
    """Tell somebody who has not come for years that their account ends in thirty days."""
    _announce(person, Why.UNUSED, NOTICE)


def purge_batch(rule: Retention, beyond: Any = None) -> tuple[int, Any]:
    """Deal with the next rows of a rule, beyond the key given; return how many, and the last key."""
    query = rule.due(clock.now() - rule.after)
    key = query.selected_columns[0]
    keys = db.session.scalars((query if beyond is None else query.where(key > beyond)).order_by(key).limit(BATCH)).all()
    if keys:
        rule.act(keys)
        audit.record("privacy.purge", rule, by=None, rows=len(keys))
    return len(keys), keys[-1] if keys else None


def due_count(rule: Retention) -> int:
    """How many rows a rule would deal with now."""
    query = rule.due(clock.now() - rule.after)
    return db.session.scalar(query.with_only_columns(func.count(), maintain_column_froms=True)) or 0


def rules() -> list[Retention]:
    """Every rule of the purge; those who leave first, so that what they leave behind is dealt with at once."""
    return sorted(RETENTIONS.values(), key=lambda rule: (rule.public_id != "departures", rule.public_id))
