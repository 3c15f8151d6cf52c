"""What a ballot is, when it is valid, and what it gives each project.

A ballot is a tuple. Its entries are project ids (`("a", "b")`: approval, exactly, choose-1, knapsack, and
ranked, the favourite first), or pairs of an id and a whole number (`(("a", 5), ("b", 2))`: cumulative and scored
points, d21 with +1 and -1, judgment with a grade).
"""

from voting.ballots.points import Points, points_of
from voting.ballots.rule import Ballot, BallotRule, Entry, Kind, ids_of
from voting.ballots.validity import Refusal, refusal

__all__ = ["Ballot", "BallotRule", "Entry", "Kind", "Points", "Refusal", "ids_of", "points_of", "refusal"]
