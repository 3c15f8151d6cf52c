"""What a programme asks beside the rule: never broken, whatever the rule, the grants or the ballots."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.voting.small_elections import METHODS, RANKING, ballots, election, rounds
from voting.constraints import groups_of
from voting.election import Candidate, Constraints, Election, GrantRule, Method, Quota, Reserve
from voting.opening import opened
from voting.profile import Profile
from voting.result import count, select
from voting.sentences import explain
from voting.urn import Urn


def methods(*without):
    """A test for each rule and its options, by name."""
    kept = {name: method for name, method in METHODS.items() if method.name not in without}
    return pytest.mark.parametrize("method", kept.values(), ids=kept)


def winners_of(round_, cast):
    """The winners as candidates, with the step that took each."""
    by_id = {candidate.id: candidate for candidate in round_.candidates}
    done = select(round_, opened(cast, round_))
    return [(by_id[step.id], step) for step in done.steps if step.outcome == "selected"], done


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_quotas_hold_when_any_rule_counts(drawn):
    round_, cast = drawn
    won, _ = winners_of(round_, cast)
    for quota in round_.rules.constraints.quotas:
        for group in ("n", "s", "old", "young") if quota.value is None else (quota.value,):
            paid = [step.paid for candidate, step in won if group in groups_of(candidate, quota.by)]
            assert quota.count is None or len(paid) <= quota.count
            assert quota.amount is None or sum(paid) <= quota.amount


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_one_of_each_exclusive_set_wins_when_any_rule_counts(drawn):
    round_, cast = drawn
    won = {candidate.id for candidate, _ in winners_of(round_, cast)[0]}
    for ids in round_.rules.constraints.exclusive:
        assert len(won & set(ids)) <= 1


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_winners_have_the_votes_they_need_when_any_rule_counts(drawn):
    round_, cast = drawn
    limits = round_.rules.constraints
    result = count(round_, cast)
    voters = result.turnout.valid + result.turnout.blank
    costs = {candidate.id: candidate.cost for candidate in round_.candidates}
    for line in result.lines:
        if line.won:
            assert line.votes >= limits.min_support
            if limits.min_share is not None and round_.rules.budget:
                assert line.votes * round_.rules.budget >= limits.min_share * voters * costs[line.id]


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_each_envelope_pays_its_own_when_any_rule_counts(drawn):
    round_, cast = drawn
    limits = round_.rules.constraints
    won, done = winners_of(round_, cast)
    reserves = {reserve.name: reserve for reserve in limits.reserves}
    spent = dict.fromkeys(reserves, 0)
    for candidate, step in won:
        if step.stage in reserves:
            assert reserves[step.stage].admits(candidate)
            spent[step.stage] += step.paid
    assert all(spent[name] <= reserve.amount for name, reserve in reserves.items())
    kept = 0 if limits.returns else sum(reserve.amount for reserve in limits.reserves) - sum(spent.values())
    assert done.spent == sum(step.paid for _, step in won) <= round_.rules.budget - kept


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_every_project_has_one_line_when_any_rule_counts(drawn):
    round_, cast = drawn
    result = count(round_, cast)
    assert sorted(line.id for line in result.lines) == sorted(candidate.id for candidate in round_.candidates)
    assert [line.rank for line in result.lines] == list(range(1, len(round_.candidates) + 1))
    assert set(result.winners) == {line.id for line in result.lines if line.won}
    assert len(set(result.winners)) == len(result.winners)
    for line in result.lines:
        assert explain(line.why, "fr") and explain(line.why, "en")


@settings(max_examples=150, deadline=None)
@given(rounds())
def test_the_first_of_each_group_is_one_when_any_rule_counts(drawn):
    round_, cast = drawn
    by = round_.rules.constraints.first_of_each
    done = winners_of(round_, cast)[1]
    found = []
    for candidate, step in ((c, s) for s in done.steps for c in round_.candidates if c.id == s.id):
        if step.outcome == "selected" and step.stage.startswith("first_of_each"):
            assert groups_of(candidate, by)
            found += groups_of(candidate, by)
    assert len(found) == len(set(found))


@settings(max_examples=150, deadline=None)
@given(rounds(RANKING, kind="approval"))
def test_margin_is_the_smallest_change_when_projects_are_ranked_under_constraints(drawn):
    round_, cast = drawn
    result = count(round_, cast)
    for line in result.lines:
        if line.margin is None:
            continue
        tried = range(line.votes, -1, -1) if line.won else range(line.votes, 60)
        flips = (
            abs(votes - line.votes)
            for votes in tried
            if (line.id in with_votes(round_, cast, line.id, votes)) != line.won
        )
        said = line.margin.values.get("more", line.margin.values.get("fewer"))
        assert said == next(flips, None)


def with_votes(round_, cast, one, votes):
    """The winners if this project alone had so many votes, all else equal."""
    urn = opened(cast, round_)
    tally = replace(urn.profile.tally, votes={**urn.profile.tally.votes, one: votes})
    return select(round_, Urn(Profile({}, tally), urn.turnout)).winners


# --------------------------------------------------------------------------------- examples
def outcomes(result):
    return {line.id: line.outcome for line in result.lines}


def with_cantons(cantons, costs, **options):
    plain = election(*costs, **options)
    pairs = zip(plain.candidates, cantons, strict=True)
    return Election(tuple(replace(candidate, canton=canton) for candidate, canton in pairs), plain.rules)


def test_best_of_each_canton_comes_before_a_project_of_none():
    # Without a canton, a is the best of none: b and c are served before it, and 20 are left for its 60.
    round_ = with_cantons([None, "n", "s"], [60, 40, 40], limits=Constraints(first_of_each="canton"))
    result = count(round_, ballots(a=3, b=2, c=1))
    assert result.winners == ("b", "c")
    assert [line.stage for line in result.lines] == ["", "first_of_each:canton", "first_of_each:canton"]


@pytest.mark.parametrize(("returns", "winners"), [(True, ("c", "a", "b")), (False, ("c", "a", "d"))])
def test_reserve_joins_the_common_money_when_the_rules_say_so(returns, winners):
    # 30 are kept for s: c takes 10. The common 70: a takes 60; b, 25, needs 15 of the 20 that c left; d, 6, needs one
    # more than the 5 then left.
    limits = Constraints(reserves=(Reserve("south", 30, "canton", "s"),), returns=returns)
    result = count(with_cantons("nnsn", [60, 25, 10, 6], limits=limits), ballots(a=4, b=3, c=2, d=1))
    assert result.winners == winners


@pytest.mark.parametrize("votes", [4, 6])
def test_reserve_serves_the_next_when_a_project_is_too_dear_for_it(votes):
    """Otherwise c, with more votes, would end the reserve, its 4 would join the rest, and a would leave nothing to c.

    a takes steps of 10 up to 40: 30 of 36, and c the 6 left, but 40 of 40.
    """
    grant = GrantRule("criteria", 10, 40, step=10, weights={"e": 1})
    limits = Constraints(reserves=(Reserve("r", 4, "tag", "t"),))
    plain = election(100, 4, 5, budget=40, rule="greedy-stop", grant=grant, limits=limits, scores={"e": 4})
    tagged = tuple(replace(one, tags={"t"} if one.id in "bc" else ()) for one in plain.candidates)
    result = count(Election(tagged, plain.rules), ballots(a=9, b=5, c=votes))
    assert {line.id: line.grant for line in result.lines} == {"a": 30, "b": 4, "c": 5}
    assert next(line.stage for line in result.lines if line.id == "b") == "r"


@pytest.mark.parametrize(("cost", "open_to"), [(0, "b"), (4, "b"), (5, "r"), (8, "r"), (9, "")])
def test_reserve_admits_from_above_one_amount_up_to_another(cost, open_to):
    tranches = (Reserve("b", 1, up_to=4), Reserve("r", 1, above=4, up_to=8))
    assert "".join(one.name for one in tranches if one.admits(Candidate("a", "A", cost))) == open_to


@methods("majority-judgment")
@pytest.mark.parametrize("places", [(0, 1), (1, 0)])
def test_the_tighter_quota_holds_when_a_project_falls_under_two(method, places):
    # The canton may have 90, the theme 50: one of a and b, 40 each, wins.
    both = (Quota("canton", "n", amount=90), Quota("theme", "x", amount=50))
    limits = Constraints(quotas=tuple(both[place] for place in places))
    round_ = election(40, 40, method=method, limits=limits, canton="n", theme="x")
    assert len(count(round_, [("a", "b")] * 3).winners) == 1


@methods("majority-judgment")
def test_refused_project_hears_why_when_a_limit_stopped_it(method):
    # Both of the north are affordable and wanted by all, c excludes d: one of each pair must lose, for that reason.
    limits = Constraints(quotas=(Quota("canton", "n", count=1),), exclusive=(("c", "d"),))
    round_ = with_cantons("nnss", [10, 10, 10, 10], method=method, limits=limits)
    result = count(round_, [("a", "b", "c", "d")] * 3)
    assert len(result.winners) == 2
    lost = sorted(outcomes(result)[one] for one in "abcd" if one not in result.winners)
    assert lost == (["outweighed"] * 2 if method.name == "max-welfare" else ["excluded", "over_quota"])


@methods("majority-judgment", "max-welfare")
def test_rival_is_named_when_it_won_in_an_earlier_envelope(method):
    limits = Constraints(exclusive=(("a", "b"),), reserves=(Reserve("south", 50, "canton", "s"),))
    result = count(with_cantons("ns", [10, 10], method=method, limits=limits), [("a", "b")])
    assert result.winners == ("b",)
    lost = next(line for line in result.lines if line.id == "a")
    assert explain(lost.why, "en").endswith("t cannot exist together with “Project B”, selected before it.")


def test_winner_is_explained_by_its_supporters_when_phragmen_completes():
    # 4 voters, 25 each. The two who like a pay 25 each and have nothing left for b, 40, though 50 remain.
    method = Method("equal-shares", completion="phragmen")
    result = count(election(50, 40, method=method), [("a", "b"), ("a", "b"), (), ()])
    assert result.winners == ("a", "b")
    assert explain(result.lines[1].why, "en") == (
        "Winner: supported by 2\u00a0voters, it gathered €0.40 when every voter had earned €0.20."
    )


def test_tie_is_told_when_the_best_sets_use_different_quotas():
    # a or b, 60 each, 2 votes each: not both. They count against different quotas.
    limits = Constraints(quotas=(Quota("canton", count=1),))
    result = count(with_cantons("ns", [60, 60], method=Method("max-welfare"), limits=limits), ballots(a=2, b=2))
    assert [tie.ids for tie in result.ties] == [("a", "b")]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Quota("canton"), "a number of winners or an amount"),
        (lambda: Quota("town", count=1), "a canton, a theme or a tag"),
        (lambda: Quota(count=-1), "zero or more"),
        (lambda: Quota(amount=-1), "zero or more"),
        (lambda: Reserve("r", -1), "no sensible amounts"),
        (lambda: Reserve("r", 1, above=4, up_to=4), "no sensible amounts"),
        (lambda: Reserve("r", 1, "town", "n"), "names a canton"),
        (lambda: Reserve("r", 1, "canton"), "names a canton"),
        (lambda: Reserve("r", 1, None, "n"), "names a canton"),
        (lambda: Constraints(reserves=(Reserve("r", 1), Reserve("r", 2))), "the same name"),
        (lambda: Constraints(reserves=(Reserve("", 1),)), "has no name"),
        (lambda: Constraints(min_share=Fraction(-1)), "minimum of votes"),
        (lambda: Constraints(first_of_each="town"), "the best of each"),
    ],
)
def test_constraint_is_refused_when_it_makes_no_sense(make, says):
    with pytest.raises(ValueError, match=says):
        make()


def test_election_is_refused_when_an_exclusion_names_a_stranger():
    with pytest.raises(ValueError, match="'z'"):
        election(1, 2, limits=Constraints(exclusive=(("a", "z"),)))
