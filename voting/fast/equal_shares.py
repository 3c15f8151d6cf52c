"""The purchases of equal shares with the voters in arrays: those of `voting.allocation.equal_shares`, tie for tie."""

from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from voting.allocation.equal_shares import Purchases, refused
from voting.allocation.equal_shares import buy as buy_plainly
from voting.allocation.method import Method
from voting.allocation.outcome import Contest, Tie
from voting.fast.exactly import behind, most_paid, pay, settle
from voting.fast.money import UNIT, Look, Money, Offer
from voting.fast.profile import ArrayProfile
from voting.profile import Profile

BELOW, ABOVE = 1 - 16 * UNIT, 1 + 16 * UNIT  # keep a bound on the safe side of its roundings


def buy(profile: Profile, contest: Contest, method: Method, share: Fraction) -> Purchases:
    """Let every voter spend `share` cents together with the others (see the plain rule of the same name)."""
    if not isinstance(profile, ArrayProfile) or not share:
        return buy_plainly(profile, contest, method, share)
    return _Purchases(profile, contest, method, share).run()


class _Purchases:
    """One run: what waits, with a lower bound of its merit (the rate per unit of utility), and the voters' money."""

    def __init__(self, profile: ArrayProfile, contest: Contest, method: Method, share: Fraction) -> None:
        self.contest, self.profile = contest, profile
        self.money = Money(profile.rows, share)
        self.name = contest.order
        self.place = [profile.place[one] for one in self.name]
        self.cost = [contest.prices[one].least for one in self.name]
        by_cost = method.utility == "cost"
        self.unit = [cost or 1 if by_cost else 1 for cost in self.cost]
        self.done = Purchases(share, _Accounts(self))
        self.bought: dict[str, tuple[Offer, int]] = {}
        self.looks: dict[int, Look] = {}
        self.limited = contest.limits.any
        # The price never falls, so the last one known is a lower bound. At first everybody holds the same.
        totals = [profile.rows.total[place] for place in self.place]
        self.waiting = [
            (self.cost[turn] / total / self.unit[turn] * BELOW, turn) for turn, total in enumerate(totals) if total
        ]
        heapify(self.waiting)

    def run(self) -> Purchases:
        """Buy until nobody can buy anything."""
        while level := self._first():
            turn, offer = level[0]
            if len(level) > 1:
                self.done.ties.append(Tie(None, tuple(self.name[other] for other, _ in level), None))
            self._buy(turn, offer)
            for other, late in level[1:]:
                self._wait(other, late)
        self.done.blocked = refused(self.contest, self.done)
        return self.done

    def _buy(self, turn: int, offer: Offer) -> None:
        one = self.name[turn]
        self.bought[one] = (offer, len(self.money.ledger.purchases))
        if self.cost[turn]:
            pay(self.money, offer, self.cost[turn], self.looks.get(turn) or self.money.look(offer))
        self.looks.clear()
        self.done.bought.append(one)
        self.contest.limits.take(one, self.cost[turn])

    def _wait(self, turn: int, offer: Offer) -> None:
        heappush(self.waiting, ((offer.rate - offer.slack) / self.unit[turn] * BELOW, turn))

    def _first(self) -> list[tuple[int, Offer]]:
        """The cheapest projects, level with each other exactly, in the order that settles ties; none at the end."""
        offers: dict[int, Offer] = {}
        limit = inf
        while True:
            limit = self._evaluate(offers, limit)
            if not offers:
                return []
            best = min(offers, key=lambda turn: (offers[turn].rate / self.unit[turn], turn))
            if not self._is_sure(best, offers[best]):
                del offers[best]
                limit = min((self._high(turn, offer) for turn, offer in offers.items()), default=inf)
                continue
            limit = self._high(best, offers[best])
            if self.waiting and self.waiting[0][0] <= limit:
                continue
            level = self._level(best, offers, limit)
            if level:
                for turn, offer in offers.items():
                    if turn not in level:
                        self._wait(turn, offer)
                return [(turn, offers[turn]) for turn in sorted(level)]

    def _high(self, turn: int, offer: Offer) -> float:
        """A merit the offer is certainly not above."""
        return (offer.rate + offer.error) / self.unit[turn] * ABOVE

    def _evaluate(self, offers: dict[int, Offer], limit: float) -> float:
        """Add the offers of what waits, as long as one may be as cheap as the cheapest found; the limit then."""
        while self.waiting and self.waiting[0][0] <= limit:
            bound, turn = heappop(self.waiting)
            offer = self._offer(turn, bound)
            if offer is not None:
                offers[turn] = offer
                limit = min(limit, self._high(turn, offer))
        return limit

    def _offer(self, turn: int, bound: float) -> Offer | None:
        if self.limited and self.contest.limits.refuses(self.name[turn], self.cost[turn]):
            return None
        if not self.cost[turn]:
            return Offer(self.place[turn], 0.0, 0.0, 1, 0.0, Fraction(0))
        return self.money.offer(self.place[turn], self.cost[turn], bound * self.unit[turn] * BELOW)

    def _is_sure(self, turn: int, offer: Offer) -> bool:
        """Make sure of an offer that may be the cheapest; False when it proves void."""
        if offer.exact is not None:
            return True
        if turn not in self.looks:
            self.looks[turn] = self.money.look(offer)
        self.money.refine(offer, self.cost[turn], self.looks[turn])
        if offer.rich and self.money.is_clear(self.looks[turn], offer):
            return True
        return settle(self.money, offer, self.cost[turn], self.looks[turn])

    def _level(self, best: int, offers: dict[int, Offer], limit: float) -> set[int]:
        """The cheapest offers, compared exactly where floats cannot; empty when one of them proved void."""
        rivals = [
            turn for turn, offer in offers.items()
            if turn != best and (offer.rate - offer.slack) / self.unit[turn] * BELOW <= limit
        ]  # fmt: skip
        if not rivals:
            return {best}
        for turn in (best, *rivals):
            if not settle(self.money, offers[turn], self.cost[turn]):
                del offers[turn]
                return set()
        exact = {turn: (offers[turn].exact or Fraction(0)) / self.unit[turn] for turn in (best, *rivals)}
        least = min(exact.values())
        return {turn for turn, merit in exact.items() if merit == least}


class _Accounts:
    """What the voters paid and hold, in whole cents."""

    def __init__(self, run: _Purchases) -> None:
        self._run = run

    def most_paid(self, one: str) -> int:
        """The most one voter paid."""
        return most_paid(self._run.money, *self._run.bought[one]) if self._run.contest.prices[one].least else 0

    def behind(self, one: str) -> int:
        """What the supporters of a project have left together."""
        return behind(self._run.money, self._run.profile.place[one])
