"""The price of one project among its supporters: a float with a bound on its error, and the exact rational when needed.

A float never decides anything: two prices are compared as floats only when their bounds keep them apart.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from voting.fast.columns import Ints, Longs
from voting.fast.ledger import Ledger, Purchase
from voting.fast.rows import Floats, Rows

UNIT = 2.0**-53
SUM = 64 * UNIT  # numpy adds floats pairwise: far fewer than 64 roundings on any path of a sum of 2^40 terms


@dataclass(slots=True)
class Offer:
    """What a point of a project costs now: `rate`. `exact`: the same as a fraction, once known.

    The truth is never more than `slack` below it, and at most `error` away on either side unless the offer is close
    (`Money.is_close`). `rich`: the points of the rows that can pay the whole rate. Once it is bought: `payer` is a row that paid the `most`.
    """

    place: int
    rate: float
    error: float
    rich: int
    slack: float
    exact: Fraction | None = None
    payer: int = -1
    most: float = 0.0
    most_error: float = 0.0


class Money:
    """What each row holds, as floats; `wrong`: how far each may be from the truth, at most `error`.

    A row that holds nothing holds exactly 0. Errors are kept row by row: a price is uncertain by what the poor rows may
    be wrong together, shared by the few rich ones, and one bound for all would grow at every purchase beyond any use.
    """

    def __init__(self, rows: Rows, share: Fraction) -> None:
        self.rows, self.ledger = rows, Ledger(rows, share)
        self.full = float(share)
        self.held: Floats = np.full(rows.count, self.full)
        self.wrong: Floats = np.full(rows.count, self.full * UNIT)
        self.error = self.full * UNIT
        longest = max((len(of) for of in rows.of), default=0)
        self._here, self._least, self._poor = np.empty(longest), np.empty(longest), np.empty(longest, bool)

    def offer(self, place: int, cost: int, least: float) -> Offer | None:
        """The rate of a project that is not free; None when its supporters cannot pay, whatever the rounding.

        `least` is a rate known to be too low or right. Newton's steps from there only grow, until no further row runs
        out of money.
        """
        of, points, total = self.rows.of[place], self._points(place), self.rows.total[place]
        here = self.held.take(of, out=self._here[: len(of)], mode="clip")
        poor, capped = self._poor[: len(of)], self._least[: len(of)]
        weight, slope = self._weight(place), self._slope(place)
        rate, before = max(least, cost / total), -1
        while True:
            due = rate if points is None else points * rate
            np.less(here, due, out=poor)
            short = int(np.count_nonzero(poor)) if slope is None else int(slope[poor].sum())
            rich = total - short
            if rich <= 0 or short == before:
                break
            if short == 0:
                return Offer(place, cost / total, 4 * UNIT * rate, rich, 4 * UNIT * rate)
            before = short
            np.minimum(here, due, out=capped)
            paid = float(np.add.reduce(capped if weight is None else capped * weight))
            rate += (cost - paid) / rich
        voters = len(of) if weight is None else int(weight.sum())
        if rich <= 0:
            everything = float(np.add.reduce(here if weight is None else here * weight))
            if everything + voters * self.error + SUM * everything < cost:
                return None
            return self._settled(place, cost, rate)
        hungry = short if points is None else int(np.count_nonzero(poor)) if weight is None else int(weight[poor].sum())
        rounding = SUM * 2 * cost / rich + 8 * UNIT * rate
        return Offer(place, rate, hungry * self.error / rich + rounding, rich, voters * self.error / rich + rounding)

    def _points(self, place: int) -> Longs | None:
        return None if self.rows.points is None else self.rows.points[place]

    def _weight(self, place: int) -> Longs | None:
        return None if self.rows.weight is None else self.rows.weight[place]

    def _slope(self, place: int) -> Longs | None:
        return None if self.rows.slope is None else self.rows.slope[place]

    def _settled(self, place: int, cost: int, rate: float) -> Offer | None:
        """A project whose supporters hold about its cost together: decided exactly."""
        of = self.rows.of[place]
        alive = of[self.held[of] > 0]
        if self.ledger.held(alive) < cost:
            return None
        found = Offer(place, rate, self.full, 0, self.full)
        return found if self.settle(found, cost) else None

    def settle(self, offer: Offer, cost: int) -> bool:
        """Make the rate of an offer exact. False when the supporters cannot pay after all.

        Rows clearly under the rate are added up exactly; those too close to tell are sorted by what they hold exactly. If the
        exact rate then lies outside what was taken for close, it is done again with a wider margin.
        """
        margin = offer.slack + offer.error
        while offer.exact is None:
            found = self._rate_within(offer, cost, margin)
            if found is None:
                return False
            rate, rich = found
            if abs(float(rate) - offer.rate) <= margin + 4 * UNIT * offer.rate:
                offer.exact, offer.rich, offer.rate = rate, rich, float(rate)
                offer.error = offer.slack = 2 * UNIT * offer.rate
            margin = margin * 16 + UNIT * offer.rate
        return True

    def _rate_within(self, offer: Offer, cost: int, margin: float) -> tuple[Fraction, int] | None:
        """The exact rate if it is no further away than `margin`, and the points of the rows that can pay it."""
        of, slope = self.rows.of[offer.place], self._slope(offer.place)
        here, ratio, close = self._around(offer, margin)
        poor = ratio < offer.rate - close
        near = (np.abs(ratio - offer.rate) <= close) & (here > 0)
        gone = poor | (here == 0)
        rich = int(np.count_nonzero(~gone)) if slope is None else int(slope[~gone].sum())
        due = cost - self.ledger.held(of[poor & (here > 0)])
        for balance, total in self._balances(of[near], offer.place):
            if balance * rich >= due:
                break
            due -= balance * total
            rich -= total
        return (Fraction(due) / rich, rich) if rich > 0 else None

    def _balances(self, rows: Ints, place: int) -> list[tuple[Fraction, int]]:
        """(money per point exactly, points times voters) of rows, those that run out first in front."""
        if not len(rows):
            return []
        of = self.rows.of[place]
        at = np.searchsorted(of, rows)
        points, slope = self._points(place), self._slope(place)
        found = []
        for balance, alike in self.ledger.balances(rows):
            spots = at[np.searchsorted(rows, np.sort(alike))]
            for each in [1] if points is None else np.unique(points[spots]).tolist():
                same = spots if points is None else spots[points[spots] == each]
                total = len(same) if slope is None else int(slope[same].sum())
                found.append((balance / each, total))
        return sorted(found)

    def refine(self, offer: Offer, cost: int) -> None:
        """Bound the error of an offer by what its own supporters may be wrong, not by the worst of all rows."""
        if offer.exact is not None:
            return
        of, points, weight = self.rows.of[offer.place], self._points(offer.place), self._weight(offer.place)
        here, wrong = self.held[of], self.wrong[of]
        if weight is not None:
            wrong = wrong * weight
        poor = here < (offer.rate if points is None else points * offer.rate)
        rounding = SUM * 2 * cost / offer.rich + 8 * UNIT * offer.rate if poor.any() else 4 * UNIT * offer.rate
        offer.error = min(offer.error, float(wrong[poor].sum()) * (1 + SUM) / offer.rich + rounding)
        offer.slack = min(offer.slack, float(wrong.sum()) * (1 + SUM) / offer.rich + rounding)

    def is_close(self, offer: Offer) -> bool:
        """Whether some supporter holds so nearly what is due that floats cannot tell if it runs out."""
        here, ratio, close = self._around(offer, offer.error)
        return bool(((np.abs(ratio - offer.rate) <= close) & (here > 0)).any())

    def _around(self, offer: Offer, error: float) -> tuple[Floats, Floats, Floats]:
        """What the supporters hold, per point too, and how close to the rate is too close to tell for each."""
        of, points = self.rows.of[offer.place], self._points(offer.place)
        here = self.held[of]
        return here, here if points is None else here / points, 2 * (self.wrong[of] + error) + 8 * UNIT * offer.rate

    def pay(self, offer: Offer, cost: int) -> None:
        """Take the money. Rows near the rate are told apart exactly: an empty row holds exactly 0 afterwards."""
        of, points = self.rows.of[offer.place], self._points(offer.place)
        here = self.held[of]
        due = offer.rate if points is None else points * offer.rate
        poor = here < due
        left = np.maximum(here - due, 0.0)
        purchase = Purchase(offer.place, cost, of[poor & (here > 0)], offer.rich, offer.exact)
        if offer.exact is not None:
            self._tell_apart(offer, of, here, left)
            purchase.poor = of[(left == 0) & (here > 0)]
        most = 1 if points is None else int(points.max(initial=1))
        wrong = self.wrong[of] + (offer.error * most + UNIT * (offer.rate * most + self.full))
        self._remember_most(offer, of, np.minimum(here, due) if points is not None else None, most)
        self.held[of] = left
        self.ledger.purchases.append(purchase)
        self.wrong[of] = wrong
        self.error = max(self.error, float(wrong[left > 0].max(initial=0.0)))

    def _remember_most(self, offer: Offer, of: Ints, paid: Floats | None, points: int) -> None:
        """Who paid most, for the sentence; without points whoever paid the whole rate."""
        offer.most, offer.most_error = offer.rate, offer.error
        if paid is not None:
            spot = int(paid.argmax())
            offer.payer, offer.most = int(of[spot]), float(paid[spot])
            offer.most_error = offer.error * points + self.error + UNIT * offer.most

    def _tell_apart(self, offer: Offer, of: Ints, here: Floats, left: Floats) -> None:
        """Which of the rows near an exact rate run out, exactly."""
        points = self._points(offer.place)
        _here, ratio, close = self._around(offer, offer.error)
        near = np.flatnonzero((np.abs(ratio - offer.rate) <= close) & (here > 0))
        if not len(near) or offer.exact is None:
            return
        for balance, alike in self.ledger.balances(of[near]):
            spots = np.searchsorted(of, alike)
            for spot in [spots] if points is None else [spots[points[spots] == each] for each in np.unique(points[spots])]:
                each = 1 if points is None else int(points[spot[0]])
                rest = balance - offer.exact * each
                left[spot] = max(float(rest), 5e-324) if rest > 0 else 0.0

    def behind(self, place: int) -> int:
        """What the supporters of a project hold together, in whole cents; exactly, also when floats cannot tell."""
        of, weight = self.rows.of[place], self._weight(place)
        here = self.held[of]
        total = float(np.add.reduce(here if weight is None else here * weight))
        unsure = self.wrong[of[here > 0]] if weight is None else (self.wrong[of] * weight)[here > 0]
        wrong = float(unsure.sum()) + 2 * SUM * total
        if total >= wrong and int(total - wrong) == int(total + wrong):
            return int(total)
        return int(self.ledger.held(of[here > 0]))

    def most(self, offer: Offer, at: int) -> int:
        """The most one voter paid in the purchase number `at`, in whole cents."""
        low, high = int(offer.most - offer.most_error), int(offer.most + offer.most_error)
        if low == high:
            return low
        rate, points = self.ledger.rate(at), 1
        if offer.payer >= 0 and self.rows.points is not None:
            of = self.rows.of[offer.place]
            points = int(self.rows.points[offer.place][np.searchsorted(of, offer.payer)])
            if offer.payer in self.ledger.purchases[at].poor:
                payer = np.array([offer.payer], np.int32)
                times = 1 if self.rows.times is None else int(self.rows.times[offer.payer])
                return int(self.ledger.held(payer, at) / times)
        return int(rate * points)
