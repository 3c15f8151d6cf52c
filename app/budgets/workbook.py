"""A budget as a workbook: one sheet, the totals as formulas, and no cell that runs by itself."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from flask_babel import force_locale

from app.budgets.lines import totals_of
from app.budgets.models import FUNDING_NAMES, BudgetLine, Funding
from app.budgets.nomenclature import ACCOUNTS, Side
from app.core.spreadsheet import harmless

SHEET = "Budget"
# The headings are the format of the file: always French, read back by workbook_in.
HEADINGS = (
    "Compte",
    "Intitulé du compte",
    "Libellé",
    "Quantité",
    "Unité",
    "Prix unitaire",
    "Montant",
    "Demandé ici",
    "Réponse",
    "Date",
)
WIDTHS = (10, 34, 38, 10, 12, 14, 14, 12, 12, 12)
PARTS = (
    (Side.EXPENSE, "Dépenses", "Total des dépenses"),
    (Side.RESOURCE, "Ressources", "Total des ressources (sans les refus)"),
    (Side.USE, "Contributions en nature : emplois (86)", "Total du compte 86"),
    (Side.GIFT, "Contributions en nature : apports (87)", "Total du compte 87"),
)
BLANK = 3  # rows left to write in, inside the sums


def workbook_of(title: str, lines: Sequence[BudgetLine]) -> bytes:
    """The workbook: formulas carry their value, so that a reader that computes nothing sees the totals too."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book, force_locale("fr"):
        _Writer(book, book.add_worksheet(SHEET)).write(title, lines)
    return content.getvalue()


class _Writer:
    """Writes from the top, row after row."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.sheet, self.row = sheet, 0
        self.bold, self.money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        self.total = book.add_format({"bold": True, "num_format": "#,##0.00", "top": 1})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})

    def write(self, title: str, lines: Sequence[BudgetLine]) -> None:
        self._texts([title], self.bold)
        self.row += 1
        self._texts(HEADINGS, self.bold)
        self.sheet.freeze_panes(self.row, 0)
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        sums = totals_of(lines)
        values = dict(zip(Side, (sums.expenses, sums.resources, sums.uses, sums.gifts), strict=True))
        cells = {side: self._part(side, lines, values[side], *names) for side, *names in PARTS}
        for name, less, more in (
            ("Équilibre : dépenses moins ressources", Side.EXPENSE, Side.RESOURCE),
            ("Équilibre en nature : 86 moins 87", Side.USE, Side.GIFT),
        ):
            self.sheet.write_string(self.row, 0, name, self.bold)
            self._formula(f"={cells[less]}-{cells[more]}", values[less] - values[more])

    def _part(self, side: Side, lines: Sequence[BudgetLine], value: int, name: str, total: str) -> str:
        """One side of the table; give the cell of its total."""
        self._texts([name], self.bold)
        first = self.row + 1
        for line in lines:
            if line.side is side:
                self._line(line)
        self.row += BLANK
        last = self.row
        self.sheet.write_string(self.row, 0, total, self.bold)
        formula = f"=SUM(G{first}:G{last})"
        if side is Side.RESOURCE:
            formula += f'-SUMIF(I{first}:I{last},"{FUNDING_NAMES[Funding.REFUSED]}",G{first}:G{last})'
        cell = f"G{self.row + 1}"
        self._formula(formula, value)
        self.row += 1
        return cell

    def _line(self, line: BudgetLine) -> None:
        sheet, row = self.sheet, self.row
        sheet.write_number(row, 0, line.account)
        sheet.write_string(row, 1, str(ACCOUNTS[line.account].name))
        sheet.write_string(row, 2, harmless(line.label))
        if line.quantity is not None:
            sheet.write_number(row, 3, line.quantity / 1000)
        sheet.write_string(row, 4, harmless(line.unit))
        if line.unit_cents is not None:
            sheet.write_number(row, 5, line.unit_cents / 100, self.money)
        sheet.write_number(row, 6, line.amount_cents / 100, self.money)
        sheet.write_string(row, 7, "oui" if line.is_asked else "")
        sheet.write_string(row, 8, str(FUNDING_NAMES[line.funding]) if line.funding else "")
        if line.funding_on:
            sheet.write_datetime(row, 9, line.funding_on, self.day)
        self.row += 1

    def _formula(self, formula: str, cents: int) -> None:
        self.sheet.write_formula(self.row, 6, formula, self.total, cents / 100)
        self.row += 1

    def _texts(self, texts: Sequence[str], style: Any) -> None:
        for column, text in enumerate(texts):
            self.sheet.write_string(self.row, column, harmless(text), style)
        self.row += 1
