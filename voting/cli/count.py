"""`count FILE`: the winners of a Pabulib file by any rule, each project with its sentence."""

import argparse

from voting.certificate import canonical, certificate
from voting.cli.document import document_of
from voting.cli.election_file import election_file
from voting.cli.failures import WrongInput
from voting.cli.figures import statistics_lines
from voting.cli.limits import whole_number
from voting.cli.options import add_rule, add_vote, election_of
from voting.cli.output import currency_of, in_units, save, say, say_json, spared
from voting.cli.progress import Progress
from voting.cli.speech import add_speech
from voting.cli.table import table
from voting.election import Election
from voting.formats import result_csv
from voting.opening import opened
from voting.result import Result, count
from voting.statistics import Statistics, statistics_of
from voting.urn import Urn

EXAMPLE = "example: python -m voting count city.pb --rule equal-shares --completion add1u --statistics"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="a .pb file, or a .json one that convert wrote")
    add_rule(parser)
    add_vote(parser)
    group = parser.add_argument_group("the answer")
    group.add_argument("--statistics", action="store_true", help="also turnout, satisfaction, money beside votes")
    group.add_argument("--effective-support", action="store_true", help="also each project's effective support (slow)")
    group.add_argument("--entitled", metavar="N", help="how many people could vote, for the turnout")
    group.add_argument("--json", action="store_true", help="a JSON document instead of a table")
    group.add_argument("--csv", metavar="OUT.csv", help="also write one row for each project, for a spreadsheet")
    group.add_argument("--certificate", metavar="OUT.json", help="also write the certificate of the result")
    add_speech(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Count, answer, write the files asked for."""
    if taken := spared([options.file], [options.csv, options.certificate]):
        raise WrongInput("cli_same_file", path=taken)
    with Progress(options) as progress:
        file = election_file(options.file, progress, budget=options.budget)
        election = election_of(options.file, file, options)
        progress.tell("doing_count", method=election.rules.method.name)
        urn = opened(file.ballots, election)
        result = count(election, urn)
        statistics = _statistics(election, urn, result, options, progress)
        if options.certificate:
            progress.tell("doing_write", path=options.certificate)
            save(options.certificate, canonical(certificate(election, file.ballots, result)))
    currency = currency_of(file)
    if options.csv:
        save(options.csv, result_csv(result, options.lang, currency))
    if options.json:
        document = document_of(file, election, result, options)
        say_json(document | ({"statistics": statistics.to_dict(in_units)} if statistics else {}))
        return 0
    say("\n".join(table(options.file, file, election, result, options.lang)))
    if statistics:
        names = {candidate.id: candidate.name for candidate in election.candidates}
        say("\n" + "\n".join(statistics_lines(statistics, names, options.lang, currency)))
    return 0


def _statistics(
    election: Election, urn: Urn, result: Result, options: argparse.Namespace, progress: Progress
) -> Statistics | None:
    """The statistics, when something of them is asked for."""
    entitled = None if options.entitled is None else whole_number(options.entitled, "--entitled", 1)
    if entitled is not None and entitled < urn.turnout.ballots:
        raise WrongInput("cli_entitled", value=entitled, ballots=urn.turnout.ballots)
    if not (options.statistics or options.effective_support or entitled is not None):
        return None
    progress.tell("doing_statistics")
    return statistics_of(election, urn, result, entitled=entitled, effective=options.effective_support)
