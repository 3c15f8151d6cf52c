"""Our counting beside the other engines: same machine, same files, same run; CPU seconds, a fresh process per measure.

`python -m bench counting [--only BLOCK ...] [--runs N]`: prints every measure as it comes, then the goals; each
block is a section of RESULTS.md. COMPTOIR_PB_DIR is the folder of the real elections, COMPTOIR_EQUALSHARES that of the
equalshares.net tool.
"""

import argparse
from collections.abc import Iterable, Sequence

from bench.blocks import BLOCKS, Part
from bench.bundle import recount
from bench.figures import Measures, compared
from bench.folders import shown
from bench.measure import PARTS, RUNS, Measure, measure
from bench.peers import OURS, Engine, described, engines
from bench.results import seconds, table, write
from bench.rules import RULES

BUNDLE = "bundle"
ORDER = ("warszawa", "million", "add1", "small", BUNDLE, "wieliczka", "large")
HEADER = ("election", "voters × projects", "rule", "engine", "read", "count", "peak memory", "runs", "winners")
METHOD = """CPU seconds, one fresh process a measure, medians of five runs (three when one takes more than 20 s, one
when more than 40 s), the engines in turn; each section below is one run. `read` is everything before the count (for
ours: reading, checking and laying out the ballots); starting the interpreter and importing are left out for all. Ties
are settled by the order of the file in every engine that can be told to. `PLAIN` is the form written by
`python -m bench.plain FILE.pb PLAIN`. Real elections are in the folder COMPTOIR_PB_DIR."""
GOALS = ("measure", "goal", "figure", "verdict", "winners", "command")


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print block after block; write each down unless its runs were limited."""
    options = _options(arguments)
    there = engines()
    texts = {"Counting": f"{METHOD}\n\n{_engines(there)}"}
    for name in options.only or ORDER:
        texts[f"Counting: {name}"] = f"Measured with {there[OURS].version}.\n\n{_block(name, there, options.runs)}"
        if options.runs == RUNS[0][1]:
            write(texts)
    print("\n\n".join(texts.values()))
    return 0


def _block(name: str, there: dict[str, Engine], runs: int) -> str:
    """The goals and measures of a block."""
    if name == BUNDLE:
        return table(GOALS, [one.cells() for one in recount(BUNDLE, runs)])
    found = [one for part in BLOCKS[name].parts() for one in _measured(part, there, runs)]
    goals = [one.cells() for one in BLOCKS[name].goals(Measures(name, found))]
    parts = [table(GOALS, goals)] if goals else []
    return "\n\n".join([*parts, table(HEADER, _lines(found))] if BLOCKS[name].listed else parts)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench counting")
    parser.add_argument("--only", nargs="+", choices=ORDER, metavar="BLOCK", help=", ".join(ORDER))
    parser.add_argument("--runs", type=int, default=RUNS[0][1], help="at most as many runs of each (default: 5)")
    return parser.parse_args(arguments)


def _measured(part: Part, there: dict[str, Engine], runs: int) -> list[Measure]:
    """The measures of a part, printed as soon as they are there."""
    if part.election is None:
        return []
    done = []
    for rule in part.rules:
        latest = measure([there[name] for name in part.engines], part.election, rule, runs)
        print("\n".join("  ".join(line) for line in _lines(latest)), flush=True)
        done += latest
    return done


def _lines(measures: Iterable[Measure]) -> list[tuple[str, ...]]:
    """One line a measure, with how its winners compare with ours."""
    ours = {(one.election.path, one.rule): one for one in measures if one.engine.name == OURS}
    return [_line(one, ours.get((one.election.path, one.rule))) for one in measures]


def _line(one: Measure, ours: Measure | None) -> tuple[str, ...]:
    about = (one.election.name, one.election.size, RULES[one.rule], one.engine.name)
    if one.failed:
        return (*about, f"absent ({one.failed})", "", "", "", "")
    read, count = seconds(one.seconds(*PARTS[:-1])), seconds(one.seconds(PARTS[-1]))
    return (*about, read, count, f"{one.memory:.0f} MiB", str(len(one.runs)), _winners(one, ours))


def _winners(one: Measure, ours: Measure | None) -> str:
    """How many ours chose; for the others, whether they are the same."""
    return str(len(one.winners)) if ours is None or ours.failed or one is ours else compared(one, ours)


def _engines(there: dict[str, Engine]) -> str:
    """The engines, their versions, and how one measure of each is run."""
    commands = {one.name: f"`{shown(' '.join(one.command))} FILE.pb PLAIN RULE`" for one in there.values()}
    rows = [(one.name, described(one), commands[one.name] if one.command else "") for one in there.values()]
    return table(("engine", "version", "command of one measure"), rows)
