"""The rules that choose winners, one file each, one signature (`AllocationRule`)."""

from voting.allocation import greedy
from voting.allocation.outcome import Allocation, AllocationRule, Price, Step, Tie

RULES: dict[str, AllocationRule] = {
    "greedy": greedy.skip,
    "greedy-stop": greedy.stop,
    "greedy-threshold": greedy.skip,
}

__all__ = ["RULES", "Allocation", "AllocationRule", "Price", "Step", "Tie"]
