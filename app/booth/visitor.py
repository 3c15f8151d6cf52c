"""What this visitor's signed cookie remembers of a vote in preparation. Nothing of it is in the database.

One entry per round: `seed` of their order, `choices`, `identity` once typed, `receipt` once voted. Who one is goes
after half an hour, or at once with forget().
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import session

from app.booth.roll import Identity
from app.core import clock
from app.core.visit import keep_when_signing_in
from app.rounds.models import Round

KEPT = timedelta(
    minutes=30
)  # twice the life of a code: who types it too late still reads so, and finds the form filled

KEY = keep_when_signing_in("booth")


def memory(round_: Round) -> dict[str, Any]:
    """What is remembered for this round; change it through the functions below.

    The cookie holds 4 KB: beyond three rounds those only looked at are forgotten first, then the oldest.
    """
    booth = session.setdefault("booth", {})
    if round_.public_id not in booth:
        used = sorted(booth, key=lambda public_id: bool(booth[public_id]["choices"] or booth[public_id].get("receipt")))
        for public_id in used[: max(0, len(booth) - 2)]:
            del booth[public_id]
        booth[round_.public_id] = _blank(secrets.token_hex(8))
        session.modified = True
    found: dict[str, Any] = booth[round_.public_id]
    if found.get("identity") and found.get("until", 0) <= clock.now().timestamp():
        found.update(identity=None, typed=None)
        session.modified = True
    return found


def _blank(seed: str) -> dict[str, Any]:
    return {"seed": seed, "choices": []}


def forget(round_: Round) -> None:
    """Forget everything but the order of the projects: who shares this computer finds nothing."""
    session["booth"][round_.public_id] = _blank(seed(round_))
    session.modified = True


def _remember(round_: Round, **values: Any) -> None:
    memory(round_).update(values)
    session.modified = True


def seed(round_: Round) -> str:
    """The seed of this visitor's order: drawn once, kept in the cookie, never read from an address."""
    return str(memory(round_)["seed"])


def choices(round_: Round, known: Sequence[str] | None = None) -> list[str]:
    """The codes chosen so far, in the order of choosing; with `known`, without those withdrawn since."""
    return [code for code in memory(round_)["choices"] if known is None or code in known]


def place(round_: Round, code: str, most: int) -> bool:
    """Put a token on a project; false when all tokens are placed already."""
    chosen = choices(round_)
    if code in chosen:
        return True
    if len(chosen) >= most:
        return False
    _remember(round_, choices=[*chosen, code])
    return True


def take_back(round_: Round, code: str) -> None:
    """Take the token back."""
    _remember(round_, choices=[one for one in choices(round_) if one != code])


def identify(round_: Round, identity: Identity, typed: dict[str, Any]) -> None:
    """Remember for half an hour who is voting; `typed` fills the form again on the way back."""
    kept = [identity.name, identity.birth_year, identity.municipality_code, identity.email]
    _remember(round_, identity=kept, typed=typed, until=int((clock.now() + KEPT).timestamp()))


def identity(round_: Round) -> Identity | None:
    """Who is voting, once the code has been sent."""
    kept = memory(round_).get("identity")
    return Identity(*kept) if kept else None


def typed(round_: Round) -> dict[str, Any]:
    """What was typed in the form of the checking page."""
    return dict(memory(round_).get("typed") or {})


def leave(round_: Round, receipt: str, replaced: bool) -> None:
    """After the vote: forget choices and identity, keep the receipt for its page."""
    _remember(round_, choices=[], identity=None, typed=None, receipt=receipt, replaced=replaced)


def receipt(round_: Round) -> tuple[str, bool]:
    """The receipt of the last vote from this browser ("" without one), and whether it replaced an earlier one."""
    kept = memory(round_)
    return str(kept.get("receipt") or ""), bool(kept.get("replaced"))
