"""Rounds of the demonstration, moved along their own lifecycle until the wanted phase is open today."""

from datetime import timedelta

from app.accounts.models import Person
from app.core import clock
from app.core.lifecycle import advance
from app.rounds import services
from app.rounds.models import PhaseKind, Round
from app.rounds.presets import Rules, dates_of

ORDER = list(PhaseKind)


def staged_round(
    name: str, year: int, now_in: PhaseKind, envelope_euros: int, staff: list[Person], **rules: object
) -> Round:
    """A published round whose `now_in` phase is open today, a bit past its middle; earlier ones were closed by two people."""
    dates = dates_of(year)
    first, last = dates[now_in]
    shift = clock.today() - (first + (last - first) * 3 // 5)
    dates = {kind: (start + shift, end + shift) for kind, (start, end) in dates.items()}
    round_ = services.create_round(
        name=name, year=year, preset="pas-de-calais", envelope_cents=envelope_euros * 100, by=staff[0], dates=dates
    )
    draft = round_.rulebooks[0]
    chosen = {**draft.rules, "lot_seed": services.rules_of(round_)["lot_seed"], **rules}
    services.publish_round(round_, by=staff[0])
    services.publish_rulebook(round_, draft.text, Rules(**chosen), by=staff[1])  # type: ignore[typeddict-item]
    _play(round_, now_in, staff)
    return round_


def _play(round_: Round, now_in: PhaseKind, staff: list[Person]) -> None:
    """Open what the calendar says is open; close what is over, one person asking and another confirming."""
    now = clock.now()
    for phase in round_.phases:
        if phase.starts_at > now:
            continue
        advance(phase, "open", by=staff[0], kind=phase.kind)
        if phase.ends_at <= now and ORDER.index(phase.kind) < ORDER.index(now_in):
            services.request_close(phase, by=staff[1])
            services.confirm_close(phase, by=staff[2])
            phase.status_at = phase.ends_at + timedelta(hours=9)
