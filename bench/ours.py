"""One count by our engine: `python -m bench.ours winners|result FILE.pb PLAIN RULE`. Nothing else here counts with it.

`read`: the file read. `prepare`: the ballots checked and laid out. `count`: "winners" selects them, as others do;
"result" gives everything a results page shows: winners, reasons, margins, ties.
"""

import importlib
import pkgutil
import sys
from contextlib import suppress

from bench.report import Report
from bench.rules import SETTINGS
from voting import pabulib
from voting.allocation.method import Method
from voting.opening import opened
from voting.result import count, select


def load() -> None:
    """Import what our engine would otherwise import while it reads: no engine's imports are measured."""
    with suppress(ImportError):
        folder = importlib.import_module("voting.fast").__path__
        for module in pkgutil.iter_modules(folder, "voting.fast."):
            importlib.import_module(module.name)
        for name in ("numpy.ma", "numpy.random"):  # numpy brings these at their first use
            importlib.import_module(name)


def main(what: str, source: str, _plain: str, rule: str) -> None:
    """Read, count, report."""
    load()
    report = Report()
    file = pabulib.read(source)
    election = file.election(Method(**SETTINGS[rule]))
    report.end("read")
    urn = opened(file.ballots, election)
    report.end("prepare")
    chosen = (select if what == "winners" else count)(election, urn).winners
    report.end("count")
    report.say(chosen)


def winners(source: str, rule: str) -> tuple[str, ...]:
    """The ids our engine chooses, in order of selection."""
    file = pabulib.read(source)
    election = file.election(Method(**SETTINGS[rule]))
    return select(election, opened(file.ballots, election)).winners


if __name__ == "__main__":
    main(*sys.argv[1:])
