"""The committee on the stage of the matrix: whoever is concerned sits in it; one sitting for each status."""

from datetime import timedelta

from app.admin.scenery import Stage, a_project, the_concerned
from app.committees.models import AgendaItem, CommitteeMember, Presence, Seat, Sitting
from app.committees.status import SittingStatus
from app.core import clock
from app.core.extensions import db
from app.projects.models import Proposal
from app.projects.status import ProjectStatus
from app.rounds.models import Round


def committees(stage: Stage, rounds: dict[str, Round]) -> None:
    """A member, and a sitting with one dossier in each status."""
    round_, today = rounds["labelling"], clock.today()
    member = CommitteeMember(round=round_, person=the_concerned(stage), seat=Seat.MEMBER, since=today)
    db.session.add(member)
    db.session.flush()
    stage.put("seat in a committee", "sitting", public_id=member.public_id)
    for number, status in enumerate(SittingStatus):
        sitting = Sitting(
            round=round_, held_at=clock.now() + timedelta(hours=number), place="Arras", quorum_percent=50, status=status
        )
        sitting.items.append(AgendaItem(proposal=_proposal(stage, round_, number), position=1))
        sitting.presences.append(Presence(member_id=member.id))
        db.session.add(sitting)
        db.session.flush()
        stage.put("sitting", str(status), public_id=sitting.public_id)
        stage.put("agenda", f"sitting {status}", public_id=sitting.items[0].public_id)


def _proposal(stage: Stage, round_: Round, number: int) -> Proposal:
    project = a_project(stage, round_, ProjectStatus.SUBMITTED)
    proposal = Proposal(
        round=round_,
        project=project,
        code=f"comite{number}",
        title="Un dossier",
        requested_cents=500_000,
        budget_cents=700_000,
        answers=[],
    )
    db.session.add(proposal)
    return proposal
