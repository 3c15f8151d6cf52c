"""What would have changed the fate of projects near the line, under rules that follow the voters.

It is found by counting again some hundreds of times: at the count when that takes a minute at most, otherwise by the
command `flask results explain ROUND`. Rules that rank by votes give the margin of every project with the count itself.
"""

from time import perf_counter
from typing import Any

from voting.election import Election
from voting.nearness import near_margins
from voting.result import select
from voting.urn import Urn

RECOUNTS = 400  # about as many as it takes for the projects near the line
PATIENCE = 60.0  # seconds


def margins_near(election: Election, urn: Urn, *, whatever_it_takes: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Project -> its sentences, as plain values; {} for a ranking, and when they would take too long."""
    if election.rules.method.ranks:
        return {}
    begun = perf_counter()
    allocation = select(election, urn)
    if not whatever_it_takes and (perf_counter() - begun) * RECOUNTS > PATIENCE:
        return {}
    found = near_margins(election, urn, allocation)
    return {one: [sentence.to_dict() for sentence in sentences] for one, sentences in found.items()}
