"""From an election and its ballots to a file ready to be written."""

from collections.abc import Iterable, Mapping, Sequence

from voting.ballots import Ballot, Kind
from voting.candidate import WITHDRAWN_COST, Candidate
from voting.constraints import Constraints
from voting.election import Election, Rules
from voting.pabulib.cells import FileError, units
from voting.pabulib.file import DECLARED, PabulibFile
from voting.pabulib.head import candidate_of
from voting.result import Line, Result

VOTE_TYPES: Mapping[Kind, str] = {
    "approval": "approval",
    "exactly": "approval",
    "knapsack": "approval",
    "choose-1": "choose-1",
    "ranked": "ordinal",
    "cumulative": "cumulative",
    "scored": "scoring",
}
"""Kind of ballot -> `vote_type`. The format has none for the others."""
LIMITS = frozenset(
    [f"{end}_{what}" for end in ("min", "max") for what in ("length", "sum_cost", "points", "sum_points")]
    + ["min_project_score_threshold", "scoring_fn", "default_score"]
)
"""The META keys that the rules of an election say, and nothing else does."""


def from_election(
    election: Election, ballots: Iterable[Ballot], *,
    meta: Mapping[str, str], result: Result | None = None, voter_ids: Iterable[str] | None = None,
) -> PabulibFile:  # fmt: skip
    """An election and its ballots as a file.

    `meta` gives what an election does not know (description, country, unit, instance, date_begin, date_end, currency…).
    With `result`, the columns `votes` (`score` where ballots give points) and `selected` are filled. Without
    `voter_ids`, voters are numbered. FileError (a ValueError) for a kind of ballot the format does not have, or an id
    with a comma.
    """
    rule = election.rules.ballot
    if rule.kind not in VOTE_TYPES or rule.vector:
        raise FileError("pb_kind" if rule.kind not in VOTE_TYPES else "pb_vector", kind=rule.kind)
    for candidate in election.candidates:
        if candidate.id != _one_line(candidate.id) or "," in candidate.id:
            raise FileError("pb_id", value=candidate.id)
    kept = ballots if isinstance(ballots, Sequence) else list(ballots)
    lines = {line.id: line for line in result.lines} if result else {}
    projects = [_project(candidate, lines.get(candidate.id), rule.plain) for candidate in election.candidates]
    if not any(project["beneficiaries"] for project in projects):
        for project in projects:
            del project["beneficiaries"]
    return PabulibFile(
        meta=_meta(election, meta, len(kept)),
        projects=tuple(projects),
        candidates=tuple(map(candidate_of, projects)),
        official_selected=frozenset(result.winners) if result else None,
        vote_header=("voter_id", "vote", "points") if rule.marked else ("voter_id", "vote"),
        voters=[(one,) for one in (map(str, range(1, len(kept) + 1)) if voter_ids is None else voter_ids)],
        ballots=kept,
    )


def _project(candidate: Candidate, line: Line | None, plain: bool) -> dict[str, str]:
    """A row of PROJECTS. A withdrawn project has the cost that says so; a list cannot hold a comma inside an item."""
    theme = _item(candidate.theme or "")
    tags = sorted({_item(tag) for tag in candidate.tags} - {theme, ""})
    row = {
        "project_id": candidate.id,
        "cost": units(WITHDRAWN_COST if candidate.withdrawn else candidate.cost),
        "name": _one_line(candidate.name),
        "category": theme,
        "district": _one_line(candidate.canton or ""),
        "beneficiaries": ",".join(tags),
    }
    if line:
        votes = {"votes": line.votes} if plain else {"votes": line.supporters, "score": line.votes}
        row |= {column: str(number) for column, number in votes.items()} | {"selected": str(int(line.won))}
    return row


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _item(text: str) -> str:
    """What a list in a cell can hold."""
    return _one_line(text.replace(",", " / "))


def _meta(election: Election, meta: Mapping[str, str], votes: int) -> dict[str, str]:
    rules = election.rules
    return {
        **{_one_line(key): _one_line(value) for key, value in meta.items() if key not in LIMITS},
        "num_projects": str(len(election.candidates)),
        "num_votes": str(votes),
        "budget": units(rules.budget),
        "vote_type": VOTE_TYPES[rules.ballot.kind],
        "rule": _rule(rules),
        "min_length": str(rules.ballot.min),
        "max_length": str(rules.ballot.max),
        **_limits(rules),
    }


def _rule(rules: Rules) -> str:
    """The name of the rule in the format; where it cannot say all of it, that the rule is the programme's own."""
    own = "greedy-custom" if rules.method.ranks else "unknown"
    limits = rules.constraints
    said = Constraints(min_support=limits.min_support, exclusive=limits.exclusive)
    if rules.grant.mode != "requested" or limits != said:
        return own
    name = next((theirs for theirs, method in DECLARED.items() if method == rules.method), "unknown")
    if limits.exclusive:
        return "greedy-exclusive" if name == "greedy" else own
    return "greedy-threshold" if name == "greedy" and limits.min_support else name


def _limits(rules: Rules) -> dict[str, str]:
    """The limits of ballots and the minimum of votes, those that ask for something."""
    ballot = rules.ballot
    asked = {
        "min_sum_cost": units(ballot.min_cost),
        "max_sum_cost": None if ballot.max_cost is None else units(ballot.max_cost),
        "min_points": str(ballot.min_points),
        "max_points": None if ballot.max_points is None else str(ballot.max_points),
        "min_sum_points": str(ballot.min_sum),
        "max_sum_points": None if ballot.max_sum is None else str(ballot.max_sum),
        "min_project_score_threshold": str(rules.constraints.min_support),
    }
    return {key: value for key, value in asked.items() if value is not None and (value != "0" or key.startswith("max"))}
