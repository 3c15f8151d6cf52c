"""`python -m bench memory`: what one worker weighs after 10,000 requests of all kinds, and whether it goes on growing.

The large site of bench/pages.py, on SQLite, one worker; beside its pages, searches that are all different. Resident
memory, as Linux says it.
"""

import http.client
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import pages
from bench.results import table, write

COMMAND = "`python -m bench memory`"
REQUESTS, STEPS, MOST_MB, FLAT = 10_000, 5, 130, 1.05


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure and write the figures down."""
    with tempfile.TemporaryDirectory() as folder:
        site = pages.prepared(f"sqlite:///{folder}/many.db", "many", folder)
        as_shipped = {**site.environment, "KEEP_PAGES": "30"}
        with pages.serving("wsgi:app", pages.FIRST_PORT, as_shipped, workers=1) as port:
            weights = [(0, weight(port))]
            for step in range(STEPS):
                ask(site, port, step * REQUESTS // STEPS, (step + 1) * REQUESTS // STEPS)
                weights.append(((step + 1) * REQUESTS // STEPS, weight(port)))
    last, before = weights[-1][1], weights[-2][1]
    verdict = "reached" if last <= MOST_MB and last <= FLAT * before else "**not reached**"
    lines = [[f"{number:,} requests", f"{megabytes:.0f} MB"] for number, megabytes in weights]
    goal = f"Goal: ≤ {MOST_MB} MB and flat: {verdict} ({COMMAND})."
    write({"Memory of a worker": f"SQLite, one worker, four threads. {goal}\n\n{table(['after', 'resident'], lines)}"})
    return 0


def ask(site: pages.Site, port: int, first: int, last: int) -> None:
    """Requests of all kinds, one after the other; a search that nobody made before each time round."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    targets = list(site.targets(port).values())
    for number in range(first, last):
        turn, place = divmod(number, len(targets) + 1)
        target = targets[place] if place < len(targets) else pages.Target(port, f"/envies/?q=jardin+{turn}")
        pages.asked(connection, target)


def weight(port: int) -> float:
    """Megabytes of the worker that answers on this port."""
    lines = Path(f"/proc/{pages.workers_of(port)[0]}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    sys.exit(main())
