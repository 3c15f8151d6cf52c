"""Where floats cannot tell: rates, purchases and balances as exact fractions, for the few rows that matter."""

from fractions import Fraction

import numpy as np

from voting.fast.columns import Ints
from voting.fast.ledger import Purchase
from voting.fast.money import SUM, UNIT, Look, Money, Offer
from voting.fast.rows import Floats


def settle(money: Money, offer: Offer, cost: int, look: Look | None = None) -> bool:
    """Make the rate of an offer exact. False when the supporters cannot pay after all.

    Rows clearly under the rate are added up exactly; those too close to tell are sorted by what they hold exactly. If
    the exact rate then lies outside what was taken for close, it is done again with a wider margin.
    """
    look = look or money.look(offer)
    if not offer.rich and money.ledger.held(look.of[look.here > 0]) < cost:
        return False
    margin = offer.slack + offer.error
    while offer.exact is None:
        found = _rate_within(money, offer, cost, margin, look)
        if found is None:
            return False
        rate, rich = found
        if abs(float(rate) - offer.rate) <= margin + 4 * UNIT * offer.rate:
            offer.exact, offer.rich, offer.rate = rate, rich, float(rate)
            offer.error = offer.slack = 2 * UNIT * offer.rate
        margin = margin * 16 + UNIT * offer.rate
    return True


def _rate_within(money: Money, offer: Offer, cost: int, margin: float, look: Look) -> tuple[Fraction, int] | None:
    """The exact rate if it is no further away than `margin`, and the points of the rows that can pay it."""
    near = money.near(look, offer.rate, margin)
    poor = ~near & (look.ratio < offer.rate)
    gone = poor | (look.here == 0)
    rich = money.rows.points_of(offer.place, ~gone)
    due = cost - money.ledger.held(look.of[poor & (look.here > 0)])
    for balance, points in _balances(money, look.of[near], offer.place):
        if balance * rich >= due:
            break
        due -= balance * points
        rich -= points
    return (Fraction(due) / rich, rich) if rich > 0 else None


def _balances(money: Money, rows: Ints, place: int) -> list[tuple[Fraction, int]]:
    """(money per point exactly, points) of rows, those that run out first in front."""
    if not len(rows):
        return []
    of, points = money.rows.of[place], money.rows.points
    found = []
    for balance, alike in money.ledger.balances(rows):
        spots = np.searchsorted(of, alike)
        for each in [1] if points is None else np.unique(points[place][spots]).tolist():
            same = spots if points is None else spots[points[place][spots] == each]
            found.append((balance / each, money.rows.points_of(place, same)))
    return sorted(found)


def pay(money: Money, offer: Offer, cost: int, look: Look) -> None:
    """Take the money of a purchase. Rows near an exact rate are told apart exactly: an empty row holds exactly 0."""
    points = None if money.rows.points is None else money.rows.points[offer.place]
    left = np.maximum(look.here - (offer.rate if points is None else points * offer.rate), 0.0)
    if offer.exact is not None:
        _tell_apart(money, offer, look, left)
    poor = look.of[(left == 0) & (look.here > 0)]
    money.take(offer, look, left, poor)
    money.ledger.purchases.append(Purchase(offer.place, cost, poor, offer.rich, offer.exact))


def _tell_apart(money: Money, offer: Offer, look: Look, left: Floats) -> None:
    """Which of the rows near an exact rate run out, exactly."""
    near = np.flatnonzero(money.near(look, offer.rate, offer.error))
    if not len(near) or offer.exact is None:
        return
    points = np.ones(len(look.of), np.int64) if money.rows.points is None else money.rows.points[offer.place]
    for balance, alike in money.ledger.balances(look.of[near]):
        spots = np.searchsorted(look.of, alike)
        for each in np.unique(points[spots]).tolist():
            rest = balance - offer.exact * each
            left[spots[points[spots] == each]] = max(float(rest), 5e-324) if rest > 0 else 0.0


def behind(money: Money, place: int) -> int:
    """What the supporters of a project hold together, in whole cents."""
    of, heavy = money.rows.of[place], money.rows.heavy
    here, wrong = money.held[of], money.wrong[of] * (money.held[of] > 0)
    total = float(np.add.reduce(here if heavy is None else here * heavy[place]))
    unsure = float(np.add.reduce(wrong if heavy is None else wrong * heavy[place])) * (1 + SUM) + 2 * SUM * total
    if total >= unsure and int(total - unsure) == int(total + unsure):
        return int(total)
    return int(money.ledger.held(of[here > 0]))


def most_paid(money: Money, offer: Offer, at: int) -> int:
    """The most one voter paid in the purchase number `at`, in whole cents."""
    low, high = int(offer.most - offer.most_error), int(offer.most + offer.most_error)
    if low == high:
        return low
    rate, points = money.ledger.rate(at), 1
    if offer.payer >= 0 and money.rows.points is not None:
        spot = int(np.searchsorted(money.rows.of[offer.place], offer.payer))
        points = int(money.rows.points[offer.place][spot])
        if offer.payer in money.ledger.purchases[at].poor:
            times = 1 if money.rows.times is None else int(money.rows.times[offer.payer])
            return int(money.ledger.held(np.array([offer.payer], np.int32), at) / times)
    return int(rate * points)
