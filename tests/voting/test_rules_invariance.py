"""What must change nothing: names of projects, order of ballots and projects, the unit money is counted in."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import METHODS, rounds
from voting.election import Constraints, Election
from voting.opening import opened
from voting.result import count, select

every_rule = st.one_of(rounds(METHODS, limited=False), rounds(METHODS))


def winners_of(round_, cast):
    return select(round_, opened(cast, round_)).winners


@settings(max_examples=150, deadline=None)
@given(every_rule, st.randoms(use_true_random=False))
def test_result_is_the_same_when_ballots_and_projects_come_in_another_order(drawn, random):
    round_, cast = drawn
    candidates, mixed = list(round_.candidates), list(cast)
    random.shuffle(candidates)
    random.shuffle(mixed)
    shuffled = replace(round_, candidates=tuple(candidates))
    assert count(shuffled, mixed).to_dict() == count(round_, cast).to_dict()


@settings(max_examples=150, deadline=None)
@given(rounds(METHODS, seed=None))
def test_winners_are_the_same_when_projects_have_other_names(drawn):
    """Without a seed, ties follow the order of the projects: names decide nothing, not even by their alphabet."""
    round_, cast = drawn
    names = {one.id: f"{999 - place}/é" for place, one in enumerate(round_.candidates)}
    candidates = tuple(replace(one, id=names[one.id]) for one in round_.candidates)
    exclusive = tuple(tuple(names[one] for one in ids) for ids in round_.rules.constraints.exclusive)
    limits = replace(round_.rules.constraints, exclusive=exclusive)
    renamed = Election(candidates, replace(round_.rules, constraints=limits))
    ballots = [
        tuple(names[entry] if isinstance(entry, str) else (names[entry[0]], entry[1]) for entry in ballot)
        for ballot in cast
    ]
    assert winners_of(renamed, ballots) == tuple(names[one] for one in winners_of(round_, cast))


def times(limits: Constraints, factor: int) -> Constraints:
    """The same constraints in a smaller unit of money."""
    quotas = [replace(one, amount=None if one.amount is None else one.amount * factor) for one in limits.quotas]
    reserves = [
        replace(
            one,
            amount=one.amount * factor,
            above=one.above * factor,
            up_to=None if one.up_to is None else one.up_to * factor,
        )
        for one in limits.reserves
    ]
    return replace(limits, quotas=tuple(quotas), reserves=tuple(reserves))


@settings(max_examples=150, deadline=None)
@given(every_rule, st.integers(2, 700))
def test_winners_are_the_same_when_money_is_counted_in_a_smaller_unit(drawn, factor):
    round_, cast = drawn
    rules = round_.rules
    smaller = replace(
        rules,
        budget=rules.budget * factor,
        method=replace(rules.method, increment=rules.method.increment * factor),
        constraints=times(rules.constraints, factor),
    )
    scaled = Election(tuple(replace(one, cost=one.cost * factor) for one in round_.candidates), smaller)
    before, after = (select(one, opened(cast, one)) for one in (round_, scaled))
    assert after.winners == before.winners
    assert after.spent == before.spent * factor
