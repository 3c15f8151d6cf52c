"""`compare FILE…`: several rules on the same ballots, as a table and a chart."""

import argparse
from typing import Any

from voting.allocation import Method
from voting.chart import svg
from voting.cli.compared import Compared
from voting.cli.election_file import election_file
from voting.cli.failures import WrongInput
from voting.cli.options import add_vote, election_of
from voting.cli.output import currency_of, in_units, save, say, say_json, spared, title_of
from voting.cli.pictures import picture
from voting.cli.progress import Progress
from voting.cli.rule_names import method_named, name_on_line
from voting.cli.side_by_side import side_by_side
from voting.cli.speech import add_speech
from voting.comparison import compare, name_of, sentences
from voting.opening import opened
from voting.sentences import explain

RULES = "greedy,greedy+cardinality,equal-shares,equal-shares+add1u,phragmen,max-welfare"
EXAMPLE = "example: python -m voting compare city.pb --rules greedy,equal-shares+add1u --svg city.svg"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="a .pb file, or a .json one that convert wrote")
    parser.add_argument("--rules", metavar="A,B", default=RULES, help="names as for count --rule, options after a +")
    add_vote(parser)
    group = parser.add_argument_group("the answer")
    group.add_argument("--json", action="store_true", help="a JSON document instead of a table")
    group.add_argument("--svg", metavar="OUT.svg", help="also draw the comparison")
    add_speech(parser)
    parser.set_defaults(run=run, late="files")


def run(options: argparse.Namespace) -> int:
    """Compare, answer, draw."""
    methods = _methods(options.rules)
    if taken := spared(options.files, [options.svg]):
        raise WrongInput("cli_same_file", path=taken)
    with Progress(options) as progress:
        found = [_compared(path, methods, options, progress) for path in options.files]
    if options.svg:
        save(options.svg, svg([picture(one, options.lang) for one in found], options.lang))
    if options.json:
        documents = [_document(one, options.lang) for one in found]
        say_json(documents[0] if len(documents) == 1 else documents)
        return 0
    say("\n\n".join("\n".join(side_by_side(one, options.lang)) for one in found))
    return 0


def _methods(text: str) -> list[Method]:
    """The methods named, each once. WrongInput for fewer than two."""
    methods = list(dict.fromkeys(method_named(name) for name in text.split(",")))
    if len(methods) < 2:
        raise WrongInput("cli_two_rules", value=text)
    if any(method.name == "majority-judgment" for method in methods):
        raise WrongInput("cli_judgment_alone")
    return methods


def _compared(path: str, methods: list[Method], options: argparse.Namespace, progress: Progress) -> Compared:
    file = election_file(path, progress, budget=options.budget)
    election = election_of(path, file, options)
    if election.rules.ballot.kind == "judgment":
        raise WrongInput("cli_judgment_alone")
    urn = opened(file.ballots, election)
    done = compare(election, urn, methods, lambda method: progress.tell("doing_count", method=name_on_line(method)))
    return Compared(path, file, election, urn.turnout, done)


def _document(one: Compared, lang: str) -> dict[str, Any]:
    document, turnout = one.comparison.to_dict(in_units), one.turnout
    for outcome, plain in zip(one.comparison.outcomes, document["outcomes"], strict=True):
        plain["rule"], plain["name"] = name_on_line(outcome.method), name_of(outcome.method, lang)
    currency = currency_of(one.file)
    return {
        "file": one.path,
        "description": title_of(one.file, one.path),
        "currency": currency,
        "turnout": {"ballots": turnout.ballots, "valid": turnout.valid, "blank": turnout.blank},
        **document,
        "projects": one.names,
        "sentences": [explain(said, lang, currency) for said in sentences(one.comparison, one.names, lang)],
    }
