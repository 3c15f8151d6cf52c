"""What the author of a content is told of a decision, and whoever reported it (Regulation (EU) 2022/2065, 16 and 17).

Without an account, a mail to the address given for that; never a word to anybody else of who reported.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask_babel import LazyString, get_locale, lazy_gettext
from flask_babel import gettext as _

from app.casework import contents
from app.casework.models import Case, Decision, Flag
from app.casework.statements import appeal_until, effect, link_of, owes_reasons, page_of, reasons_of
from app.core.links import full_address
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.notifications.services import Told, mail_address, notify_each
from app.notifications.services.telling import Writes
from app.notifications.topics import Topic
from moderation.answers import answer
from moderation.cases import Kind
from moderation.decisions import Verb
from moderation.statements import DONE

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
    """Tell the author of a content what was decided and why, once: the statement of reasons, and how to contest."""
    case = decision.case
    author = contents.owner_of(content) if content is not None else case.author
    if author is None or (decision.verb in UNTOLD and decision.measure is None):
        return
    write = partial(_statement if owes_reasons(decision) else _published, decision, content, _title(case, content))
    topic = _topic(case.subject_kind, decision.verb)
    notify_each([(author, write)], topic, by=decision.by, dedup=f"decision-{decision.public_id}")


def _statement(decision: Decision, content: Any, title: str) -> Told:
    said = [reasons_of(decision, title).said_in(str(get_locale() or "fr")), _next_step(content)]
    without = [_("Sans vous connecter : %(address)s", address=full_address(link_of(decision)))]
    return Told(_subject(decision.case, title), [line for line in said if line], page_of(decision), without)


def _published(decision: Decision, content: Any, title: str) -> Told:
    done = DONE[effect(decision)].said_in(str(get_locale() or "fr")).replace("{title}", title)
    said = [done, decision.reason, _next_step(content)]
    return Told(_subject(decision.case, title), [line for line in said if line], _path(content))


def _subject(case: Case, title: str) -> str:
    return str(SUBJECTS[case.subject_kind]) % {"title": title}


def _next_step(content: Any) -> str:
    return str(NEXT_STEPS.get(str(getattr(content, "status", "")), "")) if isinstance(content, Idea) else ""


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


def tell_closed(flags: Sequence[Flag], decision: Decision) -> None:
    """Tell each reporter what became of it, why, and how to contest that it stays."""
    if not flags:
        return
    case = decision.case
    title = _title(case, contents.content_of(case.subject_kind, case.reference))
    for flag in flags:
        _tell(flag, partial(_closed, flag, decision, title))


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


def _closed(flag: Flag, decision: Decision, title: str) -> Told:
    language, until = str(get_locale() or "fr"), appeal_until(decision)
    said = answer(effect(decision), title, decision.reason, until, language, decision.ground)
    path = page_of(decision) if flag.person else link_of(decision, flag)
    return Told(_("La réponse à votre signalement"), said, path)
