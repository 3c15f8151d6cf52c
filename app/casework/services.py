"""A moderator's decision: the content's own move, and the statement of reasons to its author, both or none."""

from flask import current_app
from flask_babel import LazyString, get_locale, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Person
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.ideas import services as ideas
from app.ideas.models import Idea
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


def open_decisions(idea: Idea, by: Person) -> list[Decision]:
    """The decisions possible from where the idea stands; who refused or hid it does not restore it."""
    moves = idea.lifecycle.open_moves(idea.status)
    decided = {Decision.RESTORE} if idea.decided_by_id == by.id else set()
    return [decision for decision in Decision if decision.value in moves and decision not in decided]


def decide(
    idea: Idea,
    decision: Decision,
    *,
    by: Person,
    ground: Ground | None = None,
    reason: str = "",
    version: int | None = None,
) -> None:
    """Take a decision and tell the author why.

    Raises DecidedMeanwhile when the idea changed since `version` or can no longer take that move; Refused when the
    decision owes a ground or a reason. Whether `by` may decide is the door's matter (case.decide).
    """
    _check_owed(missing(decision, ground, reason))
    if version is not None and version != idea.version:
        raise DecidedMeanwhile
    try:
        _move(idea, decision, str(ground or ""), reason.strip(), by)
        db.session.flush()
    except (StaleDataError, MoveRefused):
        raise DecidedMeanwhile from None
    _tell_author(idea, decision, ground, reason, by)


def _check_owed(owed: list[Owed]) -> None:
    if Owed.GROUND in owed:
        raise Refused(_("Choisissez un motif publié : on ne refuse ni ne masque sans motif."))
    if Owed.REASON in owed:
        raise Refused(_("Donnez la raison de cette décision : la personne concernée la lira."))


def _move(idea: Idea, decision: Decision, ground: str, reason: str, by: Person) -> None:
    if decision is Decision.PUBLISH:
        ideas.publish_idea(idea, by=by)
    elif decision is Decision.REFUSE:
        ideas.refuse_idea(idea, ground, reason, by=by)
    elif decision is Decision.HIDE:
        ideas.hide_idea(idea, ground, reason, by=by)
    else:
        ideas.restore_idea(idea, reason, by=by)


def _tell_author(idea: Idea, decision: Decision, ground: Ground | None, reason: str, by: Person) -> None:
    needed = ground if decision in {Decision.REFUSE, Decision.HIDE} else None
    contact = current_app.config["SETTINGS"].CONTACT
    statement = Statement(decision, idea.title, needed, reason if decision is not Decision.PUBLISH else "", contact)
    notify(
        idea.author,
        Topic.MY_IDEA if decision is Decision.PUBLISH else Topic.DECISIONS,
        lazy_gettext("Votre envie « %(title)s »", title=idea.title),
        LazyString(lambda: statement.said_in(str(get_locale()))),
        link=f"/envies/{idea.public_id}",
        by=by,
        dedup=f"case-{idea.public_id}-{idea.version}",
    )
