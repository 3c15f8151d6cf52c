"""What is read of the booth: the projects on the ballot, the box, the turnout."""

import hashlib
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from app.booth.models import Ballot, Voter
from app.core.extensions import db
from app.core.text import plain
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.rounds import counting
from app.rounds import queries as rounds
from app.rounds.figures import before_closing
from app.rounds.models import PhaseKind, Round
from app.rounds.status import RoundStatus
from app.territories.models import Municipality
from voting.ballots import Ballot as Cast
from voting.ballots import BallotRule


def public_round(round: str) -> Round | None:
    """The round of an address, unless it is still being prepared."""
    found = rounds.round_by_public_id(round)
    return found if found is not None and found.status != RoundStatus.DRAFT else None


def ballot_proposals(round_: Round) -> list[Proposal]:
    """The projects one can vote for, by number, with their places: one query."""
    place = joinedload(Proposal.municipality).joinedload(Municipality.epci)
    return list(
        db.session.scalars(
            select(Proposal)
            .options(place)
            .order_by(Proposal.number)
            .where(Proposal.round_id == round_.id, Proposal.status == ProposalStatus.LABELLED)
        )
    )


def shuffled(proposals: Sequence[Proposal], seed: str) -> list[Proposal]:
    """The order of one visitor: drawn from their seed, the same at each visit, with no favourite."""
    return sorted(proposals, key=lambda p: (hashlib.sha256(f"{seed}|{p.code}".encode()).digest(), p.code))


def narrowed(proposals: Sequence[Proposal], theme: str = "", place: str = "", text: str = "") -> list[Proposal]:
    """Those of a theme, of a place (commune or intercommunality) and with these words, accents or not."""
    words, place = plain(text).split(), plain(place)
    return [
        p
        for p in proposals
        if (not theme or p.theme == theme)
        and place in plain(places_of(p))
        and all(word in plain(f"{p.title} {p.summary} {p.collective} {p.number}") for word in words)
    ]


def places_of(proposal: Proposal) -> str:
    """Every name of the project's place."""
    municipality = proposal.municipality
    epci = municipality.epci.name if municipality and municipality.epci else ""
    return f"{municipality.name if municipality else ''} {epci} {proposal.place}"


def ballot_rule(round_: Round) -> BallotRule:
    """What a ballot of this round must hold, as the rulebook voting/ checks it."""
    return counting.ballot_rule(rounds.rules_of(round_))


def ballots_of(round_: Round) -> list[Cast]:
    """The choices of every ballot, in alphabetical order of what they hold.

    The order is public (bulletins.pb): by fingerprint, line n would be the n-th smallest receipt and tell its vote.
    """
    rows = db.session.scalars(
        select(Ballot.choices).where(Ballot.round_id == round_.id).execution_options(yield_per=5000)
    )
    return sorted(tuple(one if isinstance(one, str) else tuple(one) for one in choices) for choices in rows)


def turnout(round_: Round) -> int:
    """How many people have voted."""
    return db.session.scalar(select(func.count()).select_from(Ballot).where(Ballot.round_id == round_.id)) or 0


def rounds_with_voters() -> Sequence[Round]:
    """The rounds somebody voted in here, in the order they were made."""
    return db.session.scalars(select(Round).where(exists().where(Voter.round_id == Round.id)).order_by(Round.id)).all()


def has_voters(round_: Round) -> bool:
    """Whether anybody is on the roll."""
    return bool(db.session.scalar(select(exists().where(Voter.round_id == round_.id))))


def box_holds(round_: Round, commitment: str) -> bool:
    """Whether a ballot with this fingerprint is in the box of the round."""
    return bool(
        db.session.scalar(select(exists().where(Ballot.round_id == round_.id, Ballot.commitment == commitment)))
    )


@before_closing(PhaseKind.VOTE)
def ballots_at_closing(round_: Round) -> list[tuple[str, int]]:
    """How many ballots are in the box: never a word of what they say."""
    return [(_("Bulletins dans l’urne"), turnout(round_))]
