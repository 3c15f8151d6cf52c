"""What a programme asks beside the rule itself: minimums, quotas, shares of the money kept for some. Any rule obeys
them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from voting.candidate import Candidate

By = Literal["canton", "theme", "tag"]


def groups_of(candidate: Candidate, by: By) -> tuple[str, ...]:
    """The groups of a kind a project belongs to: its canton, its theme, or its tags."""
    if by == "tag":
        return tuple(sorted(candidate.tags))
    found = candidate.canton if by == "canton" else candidate.theme
    return () if found is None else (found,)


@dataclass(frozen=True)
class Quota:
    """At most `count` winners, and at most `amount` cents, among the projects of one group.

    `value` names the group (a canton, a theme, a tag); None: the same limit for each of them.
    """

    by: By = "canton"
    value: str | None = None
    count: int | None = None
    amount: int | None = None

    def __post_init__(self) -> None:
        if self.by not in ("canton", "theme", "tag") or (self.count is None and self.amount is None):
            raise ValueError("a quota names a canton, a theme or a tag, and a number of winners or an amount")
        if (self.count or 0) < 0 or (self.amount or 0) < 0:
            raise ValueError("a quota is zero or more")


@dataclass(frozen=True)
class Reserve:
    """An envelope of its own, in cents, open only to some projects and served before the rest.

    Open to the projects of a group (`by`, `value`), and whose cost is over `above` and at most `up_to` cents. So a
    reserved share (youth), a territory's envelope (a canton) and a tranche (small, middle, large projects) are one
    thing.
    """

    name: str
    amount: int
    by: By | None = None
    value: str | None = None
    above: int = 0
    up_to: int | None = None

    def __post_init__(self) -> None:
        if self.amount < 0 or self.above < 0 or (self.up_to is not None and self.up_to <= self.above):
            raise ValueError(f"the reserve {self.name!r} has no sensible amounts")
        if self.by not in (None, "canton", "theme", "tag") or (self.by is None) != (self.value is None):
            raise ValueError(f"the reserve {self.name!r} names a canton, a theme or a tag, or none of them")

    def admits(self, candidate: Candidate) -> bool:
        """Whether this envelope is open to the project."""
        inside = self.by is None or self.value in groups_of(candidate, self.by)
        cheap = self.up_to is None or candidate.cost <= self.up_to
        return inside and cheap and (candidate.cost > self.above or self.above == 0)


@dataclass(frozen=True)
class Constraints:
    """All of them. `exclusive`: sets of projects of which one at most wins.

    `min_support`: the fewest votes (points) a winner needs. `min_share`: it also needs votes / voters of at least that
    share of its cost / budget (the filter of Świecie 2023 is 1/3). `first_of_each`: before everything else but the
    reserves, the best of each canton (theme, tag) wins. `returns`: what a reserve does not use joins the common money.
    """

    min_support: int = 0
    min_share: Fraction | None = None
    exclusive: tuple[tuple[str, ...], ...] = ()
    quotas: tuple[Quota, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    first_of_each: By | None = None
    returns: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "exclusive", tuple(tuple(ids) for ids in self.exclusive))
        object.__setattr__(self, "quotas", tuple(self.quotas))
        object.__setattr__(self, "reserves", tuple(self.reserves))
        if self.min_support < 0 or (self.min_share is not None and self.min_share < 0):
            raise ValueError("the minimum of votes is zero or more")
        if self.first_of_each not in (None, "canton", "theme", "tag"):
            raise ValueError("the best of each: a canton, a theme or a tag")
        names = [reserve.name for reserve in self.reserves]
        if len(set(names)) < len(names) or "" in names:
            raise ValueError("a reserve has no name, or two reserves have the same name")


@dataclass
class Limits:
    """What the quotas and exclusions still allow while a rule takes winners one by one."""

    candidates: Mapping[str, Candidate]
    quotas: Sequence[Quota] = ()
    exclusive: Sequence[Sequence[str]] = ()
    taken: dict[str, int] = field(default_factory=dict)

    def blocked(self, one: str) -> str | None:
        """Why this project may not be taken now: "excluded" or "over_quota"; None when it may. Never lifted later."""
        if any(one in ids and any(other in self.taken for other in ids) for ids in self.exclusive):
            return "excluded"
        full = any(quota.count is not None and count >= quota.count for quota, count, _ in self._of(one))
        return "over_quota" if full else None

    def room(self, one: str, money: int) -> int:
        """How much of `money` this project may take."""
        rooms = [quota.amount - spent for quota, _, spent in self._of(one) if quota.amount is not None]
        return max(0, min([money, *rooms]))

    def refuses(self, one: str, cost: int) -> str | None:
        """Why this project may not win at this cost, all or nothing; None when it may."""
        return self.blocked(one) or ("over_quota" if self.room(one, cost) < cost else None)

    def shares(self) -> Iterator[tuple[int, list[str]]]:
        """Each limit of money, in cents, with the winners that share it."""
        for quota in self.quotas:
            if quota.amount is None:
                continue
            members: dict[str, list[str]] = {}
            for won in self.taken:
                for group in groups_of(self.candidates[won], quota.by):
                    if quota.value in (None, group):
                        members.setdefault(group, []).append(won)
            yield from ((quota.amount, ids) for ids in members.values())

    def used(self) -> tuple[int, ...]:
        """What the winners so far use of every limit, as numbers: equal ones leave the same room to the others."""
        if not self.any:
            return ()
        exclusions = [int(any(one in self.taken for one in ids)) for ids in self.exclusive]
        spent = []
        for quota in self.quotas:
            groups = sorted({group for one in self.candidates.values() for group in groups_of(one, quota.by)})
            for group in groups:
                same = [paid for won, paid in self.taken.items() if group in groups_of(self.candidates[won], quota.by)]
                spent += [len(same) if quota.count is not None else 0, sum(same) if quota.amount is not None else 0]
        return (*exclusions, *spent)

    def take(self, one: str, paid: int) -> None:
        """It has won and takes `paid` cents."""
        self.taken[one] = paid

    def rivals(self, one: str) -> tuple[str, ...]:
        """The winners that exclude this project."""
        return tuple(other for ids in self.exclusive if one in ids for other in ids if other in self.taken)

    def also(self, *quotas: Quota) -> "Limits":
        """The same limits and winners so far, with further quotas; what is taken there is taken here."""
        return Limits(self.candidates, (*self.quotas, *quotas), self.exclusive, self.taken)

    def fork(self) -> "Limits":
        """A copy for a trial: what is taken there is not taken here."""
        return Limits(self.candidates, self.quotas, self.exclusive, dict(self.taken))

    @property
    def any(self) -> bool:
        """Whether there is any limit at all."""
        return bool(self.quotas or self.exclusive)

    def _of(self, one: str) -> list[tuple[Quota, int, int]]:
        """The quotas this project falls under, with the winners and cents already counted against each."""
        found = []
        for quota in self.quotas:
            for group in groups_of(self.candidates[one], quota.by):
                if quota.value in (None, group):
                    same = [p for won, p in self.taken.items() if group in groups_of(self.candidates[won], quota.by)]
                    found.append((quota, len(same), sum(same)))
        return found
