"""The rules that choose winners, one file each, one signature (`AllocationRule`)."""

from collections.abc import Mapping

from voting.allocation.bounded_overspending import bounded_overspending
from voting.allocation.completion import equal_shares
from voting.allocation.greedy import greedy
from voting.allocation.majority_judgment import majority_judgment
from voting.allocation.max_welfare import max_welfare
from voting.allocation.method import ALIASES, Method
from voting.allocation.outcome import Allocation, AllocationRule, Contest, Price, Step, Tie
from voting.allocation.phragmen import phragmen
from voting.allocation.plan import Field, allocate

RULES: Mapping[str, AllocationRule] = {
    "greedy": greedy,
    "greedy-stop": greedy,
    "equal-shares": equal_shares,
    "bounded-overspending": bounded_overspending,
    "phragmen": phragmen,
    "max-welfare": max_welfare,
    "majority-judgment": majority_judgment,
}

__all__ = [
    "ALIASES", "RULES", "Allocation", "AllocationRule", "Contest", "Field", "Method", "Price", "Step", "Tie",
    "allocate",
]  # fmt: skip
