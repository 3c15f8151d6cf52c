"""What each verb does to each kind of content: always the content's own service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Person
from app.casework import contents
from app.casework.models import Case
from app.core import hiding
from app.core.errors import Refused
from app.ideas import services as ideas
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.restitutions import services as restitutions
from moderation.cases import Cause, Kind
from moderation.decisions import Verb


@dataclass(frozen=True)
class Order:
    """One decision as the services of contents need it."""

    content: Any
    by: Person | None
    ground: str = ""
    reason: str = ""
    into: Idea | None = None


def _merge(order: Order) -> None:
    if order.into is None:
        raise Refused(_("Choisissez l’envie à laquelle la réunir."), "into")
    if order.by is None:
        raise Refused(_("Une personne de l’équipe décide de réunir deux envies."))
    if order.content.status is IdeaStatus.PENDING:
        ideas.publish_idea(order.content, by=order.by)
    ideas.merge_idea(order.content, order.into, order.reason, by=order.by)


Deed = Callable[[Order], None]
HIDEABLE: dict[Verb, Deed] = {
    Verb.HIDE: lambda order: hiding.hide(order.content, order.reason, by=order.by),
    Verb.RESTORE: lambda order: hiding.restore(order.content, order.reason, by=order.by),
}
DEEDS: dict[Kind, dict[Verb, Deed]] = {
    Kind.IDEA: {
        Verb.PUBLISH: lambda order: ideas.publish_idea(order.content, by=order.by),
        Verb.REFUSE: lambda order: ideas.refuse_idea(order.content, order.ground, order.reason, by=order.by),
        Verb.HIDE: lambda order: ideas.hide_idea(order.content, order.ground, order.reason, by=order.by),
        Verb.RESTORE: lambda order: ideas.restore_idea(order.content, order.reason, by=order.by),
        Verb.MERGE: _merge,
    },
    Kind.COMMENT: {
        Verb.PUBLISH: lambda order: ideas.publish_comment(order.content, by=order.by),
        Verb.REFUSE: lambda order: ideas.refuse_comment(order.content, order.ground, order.reason, by=order.by),
        Verb.HIDE: lambda order: ideas.hide_comment(order.content, order.ground, order.reason, by=order.by),
        Verb.RESTORE: lambda order: ideas.restore_comment(order.content, order.reason, by=order.by),
    },
    Kind.CONTRIBUTION: {
        Verb.PUBLISH: lambda order: restitutions.publish_contribution(order.content, by=order.by),
        Verb.REFUSE: lambda order: restitutions.take_down(order.content, order.reason, by=order.by),
        Verb.HIDE: lambda order: restitutions.take_down(order.content, order.reason, by=order.by),
        Verb.RESTORE: lambda order: restitutions.restore(order.content, order.reason, by=order.by),
    },
    Kind.PROJECT: HIDEABLE,
    Kind.PICTURE: {
        **HIDEABLE,
        Verb.PUBLISH: lambda order: hiding.show(order.content, by=order.by),
        Verb.REFUSE: lambda order: hiding.keep_hidden(order.content, order.reason, by=order.by),
    },
    Kind.ORGANISATION: HIDEABLE,
    Kind.PROFILE: HIDEABLE,
}


def open_verbs(case: Case, content: Any, by: Person) -> list[Verb]:
    """The decisions possible now, in the order of the form; who took something down does not put it back."""
    if contents.is_withdrawn(content):
        return []
    possible = _moves(case, content)
    if Verb.RESTORE in possible and _took_down(case, content) == by.id:
        possible.discard(Verb.RESTORE)
    return [verb for verb in Verb if verb in possible]


def _moves(case: Case, content: Any) -> set[Verb]:
    if contents.is_waiting(content) or _waits_hidden(case, content):
        before = {Verb.PUBLISH, Verb.REFUSE, *_of_author(case)}
        return before | ({Verb.ASK, Verb.MERGE} if case.subject_kind is Kind.IDEA else set())
    verbs = {Verb.DISMISS} if case.is_open else set()
    if contents.is_shown(content):
        merges = {Verb.MERGE} if getattr(content, "status", None) is IdeaStatus.PUBLISHED else set()
        return verbs | {Verb.HIDE, *merges, *_of_author(case)}
    return verbs | (_restores(content)) | (_of_author(case) if case.is_open else set())


def _waits_hidden(case: Case, content: Any) -> bool:
    """A picture that nobody sees before it is read."""
    is_new = case.is_open and case.cause is Cause.BEFORE
    return is_new and case.subject_kind is Kind.PICTURE and content.hidden_at is not None


def _of_author(case: Case) -> set[Verb]:
    return {Verb.LIMIT} if case.author_id is not None else set()


def _restores(content: Any) -> set[Verb]:
    hidden = getattr(content, "hidden_at", None) is not None
    refused = getattr(content, "status", None) in ("refused", "hidden") and hasattr(content, "decision_reason")
    return {Verb.RESTORE} if hidden or (refused and not hasattr(content, "hidden_at")) else set()


def _took_down(case: Case, content: Any) -> int | None:
    """Who refused or hid it last, as the content or the case remembers."""
    if (decided_by := getattr(content, "decided_by_id", None)) is not None:
        return decided_by
    down = [one for one in case.decisions if one.verb in (Verb.REFUSE, Verb.HIDE)]
    return down[-1].by_id if down else None
