"""Receipts of the dossiers of the demonstration, and one dossier sent back to be completed."""

from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.core.lifecycle import advance
from app.demo.cast import Cast
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.rounds.models import PhaseKind, Round
from app.submissions.content import digest_of
from app.submissions.models import CompletionRequest, Submission

ASKED = [
    ("plan", "Le calendrier", "Dites qui prépare la salle, et à quelle date l’atelier commence vraiment."),
    ("partners", "Les partenaires", "La mairie a-t-elle répondu pour le local ? Joignez sa lettre si vous l’avez."),
]


def add_submissions(cast: Cast) -> None:
    """A receipt for each proposal that has a dossier, numbered year by year in the order of the deposits."""
    rounds = {each.id: each for each in db.session.scalars(select(Round))}
    places: dict[int, int] = {}
    entered = select(Proposal).where(Proposal.project_id.is_not(None)).order_by(Proposal.round_id, Proposal.id)
    for proposal in db.session.scalars(entered).all():
        round_ = rounds[proposal.round_id]
        places[round_.year] = places.get(round_.year, 0) + 1
        db.session.add(_receipt(proposal, round_, places[round_.year]))
    _send_one_back(cast)


def _receipt(proposal: Proposal, round_: Round, place: int) -> Submission:
    phase = round_.phase(PhaseKind.SUBMISSION)
    start = phase.starts_at if phase else clock.now() - timedelta(days=30)
    received = Submission(
        project_id=proposal.project_id,
        proposal_id=proposal.id,
        year=round_.year,
        place=place,
        digest=digest_of(proposal, []),
    )
    received.submitted_by_id = proposal.holder_id or 0
    received.submitted_at = min(start + timedelta(hours=9 + 5 * place, minutes=7 * place % 60), clock.now())
    return received


def _send_one_back(cast: Cast) -> None:
    """The last dossier that waits for the committee is asked for more, two parts by name."""
    waits = select(Proposal).where(Proposal.status == ProposalStatus.ENTERED, Proposal.project_id.is_not(None))
    proposal = db.session.scalars(waits.order_by(Proposal.id.desc())).first()
    if proposal is None or proposal.project is None:
        return
    project = proposal.project
    project.to_complete = "\n".join(f"{title} : {text}" for _key, title, text in ASKED)
    project.comptoir_waiver = "L’équipe a été rencontrée dans son local en février."
    advance(project, "return_", by=cast.staff[0], reason=project.to_complete)
    reasons = [{"key": key, "title": title, "text": text} for key, title, text in ASKED]
    request = CompletionRequest(project_id=project.id, proposal_id=proposal.id, reasons=reasons)
    request.asked_by_id = cast.staff[0].id
    db.session.add(request)
