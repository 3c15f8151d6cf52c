"""What is read of decisions on the label: the board of a round, what still lacks a decision, letters, appeals."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload, lazyload

from app.accounts.models import Person
from app.committees.models import AgendaItem, Sitting
from app.committees.status import Outcome, SittingStatus
from app.core.extensions import db
from app.labelling.models import LabelAppeal, LabelDecision, LabelRelease
from app.labelling.status import AppealStatus, ReleaseStatus
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import Round


class Line(NamedTuple):
    """One dossier of the board: what the committee said last, and what is prepared."""

    proposal: Proposal
    item: AgendaItem | None
    decision: LabelDecision | None

    @property
    def is_adjourned(self) -> bool:
        """Whether the committee put it off, and nothing is prepared: it waits for another announcement."""
        return self.decision is None and self.item is not None and self.item.outcome is Outcome.ADJOURN

    @property
    def is_sent_back(self) -> bool:
        """Whether its team is completing it."""
        project = self.proposal.project
        return project is not None and project.status is ProjectStatus.TO_COMPLETE

    @property
    def lacks_decision(self) -> bool:
        """Whether the announcement waits for it."""
        return self.decision is None and not self.is_adjourned and not self.is_sent_back


def board_of(round_: Round) -> list[Line]:
    """Every dossier of the round that waits for the announcement, in three queries."""
    project = joinedload(Proposal.project)
    query = (
        select(Proposal)
        .where(
            Proposal.round_id == round_.id,
            Proposal.status == ProposalStatus.ENTERED,
            Proposal.project_id.is_not(None),
            Proposal.decided_by_id.is_(None),  # opened again after an appeal: decided by itself
        )
        .options(
            lazyload(Proposal.round),
            lazyload(Proposal.municipality),
            project.lazyload(Project.answers),
            project.lazyload(Project.holder),
            project.lazyload(Project.municipality),
        )
    )
    proposals = db.session.scalars(query.order_by(Proposal.title, Proposal.id)).all()
    said, prepared = _said_last(round_), _prepared(round_)
    return [Line(each, said.get(each.id), prepared.get(each.id)) for each in proposals]


def _said_last(round_: Round) -> dict[int, AgendaItem]:
    """The last agenda on which each dossier stands, of a sitting that was not cancelled."""
    query = (
        select(AgendaItem)
        .join(AgendaItem.sitting)
        .where(Sitting.round_id == round_.id, Sitting.status != SittingStatus.CANCELLED)
        .options(
            joinedload(AgendaItem.sitting).options(
                lazyload(Sitting.items), lazyload(Sitting.presences), lazyload(Sitting.round)
            ),
            lazyload(AgendaItem.recusals),
            lazyload(AgendaItem.voices),
            lazyload(AgendaItem.proposal),
        )
    )
    return {item.proposal_id: item for item in db.session.scalars(query.order_by(Sitting.held_at, AgendaItem.id))}


def _prepared(round_: Round) -> dict[int, LabelDecision]:
    query = select(LabelDecision).join(LabelDecision.proposal).where(Proposal.round_id == round_.id)
    found = db.session.scalars(query.options(lazyload(LabelDecision.proposal), lazyload(LabelDecision.appeal)))
    return {decision.proposal_id: decision for decision in found if decision.release_id is None}


def said_of(proposal: Proposal) -> AgendaItem | None:
    """What the committee said last of a dossier."""
    query = (
        select(AgendaItem)
        .join(AgendaItem.sitting)
        .where(AgendaItem.proposal_id == proposal.id, Sitting.status != SittingStatus.CANCELLED)
    )
    return db.session.scalars(query.order_by(Sitting.held_at.desc(), AgendaItem.id.desc()).limit(1)).first()


def decision_of(proposal: Proposal) -> LabelDecision | None:
    """What is prepared or decided for a dossier."""
    return db.session.scalar(select(LabelDecision).where(LabelDecision.proposal_id == proposal.id))


def release_of(round_: Round) -> LabelRelease | None:
    """The announcement being prepared."""
    pending = select(LabelRelease).where(
        LabelRelease.round_id == round_.id, LabelRelease.status != ReleaseStatus.RELEASED
    )
    return db.session.scalar(pending)


def releases_of(round_: Round) -> Sequence[LabelRelease]:
    """The announcements made, latest first."""
    made = select(LabelRelease).where(LabelRelease.round_id == round_.id, LabelRelease.status == ReleaseStatus.RELEASED)
    return db.session.scalars(made.order_by(LabelRelease.released_at.desc())).all()


def release_by_public_id(public_id: str) -> LabelRelease | None:
    """One announcement."""
    return db.session.scalar(select(LabelRelease).where(LabelRelease.public_id == public_id))


def approved_releases() -> Sequence[LabelRelease]:
    """Those that two people agreed upon, in order of their moment."""
    ready = select(LabelRelease).where(LabelRelease.status == ReleaseStatus.APPROVED)
    return db.session.scalars(ready.order_by(LabelRelease.announced_at, LabelRelease.id)).all()


def pending_decisions(round_: Round) -> Sequence[LabelDecision]:
    """What is prepared and not announced, kept for oneself until the commit; in the order of the codes of ballots."""
    query = (
        select(LabelDecision)
        .join(LabelDecision.proposal)
        .where(Proposal.round_id == round_.id, LabelDecision.release_id.is_(None))
        .options(joinedload(LabelDecision.prepared_by).lazyload(Person.role_grants))
    )
    held = query.order_by(Proposal.created_at, Proposal.id).with_for_update(of=LabelDecision)
    return db.session.scalars(held.execution_options(populate_existing=True)).all()


def letters_of(release: LabelRelease) -> Sequence[LabelDecision]:
    """The letters of an announcement, by title."""
    query = select(LabelDecision).join(LabelDecision.proposal).where(LabelDecision.release_id == release.id)
    shown = joinedload(LabelDecision.proposal).options(lazyload(Proposal.round), lazyload(Proposal.municipality))
    return db.session.scalars(query.options(shown, joinedload(LabelDecision.appeal)).order_by(Proposal.title)).all()


def letter_of(public_id: str) -> LabelDecision | None:
    """The letter about the proposal of that public identifier, once announced."""
    query = (
        select(LabelDecision)
        .join(LabelDecision.proposal)
        .where(
            Proposal.public_id == public_id,
            LabelDecision.release_id.is_not(None),
            LabelDecision.without_object.is_(False),
        )
    )
    return db.session.scalar(query.options(*_with_team(), joinedload(LabelDecision.appeal)))


def _with_team(under: Any = None) -> list[Any]:
    """What a letter and its doors read of a proposal: its project with the team, its round with the phases."""

    def proposal() -> Any:
        return under.joinedload(LabelDecision.proposal) if under is not None else joinedload(LabelDecision.proposal)

    team = proposal().joinedload(Proposal.project)
    return [
        proposal().joinedload(Proposal.round).options(lazyload(Round.envelopes), lazyload(Round.rulebooks)),
        proposal().lazyload(Proposal.municipality),
        team.lazyload(Project.answers),
        team.lazyload(Project.municipality),
        team.joinedload(Project.holder).lazyload(Person.role_grants),
        team.selectinload(Project.members),
    ]


def label_appeal_by_public_id(public_id: str) -> LabelAppeal | None:
    """One appeal."""
    query = select(LabelAppeal).where(LabelAppeal.public_id == public_id)
    return db.session.scalar(query.options(*_with_team(joinedload(LabelAppeal.decision))))


def appeals_of(round_: Round) -> Sequence[LabelAppeal]:
    """The appeals of a round: those that wait first, oldest first."""
    decision = aliased(LabelDecision)
    query = (
        select(LabelAppeal)
        .join(decision, decision.id == LabelAppeal.decision_id)
        .join(Proposal, Proposal.id == decision.proposal_id)
        .where(Proposal.round_id == round_.id)
        .options(
            joinedload(LabelAppeal.decision)
            .joinedload(LabelDecision.proposal)
            .options(lazyload(Proposal.round), lazyload(Proposal.municipality))
        )
    )
    found = db.session.scalars(query.order_by(LabelAppeal.asked_at, LabelAppeal.id)).all()
    return sorted(found, key=lambda appeal: appeal.status is not AppealStatus.ASKED)
