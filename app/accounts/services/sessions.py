"""Sessions: one per device, for a limited time (session_limits.py), closed from here or from another device."""

import secrets

from flask_babel import gettext as _
from sqlalchemy import update

from app.accounts import notices
from app.accounts.models import Person, SignIn
from app.accounts.queries import digest_of, open_sign_ins, sign_in_by_token
from app.accounts.session_limits import SEEN_EVERY, life_of
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db


def open_session(person: Person, device: str, *, strong: bool = False) -> str:
    """Open a session on a device; return the token its cookie will hold, kept nowhere else.

    `strong`: a second factor or a passkey was proved on the way in. Its absolute limit is set here: using the site does
    not lengthen it.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    person.seen_at = now
    db.session.add(
        SignIn(
            person=person,
            token_digest=digest_of(token),
            device=device,
            started_at=now,
            last_seen_at=now,
            fresh_at=now,
            strong_at=now if strong else None,
            expires_at=now + life_of(person).absolute,
        )
    )
    db.session.flush()
    return token


def step_up(sign_in: SignIn, *, strong: bool = False) -> str:
    """The person proved again who they are (`strong`: with a second factor). Return the new token: the old one is dead.

    A token that leaked before the proof is worth nothing after it (ASVS 7.2.4). The limits stay those of the sign-in.
    """
    token = secrets.token_urlsafe(32)
    sign_in.token_digest, sign_in.fresh_at = digest_of(token), clock.now()
    if strong:
        sign_in.strong_at = clock.now()
    db.session.flush()
    return token


def is_seen_again(sign_in: SignIn) -> bool:
    """Whether this visit is worth noting: a minute has passed since the last one noted."""
    return sign_in.last_seen_at <= clock.now() - SEEN_EVERY


def note_seen(sign_in: SignIn) -> None:
    """Note a visit, so that the idle limit starts anew. Ends what was only read, and writes one row: commit at once."""
    sign_in_id, now = sign_in.id, clock.now()
    db.session.rollback()  # SQLite refuses a writer that read before another one wrote
    seen = update(SignIn).where(SignIn.id == sign_in_id, SignIn.last_seen_at < now).values(last_seen_at=now)
    db.session.execute(seen, execution_options={"synchronize_session": False})


def close_session(token: str) -> None:
    """Close the session of this token; nothing happens when it is closed already."""
    if found := sign_in_by_token(token):
        found.revoked_at = clock.now()


def close_all(person: Person) -> None:
    """Close every session of somebody: their account is closed, or their factors were taken away."""
    for sign_in in open_sign_ins(person):
        sign_in.revoked_at = clock.now()


def close_all_of(person: Person, reason: str, *, by: Person) -> None:
    """An administrator closes every session of somebody (a device stolen, an account entered by another): ASVS 7.4.5.

    The person is told, with the reason. Refused for oneself: one's own devices have their page.
    """
    if person.id == by.id:
        raise Refused(_("Vos propres appareils se ferment sur la page « Mes appareils »."), "email")
    close_all(person)
    audit.record("sign_in.close_all", person, by=by, reason=reason)
    notices.sessions_closed(person, reason)


def revoke_sign_in(sign_in: SignIn, *, by: Person) -> None:
    """Close a session from another device."""
    sign_in.revoked_at = clock.now()
    audit.record("sign_in.revoke", sign_in, by=by)


def revoke_others(token: str, *, by: Person) -> int:
    """Close every session of this person but the one of this token; return how many were closed."""
    others = [s for s in open_sign_ins(by) if s.token_digest != digest_of(token)]
    for sign_in in others:
        revoke_sign_in(sign_in, by=by)
    return len(others)
