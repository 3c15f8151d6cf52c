"""Invented elections of any size, the same at every run: `python -m bench.invented VOTERS PROJECTS FILE.pb`.

About 5.5 approvals a ballot, a few projects much more popular than the others, costs spread over three orders of
magnitude, an envelope of 35 % of what everything would cost.
"""

import math
import random
import sys
from itertools import accumulate
from pathlib import Path

MOST = 11
CHEAPEST, DEAREST = 5_000, 2_500_000
ENVELOPE = 0.35
AT_ONCE = 50_000


def invent(voters: int, projects: int, target: Path) -> None:
    """Write the election."""
    chance = random.Random(f"{voters} x {projects}")
    ids = [str(number) for number in range(1, projects + 1)]
    spread = (math.log(CHEAPEST), math.log(DEAREST))
    costs = [round(math.exp(chance.uniform(*spread)), -2) for _ in ids]
    popular = list(accumulate(chance.lognormvariate(0, 1) for _ in ids))
    with target.open("w", encoding="utf-8") as file:
        file.write(head(voters, ids, [int(cost) for cost in costs]))
        for start in range(0, voters, AT_ONCE):
            file.writelines(ballots(chance, ids, popular, start, min(voters, start + AT_ONCE)))


def head(voters: int, ids: list[str], costs: list[int]) -> str:
    """META, PROJECTS and the beginning of VOTES."""
    meta = {
        "description": "Invented",
        "country": "France",
        "unit": "Bench",
        "instance": 2025,
        "num_projects": len(ids),
        "num_votes": voters,
        "budget": int(sum(costs) * ENVELOPE),
        "vote_type": "approval",
        "rule": "greedy",
        "date_begin": "01.01.2025",
        "date_end": "31.01.2025",
        "min_length": 1,
        "max_length": MOST,
    }
    lines = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items())]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"{one};{cost};Project {one}" for one, cost in zip(ids, costs, strict=True)]
    return "\n".join([*lines, "VOTES", "voter_id;vote\n"])


def ballots(chance: random.Random, ids: list[str], popular: list[float], start: int, end: int) -> list[str]:
    """Some lines of VOTES: 1 to MOST draws each, a project drawn twice written once."""
    sizes = [chance.randint(1, MOST) for _ in range(start, end)]
    drawn = iter(chance.choices(ids, cum_weights=popular, k=sum(sizes)))
    return [
        f"{voter};{','.join(dict.fromkeys(next(drawn) for _ in range(size)))}\n"
        for voter, size in enumerate(sizes, start + 1)
    ]


if __name__ == "__main__":
    invent(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
