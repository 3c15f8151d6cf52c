"""Verifying a certificate of a million ballots with the standard library alone, beside hashing the same bytes once."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.elections import invented
from bench.figures import Figure
from bench.folders import CACHE, ROOT
from bench.results import seconds, times

LARGE, LESS = 1_000_000, 100_000
MOST, GROWTH = 25, 1.3
TIMED = """
import json, runpy, sys, time
from bench.report import Report
before = time.process_time()
try:
    runpy.run_module("voting", run_name="__main__")
except SystemExit as end:
    code = end.code or 0
used = time.process_time() - before
print(json.dumps([code, used, Report.memory()]))
"""


def recount(block: str, runs: int) -> list[Figure]:
    """For the tally sheet, then for the .pb file of the same ballots (no goal): time beside hashing it, memory."""
    sheet = f"verifying a certificate of {LARGE:,} ballots: their tally sheet"
    return [*_figures(sheet, block, runs, _sheet, MOST), *_figures("the same: their .pb file", block, runs, _published)]


def _figures(
    what: str, block: str, runs: int, made: Callable[[int], Path], most: int | None = None
) -> Iterator[Figure]:  # fmt: skip
    """Time beside hashing the file once, and memory beside that of a tenth of the ballots."""
    goal = f"≤ {most} × hashing its bytes" if most else "–"
    try:
        (large, peak), (_, less) = (_verified(voters, made(voters), min(3, runs)) for voters in (LARGE, LESS))
    except (subprocess.SubprocessError, LookupError) as reason:
        yield Figure(what, goal, str(reason), None, block)
        return
    hashing = _hashed(made(LARGE), runs)
    value = f"{times(large / hashing)} ({seconds(large)} / {seconds(hashing)})"
    memory = f"{times(peak / less)} ({peak / 1024:.0f} MiB / {less / 1024:.0f} MiB for {LESS:,})"
    yield Figure(what, goal, value, large <= most * hashing if most else None, block)
    flat = f"flat (≤ {GROWTH:g} × that of a tenth)"
    yield Figure(f"{what}, peak memory", flat, memory, peak <= GROWTH * less, block)


def _verified(voters: int, path: Path, runs: int) -> tuple[float, float]:
    """CPU seconds and KiB of `python -m voting verify`, medians."""
    source, certificate = _published(voters), CACHE / f"certificate_{voters}.json"
    _voting([], "count", str(source), "--certificate", str(certificate), "--json")
    done = [_voting(["-S"], "verify", str(certificate), str(path)) for _ in range(runs)]
    return median(used for used, _ in done), median(memory for _, memory in done)


def _published(voters: int) -> Path:
    """The ballots as the platform publishes them, written in another process so that ours stays small."""
    source, path = invented(voters, 200).path, CACHE / f"published_{voters}.pb"
    if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
        subprocess.run([sys.executable, "-m", "bench.published", str(source), str(path)], cwd=ROOT, check=True)
    return path


def _sheet(voters: int) -> Path:
    """Their tally sheet."""
    source, path = _published(voters), CACHE / f"sheet_{voters}.txt"
    if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
        _voting([], "convert", str(source), str(path))
    return path


def _voting(options: Sequence[str], *arguments: str) -> tuple[float, float]:
    """One command of our engine in a fresh process; with -S, without any installed package."""
    run = subprocess.run([sys.executable, *options, "-c", TIMED, *arguments], cwd=ROOT, capture_output=True, text=True)
    if run.returncode:
        raise LookupError((run.stderr.strip().splitlines() or ["said nothing"])[-1])
    code, used, memory = json.loads(run.stdout.splitlines()[-1])
    if code:
        raise LookupError(f"python -m voting {arguments[0]} ended with {code}")
    return used, memory


def _hashed(path: Path, runs: int) -> float:
    """CPU seconds of SHA-256 over the bytes once, in a fresh process."""
    code = "import hashlib, sys, time; data = open(sys.argv[1], 'rb').read(); t = time.process_time(); "
    code += f"hashlib.new('{hashlib.sha256().name}', data).digest(); print(time.process_time() - t)"
    once = [sys.executable, "-c", code, str(path)]
    return median(float(subprocess.run(once, capture_output=True, text=True, check=True).stdout) for _ in range(runs))
