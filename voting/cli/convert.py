"""`convert SOURCE TARGET`: a file of one format as another, with what it cannot say."""

import argparse
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from voting.cli.failures import WrongInput
from voting.cli.options import add_speech
from voting.cli.output import one_line, same_file, say
from voting.cli.progress import Progress

EXAMPLE = "example: python -m voting convert city.pb city.json"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("source", metavar="SOURCE", help="its format is told by the end of its name")
    parser.add_argument("target", metavar="TARGET")
    add_speech(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Convert, and say what was lost."""
    if same_file(options.source, options.target):
        raise WrongInput("cli_same_file", path=options.target)
    if find_spec("voting.formats") is None:
        raise WrongInput("cli_no_formats")
    with Progress(options) as progress:
        progress.tell("doing_read", path=options.source)
        convert = import_module("voting.formats").convert
        warnings: list[str] = convert(Path(options.source), Path(options.target), lang=options.lang)
    for warning in warnings:
        say(one_line(warning))
    return 0
