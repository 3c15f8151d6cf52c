"""The whole demonstration: a round in each phase, at the size of a real programme. The same on every machine, on the same day."""
from sqlalchemy import func, select

from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.contents import Dossiers, add_ideas
from app.demo.events import add_events
from app.demo.stage import staged_round
from app.demo.texts import read
from app.demo.votes import add_ballots
from app.projects.status import ProposalStatus
from app.results import services as results
from app.rounds.models import PhaseKind, Round
from app.territories import services as territories

K, P = PhaseKind, ProposalStatus
LAST_YEAR_VOTERS, THIS_YEAR_VOTERS, SMALL_VOTERS = 6331, 6300, 640


def is_seeded() -> bool:
    """Whether the database holds a round already."""
    return bool(db.session.scalar(select(func.count()).select_from(Round)))


def seed() -> None:
    """Everything that exists before anything is counted."""
    territories.load_configured_department()
    year, cast = clock.today().year, Cast()
    _past(year, cast)
    _small_rounds(year, cast)
    _labelled(f"Budget citoyen {year}", year, K.VOTE, 352_000, cast, read("projects"), THIS_YEAR_VOTERS)
    coming = staged_round(f"Budget citoyen {year + 1}", year + 1, K.IDEAS, 360_000, cast.staff)
    add_ideas(coming, cast)
    db.session.flush()
    add_events(coming, cast)


def settle() -> None:
    """What needs the ballots committed: last year's count is certified and proclaimed, another waits for its second signature."""
    rounds = {r.phase(K.VOTE): r for r in db.session.scalars(select(Round).order_by(Round.id))}
    del rounds
"""placeholder"""
