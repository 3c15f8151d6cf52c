"""Majority judgment: projects ranked by their middle grade, the best first, while the money lasts.

The ranking is that of `voting.allocation.ranking`; a project too dear for the money left is passed over.
"""

from voting.allocation.greedy import walk
from voting.allocation.method import Method
from voting.allocation.outcome import Allocation, Contest
from voting.allocation.ranking import ranking_key
from voting.profile import Profile


def majority_judgment(profile: Profile, contest: Contest, method: Method) -> Allocation:
    """Rank by grades, then take what fits. ValueError for ballots without grades."""
    return walk(profile, contest, ranking_key(profile.tally, contest.prices, method), stop=False)
