"""What holds for the grants of every round: any mode, leftover, tiers, rule and constraints."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.small_elections import METHODS, RANKING, cast, constraints
from voting.constraints import groups_of
from voting.election import BallotRule, Candidate, Constraints, Election, GrantRule, Rules
from voting.grants import cap
from voting.result import count
from voting.sentences import explain

GRADED = "majority-judgment"


@st.composite
def grant_rules(draw):
    """Every mode and leftover, with or without tiers; floors and steps that do not divide anything."""
    step = draw(st.sampled_from([1, 1, 5, 10]))
    floor = step * draw(st.integers(0, 6))
    ceiling = floor + draw(st.integers(1, 60))
    shares = sorted(draw(st.sets(st.sampled_from([Fraction(n, 8) for n in range(9)]), max_size=3)))
    amounts = sorted(draw(st.sets(st.integers(floor, ceiling), max_size=3)))
    return GrantRule(
        draw(st.sampled_from(["requested", "criteria", "votes", "criteria_votes"])),
        floor,
        ceiling,
        draw(st.sampled_from([None, Fraction(4, 5), Fraction(1, 3)])),
        step,
        {"x": 1, "y": draw(st.integers(0, 3))},
        draw(st.sampled_from(["none", "by_votes", "by_rank"])),
        tuple(zip(shares, amounts, strict=False)),
    )


@st.composite
def projects(draw):
    """Some that ask less than the floor, some whose budget is unknown, some of the same group."""
    whole, groups = st.integers(0, 4), st.sampled_from([None, "n", "s"])
    return tuple(
        Candidate(
            str(place),
            str(place),
            draw(st.integers(0, 90)),
            draw(st.one_of(st.none(), st.integers(0, 120))),
            {"x": draw(whole), "y": draw(whole)},
            draw(groups),
            draw(groups),
            tags=draw(st.frozensets(st.sampled_from(["old", "young"]), max_size=1)),
        )
        for place in range(draw(st.integers(1, 6)))
    )


@st.composite
def rounds(draw, methods=METHODS, limited=False):
    """A small round full of ties, tight envelopes and odd asks, with its ballots."""
    candidates = draw(projects())
    method = methods[draw(st.sampled_from(sorted(methods)))]
    budget = draw(st.integers(0, 250))
    kind = BallotRule("judgment", 0, 9, grades=3) if method.name == GRADED else BallotRule("approval", 0, 9)
    limits = draw(constraints(candidates, budget)) if limited else Constraints(draw(st.integers(0, 3)))
    rules = Rules(kind, method, draw(grant_rules()), budget, limits, "seed")
    if methods is not RANKING:
        return Election(candidates, rules), draw(cast(kind, [one.id for one in candidates]))
    votes = [draw(st.integers(0, 9)) for _ in candidates]
    return Election(candidates, rules), votes


def singles(votes):
    """That many ballots for each project alone."""
    return [(str(place),) for place, number in enumerate(votes) for _ in range(number)]


def amounts(result):
    return {line.id: line.grant for line in result.lines}


def check_limits(round_, result):
    """Within the envelope; each within its ask, its share, the ceiling; at least the floor unless its cap is lower."""
    grant, given = round_.rules.grant, amounts(result)
    assert result.spent == sum(given.values()) <= round_.rules.budget
    for candidate in round_.candidates:
        most = cap(candidate, grant)
        assert 0 <= given[candidate.id] <= most <= min(candidate.cost, grant.ceiling)
        if candidate.id in result.winners:
            assert given[candidate.id] >= min(grant.floor if grant.mode != "requested" else 0, most)
        if grant.max_share is not None and candidate.project_budget is not None:
            assert given[candidate.id] <= candidate.project_budget * grant.max_share
    for line in result.lines:
        last = [one.amount for one in line.grant_lines if one.code == "granted"]
        assert last == ([line.grant] if line.won else [])
        assert all(explain(one, lang) for one in line.grant_lines for lang in ("fr", "en"))


@settings(max_examples=200, deadline=None)
@given(rounds())
def test_limits_hold_when_any_round_is_counted(drawn):
    round_, ballots = drawn
    check_limits(round_, count(round_, ballots))


@settings(max_examples=200, deadline=None)
@given(rounds(limited=True))
def test_limits_and_constraints_hold_when_any_round_is_counted(drawn):
    round_, ballots = drawn
    result, limits = count(round_, ballots), round_.rules.constraints
    check_limits(round_, result)
    given = amounts(result)
    for quota in limits.quotas:
        for group in ("n", "s", "old", "young") if quota.value is None else (quota.value,):
            inside = [given[one.id] for one in round_.candidates if group in groups_of(one, quota.by)]
            assert quota.amount is None or sum(inside) <= quota.amount
    strangers = [c for c in round_.candidates if not any(reserve.admits(c) for reserve in limits.reserves)]
    if not limits.returns:
        kept = sum(reserve.amount for reserve in limits.reserves)
        assert sum(given[one.id] for one in strangers) <= round_.rules.budget - kept


@settings(max_examples=200, deadline=None)
@given(rounds(RANKING), st.data())
def test_grant_never_falls_when_a_project_gains_votes(drawn, data):
    round_, votes = drawn
    lucky = data.draw(st.integers(0, len(votes) - 1))
    more = [number + (data.draw(st.integers(1, 9)) if place == lucky else 0) for place, number in enumerate(votes)]
    before, after = count(round_, singles(votes)), count(round_, singles(more))
    assert amounts(after)[str(lucky)] >= amounts(before)[str(lucky)]
    assert str(lucky) in after.winners or str(lucky) not in before.winners


@settings(max_examples=200, deadline=None)
@given(rounds(RANKING, limited=True), st.data())
def test_winner_stays_one_when_it_gains_votes_whatever_the_constraints(drawn, data):
    round_, votes = drawn
    limits = replace(round_.rules.constraints, min_share=None)  # further voters would ask more of the others
    round_ = replace(round_, rules=replace(round_.rules, constraints=limits))
    before = count(round_, singles(votes)).winners
    for lucky in before:
        gained = data.draw(st.integers(1, 9))
        more = [number + (gained if str(place) == lucky else 0) for place, number in enumerate(votes)]
        assert lucky in count(round_, singles(more)).winners


@settings(max_examples=200, deadline=None)
@given(st.one_of(rounds(), rounds(limited=True)), st.data())
def test_grant_never_falls_when_a_project_scores_better(drawn, data):
    round_, ballots = drawn
    old = data.draw(st.sampled_from(round_.candidates))
    better = {name: data.draw(st.integers(score, 4)) for name, score in old.scores.items()}
    changed = tuple(replace(one, scores=better) if one is old else one for one in round_.candidates)
    before, after = count(round_, ballots), count(Election(changed, round_.rules), ballots)
    assert amounts(after)[old.id] >= amounts(before)[old.id]
    assert old.id in after.winners or old.id not in before.winners


@settings(max_examples=200, deadline=None)
@given(rounds(limited=True), st.randoms(use_true_random=False))
def test_result_is_the_same_when_the_input_is_shuffled(drawn, random):
    round_, ballots = drawn
    candidates, mixed = list(round_.candidates), list(ballots)
    random.shuffle(candidates)
    random.shuffle(mixed)
    assert count(Election(tuple(candidates), round_.rules), mixed).to_dict() == count(round_, ballots).to_dict()
