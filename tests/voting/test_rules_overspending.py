"""Bounded overspending against its definition: every part α that could be best, and many others, are tried."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import METHODS, only_limits, possible, rounds, running, voters_of
from tests.voting.test_rules_equal_shares import rate_of
from voting.opening import opened
from voting.result import select

BOUNDED = {name: method for name, method in METHODS.items() if method.name == "bounded-overspending"}
GRID = [Fraction(part, 12) for part in range(1, 13)]


def terms(cost, purses, part):
    """(ρ/α, ρ) when supporters can pay the part α: α × cost = Σ min(money, α × ρ × utility); None when they cannot."""
    rate = rate_of(part * cost, [(at, money, part * utility) for at, money, utility in purses])
    return rate and (rate / part, rate)


def best_terms(cost, purses):
    """The smallest ρ/α. α is best where somebody's money just runs out, or where all is paid; a grid checks it."""
    corners = {
        sum(min(purse, money / utility * worth) for _, purse, worth in purses) / cost for _, money, utility in purses
    }
    found = [terms(cost, purses, part) for part in {*(c for c in corners if 0 < c <= 1), Fraction(1)}]
    best = min((one for one in found if one), default=None)
    others = [one for one in (terms(cost, purses, part) for part in GRID) if one]
    assert best is None or all(best[0] <= other[0] for other in others)
    assert best is not None or not others
    return best


def overspent(round_, cast):
    """The winners in order. Supporters pay ρ for each unit of utility, or all they have."""
    costs, voters, won = running(round_), voters_of(cast), []
    unit = costs if round_.rules.method.utility == "cost" else dict.fromkeys(costs, 1)
    money = [Fraction(round_.rules.budget, len(voters))] * len(voters)
    while True:
        left, offers = round_.rules.budget - sum(costs[one] for one in won), {}
        for one, cost in costs.items():
            purses = [(at, money[at], voter[one] * unit[one]) for at, voter in enumerate(voters) if one in voter]
            if one in won or cost > left or not purses or not possible(round_, [*won, one]):
                continue
            offer = best_terms(cost, purses) if cost else (Fraction(0), Fraction(0))
            if offer:
                offers[one] = (*offer, purses)
        if not offers:
            return won
        best = min(offers, key=lambda one: offers[one][0])
        _, rate, purses = offers[best]
        for at, _, utility in purses:
            money[at] -= min(money[at], rate * utility)
        won.append(best)


@settings(max_examples=150, deadline=None)
@given(st.one_of(rounds(BOUNDED, kind="approval"), rounds(BOUNDED, kind="cumulative")))
def test_purchases_are_those_of_the_definition_when_all_parts_are_tried(drawn):
    round_, cast = only_limits(drawn[0]), drawn[1]
    assert list(select(round_, opened(cast, round_)).winners) == (overspent(round_, cast) if cast else [])
