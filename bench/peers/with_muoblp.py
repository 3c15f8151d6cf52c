"""One count by muoblpbindings (C++): `python -m bench.peers.with_muoblp FILE.pb PLAIN RULE`.

It has no reader: its own conversion of our dictionaries is part of its count.
"""

import sys
from pathlib import Path

import muoblpbindings

from bench.plain import read_plain
from bench.report import Report

FUNCTIONS = {
    "shares-cost": muoblpbindings.equal_shares_utils,
    "add1-exhaustive": muoblpbindings.equal_shares_add1,
}


def main(_source: str, plain: str, rule: str) -> None:
    """Read, count, report the places of the winners. A utility of 1 a voter gives the cost variant."""
    report = Report()
    budget, voters, costs, supporters = read_plain(Path(plain))
    names = [str(place) for place in range(len(costs))]
    given = (
        [str(voter) for voter in range(voters)],
        names,
        {one: float(cost) for one, cost in zip(names, costs, strict=True)},
        {one: [(str(voter), 1) for voter in backers] for one, backers in zip(names, supporters, strict=True)},
        {one: len(backers) for one, backers in zip(names, supporters, strict=True)},
        float(budget),
    )
    report.end("read")
    chosen = FUNCTIONS[rule](*given)
    report.end("count")
    report.say([int(one) for one in chosen])


if __name__ == "__main__":
    main(*sys.argv[1:])
