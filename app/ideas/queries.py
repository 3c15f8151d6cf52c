"""What is read of ideas. Public lists: the latest first."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload, lazyload, selectinload

from app.accounts.models import Person
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import SHOWN, IdeaStatus
from app.rounds.audience import Audience, Turn, is_told
from app.rounds.figures import before_closing
from app.rounds.models import Phase, PhaseKind, Round

BARE_ROUND = [lazyload(each) for each in (Round.phases, Round.envelopes, Round.rulebooks)]
WHOLE = (
    joinedload(Idea.round).options(*BARE_ROUND),
    joinedload(Idea.author).lazyload(Person.role_grants),
    selectinload(Idea.merged).options(lazyload(Idea.round), joinedload(Idea.author).lazyload(Person.role_grants)),
)
IN_A_LIST = (lazyload(Idea.round), joinedload(Idea.author).lazyload(Person.role_grants))


def idea_by_public_id(public_id: str) -> Idea | None:
    """The idea of that public identifier, whatever its status; the door decides who sees it."""
    return db.session.scalar(select(Idea).where(Idea.public_id == public_id).options(*WHOLE))


def ideas_by_status(status: IdeaStatus) -> Select[Idea]:
    """The ideas of one status: those that wait come oldest first, the others latest decision first."""
    order = (Idea.created_at, Idea.id) if status is IdeaStatus.PENDING else (Idea.status_at.desc(), Idea.id.desc())
    return select(Idea).where(Idea.status == status).options(*IN_A_LIST).order_by(*order)


def ideas_of(person: Person) -> Sequence[Idea]:
    """Everything a person posted, latest first."""
    query = select(Idea).where(Idea.author_id == person.id).options(*IN_A_LIST)
    return db.session.scalars(query.order_by(Idea.created_at.desc(), Idea.id.desc())).all()


def family_of(idea: Idea) -> Select[int]:
    """The keys of an idea and of those merged into it: their supporters, followers and comments are read together."""
    member = aliased(Idea)
    return select(member.id).where(or_(member.id == idea.id, member.merged_into_id == idea.id))


@is_told(Audience.OTHERS)
def _authors(phase: Phase, _turn: Turn) -> Select[int]:
    """Who wrote an idea of the round that everybody reads."""
    return select(Idea.author_id).where(Idea.round_id == phase.round_id, Idea.status.in_(SHOWN))


@before_closing(PhaseKind.IDEAS)
def ideas_at_closing(round_: Round) -> list[tuple[str, int]]:
    """How many ideas a round has, and how many nobody read yet."""
    counted = select(Idea.status, func.count()).where(Idea.round_id == round_.id).group_by(Idea.status)
    counts = dict(db.session.execute(counted).all())
    shown = sum(counts.get(status, 0) for status in SHOWN)
    return [(_("Envies publiées"), shown), (_("Envies en attente de relecture"), counts.get(IdeaStatus.PENDING, 0))]
