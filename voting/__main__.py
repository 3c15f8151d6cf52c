"""The command line: `python -m voting count FILE.pb` and `python -m voting verify CERTIFICATE BALLOTS`.

Exit code 0 when all is well, 1 when a recount finds a discrepancy, 2 for a wrong command or input.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from voting import pabulib
from voting.allocation import ALIASES, RULES, Method
from voting.certificate import canonical, certificate, verify
from voting.election import Election
from voting.pabulib import PabulibFile, units
from voting.result import Line, Result, count, tie_sentence
from voting.sentences import explain, grouped, money

WORDS = {
    "fr": ("Règle", "Enveloppe", "Attribué", "Bulletins", "nuls", "blancs", "Résultat officiel", "le même", "autre"),
    "en": ("Rule", "Budget", "Spent", "Ballots", "void", "blank", "Official result", "the same", "different"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code. Wrong input is one sentence on the error output."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except pabulib.PabulibError as error:
        print(f"{options.file}: {error.sentence(options.lang)}", file=sys.stderr)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
    except ValueError as error:
        print(error, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m voting", description="Count participatory budgets, exactly.")
    commands = parser.add_subparsers(required=True, metavar="count|verify")
    counting = commands.add_parser("count", help="count a Pabulib file")
    counting.add_argument("file", metavar="FILE.pb")
    counting.add_argument("--rule", choices=[*RULES, *ALIASES], help="default: the rule the file declares")
    counting.add_argument("--seed", help="draw the order of ties from this text (default: the order of the file)")
    counting.add_argument("--count-duplicates", action="store_true", help="a project named twice counts twice")
    counting.add_argument("--json", action="store_true", help="a JSON document instead of a table")
    counting.add_argument("--certificate", metavar="OUT.json", help="also write the certificate of the result")
    counting.set_defaults(run=_count)
    verifying = commands.add_parser("verify", help="recount a certificate from its ballots")
    verifying.add_argument("certificate", metavar="CERTIFICATE.json")
    verifying.add_argument("file", metavar="BALLOTS", help="a .pb file, or JSON: a list of lists of project ids")
    verifying.set_defaults(run=_verify)
    for command in (counting, verifying):
        command.add_argument("--lang", choices=("fr", "en"), default="fr", help="language of the sentences")
    return parser


def _count(options: argparse.Namespace) -> int:
    file = pabulib.read(options.file)
    method = Method(ALIASES.get(options.rule, options.rule)) if options.rule else None
    election = file.election(method, count_duplicates=options.count_duplicates, seed=options.seed)
    result = count(election, file.ballots)
    if options.certificate:
        Path(options.certificate).write_bytes(canonical(certificate(election, file.ballots, result)))
    if options.json:
        document = _document(file, result, options.lang)
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        _table(file, election, result, options.lang)
    return 0


def _units(amount: int) -> int | str:
    """Currency units: an integer when whole, otherwise a decimal string; never a float."""
    text = units(amount)
    return text if "." in text else int(text)


def _agrees(file: PabulibFile, result: Result) -> bool | None:
    """Whether the published winners are these; None when the file publishes none."""
    return None if file.official_selected is None else set(result.winners) == file.official_selected


def _document(file: PabulibFile, result: Result, lang: str) -> dict[str, Any]:
    currency = file.meta.get("currency", "EUR")
    whole = result.to_dict()
    return {
        "rule": result.rule,
        "budget": _units(result.budget),
        "spent": _units(result.spent),
        "currency": currency,
        "winners": list(result.winners),
        "agrees_with_official": _agrees(file, result),
        "turnout": whole["turnout"],
        "ties": whole["ties"],
        "lines": [_line_document(line, lang, currency) for line in result.lines],
    }


def _line_document(line: Line, lang: str, currency: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "rank": line.rank,
        "votes": line.votes,
        "outcome": line.outcome,
        "cost": _units(line.cost),
        "remaining": _units(line.remaining),
        "grant": _units(line.grant),
        "why": explain(line.why, lang, currency),
        "margin": explain(line.margin, lang, currency) if line.margin else None,
    }


def _table(file: PabulibFile, election: Election, result: Result, lang: str) -> None:
    """The result for human eyes: a heading, then each project with its sentences."""
    currency = file.meta.get("currency", "EUR")
    rule, budget, spent, ballots, void, blank, official, same, other = WORDS[lang]
    colon = "\u00a0:" if lang == "fr" else ":"
    turnout = result.turnout
    nulls = sum(turnout.void.values())
    print(file.meta.get("description", ""))
    print(f"{rule}{colon} {result.rule}")
    print(f"{budget}{colon} {money(result.budget, lang, currency)}")
    print(f"{spent}{colon} {money(result.spent, lang, currency)}")
    print(f"{ballots}{colon} {grouped(turnout.ballots, lang)} ({void} {nulls}, {blank} {turnout.blank})")
    if (agrees := _agrees(file, result)) is not None:
        print(f"{official}{colon} {same if agrees else other}")
    print()
    for line in result.lines:
        sentences = [explain(said, lang, currency) for said in (line.why, line.margin) if said]
        price = money(line.cost, lang, currency)
        print(f"{'●' if line.won else '○'} {line.rank:>4} {line.votes:>7} {price:>18}  [{line.id}] {line.name}")
        print(f"{'':33}  {' '.join(sentences)}")
    names = {candidate.id: candidate.name for candidate in election.candidates}
    for tie in result.ties:
        print(explain(tie_sentence(tie, names), lang))


def _verify(options: argparse.Namespace) -> int:
    document = _json(options.certificate)
    if options.file.endswith(".pb"):
        ballots: list[tuple[str, ...]] = pabulib.read(options.file).ballots
    else:
        ballots = _json_ballots(options.file)
    found = verify(document, ballots)
    for discrepancy in found:
        print(explain(discrepancy, options.lang))
    if not found:
        fine = {"fr": "Le nouveau comptage donne exactement le résultat certifié.",
                "en": "The recount gives exactly the certified result."}  # fmt: skip
        print(fine[options.lang])
    return 1 if found else 0


def _json(path: str) -> Any:
    try:
        return json.loads(Path(path).read_bytes())
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: line {error.lineno}, column {error.colno}: {error.msg}") from None


def _json_ballots(path: str) -> list[tuple[str, ...]]:
    data = _json(path)
    rows = data.get("ballots") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise ValueError(f"{path}: a list of ballots, each a list of project ids, is expected")
    return [tuple(map(str, row)) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
