"""The result of a count as a table for spreadsheets."""

from voting.formats.spreadsheet import rows_csv
from voting.pabulib.cells import units
from voting.result import Result
from voting.sentences import explain

HEADER = ("rank", "id", "name", "votes", "cost", "outcome", "grant", "why")


def result_csv(result: Result, lang: str = "fr", currency: str = "EUR") -> str:
    """One row per project in the order of the ranking; amounts in currency units ("4000" or "4000.50").

    `why` is the sentence in "fr" or "en", its amounts in `currency`; the other cells are the same in both.
    """
    rows = [
        (
            str(line.rank),
            line.id,
            line.name,
            str(line.votes),
            units(line.cost),
            line.outcome,
            units(line.grant),
            explain(line.why, lang, currency),
        )
        for line in result.lines
    ]
    return rows_csv([HEADER, *rows])
