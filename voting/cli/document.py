"""The JSON answer of `count`: amounts in currency units, as integers when whole, else as decimal strings."""

import argparse
from typing import Any

from voting.cli.output import currency_of, in_units
from voting.cli.rule_names import name_on_line
from voting.election import Constraints, Election
from voting.pabulib import PabulibFile
from voting.plain import to_plain
from voting.result import Line, Result
from voting.sentences import explain


def agrees(file: PabulibFile, result: Result) -> bool | None:
    """Whether the published winners are these; None when the file publishes none."""
    return None if file.official_selected is None else set(result.winners) == file.official_selected


def document_of(file: PabulibFile, election: Election, result: Result, options: argparse.Namespace) -> dict[str, Any]:
    """Everything about a count; `winners` in order of selection."""
    currency, whole = currency_of(file), result.to_dict()
    return {
        "rule": result.rule,
        "method": method_dict(election, options),
        "budget": in_units(result.budget),
        "spent": in_units(result.spent),
        "currency": currency,
        "winners": list(result.winners),
        "agrees_with_official": agrees(file, result),
        "turnout": whole["turnout"],
        "ties": whole["ties"],
        "warnings": [explain(warning, options.lang, currency) for _, warning in file.warnings],
        "lines": [line_dict(line, options.lang, currency) for line in result.lines],
    }


def method_dict(election: Election, options: argparse.Namespace) -> dict[str, Any]:
    """Every option the count was made with."""
    rules = election.rules
    return {
        **to_plain(rules.method),
        "increment": in_units(rules.method.increment),
        "as_option": name_on_line(rules.method),
        "preset": options.preset,
        "seed": rules.seed,
        "count_duplicates": options.count_duplicates,
        "grants": rules.grant.mode,
        "constraints": _constraints_dict(rules.constraints),
    }


def _constraints_dict(constraints: Constraints) -> dict[str, Any]:
    def money(cents: int | None) -> int | str | None:
        return None if cents is None else in_units(cents)

    plain: dict[str, Any] = to_plain(constraints)
    plain["quotas"] = [{**quota, "amount": money(quota["amount"])} for quota in plain["quotas"]]
    amounts = ("amount", "above", "up_to")
    plain["reserves"] = [{**one, **{name: money(one[name]) for name in amounts}} for one in plain["reserves"]]
    return plain


def line_dict(line: Line, lang: str, currency: str) -> dict[str, Any]:
    """One project, its sentences in `lang`."""
    return {
        "id": line.id,
        "name": line.name,
        "rank": line.rank,
        "votes": line.votes,
        "supporters": line.supporters,
        "outcome": line.outcome,
        "stage": line.stage,
        "cost": in_units(line.cost),
        "remaining": in_units(line.remaining),
        "grant": in_units(line.grant),
        "why": explain(line.why, lang, currency),
        "margin": explain(line.margin, lang, currency) if line.margin else None,
    }
