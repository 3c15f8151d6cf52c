"""Maximum welfare against every set of projects there is."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings

from tests.voting.small_elections import METHODS, ballots, election, only_limits, possible, rounds, running, voters_of
from voting.election import Constraints, Election, Quota
from voting.opening import opened
from voting.result import count, select

WELFARE = {name: method for name, method in METHODS.items() if method.name == "max-welfare"}


def best_sets(round_, cast):
    """The sets worth most and then cheapest, each in the order that settles ties, the first of them first."""
    costs, voters = running(round_), voters_of(cast)
    votes = {one: sum(voter.get(one, 0) for voter in voters) for one in costs}
    worth = {one: votes[one] * (costs[one] if round_.rules.method.utility == "cost" else 1) for one in costs}
    wanted = [one for one in costs if votes[one]]
    found = {}
    for size in range(len(wanted) + 1):
        for ids in combinations(wanted, size):
            cost = sum(costs[one] for one in ids)
            if cost <= round_.rules.budget and possible(round_, ids):
                found[ids] = (sum(worth[one] for one in ids), -cost)
    best = [ids for ids, value in found.items() if value == max(found.values())]
    places = list(costs)
    return sorted(best, key=lambda ids: [one not in ids for one in places])


@settings(max_examples=150, deadline=None)
@given(rounds(WELFARE, kind="approval"))
def test_max_welfare_is_the_best_of_all_sets_when_all_are_tried(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    assert set(select(round_, opened(cast, round_)).winners) == set(best_sets(round_, cast)[0])


@settings(max_examples=150, deadline=None)
@given(rounds(WELFARE, kind="cumulative"))
def test_max_welfare_tells_a_tie_exactly_when_several_sets_are_best(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    best = best_sets(round_, cast)
    free = {one for one, cost in running(round_).items() if not cost}
    ties = count(round_, cast).ties
    assert bool(ties) == (len(best) > 1) or free  # a free project worth nothing may be in or out: no tie to tell
    for tie in ties:
        others = [set(best[0]) ^ set(other) for other in best[1:]]
        assert set(tie.ids) in others


def test_max_welfare_prefers_many_small_projects_when_they_satisfy_more():
    # One project of 100 with 3 votes is worth 3 × 100, or 3; two of 50 with 2 votes, 2 × 50 × 2 = 200, or 4.
    cast = ballots(a=3, b=2, c=2)
    assert count(election(100, 50, 50, method=METHODS["max-welfare"]), cast).winners == ("a",)
    assert count(election(100, 50, 50, method=METHODS["max-welfare one each"]), cast).winners == ("b", "c")


def test_max_welfare_keeps_a_dearer_set_when_it_leaves_more_of_a_quota():
    # a, of the north, is cheaper than b and worth more; but with a there is no room in the north for c. b and c are
    # worth 4 × 6 + 3 × 20 = 84, a and b 5 × 5 + 4 × 6 = 49.
    plain = election(5, 6, 20, budget=26, method=METHODS["max-welfare"])
    cantons = zip(plain.candidates, "nsn", strict=True)
    limits = Constraints(quotas=(Quota("canton", count=1),))
    candidates = tuple(replace(one, canton=canton) for one, canton in cantons)
    round_ = Election(candidates, replace(plain.rules, constraints=limits))
    assert count(round_, ballots(a=5, b=4, c=3)).winners == ("b", "c")
