"""A phase opens, or ends in three days: whoever it concerns is told once, with what comes next.

A run that stops half-way is taken up by the next: each person is told once of each turn, and a phase is marked when
everybody was. A phase whose end is moved is announced again three days before the new end.
"""

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import LazyString, lazy_gettext
from sqlalchemy import Select, select, union, update

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.notifications.models import Preference
from app.notifications.services import notify_all
from app.notifications.topics import Frequency, Topic
from app.rounds import calendar
from app.rounds.audience import Audience, Turn, concerned_by, is_told
from app.rounds.models import Phase, Round
from app.rounds.nexts import NEXT
from app.rounds.status import RUNNING, RoundStatus

LATE = timedelta(days=7)  # an opening older than that is no news: the command had not run yet
NOTICE = timedelta(days=3)
BATCH = 200


@is_told(Audience.OTHERS)
def _who_chose_it(_phase: Phase, _turn: Turn) -> Select[int]:
    """Whoever said that they want news of the life of rounds, and how often."""
    chosen = (Preference.topic == Topic.ROUND_NEWS, Preference.frequency != Frequency.NEVER)
    return select(Preference.person_id).where(*chosen)


def due() -> list[tuple[Phase, Turn]]:
    """The open phases of public rounds that have something to tell now; one turn of each at a time."""
    running = select(Phase).join(Round, Round.id == Phase.round_id).where(Round.status == RoundStatus.PUBLISHED)
    phases = db.session.scalars(running.where(Phase.status.in_(RUNNING)).order_by(Phase.round_id, Phase.position)).all()
    turns = [(phase, _turn_of(phase)) for phase in phases if calendar.runs(phase)]
    return [(phase, turn) for phase, turn in turns if turn is not None]


def _turn_of(phase: Phase) -> Turn | None:
    now, opened = clock.now(), max(phase.starts_at, phase.status_at or phase.starts_at)
    if phase.told_open_at is None and now - opened < LATE:
        return Turn.OPENS
    return Turn.ENDS if phase.ends_at - now <= NOTICE and phase.told_end_at != phase.ends_at else None


def announce(phase: Phase, turn: Turn) -> Iterator[int]:
    """Tell everybody concerned, some at a time; gives how many each time, for its caller to commit."""
    told_of = phase.ends_at.isoformat() if turn is Turn.ENDS else ""
    for audience in Audience:
        next_ = NEXT.get((phase.kind, turn, audience))
        keys = _keys(phase, turn, audience) if next_ else []
        for first in range(0, len(keys), BATCH):
            people = db.session.scalars(select(Person).where(Person.id.in_(keys[first : first + BATCH]))).all()
            said = (_subject(phase, turn), _until(phase), next_.says)  # type: ignore[union-attr]  # keys is empty without
            dedup = f"phase:{phase.public_id}:{turn}:{told_of}"
            yield len(notify_all(people, Topic.ROUND_NEWS, *said, link=next_.link, by=None, dedup=dedup))  # type: ignore[union-attr]
    _mark(phase, turn)
    yield 0


def _keys(phase: Phase, turn: Turn, audience: Audience) -> list[int]:
    selects = concerned_by(phase, turn, audience)
    return sorted(db.session.scalars(union(*selects))) if selects else []


def _mark(phase: Phase, turn: Turn) -> None:
    """Note it beside the phase; its version stays, for the forms that staff have open."""
    told = {"told_open_at": clock.now()} if turn is Turn.OPENS else {"told_end_at": phase.ends_at}
    db.session.execute(
        update(Phase).where(Phase.id == phase.id).values(told), execution_options={"synchronize_session": False}
    )


def _subject(phase: Phase, turn: Turn) -> LazyString:
    about = {"round": phase.round.name, "phase": LazyString(lambda: phase.name)}
    if turn is Turn.OPENS:
        return lazy_gettext("%(round)s, c’est ouvert : %(phase)s", **about)
    return lazy_gettext("%(round)s, bientôt fini : %(phase)s", **about)


def _until(phase: Phase) -> LazyString:
    return lazy_gettext("Jusqu’au %(when)s.", when=LazyString(lambda: calendar.end_in_words(phase)))
