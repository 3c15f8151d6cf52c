"""What is read around one idea: its comments, its story, who stands with it, what resembles it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from rapidfuzz import fuzz
from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, lazyload

from app.accounts.models import Person
from app.core.audit import AuditEvent, name_of
from app.core.extensions import db
from app.core.paging import Page, page_of
from app.core.search import related
from app.core.stems import stems_of
from app.ideas.models import Idea, IdeaComment, IdeaFollow, IdeaHandover, IdeaSupport
from app.ideas.queries import IN_A_LIST, family_of
from app.ideas.status import SHOWN, CommentStatus, HandoverStatus
from app.rounds.models import Round

ALIKE, VERY_ALIKE = 58, 78  # of 100: worth showing; worth asking before a second one is posted
COMPARED = 40  # ideas compared word by word, among those that share words with what is typed
WRITTEN_BY = joinedload(IdeaComment.author).lazyload(Person.role_grants)


@dataclass(frozen=True)
class Stance:
    """What one visitor has done with an idea."""

    supports: bool = False
    follows: bool = False


def stance_of(person: Person | None, idea: Idea) -> Stance:
    """Whether somebody supports and follows an idea, or one merged into it: one query."""
    if person is None:
        return Stance()
    family = family_of(idea)
    supports = exists().where(IdeaSupport.idea_id.in_(family), IdeaSupport.person_id == person.id)
    follows = exists().where(IdeaFollow.idea_id.in_(family), IdeaFollow.person_id == person.id)
    return Stance(*db.session.execute(select(supports, follows)).one())


# --- what resembles it --------------------------------------------------------------------------------------------


def similar_ideas(title: str, round_: Round | None, besides: Idea | None = None, limit: int = 4) -> list[Idea]:
    """The shown ideas of a round nearest to a title, the nearest first. Bounded whatever the number of ideas:

    the index gives those that share words with it, of which a few dozen are compared.
    """
    return [idea for idea, score in _compared(title, round_, besides) if score >= ALIKE][:limit]


def nearly_the_same(title: str, round_: Round | None) -> list[Idea]:
    """Those that say nearly the same: whoever posts sees them first."""
    return [idea for idea, score in _compared(title, round_) if score >= VERY_ALIKE][:3]


def _compared(title: str, round_: Round | None, besides: Idea | None = None) -> list[tuple[Idea, float]]:
    typed = " ".join(stems_of(title))
    if not typed or round_ is None:
        return []
    shown = select(Idea).where(Idea.status.in_(SHOWN), Idea.round_id == round_.id).options(*IN_A_LIST)
    if besides is not None:
        shown = shown.where(Idea.id != besides.id)
    found = db.session.scalars(related(shown, Idea, title, COMPARED)).all()
    scored = [(idea, fuzz.token_sort_ratio(typed, " ".join(stems_of(idea.title)))) for idea in found]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].id))


# --- comments -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thread:
    """A comment and what was answered to it, in the order they were written."""

    first: IdeaComment
    answers: list[IdeaComment]


def comment_by_public_id(public_id: str) -> IdeaComment | None:
    """The comment of that public identifier, whatever its status."""
    query = select(IdeaComment).where(IdeaComment.public_id == public_id)
    return db.session.scalar(query.options(WRITTEN_BY, joinedload(IdeaComment.idea)))


def threads_of(idea: Idea, reader: Person | None, number: int) -> tuple[Page, list[Thread]]:
    """One page of the conversation under an idea and those merged into it: three queries.

    A reader also sees the place of their own that wait, or were refused or hidden. What is hidden leaves its place,
    without its words, when it was answered.
    """
    mine = IdeaComment.author_id == (reader.id if reader else 0)
    seen = (IdeaComment.status == CommentStatus.PUBLISHED) | (mine & (IdeaComment.body != ""))
    answered = IdeaComment.id.in_(
        select(IdeaComment.reply_to_id).where(
            IdeaComment.reply_to_id.is_not(None), IdeaComment.status == CommentStatus.PUBLISHED
        )
    )
    here = select(IdeaComment).where(IdeaComment.idea_id.in_(family_of(idea))).options(WRITTEN_BY)
    first = here.where(IdeaComment.reply_to_id.is_(None), seen | answered)
    page = page_of(db.session, first.order_by(IdeaComment.created_at, IdeaComment.id), number)
    ids = [comment.id for comment in page.rows]
    answers: Sequence[IdeaComment] = []
    if ids:
        query = here.where(IdeaComment.reply_to_id.in_(ids), seen).order_by(IdeaComment.created_at, IdeaComment.id)
        answers = db.session.scalars(query).all()
    by_first = {key: [each for each in answers if each.reply_to_id == key] for key in ids}
    return page, [Thread(comment, by_first[comment.id]) for comment in page.rows]


# --- its story ----------------------------------------------------------------------------------------------------

STORY = {
    "idea.post": _("Déposée"),
    "idea.publish": _("Publiée"),
    "idea.hand_over": _("Confiée à une autre personne"),
    "idea.grow": _("Devenue un projet"),
    "idea.merge": _("Réunie à une autre envie"),
    "idea.split": _("De nouveau séparée"),
    "idea.restore": _("De nouveau publiée"),
}


def story_of(idea: Idea) -> list[tuple[datetime, str]]:
    """What happened to an idea that everybody may know, the oldest first; read in the log of deeds."""
    subjects = [name_of(idea), *(name_of(each) for each in idea.merged)]
    query = select(AuditEvent.at, AuditEvent.verb, AuditEvent.subject)
    query = query.where(AuditEvent.subject.in_(subjects), AuditEvent.verb.in_(STORY)).order_by(AuditEvent.id)
    own, lines = name_of(idea), []
    for at, verb, subject in db.session.execute(query):
        if subject == own:
            lines.append((at, str(STORY[verb])))
        elif verb == "idea.merge":
            lines.append((at, str(_("Une envie proche l’a rejointe"))))
    return lines or [(idea.created_at, str(STORY["idea.post"]))]


# --- hand-over ----------------------------------------------------------------------------------------------------


def idea_handover_by_public_id(public_id: str) -> IdeaHandover | None:
    """An offer, answered or not."""
    return db.session.scalar(select(IdeaHandover).where(IdeaHandover.public_id == public_id))


def open_offer(idea: Idea) -> IdeaHandover | None:
    """The offer of this idea that waits for an answer."""
    query = select(IdeaHandover).where(IdeaHandover.idea_id == idea.id, IdeaHandover.status == HandoverStatus.OFFERED)
    return db.session.scalar(query.options(lazyload(IdeaHandover.idea)))
