"""`bench [FILE…]`: how long reading and counting by each rule take in this process."""

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import Any

from voting import pabulib
from voting.allocation import Method
from voting.chart import columns
from voting.cli.compare import RULES
from voting.cli.election_file import election_file, is_json, reader
from voting.cli.failures import WrongInput
from voting.cli.limits import whole_number
from voting.cli.output import one_line, say, say_json
from voting.cli.progress import Progress
from voting.cli.rule_names import method_named, name_on_line
from voting.cli.speech import add_speech
from voting.cli.words import word
from voting.election import BallotRule, Candidate, Election, Rules
from voting.opening import opened
from voting.pabulib import PabulibFile
from voting.result import select
from voting.sentences import grouped
from voting.statistics import decimal, median

EXAMPLE = "example: python -m voting bench city.pb --rules greedy,phragmen --repeat 5"
PROJECTS, VOTERS, NAMED = 20, 1000, 4  # of the election invented when no file is given


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a .pb file, or a .json one that convert wrote (default: an election invented on the spot)",
    )
    parser.add_argument("--rules", metavar="A,B", default=RULES, help="names as for count --rule, options after a +")
    parser.add_argument("--repeat", metavar="N", default="3", help="runs of each, of which the median is kept (3)")
    parser.add_argument("--json", action="store_true", help="a JSON document (milliseconds as text), not a table")
    add_speech(parser)
    parser.set_defaults(run=run, late="files")


def run(options: argparse.Namespace) -> int:
    """Time each step of each file, and print a table."""
    methods = [method_named(name) for name in options.rules.split(",")]
    if any(method.name == "majority-judgment" for method in methods):
        raise WrongInput("cli_judgment_alone")
    runs, lang = whole_number(options.repeat, "--repeat", 1), options.lang
    found: list[tuple[str | None, list[int | Fraction]]] = []
    with Progress(options) as progress, TemporaryDirectory() as folder:
        if not options.files:
            path = str(Path(folder, "invented.pb"))
            pabulib.write(invented(), path)
            found.append((None, [*_timed(path, methods, runs, progress)]))
        for path in options.files:
            found.append((path, [*_timed(path, methods, runs, progress)]))
    names = [name_on_line(method) for method in methods]
    if options.json:
        say_json([_document(path, figures, names) for path, figures in found])
        return 0
    rows = [["", *(word(key, lang) for key in ("ballots", "reading", "counting")), *names]]
    for name, (ballots, *times) in found:
        shown = [grouped(int(ballots), lang), *(decimal(Fraction(time), 1, lang) for time in times)]
        rows.append([word("invented", lang) if name is None else one_line(name), *shown])
    say(word("cpu", lang))
    say("\n".join(columns([*map(list, zip(*rows, strict=True))])))
    return 0


def _document(path: str | None, figures: list[int | Fraction], names: list[str]) -> dict[str, Any]:
    """The times of one file (None: the election invented), in milliseconds as decimal text."""
    ballots, *times = figures
    reading, opening, *counting = (decimal(Fraction(time), 3, "en").replace(",", "") for time in times)
    rules = dict(zip(names, counting, strict=True))
    return {"file": path, "ballots": int(ballots), "reading_ms": reading, "opening_ms": opening, "rules_ms": rules}


def _timed(path: str, methods: list[Method], runs: int, progress: Progress) -> Iterator[int | Fraction]:
    """The cells of one file: its ballots, then milliseconds."""
    file = election_file(path, progress)
    election = file.election(Method())
    yield len(file.ballots)
    yield _spent(reader(path) if is_json(path) else partial(pabulib.read, path), runs)
    yield _spent(partial(opened, file.ballots, election), runs)
    urn = opened(file.ballots, election)
    for method in methods:
        progress.tell("doing_count", method=name_on_line(method))
        counted = replace(election, rules=replace(election.rules, method=method))
        yield _spent(partial(select, counted, urn), runs)


def _spent(work: Callable[[], object], runs: int) -> Fraction:
    """The median of the processor time of the work, in milliseconds."""
    spent = []
    for _ in range(runs):
        before = process_time_ns()
        work()
        spent.append(process_time_ns() - before)
    return Fraction(median(spent) or 0) / 1_000_000


def invented() -> PabulibFile:
    """The same election each time: voters who name a few projects, the first ones more often."""
    draw = random.Random("comptoir")  # noqa: S311 (an example, not a secret)  # nosec B311
    ids = [str(place) for place in range(1, PROJECTS + 1)]
    candidates = tuple(Candidate(one, f"Project {one}", draw.randrange(5_000, 100_000) * 100) for one in ids)
    budget = sum(candidate.cost for candidate in candidates) // 3
    ballots = [_ballot(ids, draw) for _ in range(VOTERS)]
    election = Election(candidates, Rules(BallotRule("approval", 1, NAMED), budget=budget))
    return pabulib.from_election(election, ballots, meta={})


def _ballot(ids: list[str], draw: random.Random) -> tuple[str, ...]:
    places = [min(draw.randrange(PROJECTS), draw.randrange(PROJECTS)) for _ in range(NAMED)]
    return tuple(dict.fromkeys(ids[place] for place in places))
