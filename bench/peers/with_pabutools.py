"""Counts by pabutools, exact fractions (gmpy2): `python -m bench.peers.with_pabutools FILE.pb PLAIN RULE...`.

Ties are settled by the order of the file, like ours. A measure asks for one rule; several give one line each.
"""

import sys
from pathlib import Path

from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
from pabutools.rules import (
    greedy_utilitarian_welfare,
    max_additive_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)
from pabutools.tiebreaking import TieBreakingRule

from bench.plain import read_pb
from bench.report import Report

sys.setrecursionlimit(100_000)  # it calls itself once per winner


def winners(instance: object, profile: object, rule: str, ids: list[str]) -> list[str]:
    """The ids it chooses."""
    place = {one: number for number, one in enumerate(ids)}
    common = {"tie_breaking": TieBreakingRule(lambda _instance, _profile, project: place[project.name])}
    if rule == "phragmen":
        chosen = sequential_phragmen(instance, profile, **common)
    elif rule == "welfare":
        chosen = max_additive_utilitarian_welfare(instance, profile, Cost_Sat)
    elif rule in ("votes", "per-euro"):
        utility = Cost_Sat if rule == "votes" else Cardinality_Sat
        chosen = greedy_utilitarian_welfare(instance, profile, utility, **common)
    else:
        utility = Cardinality_Sat if rule == "shares-cardinality" else Cost_Sat
        more = {"voter_budget_increment": 1} if rule == "add1-exhaustive" else {}
        chosen = method_of_equal_shares(instance, profile, utility, **common, **more)
    return [project.name for project in chosen]


def main(source: str, _plain: str, *rules: str) -> None:
    """Read, count, report."""
    ids = list(read_pb(Path(source), votes=False)[1])
    report = Report()
    instance, profile = parse_pabulib(source)
    report.end("read")
    for rule in rules:
        report.start()
        chosen = winners(instance, profile, rule, ids)
        report.end("count")
        report.say(chosen, rule=rule)


if __name__ == "__main__":
    main(*sys.argv[1:])
