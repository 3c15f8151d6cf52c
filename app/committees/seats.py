"""Who is of the committee of a round: asked by doors and by lists."""

from sqlalchemy import exists, select

from app.accounts.models import Person
from app.committees.models import AgendaItem, CommitteeMember, Presence, Recusal
from app.core.extensions import db
from app.projects.models import Proposal
from app.rounds.models import Round


def sits_in(person: Person, round_: Round) -> bool:
    """Whether the person is of the committee of that round, today or before."""
    mine = exists().where(CommitteeMember.round_id == round_.id, CommitteeMember.person_id == person.id)
    return bool(db.session.scalar(select(mine)))


def took_part(person_id: int, proposal: Proposal) -> bool:
    """Whether somebody was there, with a vote and without stepping back, when the committee spoke of the dossier."""
    back = exists().where(
        Recusal.item_id == AgendaItem.id, Recusal.member_id == CommitteeMember.id, Recusal.steps_back.is_(True)
    )
    query = (
        select(AgendaItem.id)
        .join(Presence, Presence.sitting_id == AgendaItem.sitting_id)
        .join(CommitteeMember, CommitteeMember.id == Presence.member_id)
        .where(
            AgendaItem.proposal_id == proposal.id,
            AgendaItem.outcome.is_not(None),
            CommitteeMember.person_id == person_id,
            CommitteeMember.seat != "observer",
            ~back,
        )
    )
    return db.session.scalar(query.limit(1)) is not None
