"""Small elections every test of the rulebook can start from, written or drawn."""

import os
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from voting.election import BallotRule, Candidate, Constraints, Election, GrantRule, Method, Quota, Reserve, Rules

HERE = Path(__file__).parent
FILES = HERE / "files"
REAL = Path(os.environ.get("COMPTOIR_PB_DIR", HERE.parents[2] / "shared" / "pb"))
"""The folder of real .pb files: COMPTOIR_PB_DIR, or ../shared/pb beside the repository."""

RANKING = {
    "greedy": Method(),
    "greedy per euro": Method(utility="cardinality"),
    "greedy-stop": Method("greedy-stop"),
    "greedy-stop per euro": Method("greedy-stop", utility="cardinality"),
}
SHARES = {
    "equal-shares": Method("equal-shares"),
    "equal-shares one each": Method("equal-shares", utility="cardinality"),
    "equal-shares votes": Method("equal-shares", completion="votes"),
    "equal-shares phragmen": Method("equal-shares", completion="phragmen"),
    "equal-shares add1": Method("equal-shares", completion="add1", increment=1),
    "equal-shares add1 exhaustive": Method("equal-shares", completion="add1", increment=2, stop="exhaustive"),
    "equal-shares add1 integral": Method("equal-shares", "cardinality", "add1", increment=3, start="integral"),
    "equal-shares add1u": Method("equal-shares", completion="add1u", increment=1),
    "equal-shares satisfaction": Method("equal-shares", completion="add1", increment=1, comparison="satisfaction"),
    "equal-shares exclusion": Method("equal-shares", comparison="exclusion"),
}
OTHERS = {
    "bounded-overspending": Method("bounded-overspending"),
    "bounded-overspending one each": Method("bounded-overspending", utility="cardinality"),
    "phragmen": Method("phragmen"),
    "phragmen skip": Method("phragmen", at_limit="skip"),
    "max-welfare": Method("max-welfare"),
    "max-welfare one each": Method("max-welfare", utility="cardinality"),
    "majority-judgment": Method("majority-judgment"),
}
METHODS = {**RANKING, **SHARES, **OTHERS}
"""Every rule with every option it looks at."""


def election(
    *costs,
    budget=100,
    rule="greedy",
    method=None,
    limits=None,
    min_support=0,
    seed=None,
    ballot=None,
    grant=None,
    **fields,
):
    """Projects a, b, c… at these costs; `fields` go to every candidate."""
    candidates = tuple(Candidate(chr(97 + i), f"Project {chr(65 + i)}", cost, **fields) for i, cost in enumerate(costs))
    ballot = ballot or BallotRule("approval", 1, max(1, len(costs)))
    limits = limits or Constraints(min_support=min_support)
    return Election(candidates, Rules(ballot, method or Method(rule), grant or GrantRule(), budget, limits, seed))


def ballots(**votes):
    """As many one-project ballots as each project has votes."""
    return [(one,) for one, times in votes.items() for _ in range(times)]


# ------------------------------------------------------------------------------------ drawn
# Few projects, few voters and small round numbers: ties and exact fits are then the rule, not the exception.
ids = st.sampled_from(["a", "ab", "abc", "abcd", "abcde", "abcde", "abcde"])
amounts = st.integers(0, 12)


@st.composite
def fields(draw):
    """Projects with everything constraints look at."""
    groups = st.sampled_from([None, "n", "s"])
    return tuple(
        Candidate(
            one,
            f"Project {one}",
            draw(amounts),
            canton=draw(groups),
            theme=draw(groups),
            tags=draw(st.frozensets(st.sampled_from(["old", "young"]), max_size=2)),
            withdrawn=draw(st.integers(0, 9)) == 9,
        )
        for one in draw(ids)
    )


@st.composite
def constraints(draw, candidates, budget):
    """Any of the constraints, none of them more often than not."""
    names = st.lists(st.sampled_from([one.id for one in candidates]), min_size=2, max_size=3)
    groups = st.sampled_from([("canton", "n"), ("canton", "s"), ("theme", "n"), ("tag", "young"), ("tag", "old")])
    reserves, left = [], budget
    for place in range(draw(st.integers(0, 2))):
        by, value = draw(st.one_of(st.just((None, None)), groups))
        above = draw(st.sampled_from([0, 0, 3]))
        up_to = draw(st.sampled_from([None, 4, 8]))
        amount = draw(st.integers(0, left))
        reserves.append(Reserve(f"reserve {place}", amount, by, value, above, up_to))
        left -= amount
    quotas = [
        Quota(
            by, draw(st.sampled_from([None, value])), *draw(st.sampled_from([(1, None), (None, 6), (2, 9), (0, None)]))
        )
        for by, value in draw(st.lists(groups, max_size=2))
    ]
    return Constraints(
        min_support=draw(st.sampled_from([0, 0, 2])),
        min_share=draw(st.sampled_from([None, None, Fraction(1, 3), Fraction(1)])),
        exclusive=tuple(tuple(sorted(set(one))) for one in draw(st.lists(names, max_size=2))),
        quotas=tuple(quotas),
        reserves=tuple(reserves),
        first_of_each=draw(st.sampled_from([None, None, "canton", "theme", "tag"])),
        returns=draw(st.booleans()),
    )


@st.composite
def cast(draw, rule, names, most=7):
    """Ballots of a kind, blank and void ones among them."""
    entries = st.permutations(names).flatmap(lambda order: st.integers(0, len(order)).map(lambda n: tuple(order[:n])))
    found = draw(st.lists(entries, min_size=draw(st.sampled_from([0, 4, 5])), max_size=most))
    if not rule.marked:
        return found
    marks = st.sampled_from([1, 1, -1]) if rule.kind == "d21" else st.integers(0, 2)
    return [tuple((one, draw(marks)) for one in ballot) for ballot in found]


def ballot_rules(method, number):
    """The kinds of ballots a rule can count."""
    if method.name == "majority-judgment":
        return st.just(BallotRule("judgment", 1, number, grades=3))
    return st.sampled_from(
        [
            BallotRule("approval", 1, number),
            BallotRule("approval", 1, number),
            BallotRule("cumulative", 1, number),
            BallotRule("ranked", 1, number),
            BallotRule("d21", 1, number, minus=1),
        ]
    )


@st.composite
def rounds(draw, methods=METHODS, kind=None, limited=True, seed="seed"):
    """An election and its ballots. `methods` by name; `kind`: these ballots only; `limited`: half of them have
    constraints.

    The budget is often just what some of the projects cost.
    """
    candidates = draw(fields())
    method = methods[draw(st.sampled_from(sorted(methods)))]
    rule = BallotRule(kind, 1, len(candidates)) if kind else draw(ballot_rules(method, len(candidates)))
    exact = st.sets(st.sampled_from(candidates)).map(lambda chosen: sum(one.cost for one in chosen))
    budget = draw(st.one_of(st.integers(0, 30), exact))
    limits = draw(constraints(candidates, budget)) if limited and draw(st.booleans()) else Constraints()
    drawn = draw(cast(rule, [one.id for one in candidates]))
    return Election(candidates, Rules(rule, method, GrantRule(), budget, limits, seed)), drawn


# ------------------------------------------------ what the slow references of test_rules_* start from
def only_limits(round_):
    """The same round with its quotas and exclusions, and no other constraint: one envelope, one pass."""
    limits = round_.rules.constraints
    kept = Constraints(quotas=limits.quotas, exclusive=limits.exclusive)
    return replace(round_, rules=replace(round_.rules, constraints=kept))


def voters_of(cast):
    """One entry a voter, blank ones too: project -> points above zero, of ballots of ids or of (id, points)."""
    pairs = [[(entry, 1) if isinstance(entry, str) else entry for entry in ballot] for ballot in cast]
    return [{one: points for one, points in ballot if points > 0} for ballot in pairs]


def running(round_):
    """The projects in the running, id -> cost, in the order that settles ties: that of the SHA-256 of "seed|id"."""
    costs = {one.id: one.cost for one in round_.candidates if not one.withdrawn}
    lots = {one: sha256(f"{round_.rules.seed}|{one}".encode()).digest() for one in costs}
    return {one: costs[one] for one in sorted(costs, key=lots.__getitem__)}


def possible(round_, ids):
    """Whether these projects may all win, by quotas and exclusions, at their full cost."""
    limits, chosen = round_.rules.constraints, [one for one in round_.candidates if one.id in ids]
    if any(len(set(exclusive) & set(ids)) > 1 for exclusive in limits.exclusive):
        return False
    for quota in limits.quotas:
        belongs = {one: one.tags if quota.by == "tag" else {getattr(one, quota.by)} - {None} for one in chosen}
        for group in {name for names in belongs.values() for name in names if quota.value in (None, name)}:
            inside = [one.cost for one, names in belongs.items() if group in names]
            if quota.count is not None and len(inside) > quota.count:
                return False
            if quota.amount is not None and sum(inside) > quota.amount:
                return False
    return True
