"""What the voters hold, as floats with a bound on the error of each, and the prices their money makes.

A float never decides anything: what floats cannot tell apart is settled by `voting.fast.exactly`.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voting.fast.columns import Ints
from voting.fast.ledger import Ledger
from voting.fast.rows import Floats, Rows

UNIT = 2.0**-53
FINE = 2.0**-40  # an error so small beside the rate needs no closer look
SUM = 64 * UNIT  # numpy adds floats pairwise: far fewer than 64 roundings on any path of a sum of 2^40 terms


@dataclass(slots=True)
class Offer:
    """What a point of a project costs now: `rate`. `exact`: the same as a fraction, once known.

    The truth is never more than `slack` below it, and at most `error` away on either side unless the offer is close
    (`Look.close`). `rich`: the points of the rows that can pay the whole rate. Once it is bought: `payer` is a row that
    paid the `most`.
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


class Look(NamedTuple):
    """The supporters of an offer: what they hold, and what they hold for each point they give it."""

    of: Ints
    here: Floats
    ratio: Floats


class Money:
    """What each row holds; `wrong`: how far each may be from the truth, at most `error`.

    A row that holds nothing holds exactly 0. Errors are kept row by row: a price is uncertain by what the poor rows may
    be wrong together, shared by the few rich ones, and one bound for all would grow at every purchase beyond any use.
    """

    def __init__(self, rows: Rows, share: Fraction) -> None:
        self.rows, self.ledger = rows, Ledger(rows, share)
        self.full = float(share)
        self.error = self.full * UNIT
        self.held: Floats = np.full(rows.count, self.full)
        self.wrong: Floats = np.full(rows.count, self.error)
        longest = max((len(of) for of in rows.of), default=0)
        self._here, self._least, self._poor = np.empty(longest), np.empty(longest), np.empty(longest, bool)
        self._short = np.empty(longest)

    def offer(self, place: int, cost: int, least: float) -> Offer | None:
        """The offer of a project that is not free; None when its supporters cannot pay, whatever the rounding.

        `least` is a rate known to be too low or right. Newton's steps from there only grow, until no further row runs
        out of money. The rate is infinitely uncertain (`rich` 0) when they hold about its cost together.
        """
        rows, total = self.rows, self.rows.total[place]
        of = rows.of[place]
        here = self.held.take(of, out=self._here[: len(of)], mode="clip")
        steps = self._steps_of_voters if rows.slope is None else self._steps_of_rows
        rate, short, hungry = steps(place, cost, here, max(least, cost / total))
        if short == 0:
            return Offer(place, cost / total, 4 * UNIT * rate, total, 4 * UNIT * rate)
        voters, rich = rows.backers[place], total - short
        roundings = SUM if rows.slope is None else max(SUM, 2 * len(of) * UNIT)
        if rich <= 0:
            everything = float(np.add.reduce(here if rows.heavy is None else here * rows.heavy[place]))
            cannot = everything + voters * self.error + roundings * everything < cost
            return None if cannot else Offer(place, rate, self.full, 0, self.full)
        rounding = roundings * 2 * cost / rich + 8 * UNIT * rate
        return Offer(place, rate, hungry * self.error / rich + rounding, rich, voters * self.error / rich + rounding)

    def _steps_of_voters(self, place: int, cost: int, here: Floats, rate: float) -> tuple[float, int, int]:
        """Newton's steps where each row is one voter giving one point: the rate, the points and voters that run out."""
        poor, capped = self._poor[: len(here)], self._least[: len(here)]
        total, before = len(here), -1
        while True:
            np.less(here, rate, out=poor)
            short = int(np.count_nonzero(poor))
            if short in (0, total) or short <= before:  # below: roundings only, the step before was the last
                return rate, max(short, before), max(short, before)
            before = short
            np.minimum(here, rate, out=capped)
            rate += (cost - float(np.add.reduce(capped))) / (total - short)

    def _steps_of_rows(self, place: int, cost: int, here: Floats, rate: float) -> tuple[float, int, int]:
        """The same where rows stand for several voters or give several points (small numbers: exact as floats)."""
        rows, poor, capped = self.rows, self._short[: len(here)], self._least[: len(here)]
        points = None if rows.points is None else rows.points[place]
        weight = None if rows.heavy is None else rows.heavy[place]
        steep = rows.steep[place] if rows.steep is not None else poor
        total, before = rows.total[place], -1
        while True:
            due = rate if points is None else points * rate
            np.less(here, due, out=poor)
            short = int(poor.dot(steep))
            if short in (0, total) or short <= before:
                short = max(short, before)
                return rate, short, short if points is None else rows.backers[place]
            before = short
            np.minimum(here, due, out=capped)
            paid = float(np.add.reduce(capped) if weight is None else capped.dot(weight))
            rate += (cost - paid) / (total - short)

    def look(self, offer: Offer) -> Look:
        """The supporters of an offer as they stand."""
        of = self.rows.of[offer.place]
        here = self.held[of]
        return Look(of, here, here if self.rows.points is None else here / self.rows.points[offer.place])

    def near(self, look: Look, rate: float, error: float) -> NDArray[np.bool_]:
        """The rows with money that hold so nearly the rate that floats cannot tell whether they run out."""
        close = 2 * (self.wrong[look.of] + error) + 8 * UNIT * rate
        return (np.abs(look.ratio - rate) <= close) & (look.here > 0)

    def is_clear(self, look: Look, offer: Offer) -> bool:
        """Whether no supporter holds nearly the rate, so that floats tell who runs out."""
        close = 2 * (self.error + offer.error) + 8 * UNIT * offer.rate
        gap = np.abs(look.ratio - offer.rate)
        if offer.rate > close < float(np.minimum.reduce(gap, initial=np.inf)):
            return True
        return not self.near(look, offer.rate, offer.error).any()

    def refine(self, offer: Offer, cost: int, look: Look) -> None:
        """Bound the error of an offer by what its own supporters may be wrong, not by the worst of all rows."""
        if offer.exact is not None or not offer.rich or offer.error <= FINE * offer.rate:
            return
        wrong = self.wrong[look.of]
        if self.rows.heavy is not None:
            wrong = wrong * self.rows.heavy[offer.place]
        poor = look.ratio < offer.rate
        roundings = SUM if self.rows.slope is None else max(SUM, 2 * len(look.of) * UNIT)
        rounding = roundings * 2 * cost / offer.rich + 8 * UNIT * offer.rate
        offer.error = min(offer.error, float(np.add.reduce(wrong * poor)) * (1 + SUM) / offer.rich + rounding)
        offer.slack = min(offer.slack, float(np.add.reduce(wrong)) * (1 + SUM) / offer.rich + rounding)

    def take(self, offer: Offer, look: Look, left: Floats, spent: Ints) -> None:
        """What the supporters have `left` once they paid; the rows of `spent` have nothing any more."""
        points = None if self.rows.points is None else self.rows.points[offer.place]
        most = 1 if points is None else int(points.max(initial=1))
        more = offer.error * most + UNIT * (offer.rate * most + self.full)
        self._remember(offer, look, left, most)
        self.held[look.of] = left
        self.wrong[look.of] += more
        self.wrong[spent] = 0.0
        self.error += more

    def _remember(self, offer: Offer, look: Look, left: Floats, points: int) -> None:
        """Who paid most, for the sentence: without points, whoever paid the whole rate."""
        offer.most, offer.most_error = offer.rate, offer.error
        if self.rows.points is not None:
            paid = look.here - left
            spot = int(paid.argmax())
            offer.payer, offer.most = int(look.of[spot]), float(paid[spot])
            offer.most_error = offer.error * points + float(self.wrong[look.of[spot]]) + 4 * UNIT * self.full
