"""Who takes part in the meetings of the stage of the matrix, what remains of them, and what came by e-mail."""

from sqlalchemy import select

from app.admin.scenery import Stage, the_concerned
from app.attendance import codes
from app.core import clock
from app.core.extensions import db
from app.events.models import Event, Registration
from app.mailbox.models import MailedIdea
from app.mailbox.queries import token_of
from app.mailbox.status import Outcome
from app.restitutions.models import Contribution, ContributionKind, Restitution
from app.restitutions.status import ContributionStatus, RestitutionStatus
from app.rounds.models import Round


def registrations(stage: Stage, _rounds: dict[str, Round]) -> None:
    """The seats of the person concerned, at a meeting to come and at one where they were seen."""
    for state, known in stage.subjects["event"]:
        mine = select(Registration).join(Event).where(Event.public_id == known["public_id"])
        for registration in db.session.scalars(mine.where(Registration.person_id == the_concerned(stage).id)):
            registration.attended = registration.event.has_started or None
            seen = {"public_id": registration.public_id, "token": codes.token_of(registration)}
            stage.put("attendance", f"meeting {state}", **seen)


def restitutions(stage: Stage, _rounds: dict[str, Round]) -> None:
    """A report published and one being written, and a contribution shown and one hidden."""
    reports, words = list(RestitutionStatus), list(ContributionStatus)
    for number, (_state, known) in enumerate(stage.subjects["event"][:2]):
        event = db.session.scalars(select(Event).where(Event.public_id == known["public_id"])).one()
        report = Restitution(event_id=event.id, body="Suites.", status=reports[number])
        contribution = Contribution(
            event_id=event.id,
            kind=ContributionKind.CONTRIBUTION,
            body="Du soir.",
            author_id=the_concerned(stage).id,
            status=words[number],
            decision_reason="Une raison.",
        )
        db.session.add_all([report, contribution])
        db.session.flush()
        stage.put("restitution", str(report.status), public_id=event.public_id)
        stage.put("contribution", str(contribution.status), public_id=contribution.public_id)


def mails(stage: Stage, _rounds: dict[str, Round]) -> None:
    """An envie sent by e-mail that waits, and one that was posted."""
    for state, posted_at in {"waiting": None, "posted": clock.now()}.items():
        mail = MailedIdea(key=state, outcome=Outcome.KEPT, sender="citizen@exemple.fr", posted_at=posted_at)
        db.session.add(mail)
        db.session.flush()
        stage.put("draft by e-mail", state, token=token_of(mail))
