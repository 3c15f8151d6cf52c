"""How passwords are kept: argon2id, 19 MiB, two passes, one lane (the OWASP minimum)."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12  # characters; length protects better than odd signs
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Compared when the address has no password, so that the answer takes the same time either way.
NOBODY = HASHER.hash("nobody has this password")


AT_ONCE = BoundedSemaphore(4)  # 19 MiB each: a crowd at the door takes its turn, memory does not run out


def hash_password(password: str) -> str:
    """The text to keep; the password itself is never kept."""
    with AT_ONCE:
        return HASHER.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept; False, after the same time, when none is kept."""
    try:
        with AT_ONCE:
            return HASHER.verify(kept or NOBODY, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the text was made with weaker settings than today's."""
    return HASHER.check_needs_rehash(kept)
