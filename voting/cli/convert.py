"""`convert SOURCE TARGET`: a file of one format as another, with what it cannot say."""

import argparse
from pathlib import Path

from voting.cli.failures import WrongFile, WrongInput
from voting.cli.output import one_line, same_file, say
from voting.cli.progress import Progress
from voting.cli.speech import add_speech
from voting.formats import convert
from voting.pabulib import PabulibError

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
    with Progress(options) as progress:
        progress.tell("doing_read", path=options.source)
        try:
            warnings = convert(Path(options.source), Path(options.target), lang=options.lang)
        except PabulibError as error:
            raise WrongFile(options.source, error) from None
    for warning in warnings:
        say(one_line(warning))
    return 0
