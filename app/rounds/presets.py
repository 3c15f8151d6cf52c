"""What a rulebook fixes for the machine, and the presets staff start from."""

from datetime import date
from typing import TypedDict

from app.rounds.models import PhaseKind


class Rules(TypedDict):
    """The machine-readable part of a rulebook. Money in cents; ages in years."""

    ballot: str  # "exactly" or "approval" (up to `choices`)
    choices: int
    min_age: int
    voters_per_email: int
    ideas_moderated: str  # "before" or "after" they are shown
    comptoir_required: bool
    rule: str  # voting.allocation: "greedy" (skip what does not fit) or "greedy-stop"
    grant_mode: str  # voting.grants: requested, criteria, votes, criteria_votes
    floor_cents: int
    ceiling_cents: int
    max_share_percent: int  # of the project's own budget
    step_cents: int  # grants are rounded down to a multiple of it
    leftover: str  # who gets what rounding leaves: "none", "by_votes", "by_rank"
    min_votes: int
    lot_seed: str  # published before the vote; ties are drawn from it


PAS_DE_CALAIS: Rules = {
    "ballot": "exactly",
    "choices": 3,
    "min_age": 11,
    "voters_per_email": 4,
    "ideas_moderated": "before",
    "comptoir_required": True,
    "rule": "greedy",
    "grant_mode": "criteria_votes",
    "floor_cents": 450_000,
    "ceiling_cents": 2_000_000,
    "max_share_percent": 80,
    "step_cents": 10_000,
    "leftover": "by_votes",
    "min_votes": 1,
    "lot_seed": "",
}
PRESETS: dict[str, Rules] = {"pas-de-calais": PAS_DE_CALAIS}

# First and last day of each phase (month, day) in the round's year; follow-up runs through the year after.
CALENDAR: dict[PhaseKind, tuple[tuple[int, int], tuple[int, int]]] = {
    PhaseKind.IDEAS: ((1, 8), (3, 31)),
    PhaseKind.COMPTOIRS: ((2, 1), (4, 30)),
    PhaseKind.SUBMISSION: ((3, 1), (5, 15)),
    PhaseKind.LABELLING: ((5, 16), (6, 30)),
    PhaseKind.CONTESTATION: ((7, 1), (7, 31)),
    PhaseKind.VOTE: ((9, 1), (9, 30)),
    PhaseKind.COUNT: ((10, 1), (10, 31)),
    PhaseKind.RESULTS: ((11, 1), (12, 31)),
}


def dates_of(year: int) -> dict[PhaseKind, tuple[date, date]]:
    """The first and last day of each phase for a round of that year; follow-up is the whole year after."""
    days = {kind: (date(year, *first), date(year, *last)) for kind, (first, last) in CALENDAR.items()}
    return days | {PhaseKind.FOLLOW_UP: (date(year + 1, 1, 1), date(year + 1, 12, 31))}
