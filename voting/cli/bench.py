"""`bench [FILE…]`: how long reading and counting by each rule take in this process."""

import argparse
import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from time import process_time_ns
from typing import Any

from voting.allocation import Method
from voting.chart import columns
from voting.cli.compare import RULES
from voting.cli.failures import WrongInput
from voting.cli.limits import whole_number
from voting.cli.options import add_speech
from voting.cli.output import one_line, say
from voting.cli.progress import Progress
from voting.cli.reading import pabulib_file
from voting.cli.rule_names import method_named, name_on_line
from voting.cli.words import word
from voting.election import BallotRule, Candidate, Election, Rules
from voting.result import select
from voting.statistics import decimal, median
from voting.urn import opened

EXAMPLE = "example: python -m voting bench city.pb --rules greedy,phragmen --repeat 5"
PROJECTS, VOTERS, NAMED = 40, 5000, 5  # of the election invented when no file is given


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", metavar="FILE.pb", nargs="*", help="default: an election invented on the spot")
    parser.add_argument("--rules", metavar="A,B", default=RULES, help="names as for count --rule, options after a +")
    parser.add_argument("--repeat", metavar="N", default="3", help="runs of each, of which the median is kept (3)")
    add_speech(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Time each step of each file, and print a table."""
    methods = [method_named(name) for name in options.rules.split(",")]
    if any(method.name == "majority-judgment" for method in methods):
        raise WrongInput("cli_judgment_alone")
    runs, lang = whole_number(options.repeat, "--repeat", 1), options.lang
    head = [word(key, lang) for key in ("ballots", "reading", "counting")]
    rows = [["", *head, *map(name_on_line, methods)]]
    with Progress(options) as progress:
        rows += [_timed(path, methods, runs, options, progress) for path in options.files or [None]]
    say(word("cpu", lang))
    say("\n".join(columns([*map(list, zip(*rows, strict=True))])))
    return 0


def _timed(
    path: str | None, methods: list[Method], runs: int, options: argparse.Namespace, progress: Progress
) -> list[str]:
    """The cells of one file: its name, its ballots, then milliseconds."""
    lang = options.lang
    quiet = Progress(argparse.Namespace(**{**vars(options), "progress": False}))
    quiet.shown = False
    ballots: Any = None
    if path is None:
        election, ballots = invented()
        cells = [word("invented", lang), str(len(ballots)), "–"]
    else:
        progress.tell("doing_read", path=path)
        file, spent = _median(lambda: pabulib_file(path, quiet), runs)
        election, ballots = file.election(Method()), file.ballots
        cells = [one_line(path), str(len(ballots)), _shown(spent, lang)]
    urn, spent = _median(lambda: opened(ballots, election), runs)
    cells.append(_shown(spent, lang))
    for method in methods:
        progress.tell("doing_count", method=name_on_line(method))
        counted = replace(election, rules=replace(election.rules, method=method))
        cells.append(_shown(_median(partial(select, counted, urn), runs)[1], lang))
    return cells


def _median(work: Callable[[], Any], runs: int) -> tuple[Any, Fraction]:
    """What the work gives, and the median of its processor time in nanoseconds."""
    spent = []
    for _ in range(runs):
        before = process_time_ns()
        made = work()
        spent.append(process_time_ns() - before)
    return made, median(spent) or Fraction(0)


def _shown(nanoseconds: Fraction, lang: str) -> str:
    return decimal(nanoseconds / 1_000_000, 1, lang)


def invented() -> tuple[Election, list[tuple[str, ...]]]:
    """The same election each time: voters who name a few projects, the first ones more often."""
    draw = random.Random("comptoir")  # noqa: S311  # an example, not a secret
    ids = [str(place) for place in range(1, PROJECTS + 1)]
    candidates = tuple(Candidate(one, f"Project {one}", draw.randrange(5_000, 100_000) * 100) for one in ids)
    budget = sum(candidate.cost for candidate in candidates) // 3
    ballots = [
        tuple({ids[min(draw.randrange(PROJECTS), draw.randrange(PROJECTS))]: 0 for _ in range(NAMED)})
        for _ in range(VOTERS)
    ]
    return Election(candidates, Rules(BallotRule("approval", 1, NAMED), budget=budget)), ballots
