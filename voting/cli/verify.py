"""`verify CERTIFICATE BALLOTS`: a published result counted again from its ballots, with the standard library only."""

import argparse
from collections.abc import Sequence

from voting.ballots import Ballot
from voting.certificate import verify
from voting.cli.options import add_speech
from voting.cli.output import say
from voting.cli.progress import Progress
from voting.cli.reading import json_ballots, json_file, pabulib_file
from voting.sentences import Sentence, explain

EXAMPLE = "example: python -m voting verify certificate.json ballots.pb"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("certificate", metavar="CERTIFICATE.json")
    parser.add_argument("file", metavar="BALLOTS", help="a .pb file, or JSON: a list of lists of project ids")
    add_speech(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """1 when the recount finds a discrepancy."""
    with Progress(options) as progress:
        document = json_file(options.certificate)
        pabulib = options.file.lower().endswith(".pb")
        ballots: Sequence[Ballot] = (
            pabulib_file(options.file, progress).ballots if pabulib else json_ballots(options.file)
        )
        progress.tell("doing_recount")
        found = verify(document, ballots)
    for discrepancy in found or [Sentence("cli_verified")]:
        say(explain(discrepancy, options.lang))
    return 1 if found else 0
