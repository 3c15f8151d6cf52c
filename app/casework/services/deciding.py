"""A moderator's decision: the content's own move, and the statement of reasons to its author, both or none."""

from collections.abc import Callable
from typing import TypeAlias

from flask import current_app
from flask_babel import LazyString, get_locale, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.casework.models import Outcome
from app.casework.services.flagging import close
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.ideas import services as ideas
from app.ideas.models import Idea, IdeaComment
from app.ideas.status import IdeaStatus
from app.notifications.services import notify
from app.notifications.topics import Topic
from moderation.decisions import Decision, Owed, Statement, missing
from moderation.grounds import Ground


class DecidedMeanwhile(Refused):
    """Somebody else has just decided on the same text."""

    def __init__(self) -> None:
        super().__init__(
            _("Quelqu’un vient de décider pour ce texte. Relisez où il en est avant de décider à votre tour.")
        )


Content: TypeAlias = Idea | IdeaComment
"""What people write and the desk decides upon: each has a status, a version, and what was decided."""


def open_decisions(content: Content, by: Person) -> list[Decision]:
    """The decisions possible from where a text stands; who refused or hid it does not restore it."""
    moves = content.lifecycle.open_moves(content.status)
    decided = {Decision.RESTORE} if content.decided_by_id == by.id else set()
    return [decision for decision in Decision if decision.value in moves and decision not in decided]


def decide(
    content: Content,
    decision: Decision,
    *,
    by: Person,
    ground: Ground | None = None,
    reason: str = "",
    version: int | None = None,
) -> None:
    """Take a decision and tell the author why.

    Raises DecidedMeanwhile when the text changed since `version` or can no longer take that move; Refused when the
    decision owes a ground or a reason. Whether `by` may decide is the door's matter (case.decide).
    """
    _check_owed(missing(decision, ground, reason))
    if version is not None and version != content.version:
        raise DecidedMeanwhile
    try:
        _move(content, decision, str(ground or ""), reason.strip(), by)
        db.session.flush()
    except (StaleDataError, MoveRefused):
        raise DecidedMeanwhile from None
    _tell_author(content, decision, ground, reason, by)
    if isinstance(content, IdeaComment) and decision is Decision.HIDE:
        close(content, Outcome.HIDDEN, reason)


def _check_owed(owed: list[Owed]) -> None:
    if Owed.GROUND in owed:
        raise Refused(_("Choisissez un motif publié : on ne refuse ni ne masque sans motif."))
    if Owed.REASON in owed:
        raise Refused(_("Donnez la raison de cette décision : la personne concernée la lira."))


def _move(content: Content, decision: Decision, ground: str, reason: str, by: Person) -> None:
    publish, refuse, hide, restore = COMMENTS if isinstance(content, IdeaComment) else IDEAS
    if decision is Decision.PUBLISH:
        publish(content, by=by)
    elif decision is Decision.REFUSE:
        refuse(content, ground, reason, by=by)
    elif decision is Decision.HIDE:
        hide(content, ground, reason, by=by)
    else:
        restore(content, reason, by=by)


IDEAS: tuple[Callable[..., None], ...] = (
    ideas.publish_idea,
    ideas.refuse_idea,
    ideas.hide_idea,
    ideas.restore_idea,
)
NEXT_STEPS: dict[str, LazyString] = {  # of an idea that is shown; a refusal says how to contest it
    IdeaStatus.PUBLISHED: lazy_gettext(
        "La suite : les habitants peuvent la lire, la soutenir et la commenter. Quand vous voulez, faites-en un "
        "projet : les comptoirs vous y aident."
    ),
    IdeaStatus.GROWN: lazy_gettext("La suite : elle se lit de nouveau, à côté du projet qui en est né."),
}
COMMENTS: tuple[Callable[..., None], ...] = (
    ideas.publish_comment,
    ideas.refuse_comment,
    ideas.hide_comment,
    ideas.restore_comment,
)


def _tell_author(content: Content, decision: Decision, ground: Ground | None, reason: str, by: Person) -> None:
    needed = ground if decision in {Decision.REFUSE, Decision.HIDE} else None
    contact = current_app.config["SETTINGS"].CONTACT
    told = reason if decision is not Decision.PUBLISH else ""
    statement = Statement(decision, content.title, needed, told, contact)
    is_idea = isinstance(content, Idea)
    subject = (
        lazy_gettext("Votre envie « %(title)s »", title=content.title)
        if is_idea
        else lazy_gettext("Votre commentaire sous « %(title)s »", title=content.title)
    )
    shown = content if isinstance(content, Idea) else content.idea
    notify(
        content.author,
        (Topic.MY_IDEA if is_idea else Topic.COMMENTS) if decision is Decision.PUBLISH else Topic.DECISIONS,
        subject,
        LazyString(lambda: statement.said_in(str(get_locale()))),
        NEXT_STEPS.get(content.status, "") if is_idea else "",
        link=f"/envies/{shown.public_id}",
        by=by,
        dedup=f"case-{content.public_id}-{content.version}",
    )
