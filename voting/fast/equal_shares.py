"""The purchases of equal shares with the voters in arrays: the same, to the last tie, as `voting.allocation.equal_shares`."""

from collections.abc import Iterator
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

BELOW = 1 - 16 * UNIT  # keeps a bound on the safe side of its roundings


def buy(profile: Profile, contest: Contest, method: Method, share: Fraction) -> Purchases:
    """Let every voter spend `share` cents together with the others (see the plain rule of the same name)."""
    if not isinstance(profile, ArrayProfile) or not share:
        return buy_plainly(profile, contest, method, share)
    return _Purchases(profile, contest, method, share).run()


class _Purchases:
    """One run: what waits with a lower bound of its price, and the money of the voters."""

    def __init__(self, profile: ArrayProfile, contest: Contest, method: Method, share: Fraction) -> None:
        self.contest, self.profile = contest, profile
        self.money = Money(profile.rows, share)
        self.name = [*contest.order]
        self.place = [profile.place[one] for one in self.name]
        self.cost = [contest.prices[one].least for one in self.name]
        self.unit = self.cost if method.utility == "cost" else [1] * len(self.name)
        self.done = Purchases(share, _Accounts(self))
        self.most: dict[str, tuple[Offer, int]] = {}
        self.looks: dict[int, Look] = {}
        self.limited = contest.limits.any
        # The price never falls, so the last one known is a lower bound. At first everybody holds the same.
        self.waiting = [(bound, turn) for turn in range(len(self.name)) if (bound := self._at_first(turn)) is not None]
        heapify(self.waiting)

    def _at_first(self, turn: int) -> float | None:
        total, cost = self.profile.rows.total[self.place[turn]], self.cost[turn]
        if not total:
            return None
        return cost / total / (self.unit[turn] or 1) * BELOW

    def run(self) -> Purchases:
        """Buy until nobody can buy anything."""
        while (level := self._first()) is not None:
            turn, offer = level[0]
            one = self.name[turn]
            if len(level) > 1:
                self.done.ties.append(Tie(None, tuple(self.name[other] for other, _ in level), None))
            self._buy(turn, offer)
            self.done.bought.append(one)
            self.contest.limits.take(one, self.cost[turn])
            for other, late in level[1:]:
                heappush(self.waiting, (self._merit(other, late.rate - late.slack) * BELOW, other))
        self.done.blocked = refused(self.contest, self.done)
        return self.done

    def _merit(self, turn: int, rate: float) -> float:
        return rate / (self.unit[turn] or 1)

    def _high(self, turn: int, offer: Offer) -> float:
        return self._merit(turn, offer.rate + offer.error) * (1 + 16 * UNIT)

    def _checked(self, turn: int, offer: Offer) -> bool:
        """Make sure of an offer that may be the cheapest; False when it proves void."""
        if offer.place not in self.looks:
            self.looks[offer.place] = self.money.look(offer)
        look = self.looks[offer.place]
        if offer.exact is not None:
            return True
        self.money.refine(offer, self.cost[turn], look)
        if offer.rich and not look.near(offer.rate, offer.error).any():
            return True
        return settle(self.money, offer, self.cost[turn], look)

    def _first(self) -> list[tuple[int, Offer]] | None:
        """The cheapest projects, level with each other exactly, in the order that settles ties; None at the end."""
        offers: dict[int, Offer] = {}
        limit = inf
        while True:
            for turn, offer in self._evaluated(limit, offers):
                offers[turn] = offer
                limit = min(limit, self._high(turn, offer))
            if not offers:
                return None
            best = min(offers, key=lambda turn: (self._merit(turn, offers[turn].rate), turn))
            offer = offers[best]
            if not self._checked(best, offer):
                del offers[best]
                limit = min((self._high(turn, each) for turn, each in offers.items()), default=inf)
                continue
            limit = self._high(best, offer)
            if self.waiting and self.waiting[0][0] <= limit:
                continue
            level = self._level(best, offers, limit)
            if level is None:
                continue
            for turn, other in offers.items():
                if turn not in level:
                    heappush(self.waiting, (self._merit(turn, other.rate - other.slack) * BELOW, turn))
            return [(turn, offers[turn]) for turn in sorted(level)]

    def _evaluated(self, limit: float, offers: dict[int, Offer]) -> Iterator[tuple[int, Offer]]:
        """The offers of what waits, as long as one may be as cheap as the cheapest found."""
        while self.waiting and self.waiting[0][0] <= limit:
            bound, turn = heappop(self.waiting)
            offer = self._offer(turn, bound)
            if offer is not None:
                limit = min(limit, self._high(turn, offer))
                yield turn, offer

    def _offer(self, turn: int, bound: float) -> Offer | None:
        one, cost = self.name[turn], self.cost[turn]
        if self.limited and self.contest.limits.refuses(one, cost):
            return None
        if not cost:
            return Offer(self.place[turn], 0.0, 0.0, 1, 0.0, Fraction(0))
        return self.money.offer(self.place[turn], cost, bound * self.unit[turn] * BELOW)

    def _level(self, best: int, offers: dict[int, Offer], limit: float) -> set[int] | None:
        """The cheapest offers, compared exactly where floats cannot; None when one of them proved void."""
        rivals = [t for t, o in offers.items() if t != best and self._merit(t, o.rate - o.slack) * BELOW <= limit]
        if not rivals:
            return {best}
        for turn in (best, *rivals):
            if not settle(self.money, offers[turn], self.cost[turn]):
                del offers[turn]
                return None
        exact = {turn: self._exact(turn, offers[turn]) for turn in (best, *rivals)}
        least = min(exact.values())
        return {turn for turn, merit in exact.items() if merit == least}

    def _exact(self, turn: int, offer: Offer) -> Fraction:
        return (offer.exact or Fraction(0)) / (self.unit[turn] or 1)

    def _buy(self, turn: int, offer: Offer) -> None:
        self.most[self.name[turn]] = (offer, len(self.money.ledger.purchases))
        if self.cost[turn]:
            pay(self.money, offer, self.cost[turn], self.looks.get(offer.place) or self.money.look(offer))
        self.looks.clear()


class _Accounts:
    """What the voters paid and hold, in whole cents."""

    def __init__(self, run: _Purchases) -> None:
        self._run = run

    def most_paid(self, one: str) -> int:
        """The most one voter paid."""
        return most_paid(self._run.money, *self._run.most[one]) if self._run.contest.prices[one].least else 0

    def behind(self, one: str) -> int:
        """What the supporters of a project have left together."""
        return behind(self._run.money, self._run.profile.place[one])
