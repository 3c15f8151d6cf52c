"""What the moderators' desk reads."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from app.accounts.models import Person, Role
from app.accounts.scopes import covered, declared
from app.casework.models import Flag
from app.core.extensions import db
from app.ideas.around import comment_by_public_id
from app.ideas.models import Idea, IdeaComment
from app.ideas.queries import idea_by_public_id
from app.ideas.status import CommentStatus, IdeaStatus
from app.rounds.models import Round


def on_the_desk_of(actor: Person) -> ColumnElement[bool]:
    """The ideas that this person's roles reach."""
    return covered(actor, Idea, Role.MODERATOR, Role.STAFF)


def _may_be_decided_by(actor: Person, kind: type[Idea] | type[IdeaComment] = Idea) -> ColumnElement[bool]:
    """Waiting, reached, not one's own, and without a declared interest; a comment goes with its idea."""
    rounds = select(Round.id).where(Round.public_id.in_(declared(actor, "round")))
    authors = select(Person.id).where(Person.public_id.in_(declared(actor, "person")))
    return and_(
        kind.status == "pending",
        kind.author_id != actor.id,
        on_the_desk_of(actor),
        Idea.public_id.not_in(declared(actor, "idea")),
        Idea.round_id.not_in(rounds),
        kind.author_id.not_in(authors),
    )


def count_by_status(actor: Person) -> dict[IdeaStatus, int]:
    """How many ideas stand where, of those this person's roles reach."""
    query = select(Idea.status, func.count()).where(on_the_desk_of(actor)).group_by(Idea.status)
    counts = dict(db.session.execute(query).all())
    return {status: counts.get(status, 0) for status in IdeaStatus}


def next_waiting(idea: Idea, actor: Person) -> Idea | None:
    """The oldest other idea that waits and that this person may decide upon."""
    query = select(Idea).where(_may_be_decided_by(actor), Idea.id != idea.id)
    return db.session.scalar(query.order_by(Idea.created_at, Idea.id).limit(1))


# --- comments -----------------------------------------------------------------------------------------------------


def case_by_public_id(public_id: str) -> Idea | IdeaComment | None:
    """The text on the desk, an idea or a comment."""
    return idea_by_public_id(public_id) or comment_by_public_id(public_id)


def comments_by_status(status: CommentStatus, actor: Person) -> Select[IdeaComment]:
    """The comments of one status that this person's roles reach: those that wait oldest first, others latest first."""
    order = IdeaComment.id if status is CommentStatus.PENDING else IdeaComment.id.desc()
    query = select(IdeaComment).join(IdeaComment.idea).where(IdeaComment.status == status, on_the_desk_of(actor))
    author = joinedload(IdeaComment.author).lazyload(Person.role_grants)
    bare = contains_eager(IdeaComment.idea).options(lazyload(Idea.author), lazyload(Idea.municipality))
    return query.options(author, bare).order_by(order)


def flagged_comments(actor: Person) -> Select[IdeaComment]:
    """The comments with a report that waits, that this person's roles reach: the longest waiting first."""
    waiting = select(Flag.comment_id, func.min(Flag.id).label("first")).where(Flag.closed_at.is_(None))
    flags = waiting.group_by(Flag.comment_id).subquery()
    query = select(IdeaComment).join(IdeaComment.idea).join(flags, flags.c.comment_id == IdeaComment.id)
    author = joinedload(IdeaComment.author).lazyload(Person.role_grants)
    bare = contains_eager(IdeaComment.idea).options(lazyload(Idea.author), lazyload(Idea.municipality))
    return query.where(on_the_desk_of(actor)).options(author, bare).order_by(flags.c.first)


def flags_waiting_for(person: Person) -> tuple[int, datetime | None]:
    """How many comments have a report that waits and that this person may answer, and since when the oldest does."""
    mine = IdeaComment.author_id == person.id
    query = select(func.count(Flag.comment_id.distinct()), func.min(Flag.created_at)).join(Flag.comment)
    reached = query.join(IdeaComment.idea).where(Flag.closed_at.is_(None), on_the_desk_of(person), ~mine)
    count, oldest = db.session.execute(reached).one()
    return count, oldest


def open_flags(comment: IdeaComment) -> Sequence[Flag]:
    """The reports of a comment that nobody answered yet, oldest first."""
    query = select(Flag).where(Flag.comment_id == comment.id, Flag.closed_at.is_(None)).order_by(Flag.id)
    return db.session.scalars(query.options(joinedload(Flag.person).lazyload(Person.role_grants))).all()


def count_comments(actor: Person) -> dict[CommentStatus, int]:
    """How many comments stand where, of those this person's roles reach."""
    query = select(IdeaComment.status, func.count()).join(IdeaComment.idea).where(on_the_desk_of(actor))
    counts = dict(db.session.execute(query.group_by(IdeaComment.status)).all())
    return {status: counts.get(status, 0) for status in CommentStatus}


class Waiting(NamedTuple):
    """How many texts wait for a decision that one person may take, and since when the oldest does."""

    ideas: int
    oldest_idea: datetime | None
    comments: int
    oldest_comment: datetime | None


def texts_waiting_for(person: Person) -> Waiting:
    """What waits on the desk of one person, ideas and comments: one query."""
    ideas = select(func.count(), func.min(Idea.created_at)).where(_may_be_decided_by(person)).subquery()
    comments = select(func.count(), func.min(IdeaComment.created_at)).select_from(IdeaComment).join(IdeaComment.idea)
    counted = comments.where(_may_be_decided_by(person, IdeaComment)).subquery()
    return Waiting(*db.session.execute(select(ideas, counted).join(counted, true())).one())


def next_comment(comment: IdeaComment, actor: Person) -> IdeaComment | None:
    """The oldest other comment that waits and that this person may decide upon."""
    query = select(IdeaComment).join(IdeaComment.idea).where(_may_be_decided_by(actor, IdeaComment))
    return db.session.scalar(query.where(IdeaComment.id != comment.id).order_by(IdeaComment.id).limit(1))
