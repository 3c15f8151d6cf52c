"""A Pabulib file in memory, and its passage to and from an election."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from voting.allocation import Method
from voting.ballots import BallotRule
from voting.candidate import Candidate
from voting.constraints import Constraints
from voting.election import Election, Rules
from voting.pabulib.cells import PabulibError, cents, units, whole
from voting.result import Result

DECLARED = {
    "greedy": Method("greedy"),
    "greedy-no-skip": Method("greedy-stop"),
    "greedy-threshold": Method("greedy"),
    "greedy-exclusive": Method("greedy"),
    "equalshares": Method("equal-shares"),
    "equalshares/add1": Method("equal-shares", completion="add1"),
    "equalshares-comparison": Method("equal-shares", comparison="satisfaction"),
    "equalshares/add1-comparison": Method("equal-shares", completion="add1", comparison="satisfaction"),
}
"""The rules a file may declare (`rule` in META), as methods. greedy-exclusive names its exclusions in words only."""


@dataclass(frozen=True)
class PabulibFile:
    """A file as it was read: nothing of it is lost but spacing and line ends.

    `projects` keeps every cell of PROJECTS; `ballots` are tuples of ids as written (a project named
    twice stays twice); `voters` holds, ballot by ballot, the cells of `vote_header` except `vote`.
    `official_selected` is the published result (`selected` = 1), None when the file has none.
    """

    meta: dict[str, str] = field(hash=False)
    projects: tuple[dict[str, str], ...] = field(hash=False)
    candidates: tuple[Candidate, ...]
    official_selected: frozenset[str] | None
    vote_header: tuple[str, ...]
    voters: list[tuple[str, ...]] = field(hash=False)
    ballots: list[tuple[str, ...]] = field(hash=False)
    meta_lines: dict[str, int] = field(default_factory=dict, hash=False, compare=False)

    @property
    def official_votes(self) -> dict[str, int] | None:
        """The published `votes` column, None when absent. It may count a project named twice, twice."""
        found = {project["project_id"]: whole(project.get("votes", "")) for project in self.projects}
        kept = {one: votes for one, votes in found.items() if votes is not None}
        return kept if len(kept) == len(found) else None

    def election(
        self, method: Method | None = None, *, count_duplicates: bool = False, seed: str | None = None,
        constraints: Constraints | None = None,
    ) -> Election:  # fmt: skip
        """The election the file describes, counted by `method` or by the rule it declares.

        PabulibError when it declares a rule that is not known here. The declared minimum of votes applies to the declared
        rule, unless `constraints` are given. Every project costs what it asks.
        """
        if method is None:
            declared = self.meta.get("rule", "")
            if declared not in DECLARED:
                known = ", ".join(DECLARED)
                raise PabulibError(self.meta_lines.get("rule", 1), "pb_rule", value=declared, known=known)
            method = DECLARED[declared]
            least = whole(self.meta.get("min_project_score_threshold", "")) or 0
            constraints = constraints or Constraints(min_support=least)
        low, high = lengths(self.meta, len(self.candidates))
        ballot = BallotRule("approval", low, high, "each" if count_duplicates else "once")
        budget = cents(self.meta["budget"]) or 0
        rules = Rules(ballot, method, budget=budget, constraints=constraints or Constraints(), seed=seed)
        return Election(self.candidates, rules)


def lengths(meta: Mapping[str, str], projects: int) -> tuple[int, int]:
    """The fewest and most projects of a ballot: as declared, else 1 to all (1 for choose-1)."""
    most = 1 if meta["vote_type"] == "choose-1" else max(projects, 1)
    low, high = whole(meta.get("min_length", "")), whole(meta.get("max_length", ""))
    return (1 if low is None else low), (most if high is None else high)


def from_election(
    election: Election, ballots: Iterable[Sequence[str]], *,
    meta: Mapping[str, str], result: Result | None = None, voter_ids: Iterable[str] | None = None,
) -> PabulibFile:  # fmt: skip
    """An election and its ballots as a file ready to be written.

    `meta` gives what an election does not know (description, country, unit, instance, date_begin,
    date_end, currency…). With `result`, the columns `votes` and `selected` are filled.
    Without `voter_ids`, voters are numbered. ValueError for an id with a comma.
    """
    kept = [tuple(ballot) for ballot in ballots]
    lines = {line.id: line for line in result.lines} if result else {}
    if any("," in candidate.id for candidate in election.candidates):
        raise ValueError("a project id holds a comma, which separates ids in a vote")
    projects = []
    for candidate in election.candidates:
        row = {"project_id": candidate.id, "cost": units(candidate.cost), "name": _one_line(candidate.name)}
        row |= {"category": _one_line(candidate.theme or ""), "district": _one_line(candidate.canton or "")}
        if line := lines.get(candidate.id):
            row |= {"votes": str(line.votes), "selected": str(int(line.won))}
        projects.append(row)
    ids = list(voter_ids) if voter_ids is not None else [str(n) for n in range(1, len(kept) + 1)]
    return PabulibFile(
        meta=_meta(election, meta, len(kept)),
        projects=tuple(projects),
        candidates=tuple(_as_read(candidate) for candidate in election.candidates),
        official_selected=frozenset(result.winners) if result else None,
        vote_header=("voter_id", "vote"),
        voters=[(one,) for one in ids],
        ballots=kept,
    )


def _as_read(candidate: Candidate) -> Candidate:
    """What the file keeps of a candidate."""
    return Candidate(
        candidate.id,
        _one_line(candidate.name),
        candidate.cost,
        canton=_one_line(candidate.canton or "") or None,
        theme=_one_line(candidate.theme or "") or None,
        withdrawn=candidate.withdrawn,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _meta(election: Election, meta: Mapping[str, str], votes: int) -> dict[str, str]:
    rules = election.rules
    declared = next((theirs for theirs, method in DECLARED.items() if method == rules.method), "unknown")
    found = {
        **{key: _one_line(value) for key, value in meta.items()},
        "num_projects": str(len(election.candidates)),
        "num_votes": str(votes),
        "budget": units(rules.budget),
        "vote_type": "approval",
        # A file cannot say how variable grants are worked out: its rule is then the programme's own.
        "rule": declared if rules.grant.mode == "requested" else "greedy-custom",
        "min_length": str(rules.ballot.min),
        "max_length": str(rules.ballot.max),
    }
    if rules.constraints.min_support:
        found["min_project_score_threshold"] = str(rules.constraints.min_support)
    return found
