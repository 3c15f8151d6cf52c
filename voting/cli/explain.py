"""`explain FILE [PROJECT]`: everything about one project, or the projects near the line."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from voting.cli.document import line_dict, method_dict
from voting.cli.election_file import election_file
from voting.cli.limits import whole_number
from voting.cli.nearest import distances, nearest
from voting.cli.one_project import fate, heading, project_named, whole_story
from voting.cli.options import add_rule, add_vote, election_of
from voting.cli.output import currency_of, say, say_json, title_of
from voting.cli.progress import Progress
from voting.cli.speech import add_speech
from voting.cli.words import colon, word
from voting.comparison import name_of
from voting.election import Election
from voting.opening import opened
from voting.pabulib import PabulibFile
from voting.result import Line, Result, count
from voting.sentences import Sentence, explain
from voting.urn import Urn

EXAMPLE = "example: python -m voting explain city.pb 17 --rule equal-shares --lang en"


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="a .pb file, or a .json one that convert wrote")
    parser.add_argument("project", metavar="PROJECT", nargs="?", help="its id or name (default: those near the line)")
    add_rule(parser)
    add_vote(parser)
    group = parser.add_argument_group("the answer")
    group.add_argument("--number", metavar="N", default="3", help="without PROJECT: how many on each side (default: 3)")
    group.add_argument("--json", action="store_true", help="a JSON document instead of sentences")
    add_speech(parser)
    parser.set_defaults(run=run, late="project")


def run(options: argparse.Namespace) -> int:
    """Explain one project, or those near the line."""
    number = whole_number(options.number, "--number", 1)
    with Progress(options) as progress:
        file = election_file(options.file, progress, budget=options.budget)
        election = election_of(options.file, file, options)
        one = None if options.project is None else project_named(options.project, election)
        progress.tell("doing_count", method=election.rules.method.name)
        urn = opened(file.ballots, election)
        result = count(election, urn)
        said = options.lang, currency_of(file)
        if options.json:
            say_json(_head(file, options, election) | _document(election, urn, result, one, (number, *said)))
            return 0
        lines = [*_all_near(election, urn, result, number, said)] if one is None else None
        if one is not None:
            line = next(line for line in result.lines if line.id == one)
            near = distances(election, urn, result, [one]).get(one, ())
            lines = [*whole_story(line, near, election, urn, result, said)]
    say(title_of(file, options.file))
    say(f"{word('rule', options.lang)}{colon(options.lang)} {name_of(election.rules.method, options.lang)}\n")
    say("\n".join(lines or []))
    return 0


def _head(file: PabulibFile, options: argparse.Namespace, election: Election) -> dict[str, Any]:
    return {
        "file": options.file,
        "description": title_of(file, options.file),
        "currency": currency_of(file),
        "method": method_dict(election, options),
    }


def _document(
    election: Election, urn: Urn, result: Result, one: str | None, asked: tuple[int, str, str]
) -> dict[str, Any]:
    """One project, or those near the line; `asked`: how many on each side, language and currency."""
    number, *said = asked
    if one is None:
        won, lost = nearest(election, result, number)
    else:
        won, lost = [line for line in result.lines if line.id == one], []
    near = distances(election, urn, result, [line.id for line in (*won, *lost)])
    plain = {line.id: _project(line, near.get(line.id, ()), *said) for line in (*won, *lost)}
    if one is not None:
        return {"project": plain[one]}
    return {"near_won": [plain[line.id] for line in won], "near_lost": [plain[line.id] for line in lost]}


def _project(line: Line, near: Sequence[Sentence], lang: str, currency: str) -> dict[str, Any]:
    """A line of `count --json`, with what would have changed it and how its grant was worked out."""
    return {
        **line_dict(line, lang, currency),
        "changes": [explain(said, lang, currency) for said in near],
        "grant_steps": [explain(said, lang, currency) for said in line.grant_lines],
    }


def _all_near(election: Election, urn: Urn, result: Result, number: int, said: tuple[str, str]) -> Iterator[str]:
    """The winners, then the others, that are nearest to the line."""
    lang, currency = said
    won, lost = nearest(election, result, number)
    near = distances(election, urn, result, [line.id for line in (*won, *lost)])
    candidates = {candidate.id: candidate for candidate in election.candidates}
    for key, lines in (("near_won", won), ("near_lost", lost)):
        yield f"{word(key, lang)}{colon(lang)}"
        for line in lines:
            yield heading(line, candidates[line.id], lang, currency)
            yield from fate(line, near.get(line.id, ()), lang, currency)
        yield ""
