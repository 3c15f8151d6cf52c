"""Who reads the moderators' desk, and who decides there: never on one's own text."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_moderator, is_staff
from app.core.policy import Rule, allow
from app.ideas.status import SHOWN, CommentStatus


def _wrote(actor: Any, content: Any) -> bool:
    """Whether the text is theirs, or speaks for one of theirs that was merged into it."""
    return content.author_id == actor.id or any(each.author_id == actor.id for each in getattr(content, "merged", ()))


is_not_author = Rule(
    lambda actor, content: actor is not None and content is not None and not _wrote(actor, content),
    "not author",
    says=_("C’est votre propre texte : une autre personne doit le relire."),
)

is_read = Rule(
    lambda _actor, comment: comment.status is CommentStatus.PUBLISHED and comment.idea.status in SHOWN,
    "published",
    says=_("Ce commentaire n’est plus à lire : il n’y a rien à signaler."),
)
is_not_mine = Rule(
    lambda actor, comment: actor is None or comment.author_id != actor.id,
    "not author",
    says=_("C’est votre propre commentaire : vous pouvez le retirer."),
)

allow(
    comment__flag=is_read & is_not_mine,
    case__read=is_moderator | is_staff,
    case__decide=(is_moderator | is_staff) & is_not_author & has_no_interest,
)
