"""A decision and an appeal in each status on the stage of the matrix: decided by the moderator, about the concerned."""

from app.admin.scenery import PLACE, Stage, the_concerned
from app.appeals.models import Appeal
from app.appeals.status import AppealStatus
from app.casework.models import Case, Decision
from app.casework.status import CaseStatus
from app.core import clock
from app.core.extensions import db
from app.rounds.models import Round
from moderation.appeals import Appellant
from moderation.cases import Cause, Kind
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.queue import due_at
from moderation.screening import Gravity


def redress(stage: Stage, rounds: dict[str, Round]) -> None:
    """One hidden idea, contested in every way that appeals end."""
    hidden = next(values["public_id"] for state, values in stage.subjects["idea"] if state == "hidden")
    case = Case(
        subject_kind=Kind.IDEA, reference=hidden, title="Envie hidden", cause=Cause.TEAM, status=CaseStatus.DECIDED
    )
    case.hints, case.grounds, case.status_at = [], {}, clock.now()
    case.author_id, case.round_id, case.municipality_code = the_concerned(stage).id, rounds["labelling"].id, PLACE
    case.due_at = due_at(clock.now(), Gravity.LIGHT)
    db.session.add(case)
    db.session.flush()
    stage.put("decided content", "idea hidden", kind="idea", public_id=hidden)
    moderator = stage.actors["moderator"]
    for status in AppealStatus:
        decision = Decision(case_id=case.id, verb=Verb.HIDE, ground=Ground.ADVERTISING, reason="Une réclame.")
        decision.by_id = moderator.id if moderator else None
        db.session.add(decision)
        db.session.flush()
        appeal = Appeal(decision_id=decision.id, party=Appellant.AUTHOR, words="Non.", status=status)
        appeal.person_id = case.author_id
        if status is not AppealStatus.WAITING:
            appeal.status_at, appeal.answer = clock.now(), "Relu."
        db.session.add(appeal)
        db.session.flush()
        stage.put("decision", f"hidden, appeal {status}", public_id=decision.public_id)
        stage.put("appeal", str(status), public_id=appeal.public_id)
