"""The classifier that learns from the decisions of this site: off unless LEARNED_HINTS says so, and only a hint.

It is learned again once an hour at most, in each process; nothing of it is kept.
"""

from datetime import datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.ideas.models import Idea, IdeaComment
from app.ideas.status import CommentStatus, IdeaStatus
from moderation.learned import Example, Learned, learn

LATEST = 2000  # decisions it learns from, of each kind
AGAIN = timedelta(hours=1)
REMOVED = {IdeaStatus.REFUSED, IdeaStatus.HIDDEN, CommentStatus.REFUSED, CommentStatus.HIDDEN}
KEY = "learned hints"


def learned() -> Learned | None:
    """What was learned from the latest decisions; None when it is switched off, or knows too little to be right."""
    if current_app.config["SETTINGS"].LEARNED_HINTS != "on":
        return None
    kept: tuple[datetime, Learned | None] | None = current_app.extensions.get(KEY)
    if kept is None or clock.now() - kept[0] > AGAIN:
        kept = (clock.now(), learn(_examples()))
        current_app.extensions[KEY] = kept
    return kept[1]


def _examples() -> list[Example]:
    """Texts with what became of them, oldest first."""
    ideas = select(Idea.status_at, Idea.title, Idea.body, Idea.status).where(
        Idea.status != IdeaStatus.PENDING, Idea.body != ""
    )
    comments = select(IdeaComment.status_at, IdeaComment.body, IdeaComment.status).where(
        IdeaComment.status != CommentStatus.PENDING, IdeaComment.body != ""
    )
    rows = [*db.session.execute(ideas.order_by(Idea.id.desc()).limit(LATEST))]
    rows += [*db.session.execute(comments.order_by(IdeaComment.id.desc()).limit(LATEST))]
    dated = [row for row in rows if row[0] is not None]
    return [Example("\n".join(row[1:-1]), row[-1] in REMOVED) for row in sorted(dated, key=lambda row: row[0])]


def said_of(text: str) -> str | None:
    """The hint on one text with how often such hints were right, or nothing."""
    known = learned()
    if known is None or not known.points_at(text):
        return None
    measure = known.measure
    return _(
        "Les décisions passées sur des textes proches les ont retirés (%(words)s). Ce signe était juste %(percent)s %% "
        "du temps, sur %(n)s décisions gardées à part.",
        words=", ".join(known.words_of(text)),
        percent=int(100 * measure.precision),
        n=measure.held_out,
    )
