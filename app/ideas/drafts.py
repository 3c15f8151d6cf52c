"""What somebody typed before having an account, photo included, kept until it is posted: nothing is lost.

The visitor's cookie holds a key drawn at random, the database its digest: no other browser finds the draft again.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import g, session
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.queries import digest_of
from app.core import clock
from app.core.extensions import db
from app.core.visit import keep_when_signing_in
from app.files import services as files
from app.ideas.models import Idea, IdeaDraft
from app.minors.queries import OPEN_FOR

KEY = keep_when_signing_in("idea_draft")
FIELDS = ("title", "body", "theme", "municipality", "neighbourhood", "on_behalf_of", "latitude", "longitude")
Witness = Callable[[IdeaDraft, Idea], None]
_witnesses: list[Witness] = []
ASKED_FOR = timedelta(hours=1)  # "publish" was pressed so long ago at most: later, it is asked again


def when_posted(see: Witness) -> Witness:
    """Register what a feature writes when a draft it made becomes an idea, in the same transaction."""
    _witnesses.append(see)
    return see


def mine() -> IdeaDraft | None:
    """The draft of this browser, posted or not; or what somebody below 15 has waiting."""
    key = session.get(KEY)
    if isinstance(key, str):
        return db.session.scalar(select(IdeaDraft).where(IdeaDraft.key_digest == digest_of(key)))
    return _of_a_child(g.get("actor"))


def _of_a_child(person: Person | None) -> IdeaDraft | None:
    """What waits for the agreement of a parent: found again with the account, weeks later, by any browser."""
    if person is None or not person.under_15:
        return None
    waiting = select(IdeaDraft).where(IdeaDraft.person_id == person.id, IdeaDraft.idea_id.is_(None))
    return db.session.scalar(waiting.order_by(IdeaDraft.id.desc()).limit(1))


def wait_for_parent(draft: IdeaDraft, child: Person) -> None:
    """Keep the draft, photo included, as long as a parent may answer (personal.py)."""
    draft.person_id = child.id
    if draft.picture is not None:
        draft.picture.keep_until = clock.now() + OPEN_FOR


def kept() -> dict[str, str]:
    """What was typed, or nothing."""
    draft = mine()
    return {} if draft is None or draft.idea_id else {name: str(draft.typed.get(name, "")) for name in FIELDS}


def keep(typed: Mapping[str, Any], *, sent: bool = False, afresh: bool = False) -> IdeaDraft:
    """Keep what was typed, whole; `sent` when publishing it was asked for, `afresh` beside what this browser had."""
    draft = None if afresh else mine()
    if draft is None or draft.idea_id:
        session[KEY] = key = secrets.token_urlsafe(24)
        draft = IdeaDraft(key_digest=digest_of(key))
        db.session.add(draft)
    draft.typed = {name: str(typed.get(name) or "") for name in FIELDS}
    draft.sent_at = clock.now() if sent else None
    draft.updated_at = clock.now()
    db.session.flush()
    return draft


def keep_picture(draft: IdeaDraft, sent: Any, alt: str) -> None:
    """Keep its photo too, in place of the one it had. Raises Refused for what is no picture."""
    draft.picture = files.keep_waiting(sent, alt, draft.picture)


def drop_picture(draft: IdeaDraft) -> None:
    """Its author no longer wants the photo."""
    if picture := draft.picture:
        draft.picture = None
        db.session.flush()
        files.forget_waiting(picture)


def is_asked_for(draft: IdeaDraft | None) -> bool:
    """Whether publishing it was asked for, lately, and has not been done."""
    return draft is not None and draft.idea_id is None and bool(draft.sent_at) and _is_lately(draft)


def _is_lately(draft: IdeaDraft) -> bool:
    return draft.sent_at is not None and clock.now() - draft.sent_at < ASKED_FOR


def become(draft: IdeaDraft, idea: Idea) -> None:
    """The draft is this idea now: its words are there, and nowhere else."""
    for see in _witnesses:
        see(draft, idea)
    draft.typed, draft.idea, draft.sent_at, draft.person_id = {}, idea, None, None


def forget(posted: Idea) -> None:
    """Throw the draft of this browser away: it is this idea now."""
    draft = mine()
    session.pop(KEY, None)
    if draft is not None:
        become(draft, posted)
        drop_picture(draft)
        db.session.delete(draft)
