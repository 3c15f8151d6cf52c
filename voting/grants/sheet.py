"""The sheet the grants are worked out on: an amount and its lines for each winner, raised envelope by envelope."""

from collections.abc import Mapping, Sequence

from voting.allocation import Allocation
from voting.candidate import Candidate
from voting.constraints import Limits, Quota
from voting.grants.lines import Grant, GrantLine, limit_lines, quota_line, share_line
from voting.grants.rule import GrantRule, cap, rounded, upper
from voting.grants.sharing import Bounds, rate


class Sheet:
    """`amounts`: cents of each winner, in ranking order; what the selection paid to begin with."""

    def __init__(
        self, rule: GrantRule, candidates: Sequence[Candidate], allocation: Allocation, votes: Mapping[str, int],
        quotas: Sequence[Quota],
    ) -> None:  # fmt: skip
        self.rule, self.votes = rule, votes
        by_id = {candidate.id: candidate for candidate in candidates}
        steps = {step.id: step for step in allocation.steps if step.id in set(allocation.winners)}
        self.winners = {one: by_id[one] for one in steps}
        self.amounts = {one: step.paid for one, step in steps.items()}
        self.limits = Limits(by_id, quotas, taken=self.amounts)
        self.lines = {one: limit_lines(winner, rule) for one, winner in self.winners.items()}
        self.shared: set[str] = set()  # those whose share by votes is written already
        for one, lines in self.lines.items():
            if steps[one].paid < steps[one].cost:
                lines.append(GrantLine("partial", steps[one].paid, {"remaining": steps[one].remaining}))
            if not rule.shared:
                self._note_rounding(one)

    def total(self, ids: Sequence[str] | None = None) -> int:
        """What they receive together; everybody by default."""
        return sum(self.amounts[one] for one in (self.amounts if ids is None else ids))

    def fill(self, ids: Sequence[str], money: int, reserve: str = "") -> None:
        """Raise these winners, by the mode and the rule for what is left, until `money` is spent or all are at the top.

        `reserve`: the name of the reserve the money is in, "" for the whole envelope.
        """
        if self.rule.shared or (self.rule.scored and self.rule.leftover == "by_votes"):
            if reserve:
                for one in ids:
                    self.lines[one].append(GrantLine("reserve", money, {"name": reserve}))
            self._share(ids, money)
        left = money - self.total(ids)
        if self.rule.leftover == "by_rank":
            self._raise_by_rank(ids, left)
        elif self.rule.leftover == "by_votes":
            self._raise_by_steps([one for one in ids if self.votes[one]], left)

    def grants(self) -> dict[str, Grant]:
        """The amounts with their lines, once all is shared."""
        found = {}
        for one, amount in self.amounts.items():
            found[one] = Grant(one, amount, (*self.lines[one], GrantLine("granted", amount)))
        return found

    def _share(self, ids: Sequence[str], money: int) -> None:
        """Raise the amounts, in proportion to votes, until the money is spent or everyone is at the top."""
        tops, quotas = self._tops(), self._shares_of_quotas()
        bounds = {one: Bounds(self.votes[one], self.amounts[one], min(tops[one], quotas[one][0])) for one in ids}
        at = rate(list(bounds.values()), money)
        for one, bound in bounds.items():
            line = share_line(bound, at)
            amount = rounded(line.amount, bound.low, self.rule.step)
            if one in self.shared and amount == bound.low:
                continue  # a second envelope gives it nothing more
            if bound.high < tops[one]:
                self.lines[one].append(quota_line(*quotas[one]))
            self.lines[one].append(line)
            if amount < line.amount:
                self.lines[one].append(GrantLine("rounded", amount, {"step": self.rule.step}))
            self.amounts[one] = amount
            self.shared.add(one)

    def _tops(self) -> dict[str, int]:
        """The most each winner may reach: by criteria alone, leftovers may go up to the cap."""
        most = upper if self.rule.shared else cap
        return {one: max(self.amounts[one], most(winner, self.rule)) for one, winner in self.winners.items()}

    def _shares_of_quotas(self) -> dict[str, tuple[int, int]]:
        """The most each winner may reach when each quota is shared by votes in its group, and that quota (in cents)."""
        tops = self._tops()
        found = {one: (top, 0) for one, top in tops.items()}
        for limit, group in self.limits.shares():
            bounds = {one: Bounds(self.votes[one], self.amounts[one], tops[one]) for one in group}
            at = rate(list(bounds.values()), limit)
            for one, bound in bounds.items():
                if at is not None:
                    found[one] = min(found[one], (int(bound.at(at)), limit))
        return found

    def _raise_by_rank(self, ids: Sequence[str], left: int) -> None:
        """In ranking order, whole steps, each up to its top."""
        tops = self._tops()
        for one in ids:
            room = self.limits.room(one, min(left, tops[one] - self.amounts[one]))
            left -= self._add(one, room // self.rule.step * self.rule.step)

    def _raise_by_steps(self, ids: Sequence[str], left: int) -> None:
        """What rounding left, one step each in ranking order, over again while someone has room."""
        step, extra = self.rule.step, dict.fromkeys(ids, 0)
        tops, quotas = self._tops(), self._shares_of_quotas()
        moving = True
        while moving and left >= step:
            moving = False
            for one in ids:
                if left >= step and self.amounts[one] + extra[one] + step <= min(tops[one], quotas[one][0]):
                    extra[one] += step
                    left -= step
                    moving = True
        for one, more in extra.items():
            self._add(one, more)

    def _add(self, one: str, more: int) -> int:
        """Part of what is left, with its line."""
        if more:
            self.amounts[one] += more
            self.lines[one].append(GrantLine("leftover", more))
        return more

    def _note_rounding(self, one: str) -> None:
        """Say the rounding already in the price of the project, when it changed something."""
        limits = {line.code: line.amount for line in self.lines[one]}
        exact = min(limits[code] for code in ("ask", "cap", "merit", "merit_tier") if code in limits)
        if "partial" not in limits and self.amounts[one] < exact:
            self.lines[one].append(GrantLine("rounded", self.amounts[one], {"step": self.rule.step}))
