"""The options that commands share, and the election they make of a file."""

import argparse
from dataclasses import replace
from typing import Any

from voting.allocation import Method
from voting.cli.failures import WrongFile, WrongInput
from voting.cli.limits import amount, constraints_of
from voting.cli.output import currency_of
from voting.cli.rule_names import method_named, with_options
from voting.election import Election, Rules
from voting.pabulib import FileError, PabulibFile, cents
from voting.presets import PRESETS


def add_vote(parser: argparse.ArgumentParser) -> None:
    """Everything around the rule: money, minimums, quotas, ties."""
    group = parser.add_argument_group("the vote")
    group.add_argument("--budget", metavar="UNITS", help="the money to give (default: that of the file)")
    group.add_argument("--min-votes", metavar="N", help="the fewest votes a winner needs")
    group.add_argument("--min-share", metavar="P/Q", help="votes / voters of at least this share of cost / budget")
    group.add_argument("--exclusive", metavar="A,B", action="append", help="ids of which one at most wins (repeatable)")
    quota = "the most winners, or money, of a group: canton=2, theme:Culture=50000€ (repeatable)"
    group.add_argument("--quota", metavar="LIMIT", action="append", help=quota)
    group.add_argument("--first-of-each", choices=("canton", "theme", "tag"), help="first the best one of each")
    reserve = "money of its own: NAME=AMOUNT[,tag=youth|canton=X|theme=X][,above=A][,up-to=B] (repeatable)"
    group.add_argument("--reserve", metavar="RESERVE", action="append", help=reserve)
    group.add_argument("--keep-reserves", action="store_true", help="what a reserve leaves is not given to others")
    group.add_argument("--preset", metavar="NAME", help=f"the rules of a programme: {', '.join(PRESETS)}")
    group.add_argument(
        "--seed", metavar="TEXT", help="draw the order of ties from this text (default: the file's order)"
    )
    group.add_argument("--count-duplicates", action="store_true", help="a project named twice counts twice")


def add_rule(parser: argparse.ArgumentParser) -> None:
    """The rule and its options."""
    group = parser.add_argument_group("the rule")
    rules = "greedy, equal-shares, phragmen… or a Pabulib name (default: what the file declares)"
    group.add_argument("--rule", metavar="NAME", help=rules)
    group.add_argument("--utility", choices=("cost", "cardinality"), help="what a winner is worth: its cost, or one")
    completion = ("none", "add1", "add1u", "votes", "phragmen")
    group.add_argument("--completion", choices=completion, help="equal shares: how what is left is spent")
    group.add_argument("--stop", choices=("overspend", "exhaustive"), help="add1: when raising the shares ends")
    group.add_argument("--start", choices=("exact", "integral"), help="add1: the share it starts from")
    group.add_argument("--increment", metavar="UNITS", help="add1: by how much the shares are raised (default: 1)")
    comparison = "equal shares: the ranking by votes instead, if voters prefer it"
    group.add_argument("--comparison", choices=("none", "satisfaction", "exclusion"), help=comparison)
    group.add_argument("--at-limit", choices=("stop", "skip"), help="phragmen: at a project too dear")


def election_of(path: str, file: PabulibFile, options: argparse.Namespace) -> Election:
    """The election of the file with what the command says. WrongInput or WrongFile when they do not go together.

    A preset gives its rule, constraints and grants; the ballots stay as the file says they were cast. Options come
    last.
    """
    try:
        election = _start(file, options)
    except FileError as error:
        raise WrongFile(path, error) from None
    rules, candidates = election.rules, election.candidates
    given: dict[str, Any] = {
        "method": _method(options, rules.method),
        "budget": rules.budget if options.budget is None else amount(options.budget, "--budget"),
        "constraints": constraints_of(options, rules.constraints, candidates),
    }
    kept = sum(reserve.amount for reserve in given["constraints"].reserves)
    if kept > given["budget"]:
        raise WrongInput("cli_reserves", currency_of(file), given=kept, limit=given["budget"])
    return replace(election, rules=replace(rules, **given))


def _start(file: PabulibFile, options: argparse.Namespace) -> Election:
    """The file under the rule named, a preset, or the rule it declares."""
    named = method_named(options.rule) if getattr(options, "rule", None) is not None else None
    asked = {"count_duplicates": options.count_duplicates, "seed": options.seed}
    if options.preset is None and named is None and hasattr(options, "rule"):
        return file.election(None, **asked)
    election = _by(file, named or Method(), asked)
    if options.preset is not None:
        rules = _preset(options, election)
        method = rules.method if named is None else named
        return replace(election, rules=replace(rules, method=method, ballot=election.rules.ballot, seed=options.seed))
    if named is not None and options.rule == "greedy-threshold":
        least = cents(file.meta.get("min_project_score_threshold", "")) or 0
        limits = replace(election.rules.constraints, min_support=least // 100)
        return replace(election, rules=replace(election.rules, constraints=limits))
    return election


def _by(file: PabulibFile, method: Method, asked: dict[str, Any]) -> Election:
    try:
        return file.election(method, **asked)
    except ValueError:
        if method.name == "majority-judgment":
            raise WrongInput("cli_judgment") from None
        raise


def _preset(options: argparse.Namespace, election: Election) -> Rules:
    if options.preset not in PRESETS:
        raise WrongInput("cli_preset", value=options.preset, known=", ".join(PRESETS))
    budget = election.rules.budget if options.budget is None else amount(options.budget, "--budget")
    return PRESETS[options.preset].rules(budget, election.candidates)


def _method(options: argparse.Namespace, method: Method) -> Method:
    """The method with the options given one by one."""
    names = ("utility", "completion", "start", "stop", "comparison", "at_limit")
    given: dict[str, Any] = {name: getattr(options, name) for name in names if getattr(options, name, None) is not None}
    if getattr(options, "increment", None) is not None:
        cents_more = amount(options.increment, "--increment")
        if not cents_more:
            raise WrongInput("cli_increment", value=options.increment)
        given["increment"] = cents_more
    return with_options(method, given)
