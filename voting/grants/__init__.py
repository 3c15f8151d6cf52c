"""Variable grants: what each winner receives, in cents, with the arithmetic line by line.

Always: nobody above what is asked, the ceiling, or the largest share of its budget; the sum never above the envelope,
nor that of a group above its quota; a better score never lowers a grant, nor do more votes when projects are ranked
for one envelope (docs/counting.md).
"""

from collections.abc import Mapping, Sequence

from voting.allocation import Allocation
from voting.candidate import Candidate
from voting.constraints import Constraints
from voting.grants.lines import Grant, GrantLine
from voting.grants.rule import MODES, GrantRule, cap, minimum, prices
from voting.grants.sheet import Sheet

__all__ = ["MODES", "Grant", "GrantLine", "GrantRule", "cap", "grants", "minimum", "prices"]


def grants(
    rule: GrantRule, candidates: Sequence[Candidate], allocation: Allocation, votes: Mapping[str, int], budget: int,
    constraints: Constraints,
) -> dict[str, Grant]:  # fmt: skip
    """The grant of every winner, in ranking order.

    First what the selection paid, then the rest by the mode and the rule for what is left: of each reserve among its
    own winners, of the whole envelope among all. What a reserve leaves joins the rest only if it `returns`.
    """
    sheet = Sheet(rule, candidates, allocation, votes, constraints.quotas)
    stages = {step.id: step.stage for step in allocation.steps}
    for reserve in constraints.reserves:
        own = [one for one in sheet.amounts if stages[one] == reserve.name]
        # What it returned may have paid other winners already.
        money = min(reserve.amount, sheet.total(own) + budget - sheet.total())
        sheet.fill(own, money, reserve.name)
        if not constraints.returns:
            budget -= reserve.amount - sheet.total(own)
    sheet.fill([*sheet.amounts], budget)
    return sheet.grants()
