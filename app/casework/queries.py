"""What the moderators' desk reads."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from app.accounts.models import Person, Role
from app.accounts.scopes import covered, declared
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds.models import Round


def on_the_desk_of(actor: Person) -> ColumnElement[bool]:
    """The ideas that this person's roles reach."""
    return covered(actor, Idea, Role.MODERATOR, Role.STAFF)


def _may_be_decided_by(actor: Person) -> ColumnElement[bool]:
    """Waiting, reached, not one's own, and without a declared interest."""
    rounds = select(Round.id).where(Round.public_id.in_(declared(actor, "round")))
    authors = select(Person.id).where(Person.public_id.in_(declared(actor, "person")))
    return and_(
        Idea.status == IdeaStatus.PENDING,
        Idea.author_id != actor.id,
        on_the_desk_of(actor),
        Idea.public_id.not_in(declared(actor, "idea")),
        Idea.round_id.not_in(rounds),
        Idea.author_id.not_in(authors),
    )


def count_by_status(actor: Person) -> dict[IdeaStatus, int]:
    """How many ideas stand where, of those this person's roles reach."""
    query = select(Idea.status, func.count()).where(on_the_desk_of(actor)).group_by(Idea.status)
    counts = dict(db.session.execute(query).all())
    return {status: counts.get(status, 0) for status in IdeaStatus}


def waiting_for(person: Person) -> tuple[int, datetime | None]:
    """How many ideas wait for a decision this person may take (never on their own), and since when the oldest does."""
    query = select(func.count(), func.min(Idea.created_at))
    query = query.where(_may_be_decided_by(person))
    number, since = db.session.execute(query).one()
    return number, since


def next_waiting(idea: Idea, actor: Person) -> Idea | None:
    """The oldest other idea that waits and that this person may decide upon."""
    query = select(Idea).where(_may_be_decided_by(actor), Idea.id != idea.id)
    return db.session.scalar(query.order_by(Idea.created_at, Idea.id).limit(1))
