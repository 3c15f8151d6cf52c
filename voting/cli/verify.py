"""`verify CERTIFICATE BALLOTS`: a published result counted again from its ballots, with the standard library only."""

import argparse
from pathlib import Path
from typing import Any

from voting.certificate import BROKEN, verify, verify_pieces, verify_sheet
from voting.cli.failures import WrongFile, WrongInput
from voting.cli.output import say, say_json
from voting.cli.progress import Progress
from voting.cli.reading import json_ballots, json_file, pabulib_pieces
from voting.cli.speech import add_speech
from voting.pabulib import FileError
from voting.sentences import Sentence, explain

EXAMPLE = "example: python -m voting verify certificate.json ballots.pb"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("certificate", metavar="CERTIFICATE.json")
    parser.add_argument(
        "file", metavar="BALLOTS", help="a .pb file, a tally sheet (.txt), or JSON: a list of lists of project ids"
    )
    parser.add_argument("--json", action="store_true", help="a JSON document instead of sentences")
    add_speech(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """1 when the recount finds a discrepancy. WrongInput for what is no certificate."""
    with Progress(options) as progress:
        document = json_file(options.certificate)
        progress.tell("doing_recount")
        ending = Path(options.file).suffix.lower()
        if ending == ".pb":
            found = verify_pieces(document, pabulib_pieces(options.file))
        elif ending == ".txt":
            found = _of_sheet(document, options.file)
        else:
            found = verify(document, json_ballots(options.file))
    if found and found[0].code in BROKEN:
        raise WrongInput(found[0].code, "EUR", **found[0].values)
    if options.json:
        say_json({"identical": not found, "differences": [_difference(one, options.lang) for one in found]})
        return 1 if found else 0
    for discrepancy in found or [Sentence("cli_verified")]:
        say(explain(discrepancy, options.lang))
    return 1 if found else 0


def _of_sheet(document: Any, path: str) -> list[Sentence]:
    with Path(path).open("rb") as source:
        try:
            return verify_sheet(document, source)
        except FileError as error:
            raise WrongFile(path, error) from None


def _difference(found: Sentence, lang: str) -> dict[str, Any]:
    return {"code": found.code, "values": dict(found.values), "sentence": explain(found, lang)}
