"""Small elections every test of the rulebook can start from."""

import os
from pathlib import Path

from voting.election import BallotRule, Candidate, Constraints, Election, GrantRule, Method, Rules

HERE = Path(__file__).parent
FILES = HERE / "files"
REAL = Path(os.environ.get("COMPTOIR_PB_DIR", HERE.parents[2] / "shared" / "pb"))
"""The folder of real .pb files: COMPTOIR_PB_DIR, or ../shared/pb beside the repository."""


def election(
    *costs,
    budget=100,
    rule="greedy",
    method=None,
    limits=None,
    min_support=0,
    seed=None,
    ballot=None,
    grant=None,
    **fields,
):
    """Projects a, b, c… at these costs; `fields` go to every candidate."""
    candidates = tuple(Candidate(chr(97 + i), f"Project {chr(65 + i)}", cost, **fields) for i, cost in enumerate(costs))
    ballot = ballot or BallotRule("approval", 1, max(1, len(costs)))
    limits = limits or Constraints(min_support=min_support)
    return Election(candidates, Rules(ballot, method or Method(rule), grant or GrantRule(), budget, limits, seed))


def ballots(**votes):
    """As many one-project ballots as each project has votes."""
    return [(one,) for one, times in votes.items() for _ in range(times)]
