"""Our winners beside those of pabutools (exact fractions) on every election by approval of a folder.

`python -m bench agreement [--most-voters N] [--rules RULE ...] [--files NAME ...]`: prints every difference with both
sets, and ends with 1 when there is one. Two different sets of the same greatest welfare are a tie, counted apart.
"""

import argparse
import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from bench.elections import announced
from bench.folders import CACHE, ELECTIONS, ROOT
from bench.ours import winners
from bench.peers import PABUTOOLS, Engine, engines
from bench.plain import read_pb

COMMON = ("votes", "per-euro", "shares-cost", "shares-cardinality", "phragmen", "welfare")
SAME, LEVEL, DIFFERENT, FAILED = "identical", "other set of the same welfare", "different", "no answer"


def main(arguments: Sequence[str] = ()) -> int:
    """Compare every file and rule; 1 when anything differs."""
    options = _options(arguments)
    peer = engines()[PABUTOOLS]
    if peer.absent:
        print(f"{PABUTOOLS} is absent: {peer.absent}")
        return 2
    seen: Counter[tuple[str, str]] = Counter()
    for path in sorted(ELECTIONS.glob("*.pb")):
        wanted = path.name in options.files if options.files else 0 < announced(path) <= options.most_voters
        if wanted:
            theirs = _theirs(peer, path, options.rules)
            seen.update((rule, _verdict(path, rule, theirs.get(rule))) for rule in options.rules)
    for (rule, verdict), times in sorted(seen.items()):
        print(f"{rule}: {times} {verdict}")
    return int(any(verdict in (DIFFERENT, FAILED) for _, verdict in seen))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench agreement")
    parser.add_argument("--most-voters", type=int, default=10**9, metavar="N", help="leave larger elections out")
    parser.add_argument("--rules", nargs="+", choices=COMMON, default=COMMON, metavar="RULE", help=", ".join(COMMON))
    parser.add_argument("--files", nargs="+", default=(), metavar="NAME", help="these files only")
    return parser.parse_args(arguments)


def _theirs(peer: Engine, path: Path, rules: Sequence[str]) -> dict[str, list[str]]:
    """Rule -> their winners, asked once: the answers of one version for the same bytes are kept in .bench/."""
    kept = CACHE / "answers" / peer.version.replace(" ", "-") / f"{sha256(path.read_bytes()).hexdigest()}.json"
    known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    if missing := [rule for rule in rules if rule not in known]:
        known |= _asked(peer.command, path, missing)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(known), "utf-8")
    return known


def _asked(command: Sequence[str], path: Path, rules: Sequence[str]) -> dict[str, list[str]]:
    """Their winners by some rules, all in one process."""
    done = subprocess.run([*command, str(path), "-", *rules], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        print(f"{path.name}: {(done.stderr.strip().splitlines() or ['no answer'])[-1]}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["rule"]: line["winners"] for line in lines}


def _verdict(path: Path, rule: str, theirs: list[str] | None) -> str:
    """Compare, and print what differs."""
    if theirs is None:
        return FAILED
    try:
        ours = winners(str(path), rule)
    except ValueError as error:
        print(f"{path.name}, {rule}: ours refuses: {error}")
        return FAILED
    if set(ours) == set(theirs):
        return SAME
    if rule == "welfare" and _welfare(path, ours) == _welfare(path, theirs):
        return LEVEL
    print(f"{path.name}, {rule}:\n  ours      {' '.join(sorted(ours))}\n  pabutools {' '.join(sorted(theirs))}")
    return DIFFERENT


def _welfare(path: Path, chosen: Sequence[str]) -> Fraction:
    """The money voters see spent as they wish: votes × cost over the winners."""
    _, costs, supporters, _ = read_pb(path)
    backed = dict(zip(costs, map(len, supporters), strict=True))
    return sum((Fraction(costs[one].replace(",", ".")) * backed[one] for one in chosen), Fraction())
