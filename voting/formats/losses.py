"""What a format cannot hold of an election, in sentences."""

from collections.abc import Iterator, Sequence

from voting.ballots import Ballot, ids_of
from voting.candidate import WITHDRAWN_COST, Candidate
from voting.constraints import Constraints
from voting.election import Election
from voting.pabulib import DECLARED, PabulibFile
from voting.pabulib.limits import POINTS
from voting.sentences import Sentence

HELD = frozenset({"project_id", "cost", "name", "category", "district", "neighborhood", "beneficiaries", "target"})
"""The columns of PROJECTS that a candidate keeps; `district` hides `neighborhood`."""


def lost_in_json(file: PabulibFile) -> Iterator[Sentence]:
    """What a .pb file holds beside its election and ballots."""
    projects = [name for name in (file.projects[0] if file.projects else ()) if name not in HELD]
    kept = ("vote", "points") if file.meta["vote_type"] in POINTS else ("vote",)
    votes = [name for name in file.vote_header if name not in kept]
    if projects:
        yield Sentence("json_lost_projects", {"names": ", ".join(projects)})
    if len(votes) > 1 or any(voter != (str(number),) for number, voter in enumerate(file.voters, 1)):
        yield Sentence("json_lost_voters", {"names": ", ".join(votes)})


def lost_in_pabulib(election: Election, ballots: Sequence[Ballot]) -> Iterator[Sentence]:
    """What an election holds beside what a .pb file can say."""
    rules = election.rules
    if rules.method not in DECLARED.values():
        yield Sentence("pb_lost_method", {"value": rules.method.name})
    if rules.grant.mode != "requested":
        yield Sentence("pb_lost_grants")
    if rules.constraints != Constraints(min_support=rules.constraints.min_support):
        yield Sentence("pb_lost_limits")
    if rules.seed is not None:
        yield Sentence("pb_lost_seed")
    if any(map(_knows_more, election.candidates)):
        yield Sentence("pb_lost_candidates")
    if any(one.withdrawn and one.cost != WITHDRAWN_COST for one in election.candidates):
        yield Sentence("pb_lost_costs")
    if rules.ballot.duplicates != "once" and any(len(set(ids_of(one))) < len(one) for one in ballots):
        yield Sentence("pb_lost_repeat")


def _knows_more(candidate: Candidate) -> bool:
    return candidate.project_budget is not None or bool(candidate.scores)
