"""The committee of the demonstration: a sitting that was held, with its minutes, and one to come with its agenda."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.committees import services
from app.committees.models import AgendaItem, CommitteeMember, Presence, Recusal, Seat, Sitting
from app.committees.status import Outcome, SittingStatus
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.rounds.models import PhaseKind, Round
from app.submissions.models import CompletionRequest

BODIES = ["Conseil départemental", "Réseau des épiceries solidaires", "Habitants tirés au sort", "Chambre régionale"]
PLACE = "Hôtel du Département, rue Ferdinand-Buisson, Arras"
NOTE = "Accueil café à partir de 13 h 30. La salle est de plain-pied."
WORDS = "Le comité retient des partenaires engagés, un besoin bien décrit et un budget tenu."


def add_committees(cast: Cast) -> None:
    """One committee for the round being labelled, one for the round being contested."""
    coming, past = (round_in(kind) for kind in (PhaseKind.LABELLING, PhaseKind.CONTESTATION))
    _coming(coming, _compose(coming, cast), cast)
    _held(past, _compose(past, cast), cast)


def round_in(kind: PhaseKind) -> Round:
    """The small round staged in that phase (services.py)."""
    name = {PhaseKind.LABELLING: "Budget des quartiers", PhaseKind.CONTESTATION: "Budget des collèges"}[kind]
    return db.session.scalars(select(Round).where(Round.name.startswith(name))).one()


def _compose(round_: Round, cast: Cast) -> list[CommitteeMember]:
    """The committee: its chair, members, one observer of the team."""
    since = clock.today() - timedelta(days=120)
    people: Sequence[Person] = [*cast.reviewers[:4], cast.staff[3]]
    seats = [Seat.CHAIR, Seat.MEMBER, Seat.MEMBER, Seat.MEMBER, Seat.OBSERVER]
    bodies = [*BODIES, "Mission Budget citoyen"]
    made = [
        CommitteeMember(round=round_, person=person, seat=seat, sits_for=body, since=since)
        for person, seat, body in zip(people, seats, bodies, strict=False)
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def _coming(round_: Round, members: list[CommitteeMember], cast: Cast) -> None:
    """In twelve days, called, with six dossiers of those that wait."""
    when = clock.paris(clock.now() + timedelta(days=12)).replace(hour=14, minute=0, second=0, microsecond=0)
    sitting = services.plan_sitting(round_, when, PLACE, NOTE, by=cast.staff[0])
    asked = select(CompletionRequest.proposal_id)
    waiting = select(Proposal).where(
        Proposal.round_id == round_.id, Proposal.status == ProposalStatus.ENTERED, Proposal.id.not_in(asked)
    )
    services.add_to_agenda(sitting, db.session.scalars(waiting.order_by(Proposal.id).limit(6)).all(), by=cast.staff[0])
    services.convene(sitting, by=cast.staff[0])


def _held(round_: Round, members: list[CommitteeMember], cast: Cast) -> Sitting:
    """Four weeks ago: every dossier of the round, one member who stepped back, one tie settled by the chair."""
    when = clock.paris(clock.now() - timedelta(days=28)).replace(hour=14, minute=0, second=0, microsecond=0)
    sitting = Sitting(
        round=round_,
        held_at=when,
        place=PLACE,
        quorum_percent=50,
        status=SittingStatus.CLOSED,
        status_at=when + timedelta(hours=3),
        opened_at=when,
        closed_at=when + timedelta(hours=3),
        remarks="Le comité demande que les devis soient joints dès le dépôt.",
    )
    sitting.presences = [Presence(member_id=member.id) for member in members]
    proposals = db.session.scalars(select(Proposal).where(Proposal.round_id == round_.id).order_by(Proposal.id)).all()
    for position, proposal in enumerate(proposals, 1):
        sitting.items.append(_item(proposal, position, members, cast, sitting))
    db.session.add(sitting)
    db.session.flush()
    return sitting


def _item(
    proposal: Proposal, position: int, members: list[CommitteeMember], cast: Cast, sitting: Sitting
) -> AgendaItem:
    labelled = proposal.status is ProposalStatus.LABELLED
    item = AgendaItem(
        proposal=proposal,
        position=position,
        outcome=Outcome.LABEL if labelled else Outcome.REFUSE,
        reason=WORDS if labelled else (proposal.decision_reason or "La raison est dans la lettre."),
        said_at=sitting.opened_at,
        said_by_id=cast.staff[1].id,
        votes_for=4 if labelled else 1,
        votes_against=0 if labelled else 3,
        votes_abstained=0,
    )
    if position == 2:  # noqa: PLR2004 (the second dossier)
        why = "même structure que l’équipe, ou structure qui porte le projet"
        back = Recusal(member_id=members[1].id, steps_back=True, reason=why, noted_by_id=cast.staff[1].id)
        item.recusals.append(back)
        item.votes_for = (item.votes_for or 1) - 1
    return item
