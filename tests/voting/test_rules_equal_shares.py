"""Equal shares against a slow transcription of its definition, voter by voter; its completions; what it promises."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import SHARES, ballots, election, only_limits, possible, rounds, running, voters_of
from voting.election import Method
from voting.opening import opened
from voting.result import count, select

ALONE = {name: method for name, method in SHARES.items() if (method.completion, method.comparison) == ("none", "none")}
PROMISING = {name: SHARES[name] for name in ("equal-shares", "equal-shares votes")}
COMPLETED = {name: method for name, method in SHARES.items() if method.completion in ("votes", "add1", "add1u")}
COMPARED = {name: method for name, method in SHARES.items() if method.comparison != "none"}


def drawn_by(methods):
    """Ballots of approval, and ballots of points."""
    return st.one_of(rounds(methods, kind="approval"), rounds(methods, kind="cumulative"))


def winners_of(round_, cast):
    return list(select(round_, opened(cast, round_)).winners)


# -------------------------------------------------------------------------------- the reference
def rate_of(cost, purses):
    """The least ρ with Σ min(money, ρ × utility) = cost; None when they hold less.

    The sum grows in straight pieces between the rates at which somebody's money runs out: the piece that reaches the
    cost is cut where it does.
    """

    def paid(rate):
        return sum(min(money, rate * utility) for _, money, utility in purses)

    low = Fraction(0)
    for high in sorted(money / utility for _, money, utility in purses):
        if paid(high) >= cost:
            rise = paid(high) - paid(low)
            return low if not rise else low + (cost - paid(low)) * (high - low) / rise
        low = high
    return None


def bought(round_, cast, share):
    """The purchases when every voter holds `share` cents, in order."""
    costs, voters, won = running(round_), voters_of(cast), []
    unit = costs if round_.rules.method.utility == "cost" else dict.fromkeys(costs, 1)
    money = [Fraction(share)] * len(voters)
    while True:
        offers = {}
        for one, cost in costs.items():
            if one in won or not possible(round_, [*won, one]) or not any(one in voter for voter in voters):
                continue
            purses = [(at, money[at], voter[one] * unit[one]) for at, voter in enumerate(voters) if one in voter]
            rate = rate_of(cost, purses) if cost else Fraction(0)
            if rate is not None:
                offers[one] = (rate, purses)
        if not offers:
            return won
        best = min(offers, key=lambda one: offers[one][0])  # min keeps the first in the order that settles ties
        rate, purses = offers[best]
        for at, _, utility in purses:
            money[at] -= min(money[at], rate * utility)
        won.append(best)


def by_votes(round_, cast, won):
    """`won`, then the others in the order of votes as long as the money lasts."""
    costs, voters, chosen = running(round_), voters_of(cast), list(won)
    votes = {one: sum(voter.get(one, 0) for voter in voters) for one in costs}
    for one in sorted(costs, key=lambda one: -votes[one]):
        fits = sum(costs[each] for each in chosen) + costs[one] <= round_.rules.budget
        if one not in chosen and fits and possible(round_, [*chosen, one]):
            chosen.append(one)
    return chosen


def raised(round_, cast):
    """add1: everybody's share one increment higher again and again, the last purchases that fit the budget."""
    method, budget, costs = round_.rules.method, round_.rules.budget, running(round_)
    wanted = {one for voter in voters_of(cast) for one in voter if one in costs}
    share = Fraction(budget, len(cast))
    if method.start == "integral":
        share = share // method.increment * method.increment
    kept = bought(round_, cast, share)
    while True:
        left = budget - sum(costs[one] for one in kept)
        others = [one for one in wanted - set(kept) if possible(round_, [*kept, one])]
        if not others or (method.stop == "exhaustive" and all(costs[one] > left for one in others)):
            return kept
        share += method.increment
        following = bought(round_, cast, share)
        if sum(costs[one] for one in following) > budget:
            return kept
        kept = following


def completed(round_, cast):
    """Equal shares with its completion."""
    completion = round_.rules.method.completion
    if not cast:
        won = []
    elif completion.startswith("add1"):
        won = raised(round_, cast)
    else:
        won = bought(round_, cast, Fraction(round_.rules.budget, len(cast)))
    return by_votes(round_, cast, won) if completion in ("votes", "add1u") else won


def preferred(round_, cast):
    """Equal shares, or the ranking by votes if more voters prefer it."""
    shares, ranking = set(completed(round_, cast)), set(by_votes(round_, cast, []))
    counts = [(len(ranking & set(voter)), len(shares & set(voter))) for voter in voters_of(cast)]
    if round_.rules.method.comparison == "exclusion":
        counts = [(int(mine > 0), int(theirs > 0)) for mine, theirs in counts]
    margin = sum((mine > theirs) - (mine < theirs) for mine, theirs in counts)
    return ranking if margin > 0 else shares


# ------------------------------------------------------------------------------------ the tests
@settings(max_examples=150, deadline=None)
@given(drawn_by(ALONE))
def test_purchases_are_those_of_the_definition_when_nothing_completes(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    assert winners_of(round_, cast) == completed(round_, cast)


@settings(max_examples=150, deadline=None)
@given(drawn_by(COMPLETED))
def test_completion_is_that_of_the_definition_when_money_is_left(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    plain = replace(round_, rules=replace(round_.rules, method=replace(round_.rules.method, comparison="none")))
    assert winners_of(plain, cast) == completed(plain, cast)


@settings(max_examples=150, deadline=None)
@given(drawn_by(COMPARED))
def test_ranking_wins_exactly_when_more_voters_prefer_it(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    assert set(winners_of(round_, cast)) == preferred(round_, cast)


@settings(max_examples=150, deadline=None)
@given(rounds(PROMISING, kind="approval", limited=False))
def test_no_group_is_left_behind_when_equal_shares_counts(drawn):
    """EJR+ up to one project, for approval and cost utility.

    Brill and Peters, "Robust and Verifiable Proportionality Axioms" (2023, arXiv 2302.01989), with the money of Peters,
    Pierczyński and Skowron (arXiv 2008.13276): when a group all name a project that lost, one of them must have so much
    in the winners that with that project it would be more than the group's part of the budget.
    """
    round_, cast = drawn
    costs, voters, winners = running(round_), voters_of(cast), winners_of(round_, cast)
    drawn_from = [sum(costs[one] for one in winners if one in voter) for voter in voters]
    for lost in set(costs) - set(winners):
        behind = [at for at, voter in enumerate(voters) if lost in voter]
        for size in range(1, len(behind) + 1):
            part = Fraction(size * round_.rules.budget, len(voters))
            for group in combinations(behind, size):
                assert any(drawn_from[at] + costs[lost] > part for at in group)


def test_add1_keeps_an_outcome_when_it_spends_the_budget_to_the_last_cent():
    # 2 voters, 50 each: b, 40, has its money; a, 60, has when each holds 60, and both cost 100 together.
    method = Method("equal-shares", completion="add1", increment=1)
    assert count(election(60, 40, method=method), ballots(a=1, b=1)).winners == ("a", "b")
