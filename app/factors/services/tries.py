"""How often a second factor may be tried. Each try is spent before it is compared (decision 0008)."""

from datetime import timedelta

from flask_babel import ngettext

from app.accounts.models import Person
from app.core import limits
from app.core.errors import Refused
from app.core.extensions import db

TRIED = limits.Limit("factor.try", 10, timedelta(minutes=15))  # per person, all codes together


def spend_try(person: Person) -> None:
    """Count one try, whatever comes of it; Refused with the time to wait after ten wrong ones."""
    wait = limits.spend(TRIED, person.public_id)
    db.session.commit()
    if wait:
        raise Refused(
            ngettext(
                "Trop de codes ont été essayés. Réessayez dans %(num)s minute, ou entrez avec une clé d’accès.",
                "Trop de codes ont été essayés. Réessayez dans %(num)s minutes, ou entrez avec une clé d’accès.",
                limits.minutes(wait),
            ),
            "code",
        )


def begin_anew(person: Person) -> None:
    """A right one: the count begins anew."""
    limits.forget(TRIED, person.public_id)
