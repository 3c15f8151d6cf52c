"""Comments under an idea: written, read again by moderation like the ideas themselves, told to whoever follows."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from app.accounts.measures import require_allowed
from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.pasted import cleaned_paste
from app.ideas.models import Idea, IdeaComment
from app.ideas.services.gathering import followers_of
from app.ideas.status import CommentStatus
from app.minors.services import require_agreement
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.rounds.presets import read_before
from app.rounds.queries import rules_of
from moderation.measures import Deed

TWICE = timedelta(minutes=10)  # the same words again within it are a double click


def comment_idea(idea: Idea, body: str, *, by: Person, reply_to: IdeaComment | None = None) -> IdeaComment:
    """Write under an idea: shown at once, or waiting, as the round says of ideas.

    An answer to an answer stands beside it. Raises Refused for the same words twice.
    """
    rules = rules_of(idea.round)
    require_allowed(by, Deed.COMMENT)
    require_agreement(by, rules["minors"], _("Copiez votre commentaire : il n’est gardé que sur cette page."))
    body = cleaned_paste(body)
    _require_new(idea, body, by)
    above = (reply_to.reply_to_id or reply_to.id) if reply_to else None
    comment = IdeaComment(idea=idea, author=by, body=body, reply_to_id=above)
    db.session.add(comment)
    db.session.flush()
    audit.record("comment.write", comment, by=by, idea=idea.public_id)
    if not read_before(rules, "comments"):
        publish_comment(comment, by=None)
    return comment


def _require_new(idea: Idea, body: str, by: Person) -> None:
    same = select(IdeaComment.id).where(
        IdeaComment.idea_id == idea.id,
        IdeaComment.author_id == by.id,
        IdeaComment.body == body,
        IdeaComment.created_at > clock.now() - TWICE,
    )
    if db.session.scalar(same.limit(1)):
        raise Refused(_("Vous venez d’écrire ce commentaire : il est enregistré, une seule fois."))


def publish_comment(comment: IdeaComment, *, by: Person | None) -> None:
    """Show a comment that waited, and tell its idea's authors, whoever it answers, and the followers."""
    advance(comment, "publish", by=by)
    comment.decision_ground = comment.decision_reason = None
    _tell(comment)


def refuse_comment(comment: IdeaComment, ground: str, reason: str, *, by: Person | None) -> None:
    """Do not show a comment that waited, on a published ground and for a reason."""
    _write_down(comment, ground, reason, by)
    advance(comment, "refuse", by=by, reason=reason, ground=ground)


def hide_comment(comment: IdeaComment, ground: str, reason: str, *, by: Person | None) -> None:
    """Take down a comment that was shown; answers stay."""
    _write_down(comment, ground, reason, by)
    advance(comment, "hide", by=by, reason=reason, ground=ground)


def restore_comment(comment: IdeaComment, reason: str, *, by: Person | None) -> None:
    """Show it again. Raises Refused for the person who refused or hid it: somebody else reads it again."""
    if by is not None and comment.decided_by_id == by.id:
        raise Refused(_("C’est vous qui avez pris cette décision : une autre personne doit la revoir."))
    advance(comment, "restore", by=by, reason=reason)
    comment.decision_ground = comment.decision_reason = comment.decided_by_id = None


def remove_comment(comment: IdeaComment, *, by: Person) -> None:
    """Its author takes it back: the words go, an empty place keeps the thread."""
    audit.record("idea_comment.remove", comment, by=by)
    comment.body = ""


def _write_down(comment: IdeaComment, ground: str, reason: str, by: Person | None) -> None:
    comment.decision_ground, comment.decision_reason = ground, reason
    comment.decided_by_id = by.id if by else None


def _tell(comment: IdeaComment) -> None:
    idea, told = comment.idea, set()
    link = f"/envies/{idea.public_id}#commentaire-{comment.public_id}"
    above = db.session.get(IdeaComment, comment.reply_to_id) if comment.reply_to_id else None
    if above is not None and above.status is CommentStatus.PUBLISHED:
        subject = lazy_gettext("On vous répond sous « %(title)s »", title=idea.title)
        notify(above.author, Topic.COMMENTS, subject, link=link, by=comment.author)
        told.add(above.author_id)
    subject = lazy_gettext("Un commentaire sous « %(title)s »", title=idea.title)
    authors = [author for author in idea.authors if author.id not in told]
    notify_all(authors, Topic.COMMENTS, subject, link=link, by=comment.author)
    told |= {author.id for author in authors}
    followers = [person for person in followers_of(idea) if person.id not in told]
    notify_all(followers, Topic.FOLLOWS, subject, link=link, by=comment.author)
