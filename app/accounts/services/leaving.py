"""What becomes of an account whose holder leaves: the row stays, so that what they decided keeps an author; nobody is
named in it any more."""

from sqlalchemy import delete

from app.accounts.models import Person, RoleGrant
from app.accounts.services.grants import locked_administrators
from app.core import clock
from app.core.extensions import db
from app.core.privacy import GONE

NOBODY = "Personne partie"


def forget_person(person: Person) -> None:
    """Erase name, address and password; the random public identifier stays for the audit log."""
    person.name, person.email, person.password_hash = NOBODY, f"{person.public_id.lower()}@{GONE}", None
    person.municipality_code, person.language, person.is_public = None, None, True
    person.under_15 = False
    person.left_at, person.seen_at = clock.now(), None


def forget_roles(person: Person) -> None:
    """Take every role back."""
    db.session.execute(delete(RoleGrant).where(RoleGrant.person_id == person.id))


def is_last_administrator(person: Person) -> bool:
    """Whether nobody else administers; whoever else would give that role up waits until this is committed."""
    return set(locked_administrators()) <= {person.id}
