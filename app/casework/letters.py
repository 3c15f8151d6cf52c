"""What the author of a content is told of a decision, and whoever reported it (Regulation (EU) 2022/2065, 16 and 17).

Without an account, a mail to the address given for that; never a word to anybody else of who reported.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import current_app
from flask_babel import LazyString, get_locale, lazy_gettext
from flask_babel import gettext as _

from app.casework import contents
from app.casework.models import OUTCOME_NAMES, Case, Decision, Flag, Outcome
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.notifications.services import Told, mail_address, notify, notify_each
from app.notifications.services.telling import Writes
from app.notifications.topics import Topic
from moderation.cases import Kind
from moderation.decisions import Statement, Verb

NEXT_STEPS: dict[str, LazyString] = {  # of an idea that is shown; a refusal says how to contest it
    IdeaStatus.PUBLISHED: lazy_gettext(
        "La suite : les habitants peuvent la lire, la soutenir et la commenter. Quand vous voulez, faites-en un "
        "projet : les comptoirs vous y aident."
    ),
    IdeaStatus.GROWN: lazy_gettext("La suite : elle se lit de nouveau, à côté du projet qui en est né."),
}
SUBJECTS: dict[Kind, str] = {
    Kind.IDEA: lazy_gettext("Votre envie « %(title)s »"),
    Kind.COMMENT: lazy_gettext("Votre commentaire sous « %(title)s »"),
    Kind.PROJECT: lazy_gettext("Votre projet « %(title)s »"),
    Kind.PICTURE: lazy_gettext("Votre photo « %(title)s »"),
    Kind.ORGANISATION: lazy_gettext("Votre structure « %(title)s »"),
    Kind.PROFILE: lazy_gettext("Votre nom « %(title)s »"),
    Kind.CONTRIBUTION: lazy_gettext("Votre contribution « %(title)s »"),
}
UNTOLD = {Verb.DISMISS, Verb.MERGE}  # nothing changes for them, or the merge itself tells them


def tell_author(decision: Decision, content: Any) -> None:
    """Tell the author of a content what was decided and why, once."""
    case = decision.case
    author = contents.owner_of(content) if content is not None else case.author
    if author is None or (decision.verb in UNTOLD and decision.measure is None):
        return
    verb = Verb.LIMIT if decision.verb in UNTOLD else decision.verb
    title = _title(case, content)
    needed = decision.ground if verb in {Verb.REFUSE, Verb.HIDE, Verb.LIMIT} else None
    told = decision.reason if verb is not Verb.PUBLISH else ""
    statement = Statement(verb, title, needed, told, current_app.config["SETTINGS"].CONTACT)
    subject = SUBJECTS[case.subject_kind]
    measure = decision.measure
    notify(
        author,
        _topic(case.subject_kind, verb),
        LazyString(lambda: str(subject) % {"title": title}),
        LazyString(lambda: statement.said_in(str(get_locale()))),
        LazyString(lambda: measure.kind_name if measure else ""),
        NEXT_STEPS.get(str(getattr(content, "status", "")), "") if isinstance(content, Idea) else "",
        link=_path(content),
        by=decision.by,
        dedup=f"decision-{decision.public_id}",
    )


def _topic(kind: Kind, verb: Verb) -> Topic:
    if verb is not Verb.PUBLISH:
        return Topic.DECISIONS
    return Topic.MY_IDEA if kind is Kind.IDEA else Topic.COMMENTS


def _title(case: Case, content: Any) -> str:
    return content.idea.title if case.subject_kind is Kind.COMMENT and content is not None else case.title


def _path(content: Any) -> str:
    return contents.page_of(content).partition("#")[0] if content is not None else "/"


def tell_received(flag: Flag, content: Any) -> None:
    """Acknowledge a report."""
    _tell(flag, partial(_received, flag, _title(flag.case, content), _path(content)))


def tell_closed(flags: Sequence[Flag], case: Case, outcome: Outcome, reason: str) -> None:
    """Tell each reporter what became of it, and why."""
    if not flags:
        return
    content = contents.content_of(case.subject_kind, case.reference)
    for flag in flags:
        _tell(flag, partial(_closed, flag, _title(case, content), _path(content), outcome, reason))


def _tell(flag: Flag, write: Writes) -> None:
    if flag.person is not None:
        notify_each([(flag.person, write)], Topic.DECISIONS, by=None)
    elif flag.email:
        mail_address(flag.email, write)


def _received(flag: Flag, title: str, path: str) -> Told:
    said = [
        _("Votre signalement à propos de « %(title)s » est bien arrivé.", title=title),
        _(
            "La suite : une personne de l’équipe le lit, décide, et vous recevez sa réponse. L’auteur "
            "ne saura pas qui l’a signalé."
        ),
    ]
    return Told(_("Votre signalement est arrivé"), said, path)


def _closed(flag: Flag, title: str, path: str, outcome: Outcome, reason: str) -> Told:
    said = [
        _(
            "Vous avez fait un signalement à propos de « %(title)s » : %(outcome)s.",
            title=title,
            outcome=str(OUTCOME_NAMES[outcome]),
        ),
        _("Raison : %(reason)s", reason=reason) if reason else "",
        _(
            "Cette décision a été prise par une personne. Vous n’êtes pas d’accord ? Écrivez à %(contact)s.",
            contact=current_app.config["SETTINGS"].CONTACT,
        ),
    ]
    return Told(_("La réponse à votre signalement"), said, path)
