"""A .pb file reduced to what a count needs, read independently of our own reader, for the engines without a reader.

`python -m bench.plain FILE.pb PLAIN.txt`: writes it (`read_plain` reads it back) and PLAIN.json, the facts.
Money is in cents when any amount is fractional, else in whole units. A project named twice in a ballot counts once.
"""

import csv
import json
import sys
from array import array
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

SECTIONS = ("META", "PROJECTS", "VOTES")


@dataclass(frozen=True)
class Facts:
    """What is printed of an election; `ids` in the order of the file, which settles ties."""

    ids: list[str]
    voters: int
    approvals: int
    vote_type: str


def convert(source: Path, target: Path) -> Facts:
    """Write the plain form of a .pb file and its facts."""
    meta, projects, supporters, voters = read_pb(source)
    amounts = [Fraction(text.replace(",", ".")) for text in (meta["budget"], *projects.values())]
    scale = 1 if all(amount.denominator == 1 for amount in amounts) else 100
    budget, *costs = (int(amount * scale) for amount in amounts)
    lines = [f"{budget} {voters} {len(projects)}"]
    for cost, backers in zip(costs, supporters, strict=True):
        lines.append(" ".join(map(str, (cost, len(backers), *backers))))
    target.write_text("\n".join(lines) + "\n", "ascii")
    facts = Facts(list(projects), voters, sum(map(len, supporters)), meta["vote_type"])
    target.with_suffix(".json").write_text(json.dumps(asdict(facts)), "utf-8")
    return facts


def read_pb(source: Path, *, votes: bool = True) -> tuple[dict[str, str], dict[str, str], list[array], int]:
    """META, the cost of each project, the places of its supporters, the number of voters (0 without `votes`)."""
    meta, costs, supporters, voters = {}, {}, {}, 0
    for section, row in rows(source):
        if section == "META":
            meta[row["key"]] = row["value"]
        elif section == "PROJECTS":
            costs[row["project_id"]] = row["cost"]
            supporters[row["project_id"]] = array("i")
        elif not votes:
            break
        else:
            for one in dict.fromkeys(row["vote"].split(",")):
                if one.strip():
                    supporters[one.strip()].append(voters)
            voters += 1
    return meta, costs, list(supporters.values()), voters


def rows(source: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every row with the section it belongs to."""
    section, header = "", None
    with source.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if not any(row):
                continue
            if row[0].strip().upper() in SECTIONS and not any(row[1:]):
                section, header = row[0].strip().upper(), None
            elif header is None:
                header = [cell.strip() for cell in row]
            else:
                yield section, dict(zip(header, (cell.strip() for cell in row), strict=False))


def read_plain(path: Path) -> tuple[int, int, list[int], list[list[int]]]:
    """Budget, number of voters, costs, supporters of each project."""
    with path.open(encoding="ascii") as file:
        budget, voters, _ = map(int, file.readline().split())
        parts = [list(map(int, line.split())) for line in file]
    return budget, voters, [part[0] for part in parts], [part[2:] for part in parts]


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
