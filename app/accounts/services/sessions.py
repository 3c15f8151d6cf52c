"""Sessions: one per device, 30 days at most, closed from here or from another device."""

import secrets
from datetime import timedelta

from app.accounts.models import Person, SignIn
from app.accounts.queries import digest_of, open_sign_ins, sign_in_by_token
from app.core import audit, clock
from app.core.extensions import db

SESSION_LIFE = timedelta(days=30)  # absolute: using the site does not lengthen it


def open_session(person: Person, device: str) -> str:
    """Open a session of 30 days on a device; return the token its cookie will hold, kept nowhere else."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(person_id=person.id, token_digest=digest_of(token), device=device, expires_at=clock.now() + SESSION_LIFE)
    )
    db.session.flush()
    return token


def close_session(token: str) -> None:
    """Close the session of this token; nothing happens when it is closed already."""
    if found := sign_in_by_token(token):
        found.revoked_at = clock.now()


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
