"""Recovery codes: ten, for a lost phone; each opens once. Shown once, kept as keyed digests."""

import secrets

from flask_babel import gettext as _
from sqlalchemy import delete

from app.accounts.models import Person
from app.core import crypto
from app.core.errors import Refused
from app.core.extensions import db
from app.factors import notices
from app.factors.models import RecoveryCode

HOW_MANY = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
PURPOSE = "recovery.digest"


def renew_codes(*, by: Person) -> list[str]:
    """Make ten new codes, and forget the former ones; give them, for the one page that shows them.

    Twelve letters of 31 are 59 bits: nobody guesses one, even without the limit on tries.
    """
    db.session.execute(delete(RecoveryCode).filter_by(person_id=by.id))
    codes = ["-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _g in range(3)) for _c in range(HOW_MANY)]
    db.session.add_all(RecoveryCode(person_id=by.id, digest=_digest(by, code)) for code in codes)
    db.session.flush()
    notices.codes_renewed(by, by=by)
    return codes


def use_code(person: Person, code: str) -> None:
    """Take a recovery code: it is gone. Refused when it is none of those left. Call after spend_try()."""
    digests = crypto.macs(PURPOSE, _matter(person, code))
    used = delete(RecoveryCode).where(RecoveryCode.person_id == person.id, RecoveryCode.digest.in_(digests))
    if db.session.execute(used.returning(RecoveryCode.id)).first() is None:
        raise Refused(_("Ce code de secours n’est pas le bon, ou il a déjà servi."), "code")
    notices.recovery_used(person)


def _digest(person: Person, code: str) -> str:
    return crypto.mac(PURPOSE, _matter(person, code))


def _matter(person: Person, code: str) -> str:
    return f"{person.public_id}\0{''.join(letter for letter in code.lower() if letter.isalnum())}"
