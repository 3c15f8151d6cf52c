"""The kinds of votes a file may hold, and the limits it declares for them."""

from collections.abc import Collection, Mapping

from voting.ballots import BallotRule, Kind
from voting.pabulib.cells import PabulibError, cents, whole

Places = Mapping[str, tuple[int, int]]

KINDS: Mapping[str, Kind] = {
    "approval": "approval",
    "choose-1": "choose-1",
    "ordinal": "ranked",
    "cumulative": "cumulative",
    "scoring": "scored",
}
"""`vote_type` in META -> kind of ballot."""
POINTS = ("cumulative", "scoring")
"""The vote types whose points stand in a column of their own."""


def ballot_rule(
    meta: Mapping[str, str], projects: int, places: Places | None = None, *,
    without: Collection[str] = (), each: bool = False,
) -> BallotRule:  # fmt: skip
    """What the file asks of a ballot, but the limits named in `without`.

    A project named twice counts once, or `each` time. PabulibError, at the `places` of META, for a vote type that
    is not counted here or limits that make no sense.
    """
    limits = _Limits(meta, places or {}, without)
    kind = limits.kind()
    low, high = limits.lengths(max(1, projects))
    min_cost, max_cost = limits.span("sum_cost")
    min_points, max_points = limits.span("points")
    min_sum, max_sum = limits.span("sum_points")
    if kind == "choose-1" and high > 1:
        kind = "approval"
    elif kind == "approval" and max_cost is not None:
        kind = "knapsack"
    return BallotRule(
        kind, low, high, "each" if each else "once",
        min_cost=min_cost, max_cost=max_cost,
        min_points=min_points, max_points=max_points,
        min_sum=min_sum, max_sum=max_sum,
    )  # fmt: skip


class _Limits:
    def __init__(self, meta: Mapping[str, str], places: Places, without: Collection[str]) -> None:
        self.meta, self.places, self.without = meta, places, without

    def kind(self) -> Kind:
        """The kind of ballot; ranked ones are worth what Borda says, and a project without a score has none."""
        kind = KINDS.get(self.meta["vote_type"])
        if kind is None:
            raise self._error("vote_type", "pb_vote_type", known=", ".join(KINDS))
        if kind == "ranked" and self.meta.get("scoring_fn", "").lower() not in ("", "borda"):
            raise self._error("scoring_fn", "pb_scoring")
        if kind == "scored" and self._number("default_score"):
            raise self._error("default_score", "pb_default_score")
        return kind

    def lengths(self, most: int) -> tuple[int, int]:
        """The fewest and most projects of a ballot: as declared, else 1 to all (1 for choose-1)."""
        one = self.meta["vote_type"] == "choose-1"
        low, high = self._number("min_length"), self._number("max_length")
        least, top = 1 if low is None else low, (1 if one else most) if high is None else high
        if least > top or (one and top > 1):
            raise self._error("min_length" if high is None else "max_length", "pb_lengths", min=least, max=top)
        return 0 if "min_length" in self.without else least, most if "max_length" in self.without else top

    def span(self, what: str) -> tuple[int, int | None]:
        """From at least zero to at most (None: no end)."""
        low, high = self._number(f"min_{what}") or 0, self._number(f"max_{what}")
        if high is not None and low > high:
            raise self._error(f"max_{what}", "pb_span", name=f"min_{what}", low=self.meta[f"min_{what}"])
        return 0 if f"min_{what}" in self.without else low, None if f"max_{what}" in self.without else high

    def _number(self, key: str) -> int | None:
        """A number, or cents for an amount; None when it is not declared."""
        cell = self.meta.get(key, "")
        amount = cents(cell) if key.endswith("cost") else whole(cell)
        if cell and amount is None:
            raise self._error(key, "pb_money" if key.endswith("cost") else "pb_number", name=key)
        return amount

    def _error(self, key: str, code: str, **values: int | str) -> PabulibError:
        return PabulibError(*self.places.get(key, (1, 1)), code, value=self.meta.get(key, ""), **values)
