"""Counts in fresh processes, interleaved, with the medians."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from bench.elections import Election
from bench.folders import ROOT
from bench.peers import Engine

RUNS = ((20, 5), (40, 3), (float("inf"), 1))
"""CPU seconds that a process needs at most -> how often it is run."""
PATIENCE = 3600
PARTS = ("read", "prepare", "count")


@dataclass
class Measure:
    """What the runs of one engine, election and rule said. `failed` says why there is none."""

    engine: Engine
    election: Election
    rule: str
    runs: list[dict] = field(default_factory=list)
    failed: str = ""

    def seconds(self, *parts: str) -> float:
        """The median of the sum of some parts."""
        return median(sum(run.get(part, 0) for part in parts) for run in self.runs)

    @property
    def memory(self) -> float:
        """The median of the peaks, in MiB."""
        return median(run["memory"] for run in self.runs) / 1024

    @property
    def winners(self) -> list[str]:
        """Ids, whether the engine said ids or places."""
        ids = self.election.facts.ids
        return [ids[one] if isinstance(one, int) else one for one in self.runs[0]["winners"]]

    def done(self, most: int) -> bool:
        """Whether it ran as often as its length allows."""
        if self.failed or not self.runs:
            return bool(self.failed)
        whole = sum(self.runs[0].get(part, 0) for part in PARTS)
        return len(self.runs) >= min(most, next(times for limit, times in RUNS if whole <= limit))

    def run(self) -> None:
        """Once more, in a fresh process."""
        place = (str(self.election.path), str(self.election.plain), self.rule)
        try:
            done = subprocess.run(
                [*self.engine.command, *place], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
            )
            self.runs.append(json.loads(done.stdout.splitlines()[-1]))
        except subprocess.TimeoutExpired:
            self.failed = f"no result in {PATIENCE} s"
        except (IndexError, ValueError):
            self.failed = (done.stderr.strip().splitlines() or ["said nothing"])[-1]


def measure(engines: Iterable[Engine], election: Election, rule: str, most: int = RUNS[0][1]) -> list[Measure]:
    """Every engine that knows the rule; the first run of each, then the second of each, and so on."""
    measures = [Measure(engine, election, rule, failed=engine.absent) for engine in engines if rule in engine.rules]
    while waiting := [one for one in measures if not one.done(most)]:
        for one in waiting:
            one.run()
    return measures
