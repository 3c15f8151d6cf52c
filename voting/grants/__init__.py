"""Variable grants: what each winner receives, in cents, with the arithmetic line by line.

Always: nobody above what is asked, the ceiling, or the largest share of its budget; the sum
never above the envelope; more votes or better scores never lower a grant (docs/counting.md).
"""

from collections.abc import Mapping, Sequence

from voting.allocation import Allocation
from voting.candidate import Candidate
from voting.grants.lines import Grant, GrantLine, limit_lines, share_line
from voting.grants.rule import MODES, GrantRule, cap, minimum, prices, rounded, upper
from voting.grants.sharing import Bounds, rate, top_up_by_rank, top_up_by_steps

__all__ = ["MODES", "Grant", "GrantLine", "GrantRule", "cap", "grants", "minimum", "prices"]


def grants(
    rule: GrantRule, candidates: Sequence[Candidate], allocation: Allocation, votes: Mapping[str, int], budget: int
) -> dict[str, Grant]:
    """The grant of every winner, in order of selection.

    First what the mode gives, then the share of what is left by the stated rule.
    """
    by_id = {candidate.id: candidate for candidate in candidates}
    winners = [by_id[one] for one in allocation.winners]
    lines = {winner.id: limit_lines(winner, rule) for winner in winners}
    amounts = {step.id: step.paid for step in allocation.steps if step.id in lines}
    for step in allocation.steps:
        if step.id in lines and step.paid < step.cost:
            lines[step.id].append(GrantLine("partial", step.paid, {"remaining": step.remaining}))
    if not rule.shared:
        _note_rounding(rule, amounts, lines)
    if rule.shared or (rule.scored and rule.leftover == "by_votes"):
        _share(rule, winners, amounts, lines, votes, budget)
    _leftover(rule, winners, amounts, lines, votes, budget)
    return {one: Grant(one, amount, (*lines[one], GrantLine("granted", amount))) for one, amount in amounts.items()}


def _share(
    rule: GrantRule, winners: Sequence[Candidate], amounts: dict[str, int],
    lines: Mapping[str, list[GrantLine]], votes: Mapping[str, int], budget: int,
) -> None:  # fmt: skip
    """Raise the amounts, in proportion to votes, until the envelope is spent or everyone is at the top."""
    tops = _tops(rule, winners, amounts)
    bounds = {one: Bounds(votes[one], amount, tops[one]) for one, amount in amounts.items()}
    at = rate(list(bounds.values()), budget)
    for one, bound in bounds.items():
        line = share_line(bound, at)
        lines[one].append(line)
        amounts[one] = rounded(line.amount, bound.low, rule.step)
        if amounts[one] < line.amount:
            lines[one].append(GrantLine("rounded", amounts[one], {"step": rule.step}))


def _note_rounding(rule: GrantRule, amounts: Mapping[str, int], lines: Mapping[str, list[GrantLine]]) -> None:
    """Say the rounding already in the price of the project, when it changed something."""
    for one, amount in amounts.items():
        limits = {line.code: line.amount for line in lines[one]}
        exact = min(limits.get(code, amount + rule.step) for code in ("ask", "cap", "merit") if code in limits)
        if "partial" not in limits and amount < exact:
            lines[one].append(GrantLine("rounded", amount, {"step": rule.step}))


def _leftover(
    rule: GrantRule, winners: Sequence[Candidate], amounts: dict[str, int],
    lines: Mapping[str, list[GrantLine]], votes: Mapping[str, int], budget: int,
) -> None:  # fmt: skip
    """Give the money left to the winners by the stated rule."""
    if rule.leftover == "none":
        return
    top_up = top_up_by_rank if rule.leftover == "by_rank" else top_up_by_steps
    # By votes, a winner nobody voted for has no part in what is left.
    ranked = [one for one in amounts if rule.leftover == "by_rank" or votes[one]]
    extra = top_up(amounts, _tops(rule, winners, amounts), ranked, budget - sum(amounts.values()), rule.step)
    for one, more in extra.items():
        if more:
            amounts[one] += more
            lines[one].append(GrantLine("leftover", more))


def _tops(rule: GrantRule, winners: Sequence[Candidate], amounts: Mapping[str, int]) -> dict[str, int]:
    """The most each winner may reach: by criteria alone, leftovers may go up to the cap."""
    most = upper if rule.shared else cap
    return {winner.id: max(amounts[winner.id], most(winner, rule)) for winner in winners}
