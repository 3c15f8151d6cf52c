"""A Pabulib file in memory, and the election it describes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from voting.allocation.method import Method
from voting.ballots import Ballot
from voting.candidate import Candidate
from voting.constraints import Constraints
from voting.election import Election, Rules
from voting.pabulib.cells import PabulibError, cents, whole
from voting.pabulib.limits import ballot_rule
from voting.pabulib.notes import Warnings

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

    `projects` keeps every cell of PROJECTS; `ballots` holds ids, or (id, points), as written (a project named twice
    stays twice); `voters`, ballot by ballot, the cells of `vote_header` except `vote` and the points of such ballots.
    `official_selected` is the published result (`selected` = 1), None when the file has none.
    `warnings`: (line, sentence) for what is irregular and accepted. `places`: the line and column of each META value.
    `broken`: the META keys of the limits that some ballots do not keep; they counted all the same.
    """

    meta: dict[str, str] = field(hash=False)
    projects: tuple[dict[str, str], ...] = field(hash=False)
    candidates: tuple[Candidate, ...]
    official_selected: frozenset[str] | None
    vote_header: tuple[str, ...]
    voters: Sequence[tuple[str, ...]] = field(hash=False)
    ballots: Sequence[Ballot] = field(hash=False)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False, compare=False)
    broken: frozenset[str] = field(default=frozenset(), hash=False, compare=False)
    warnings: Warnings = field(default=(), hash=False, compare=False)

    @property
    def official_votes(self) -> dict[str, int] | None:
        """The published `votes` column, None when absent. It may count a project named twice, twice."""
        return self._published("votes")

    @property
    def official_scores(self) -> dict[str, int] | None:
        """The published `score` column (points where ballots give points), None when absent."""
        return self._published("score")

    def _published(self, column: str) -> dict[str, int] | None:
        found = {project["project_id"]: whole(project.get(column, "")) for project in self.projects}
        kept = {one: votes for one, votes in found.items() if votes is not None}
        return kept if len(kept) == len(found) else None

    def election(
        self, method: Method | None = None, *, count_duplicates: bool = False, seed: str | None = None,
        constraints: Constraints | None = None,
    ) -> Election:  # fmt: skip
        """The election the file describes, counted by `method` or by the rule it declares.

        PabulibError when it declares a rule that is not known here. The declared minimum of votes applies to the
        declared rule, unless `constraints` are given. Every project costs what it asks. Ballots that do not keep the
        declared limits count, as they did where they were cast: those limits (`broken`) are left out.
        """
        if method is None:
            declared = self.meta.get("rule", "")
            if declared not in DECLARED:
                where = self.places.get("rule", (1, 1))
                raise PabulibError(*where, "pb_rule", value=declared, known=", ".join(DECLARED))
            method = DECLARED[declared]
            least = whole(self.meta.get("min_project_score_threshold", "")) or 0
            constraints = constraints or Constraints(min_support=least)
        ballot = ballot_rule(self.meta, len(self.candidates), self.places, without=self.broken, each=count_duplicates)
        budget = cents(self.meta["budget"]) or 0
        rules = Rules(ballot, method, budget=budget, constraints=constraints or Constraints(), seed=seed)
        return Election(self.candidates, rules)
