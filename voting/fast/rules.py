"""The rules with the voters in arrays: the plain ones, but for what has a faster way."""

from collections.abc import Mapping
from functools import partial

from voting.allocation import RULES as PLAIN
from voting.allocation.completion import equal_shares
from voting.allocation.outcome import AllocationRule
from voting.allocation.phragmen import phragmen
from voting.fast.phragmen import ArrayLoads
from voting.fast.together import buy_each

RULES: Mapping[str, AllocationRule] = {
    **PLAIN,
    "equal-shares": partial(equal_shares, buy_each=buy_each),
    "phragmen": partial(phragmen, loads=ArrayLoads),
}
