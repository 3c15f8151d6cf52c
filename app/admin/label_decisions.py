"""Decisions on the label and pairs of proposals on the stage of the matrix."""

from typing import Any

from app.accounts.models import Person
from app.admin.scenery import Stage, a_project, a_round, the_concerned
from app.core import clock
from app.core.extensions import db
from app.labelling.models import LabelAppeal, LabelDecision, LabelRelease
from app.labelling.status import ReleaseStatus, Verdict
from app.pairings.models import Merger, ProposalExclusion
from app.projects.models import Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import PhaseKind, Round
from app.rounds.status import RoundStatus


def label_decisions(stage: Stage, rounds: dict[str, Round]) -> None:
    """An announcement for each status, each in a round of its own; letters, an appeal, an exclusion, a merger."""
    staff = stage.actors["staff"]
    assert isinstance(staff, Person)  # noqa: S101 (everybody but the stranger is somebody)
    for status in ReleaseStatus:
        rounds[f"announcement {status}"] = a_round(f"Annonce {status}", RoundStatus.PUBLISHED, PhaseKind.CONTESTATION)
        _announcement(stage, rounds[f"announcement {status}"], status, staff)
    _pairs(stage, rounds["labelling"], staff)


def _announcement(stage: Stage, round_: Round, status: ReleaseStatus, staff: Person) -> None:
    done = status is ReleaseStatus.RELEASED
    release = LabelRelease(round=round_, announced_at=clock.now(), status=status)
    release.asked_by_id = None if status is ReleaseStatus.PLANNED else staff.id
    release.released_at = clock.now() if done else None
    db.session.add(release)
    db.session.flush()
    stage.put("announcement", str(status), public_id=release.public_id)
    if done:
        for verdict in (Verdict.LABEL, Verdict.REFUSE):
            _letter(stage, release, verdict, staff)


def _letter(stage: Stage, release: LabelRelease, verdict: Verdict, staff: Person) -> None:
    labelled = verdict is Verdict.LABEL
    status = ProposalStatus.LABELLED if labelled else ProposalStatus.REFUSED
    proposal = _proposal(stage, release.round, str(verdict), status=status, number=1 if labelled else None)
    decision = LabelDecision(
        proposal_id=proposal.id,
        verdict=verdict,
        grounds=[],
        reason="Une raison.",
        prepared_by_id=staff.id,
        release_id=release.id,
        released_at=release.released_at,
    )
    db.session.add(decision)
    db.session.flush()
    stage.put("letter", f"{verdict}, contestation open", public_id=proposal.public_id)
    if not labelled:
        appeal = LabelAppeal(decision_id=decision.id, words="Non.", asked_by_id=the_concerned(stage).id)
        db.session.add(appeal)
        db.session.flush()
        stage.put("label appeal", "asked", public_id=appeal.public_id)


def _pairs(stage: Stage, round_: Round, staff: Person) -> None:
    first, second = (_proposal(stage, round_, f"paire{n}") for n in (1, 2))
    pair = ProposalExclusion(round=round_, first=first, second=second, reason="Même lieu.", declared_by_id=staff.id)
    told = {"title": "Un", "summary": "Deux en un.", "words": "Ensemble.", "requested_cents": 1000}
    merger = Merger(asking=first, asked=second, asked_by_id=the_concerned(stage).id, **told)
    db.session.add_all([pair, merger])
    db.session.flush()
    stage.put("exclusion", "before the vote", public_id=pair.public_id)
    stage.put("merger", "asked", public_id=merger.public_id)


def _proposal(stage: Stage, round_: Round, code: str, **more: Any) -> Proposal:
    made = Proposal(
        round=round_,
        project=a_project(stage, round_, ProjectStatus.SUBMITTED),
        code=code,
        title="Un dossier",
        requested_cents=500_000,
        budget_cents=700_000,
        answers=[],
        **more,
    )
    db.session.add(made)
    db.session.flush()
    return made
