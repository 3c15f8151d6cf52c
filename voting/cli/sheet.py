"""The CSV answer of `count`: one project a line, in ranking order, amounts in currency units with a decimal point."""

import csv
import io
import re

from voting.cli.output import in_units
from voting.election import Election
from voting.result import Result
from voting.sentences import explain

COLUMNS = (
    "id", "name", "canton", "theme", "rank", "votes", "supporters", "outcome", "selected", "cost", "grant", "why",
    "margin",
)  # fmt: skip
FORMULA = re.compile(r"[=+\-@\t\r]")  # what a spreadsheet would run


def sheet(election: Election, result: Result, lang: str, currency: str) -> str:
    """The text of the file (RFC 4180). A cell a spreadsheet would run as a formula begins with an apostrophe."""
    candidates = {candidate.id: candidate for candidate in election.candidates}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in result.lines:
        about = candidates[line.id]
        margin = explain(line.margin, lang, currency) if line.margin else ""
        named = [_safe(one or "") for one in (line.id, line.name, about.canton, about.theme)]
        figures = [line.rank, line.votes, line.supporters, line.outcome, int(line.won)]
        money = [in_units(line.cost), in_units(line.grant)]
        writer.writerow([*named, *figures, *money, explain(line.why, lang, currency), margin])
    return text.getvalue()


def _safe(text: str) -> str:
    number = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)
    return f"'{text}" if FORMULA.match(text) and not number else text
