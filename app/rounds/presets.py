"""What a rulebook fixes for the machine, and the presets staff start from."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from app.rounds.models import PhaseKind
from voting import election
from voting import presets as programmes
from voting.election import Candidate
from voting.presets import YOUTH

WHOLE = 10_000  # an envelope in which shares of one percent are whole numbers
MOST_CHOICES = 20  # projects on one ballot of the platform


class Rules(TypedDict):
    """The machine-readable part of a rulebook. Money in cents; ages in years; shares in percent of the envelope."""

    ballot: str  # "exactly" or "approval" (from `min_choices` up to `choices`)
    choices: int
    min_choices: int
    min_age: int
    voters_per_email: int
    ideas_moderated: str  # "before" or "after" they are shown
    comments_moderated: str  # the same, or "same" as ideas
    pictures_moderated: str
    contributions_moderated: str  # to meetings
    comptoir_required: bool
    carrier_required: bool  # a confirmed organisation carries the project before it is submitted
    engagement_required: bool  # and has accepted the contrat d’engagement républicain, when the law asks it
    minors: str  # below 15, who takes part: "unasked", "refused", "with_parent", "through_adult"
    committee_decides: bool  # decisions on the label are prepared in committee and announced together
    quorum_percent: int  # of the members of the committee who vote; 0: none
    rule: str  # voting.allocation: "greedy" (skip what does not fit), "greedy-stop", "equal-shares"…
    utility: str  # "cost" or "cardinality": voting.allocation.Method says what each means
    completion: str  # of equal shares: "none", "votes", "add1", "add1u", "phragmen"
    min_votes: int
    canton_winners: int  # at most so many winners in each canton; 0: no limit
    first_of_each_canton: bool
    canton_shares: bool  # what the other shares leave is an envelope of its own for each canton
    youth_percent: int  # an envelope for projects of the young; 0: none
    youth_up_to_cents: int  # for those that ask no more than this; 0: any
    tranches: list[list[int]]  # [up to so many cents (0: no limit), percent of the envelope], smallest first
    grant_mode: str  # voting.grants: requested, criteria, votes, criteria_votes
    floor_cents: int  # 0: none
    ceiling_cents: int  # 0: none
    max_share_percent: int  # of the project's own budget
    step_cents: int  # grants are rounded down to a multiple of it
    leftover: str  # who gets what rounding leaves: "none", "by_votes", "by_rank"
    criteria: dict[str, list[str]]  # the sub-questions of each criterion, in words; {}: those of app/criteria/grid.py
    lot_seed: str  # published before the vote; ties are drawn from it


EARLIER = {  # what rulebooks written before these rules existed meant
    "comments_moderated": "same",
    "pictures_moderated": "same",
    "contributions_moderated": "after",
    "carrier_required": False,
    "engagement_required": False,
    "minors": "unasked",
    "criteria": {},
    "committee_decides": False,
    "quorum_percent": 50,
    "min_choices": 1,
    "utility": "cost",
    "completion": "none",
    "canton_winners": 0,
    "first_of_each_canton": False,
    "canton_shares": False,
    "youth_percent": 0,
    "youth_up_to_cents": 0,
}


def read_before(rules: Mapping[str, Any], kind: str) -> bool:
    """Whether what is posted waits to be read: kind is "ideas", "comments", "pictures" or "contributions"."""
    said = rules[f"{kind}_moderated"]
    return (rules["ideas_moderated"] if said == "same" else said) == "before"


def whole(kept: Mapping[str, Any]) -> Rules:
    """The rules as they are kept, with what was meant where an earlier rulebook says nothing."""
    return Rules(**{**EARLIER, "tranches": [], **kept})  # type: ignore[typeddict-item]  # written by our own form


def counted(rules: election.Rules) -> dict[str, Any]:
    """The rules of voting/ in the words of a rulebook: what counts, not who votes."""
    grant, ballot, limits = rules.grant, rules.ballot, rules.constraints
    return {
        "ballot": "exactly" if ballot.min == ballot.max else "approval",
        "choices": ballot.max,
        "min_choices": max(1, ballot.min),
        "rule": rules.method.name,
        "utility": rules.method.utility,
        "completion": rules.method.completion,
        "min_votes": limits.min_support,
        "canton_winners": next((q.count for q in limits.quotas if q.by == "canton" and q.count and not q.value), 0),
        "first_of_each_canton": limits.first_of_each == "canton",
        **_shares(rules),
        "grant_mode": grant.mode,
        "floor_cents": grant.floor,
        "ceiling_cents": grant.ceiling or 0,
        "max_share_percent": int(grant.max_share * 100) if grant.max_share is not None else 100,
        "step_cents": grant.step,
        "leftover": grant.leftover,
        "lot_seed": rules.seed or "",
    }


def _shares(rules: election.Rules) -> dict[str, Any]:
    """The reserves as shares of the envelope."""

    def percent(amount: int) -> int:
        return amount * 100 // max(1, rules.budget)

    reserves = rules.constraints.reserves
    youth = next((r for r in reserves if (r.by, r.value) == ("tag", YOUTH)), None)
    return {
        "youth_percent": percent(youth.amount) if youth else 0,
        "youth_up_to_cents": (youth.up_to or 0) if youth else 0,
        "canton_shares": any(r.by == "canton" for r in reserves),
        "tranches": [[r.up_to or 0, percent(r.amount)] for r in reserves if r.by is None],
    }


def _preset(key: str, **own: Any) -> Rules:
    """A programme's rules, and what is asked of people, which each round may change."""
    sample = Candidate("1", "", 0, canton="1", scores={"any": 0})
    people = {
        "min_age": 11,
        "voters_per_email": 4,
        "ideas_moderated": "before",
        "comptoir_required": False,
        "minors": "through_adult",  # nothing is kept of a child: docs/decisions, "Below fifteen"
    }
    return whole({**people, **counted(programmes.PRESETS[key].rules(WHOLE, (sample,))), **own})


OWN: dict[str, dict[str, Any]] = {
    "pas-de-calais": {"comptoir_required": True},
    "equal-shares": {"ballot": "approval", "choices": 10},  # "as many as one likes", on a ballot one can read
}
PRESETS: dict[str, Rules] = {key: _preset(key, **OWN.get(key, {})) for key in programmes.PRESETS}
PAS_DE_CALAIS = PRESETS["pas-de-calais"]

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
