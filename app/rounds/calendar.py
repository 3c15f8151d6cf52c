"""What is open in a round, since when and until when: the one place that compares phases with the clock."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from app.core import clock
from app.core.errors import Refused
from app.core.text import date_as, day, moment
from app.rounds.models import PHASE_NAMES, Phase, PhaseKind, Round
from app.rounds.status import RUNNING, PhaseStatus, RoundStatus


class PhaseStep(NamedTuple):
    """One phase as the calendar strip shows it; `state` is done, now or next."""

    name: str
    dates: str
    state: str
    url: str | None = None


def runs(phase: Phase, at: datetime | None = None) -> bool:
    """Whether the phase is open at that instant (now by default): opened by staff, within its dates, round shown."""
    at = at or clock.now()
    opened = phase.round.status is RoundStatus.PUBLISHED and phase.status in RUNNING
    return opened and phase.starts_at <= at < phase.ends_at


def is_open(round: Round, kind: PhaseKind, at: datetime | None = None) -> bool:
    """Whether the round has a phase of that kind that is open at that instant (now by default)."""
    phase = round.phase(kind)
    return phase is not None and runs(phase, at)


def require_open(round: Round | None, kind: PhaseKind, at: datetime | None = None) -> None:
    """Raise Refused with a full sentence (which phase, closed since when or opening when) unless it is open."""
    if round is None or not is_open(round, kind, at):
        raise Refused(_("%(why)s Rien n’a été enregistré.", why=closed_sentence(round, kind, at)))


def closed_sentence(round: Round | None, kind: PhaseKind, at: datetime | None = None) -> str:
    """Why nothing can be done in that phase at that instant: not there, to come, not opened yet, or over."""
    phase = round.phase(kind) if round else None
    name = str(PHASE_NAMES[kind])
    if round is None or phase is None:
        return _("Aucune édition n’a de phase « %(name)s » en ce moment.", name=name)
    if round.status is RoundStatus.ARCHIVED:
        return _("L’édition « %(round)s » est archivée : rien ne peut plus y être fait.", round=round.name)
    if over(phase, at):
        return _(
            "La phase « %(name)s » de l’édition « %(round)s » est close depuis le %(when)s.",
            name=name,
            round=round.name,
            when=end_in_words(phase),
        )
    if (at or clock.now()) < phase.starts_at:
        return _(
            "La phase « %(name)s » de l’édition « %(round)s » ouvre le %(when)s. Revenez à partir de cette date.",
            name=name,
            round=round.name,
            when=day(phase.starts_at),
        )
    return _(
        "La phase « %(name)s » de l’édition « %(round)s » n’est pas encore ouverte : l’équipe doit d’abord l’ouvrir.",
        name=name,
        round=round.name,
    )


def over(phase: Phase, at: datetime | None = None) -> bool:
    """Whether the phase is closed by staff, or was opened and its last instant has passed."""
    at = at or clock.now()
    return phase.status is PhaseStatus.CLOSED or (phase.status in RUNNING and at >= phase.ends_at)


def last_day(phase: Phase) -> date:
    """The last day (in Paris) on which the phase is open: `ends_at` is exclusive."""
    return clock.paris(phase.ends_at - timedelta(microseconds=1)).date()


def end_in_words(phase: Phase) -> str:
    """The end as people say it: "30 septembre 2026 à minuit", or with its hour when it closed within a day."""
    if clock.paris(phase.ends_at).time() == time(0):
        return _("%(day)s à minuit", day=day(last_day(phase)))
    return moment(phase.ends_at)


def days_of(round: Round) -> dict[PhaseKind, tuple[date, date]]:
    """The first and last day (in Paris) of each phase."""
    return {phase.kind: (clock.paris(phase.starts_at).date(), last_day(phase)) for phase in round.phases}


def span(first: date, last: date) -> tuple[datetime, datetime]:
    """The instants of a stretch of days in Paris: from the first day's midnight to the midnight after the last."""
    after = last + timedelta(days=1)
    return datetime.combine(first, time(0), clock.PARIS), datetime.combine(after, time(0), clock.PARIS)


def days_left(phase: Phase, at: datetime | None = None) -> int:
    """Whole days between today and the phase's last day: 0 on the last day."""
    today = clock.paris(at or clock.now()).date()
    return max(0, (last_day(phase) - today).days)


def phase_steps(round: Round) -> list[PhaseStep]:
    """The calendar of the round for the `phase_steps` macro, in the order of its phases."""
    return [PhaseStep(phase.name, dates_in_words(phase), state_of(phase)) for phase in round.phases]


def state_of(phase: Phase, at: datetime | None = None) -> str:
    """How the calendar strip draws the phase: done, now or next."""
    if runs(phase, at):
        return "now"
    return "done" if over(phase, at) else "next"


def dates_in_words(phase: Phase) -> str:
    """First and last day, short: "1 sept. – 30 sept."; the years are said when they differ."""
    first, last = clock.paris(phase.starts_at).date(), last_day(phase)
    shape = "d MMM" if first.year == last.year == phase.round.year else "d MMM y"
    return f"{date_as(first, shape)} – {date_as(last, shape)}" if first != last else date_as(first, shape)


def phase_sentence(phase: Phase) -> str:
    """Where the phase stands, in a sentence: "Vote ouvert, encore 12 jours" (for the mark above a title)."""
    if not runs(phase):
        return _("%(name)s : %(text)s", name=phase.name, text=phase.status_label.lower())
    left = days_left(phase)
    if left == 0:
        return _("%(name)s : dernier jour", name=phase.name)
    return (
        _("%(name)s : encore un jour", name=phase.name)
        if left == 1
        else _("%(name)s : encore %(n)s jours", name=phase.name, n=left)
    )
