"""Equal shares from end to end: the purchases, how the money they leave is used, and the comparison with the ranking.

Equal shares alone often leaves money: a completion spends it. add1 is the one used in Wieliczka, Świecie and Assen
(https://equalshares.net/implementation/completion): everybody's share is raised, by one unit at a time, until the
winners no longer fit the budget, and the last outcome that fits is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count

from voting.allocation.equal_shares import Purchases, buy_each
from voting.allocation.greedy import walk
from voting.allocation.method import Method
from voting.allocation.outcome import SELECTED, UNSUPPORTED, Allocation, Contest, Step
from voting.allocation.ranking import ranking_key
from voting.profile import Profile

BuyEach = Callable[[Profile, Contest, Method, Iterable[Fraction]], Iterator[Purchases]]


def equal_shares(profile: Profile, contest: Contest, method: Method, *, buy_each: BuyEach = buy_each) -> Allocation:
    """The method, its completion and, when asked, the comparison step. `buy_each` buys (plainly or fast)."""
    done = _purchases(profile, contest, method, buy_each)
    allocation = _completed(profile, contest, method, done)
    if method.comparison != "none":
        ranking = _ranking(profile, replace(contest, limits=contest.limits.fork()), method)
        if _prefer(profile, ranking.winners, allocation.winners, method.comparison):
            allocation = replace(ranking, ties=(*allocation.ties, *ranking.ties))
    for step in allocation.steps:
        if step.outcome == SELECTED:
            contest.limits.take(step.id, step.paid)
    return allocation


def _purchases(profile: Profile, contest: Contest, method: Method, buy_each: BuyEach) -> Purchases:
    if not profile.voters:
        return Purchases(Fraction(0))
    total, more = Fraction(contest.budget), method.increment * profile.voters
    raised = method.completion.startswith("add1")
    if raised and method.start == "integral":
        total = Fraction(total // more * more)
    share = total / profile.voters
    best = next(buy_each(profile, contest, method, [share]))
    if not raised or _finished(profile, contest, method, best):
        return best
    for following in buy_each(profile, contest, method, (share + method.increment * times for times in count(1))):
        if _spent(contest, following.bought) > contest.budget:
            break
        best = following
        if _finished(profile, contest, method, best):
            break
    return best if best.accounts else next(buy_each(profile, contest, method, [best.share]))


def _finished(profile: Profile, contest: Contest, method: Method, done: Purchases) -> bool:
    """Whether raising the shares is over: nothing else can be bought, or (stop "exhaustive") nothing else fits."""
    left = contest.budget - _spent(contest, done.bought)
    gone = {*done.bought, *done.blocked}
    others = [one for one in contest.order if one not in gone and profile.tally.supporters[one]]
    return not others or (method.stop == "exhaustive" and all(contest.prices[one].least > left for one in others))


def _spent(contest: Contest, winners: Sequence[str]) -> int:
    return sum(contest.prices[one].least for one in winners)


def _completed(profile: Profile, contest: Contest, method: Method, done: Purchases) -> Allocation:
    """The purchases as an allocation, and what the completion adds."""
    limits = contest.limits.fork()
    steps, left = [], contest.budget
    for one in done.bought:
        cost = contest.prices[one].least
        limits.take(one, cost)
        steps.append(_bought(profile, one, cost, left, done))
        left -= cost
    rest = [one for one in contest.order if one not in done.bought]
    if method.completion in ("votes", "add1u", "phragmen"):
        added = _add(profile, Contest({one: contest.prices[one] for one in rest}, left, rest, limits), method)
        by_votes = method.completion != "phragmen"
        steps += [step._replace(reason=f"completed_{step.outcome}") if by_votes else step for step in added.steps]
        return Allocation(
            (*done.bought, *added.winners), contest.budget - left + added.spent, tuple(steps), (*done.ties, *added.ties)
        )
    after = replace(contest, limits=limits)
    steps += [_unbought(profile, after, one, left, done) for one in rest]
    return Allocation(tuple(done.bought), contest.budget - left, tuple(steps), tuple(done.ties))


def _add(profile: Profile, contest: Contest, method: Method) -> Allocation:
    if method.completion == "phragmen":
        from voting.allocation.phragmen import phragmen

        return phragmen(profile, contest, replace(method, name="phragmen", at_limit="skip"))
    return _ranking(profile, contest, method)


def _ranking(profile: Profile, contest: Contest, method: Method) -> Allocation:
    """The ranking by votes, at the same prices."""
    prices = {one: price._replace(full=price.least) for one, price in contest.prices.items()}
    key = ranking_key(profile.tally, prices, replace(method, name="greedy", utility="cost"))
    return walk(profile, replace(contest, prices=prices), key, stop=False)


def _bought(profile: Profile, one: str, cost: int, left: int, done: Purchases) -> Step:
    backers = profile.tally.supporters[one]
    figures = {
        "backers": backers,
        "top": done.accounts.most_paid(one) if done.accounts else 0,
        "share": int(done.share),
    }
    return Step(one, 0, profile.tally.votes[one], cost, cost, left, SELECTED, cost, "bought", figures)


def _unbought(profile: Profile, contest: Contest, one: str, left: int, done: Purchases) -> Step:
    cost, votes = contest.prices[one].least, profile.tally.votes[one]
    if one in done.blocked:
        rivals = "\n".join(contest.limits.rivals(one))
        return Step(one, 0, votes, cost, cost, left, done.blocked[one], figures={"rivals": rivals})
    behind = done.accounts.behind(one) if done.accounts else 0
    figures = {"backers": profile.tally.supporters[one], "behind": behind, "share": int(done.share)}
    return Step(one, 0, votes, cost, cost, left, UNSUPPORTED, figures=figures)


def _prefer(profile: Profile, ranking: Sequence[str], shares: Sequence[str], by: str) -> bool:
    """Whether the ranking by votes is the better of the two for the voters; a draw leaves equal shares in place."""
    one, other = set(ranking), set(shares)
    here = there = 0
    for gives, times in profile.groups.items():
        mine = sum(project in one for project, _ in gives)
        theirs = sum(project in other for project, _ in gives)
        if by == "satisfaction":
            here, there = here + times * (mine > theirs), there + times * (theirs > mine)
        else:
            here, there = here + times * (mine > 0), there + times * (theirs > 0)
    return here > there
