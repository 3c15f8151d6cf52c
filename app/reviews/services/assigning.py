"""Who reads what: spread by the fair rule, given or taken back by hand, set aside on a conflict of interest."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects import services as projects
from app.projects.models import Project, Proposal
from app.projects.status import ProposalStatus
from app.reviews import queries
from app.reviews.letters import tell_reader, tell_set_aside
from app.reviews.models import Review
from app.reviews.queries import Admissible
from app.reviews.status import ACTIVE, ReviewStatus
from app.rounds import calendar
from app.rounds.models import PhaseKind, Round
from app.teams.arrivals import on_arrival
from moderation.labelling.readers import Dossier, assign, unfilled

MOST_READERS = 5


class Spread(NamedTuple):
    """What spreading did: readings asked for, dossiers that still lack a reader."""

    asked: int
    short: int


def spread(round_: Round, readers: int, *, by: Person) -> Spread:
    """Give every dossier of a round its readers, by the fair rule of moderation.labelling.readers.

    Where the round has a checklist, only admissible dossiers are given out. Raises Refused outside the labelling phase.
    """
    calendar.require_open(round_, PhaseKind.LABELLING)
    if not 1 <= readers <= MOST_READERS:
        raise Refused(_("De une à cinq personnes par dossier."), "readers")
    proposals = queries.to_read(round_)
    set_conflicts_aside(proposals)
    said = queries.admissible_all(queries.checklist_of(round_), proposals)
    proposals = [one for one in proposals if said.get(one.id, Admissible.YES) is Admissible.YES]
    asked, short = _ask(round_, proposals, readers, by)
    audit.record("readers.spread", round_, by=by, readers=readers, asked=len(asked), short=short)
    return Spread(len(asked), short)


def _ask(round_: Round, proposals: Sequence[Proposal], readers: int, by: Person | None) -> tuple[list[Review], int]:
    """Ask for the readings that are lacking; give them, and how many dossiers still lack some."""
    people = queries.readers()
    active = queries.active_reviews(round_)
    dossiers = list(_dossiers(round_, proposals, people, active, readers))
    chosen = assign(dossiers, _loads(active))
    by_id, by_key = {one.public_id: one for one in proposals}, {person.public_id: person for person in people}
    made = [
        Review(proposal=by_id[dossier], reviewer=by_key[who], assigned_by_id=by.id if by else None, scores=[])
        for dossier, picked in chosen.items()
        for who in picked
    ]
    db.session.add_all(made)
    db.session.flush()
    for review in made:
        facts = {"proposal": review.proposal.public_id, "reader": review.reviewer.public_id}
        audit.record("review.assign", review, by=by, **facts)
        tell_reader(review, by=by)
    return made, len(unfilled(dossiers, chosen))


def _dossiers(
    round_: Round, proposals: Sequence[Proposal], people: Sequence[Person], active: Sequence[Review], readers: int
) -> list[Dossier]:
    conflicts, known = queries.conflicts_in(proposals), queries.known_pairs(round_)
    has = Counter(review.proposal_id for review in active)
    return [
        Dossier(
            one.public_id,
            queries.territory_of(one),
            frozenset(
                person.public_id
                for person in people
                if (one.id, person.id) not in conflicts.keys() | known and queries.reaches(person, one)
            ),
            max(0, readers - has[one.id]),
        )
        for one in proposals
    ]


def _loads(active: Sequence[Review]) -> Counter[str]:
    return Counter(review.reviewer.public_id for review in active)


def assign_reader(proposal: Proposal, person: Person, *, by: Person) -> Review:
    """Give a dossier to somebody by hand. Raises Refused on a conflict, twice, or for who is no reviewer of it."""
    projects.hold(proposal)
    _require_entered(proposal)
    if why := queries.conflicts_in([proposal]).get((proposal.id, person.id)):
        raise Refused(queries.sentence_of(why), "reader")
    if not queries.reaches(person, proposal):
        raise Refused(_("Cette personne n’a pas le rôle d’examiner ce dossier."), "reader")
    review = queries.review_by(proposal, person)
    if review is not None and review.status in ACTIVE:
        raise Refused(_("Cette personne lit déjà ce dossier."), "reader")
    facts = {"proposal": proposal.public_id, "reader": person.public_id}
    if review is not None:
        advance(review, "assign", by=by, **facts)
        review.reason = None
    else:
        review = Review(proposal=proposal, reviewer=person, assigned_by_id=by.id, status=ReviewStatus.ASSIGNED)
        db.session.add(review)
        db.session.flush()
        audit.record("review.assign", review, by=by, **facts)
    db.session.flush()
    tell_reader(review, by=by)
    return review


def release(review: Review, reason: str, *, by: Person) -> None:
    """Take an unfinished reading back. Raises Refused without a reason, or once its marks are given."""
    projects.hold(review.proposal)
    _require_entered(review.proposal)
    review.reason = reason.strip()
    advance(review, "release", by=by, reason=review.reason, proposal=review.proposal.public_id)
    db.session.flush()


def _require_entered(proposal: Proposal) -> None:
    if proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : l’état est maintenant « %(status)s ».", status=proposal.status_label))


def replace_reader(proposal: Proposal, *, by: Person | None) -> Review | None:
    """Find another reader by the fair rule; nobody when none may read it: the desk shows what it lacks."""
    active = [review for review in queries.reviews_of(proposal) if review.status in ACTIVE]
    made, _short = _ask(proposal.round, [proposal], len(active) + 1, by)
    return made[0] if made else None


def set_conflicts_aside(proposals: Collection[Proposal]) -> int:
    """Set aside the marks of whoever has a conflict of interest by now; each dossier gets another reader.

    Nobody decides it: the audit log says which rule did. Gives how many readings were set aside.
    """
    entered = [one for one in proposals if one.status is ProposalStatus.ENTERED]
    conflicts, done = queries.conflicts_in(entered), 0
    for review in queries.active_among(conflicts):
        why = conflicts[review.proposal_id, review.reviewer_id]
        sentence = queries.sentence_of(why)
        review.reason = sentence
        advance(review, "set_aside", by=None, reason=sentence, conflict=why, proposal=review.proposal.public_id)
        db.session.flush()
        tell_set_aside(review, sentence)
        replace_reader(review.proposal, by=None)
        done += 1
    return done


@on_arrival
def _judge_no_longer(project: Project, person: Person) -> None:
    """A reader who comes into the team of a project judges it no longer, in the same transaction."""
    set_conflicts_aside(queries.read_by(project, person))
