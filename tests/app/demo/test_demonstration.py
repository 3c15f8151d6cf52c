"""The demonstration has the size of a real programme, a round in each phase, and a result that recounts."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.booth.models import Ballot, Voter
from app.core import audit
from app.core.extensions import db
from app.demo import services
from app.demo.cast import accounts
from app.ideas.models import Idea
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.results import services as results
from app.results.models import Result
from app.results.status import ResultStatus
from app.rounds.calendar import is_open
from app.rounds.models import PhaseKind, Round


def count(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


@pytest.mark.slow
def test_the_demonstration_is_whole_and_its_pages_open(app, visit):
    services.seed()
    db.session.commit()
    rounds = list(db.session.scalars(select(Round).order_by(Round.id)))
    assert [kind for kind in PhaseKind if not any(is_open(round_, kind) for round_ in rounds)] == []
    voting = next(round_ for round_ in rounds if is_open(round_, PhaseKind.VOTE))
    labelled = (Proposal.round_id == voting.id, Proposal.status == ProposalStatus.LABELLED)
    assert (count(Idea), count(Proposal, *labelled)) == (122, 51)
    assert (count(Voter, Voter.round_id == voting.id), count(Ballot, Ballot.round_id == voting.id)) == (6300, 6300)
    published = db.session.scalars(select(Result).where(Result.status == ResultStatus.PUBLISHED)).one()
    assert results.discrepancies(published) == []
    assert list(audit.broken_lines(db.session)) == []
    lines = " ".join(str((e.actor, e.subject, e.facts)) for e in db.session.scalars(select(audit.AuditEvent)))
    named = [*db.session.scalars(select(Person.name)), *db.session.scalars(select(Person.email))]
    assert [name for name in named if name in lines] == [], "the log knows public identifiers only"
    assert [role for role, _person in accounts()] == [
        "staff", "moderator", "reviewer", "mentor", "administrator", "citizen",
    ]  # fmt: skip
    vote, result = f"/vote/{voting.public_id}/", f"/resultats/{published.round.public_id}"
    for path in ("/", "/envies/", "/comptoirs/", "/editions/", vote, "/resultats/", result):
        assert visit(path).status_code == 200
