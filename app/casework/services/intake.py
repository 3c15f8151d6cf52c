"""A case opens by itself in the transaction that makes something wait; it closes when nothing is left to judge.

Contents know nothing of cases, so the session is watched: the desk cannot forget what was posted another way.
"""

import re
import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from app.casework import contents
from app.casework.around import places_here
from app.casework.models import TITLE_MAX, Case
from app.casework.status import OPEN, CaseStatus
from app.core import clock
from app.core.lifecycle import advance
from app.files.models import StoredFile
from app.ideas.models import Idea, IdeaComment
from app.restitutions.models import Contribution
from app.rounds.presets import read_before
from app.rounds.queries import rules_of
from moderation.cases import Cause, Kind
from moderation.queue import due_at
from moderation.screening import Gravity, HintKind, Surroundings, screen

TEXTS = (Idea, IdeaComment, Contribution)
PICTURE = HintKind.PICTURE.value
_SITE = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


def new_case(kind: Kind, content: Any, cause: Cause, opened_at: datetime | None = None) -> Case:
    """A case on a content, read by the machine; whoever calls adds it to the session."""
    case = Case(subject_kind=kind, reference=content.public_id, cause=cause, status=CaseStatus.WAITING)
    case.public_id, case.opened_at = secrets.token_urlsafe(9), opened_at or clock.now()
    case.grounds, case.weight, case.is_flood = {}, 0, False
    about = contents.about(content)
    owner = contents.SUBJECTS[kind].owner
    if kind is Kind.PROFILE:
        case.author_id = content.id
    else:
        _follow(case, "author", content, owner)
    _follow(case, "round", about, "round")
    if kind is Kind.CONTRIBUTION:
        _follow(case, "event", content, "event")
    case.municipality_code = getattr(about, "municipality_code", None) or getattr(
        getattr(about, "municipality", None), "code", None
    )
    read_again(case, content)
    return case


def _follow(case: Case, name: str, source: Any, attribute: str) -> None:
    """Point to the same row as the content does, whether it is in the database yet or not."""
    key = getattr(source, f"{attribute}_id", None)
    if key is not None:
        setattr(case, f"{name}_id", key)
    elif (row := getattr(source, attribute, None)) is not None:
        setattr(case, name, row)


def read_again(case: Case, content: Any) -> None:
    """Let the machine read the words of the content: hints, gravity and place follow."""
    text = contents.text_of(content)
    hints = contents.fitting(content, screen(text, Surroundings(places_here())))
    kinds = [hint.kind.value for hint in hints]
    case.title = contents.title_of(content)[:TITLE_MAX]
    case.hints = list(dict.fromkeys([*kinds, *(hint for hint in case.hints or [] if hint == PICTURE)]))
    case.link_site = site_of(text)
    place(case)


def place(case: Case) -> None:
    """Put the case at its place in the queue, after what is known of it."""
    gravity = case.why.gravity
    case.gravity, case.due_at = gravity.value, due_at(case.opened_at, Gravity(gravity))


def site_of(text: str) -> str:
    """The first site a text links to, or nothing."""
    found = _SITE.search(text)
    if found is None:
        return ""
    link = found.group()
    host = urlsplit(link if "//" in link else f"//{link}").hostname or ""
    return host.removeprefix("www.")


@event.listens_for(Session, "before_flush")
def _watch(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for content in [one for one in session.new if isinstance(one, TEXTS)]:
        usual = type(content).__table__.c.status.default.arg  # what a flush would write
        waits = (content.status or usual) in contents.WAITING
        if waits:
            content.public_id = content.public_id or secrets.token_urlsafe(9)
            kind = contents.BY_MODEL[type(content)]
            session.add(new_case(kind, content, Cause.BEFORE, content.created_at))
    for picture in [one for one in session.new if isinstance(one, StoredFile)]:
        _note_picture(session, picture)
    changed = [one for one in session.dirty if isinstance(one, TEXTS) and session.is_modified(one)]
    for content in changed:
        _keep_up(session, content)
    for content in [one for one in session.deleted if contents.kind_of(one)]:
        case = open_case(session, contents.BY_MODEL[type(content)], content.public_id)
        if case is not None:
            advance(case, "close", by=None, withdrawn=True)


def open_case(session: Session, kind: Kind, reference: str) -> Case | None:
    """The open case on a subject, as this transaction knows it."""
    pending = (one for one in session.new if isinstance(one, Case))
    found = next((one for one in pending if (one.subject_kind, one.reference) == (kind, reference)), None)
    if found is None:
        query = select(Case).where(Case.subject_kind == kind, Case.reference == reference, Case.status.in_(OPEN))
        with session.no_autoflush:
            found = session.scalar(query)
    return found if found is not None and found.is_open else None


def _keep_up(session: Session, content: Any) -> None:
    changes = {name: inspect(content).attrs[name].history.has_changes() for name in ("status", "body")}
    changes["title"] = isinstance(content, Idea) and inspect(content).attrs.title.history.has_changes()
    if not any(changes.values()):
        return
    case = open_case(session, contents.BY_MODEL[type(content)], content.public_id)
    if case is None:
        return
    if contents.is_withdrawn(content):
        case.title = ""
        advance(case, "close", by=None, withdrawn=True)
        return
    if changes["status"] and case.cause is Cause.BEFORE and not contents.is_waiting(content):
        _has_left(case, content)
    if changes["body"] or changes["title"]:
        read_again(case, content)
        if case.status is CaseStatus.ASKED:
            advance(case, "resume", by=None)


def _has_left(case: Case, content: Any) -> None:
    """It waits no longer, and the desk did not decide: shown by the rule of its round, it is still to be read."""
    named = "comments" if isinstance(content, IdeaComment) else "ideas"
    after = not read_before(rules_of(contents.about(content).round), named)
    if after and contents.is_shown(content):
        case.cause = Cause.AFTER
    else:
        advance(case, "close", by=None)


def _note_picture(session: Session, picture: StoredFile) -> None:
    """A new picture is a hint on the open case of its idea: nobody has looked at it yet."""
    kind, _colon, reference = (picture.subject or "").partition(":")
    if contents.kind_of(picture) is None or kind != Kind.IDEA.value:
        return
    case = open_case(session, Kind.IDEA, reference)
    idea = contents.content_of(Kind.IDEA, reference)
    if idea is not None and contents.is_shown(idea) and rules_of(idea.round)["pictures_moderated"] == "before":
        picture.public_id = picture.public_id or secrets.token_urlsafe(9)
        picture.hidden_at = clock.now()
        session.add(new_case(Kind.PICTURE, picture, Cause.BEFORE))
    elif case is not None and PICTURE not in case.hints:
        case.hints = [*case.hints, PICTURE]
        place(case)
