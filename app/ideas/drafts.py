"""What somebody typed before signing in, kept in their own signed cookie until it is posted: nothing is lost."""

import json
import zlib

from flask import session
from flask_babel import gettext as _

from app.core.errors import Refused
from app.core.visit import keep_when_signing_in

KEY = keep_when_signing_in("idea_draft")
FIELDS = ("title", "body", "theme", "municipality", "on_behalf_of")
ROOM = 2300  # bytes once packed; a cookie holds 4,093 in all, in base 64, with the rest of the session


def keep(typed: dict[str, str]) -> None:
    """Keep what was typed. Raises Refused when it cannot fit in a cookie (rare signs compress badly)."""
    draft = {name: str(typed.get(name) or "") for name in FIELDS}
    if len(zlib.compress(json.dumps(draft).encode())) > ROOM:
        raise Refused(
            _(
                "Votre texte est trop long pour être gardé pendant que vous vous connectez. Raccourcissez-le "
                "un peu, ou connectez-vous dans un autre onglet."
            )
        )
    session[KEY] = draft


def kept() -> dict[str, str]:
    """What was kept, or nothing."""
    draft = session.get(KEY)
    return {name: draft.get(name, "") for name in FIELDS} if isinstance(draft, dict) else {}


def forget() -> None:
    """Throw the draft away: it has been posted."""
    session.pop(KEY, None)
