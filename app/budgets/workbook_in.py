"""A budget read from a workbook: every mistake is named with its sheet, its row and its column; nothing is written."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, BinaryIO

from flask_babel import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from app.budgets.lines import Line
from app.budgets.models import FUNDING_NAMES, LABEL_MAX, MOST_CENTS, MOST_LINES, MOST_QUANTITY, UNIT_MAX, Funding
from app.budgets.nomenclature import ACCOUNTS, GRANTS, Side, side_of
from app.budgets.package import LAST_ROW, open_package
from app.budgets.workbook import HEADINGS, SHEET
from app.core.errors import Refused
from app.core.spreadsheet import FORMULA
from app.core.text import plain

ACCOUNT, LABEL, QUANTITY, UNIT, PRICE, AMOUNT, ASKED, FUNDING, DAY = (HEADINGS[n] for n in (0, 2, 3, 4, 5, 6, 7, 8, 9))
SUMS = ("total", "sous total", "equilibre", "solde", "difference")
MOST_FAULTS = 12
STATES = {plain(str(name)): funding for funding, name in FUNDING_NAMES.items()}


@dataclass
class Read:
    """What a sheet says: its lines, and the cells whose formula was read by its result."""

    sheet: str
    lines: list[Line] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


class Faults(Refused):
    """The sheet cannot be read as a budget; one sentence a fault."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences), "sheet")
        self.sentences = list(sentences)


def read_workbook(sent: BinaryIO) -> Read:
    """The lines of the sheet "Budget", or of the first one. Raises Refused when anything at all cannot be read."""
    package, content = open_package(sent)
    name, number, rows = _cells(content)
    reader = _Reader(Read(name), package.formulas(number))
    reader.read(rows)
    if reader.faults:
        raise Faults(reader.faults[:MOST_FAULTS])
    return reader.found


def _cells(content: BinaryIO) -> tuple[str, int, list[list[Any]]]:
    try:
        book = CalamineWorkbook.from_filelike(content)
        names = book.sheet_names
        number = names.index(SHEET) if SHEET in names else 0
        rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False, nrows=LAST_ROW)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader is compiled: what it panics with is no Exception
        if not isinstance(error, CalamineError | Exception) and type(error).__name__ != "PanicException":
            raise
        broken = _("Ce classeur est abîmé : ouvrez-le dans votre tableur et enregistrez-le de nouveau.")
        raise Refused(broken, "sheet") from None
    return names[number], number, rows


class _Reader:
    """Reads row after row; keeps every fault with its place."""

    def __init__(self, found: Read, formulas: set[str]) -> None:
        self.found, self.formulas = found, formulas
        self.faults: list[str] = []
        self.columns: dict[str, int] = {}
        self.row = 0

    def read(self, rows: list[list[Any]]) -> None:
        """Find the headings, then the lines under them."""
        wanted = {plain(heading): heading for heading in HEADINGS}
        for number, row in enumerate(rows, 1):
            self.row, texts = number, [plain(cell) if isinstance(cell, str) else "" for cell in row]
            if not self.columns:
                found = {wanted[text]: place for place, text in enumerate(texts) if text in wanted}
                self.columns = found if {ACCOUNT, LABEL, AMOUNT} <= found.keys() else {}
            elif line := self._line(row):
                self.found.lines.append(line)
        if not self.columns:
            self.row = 0
            self._fault("", _("il faut une ligne de titres avec « Compte », « Libellé » et « Montant »"))
        elif not self.faults and not self.found.lines:
            self._fault("", _("aucune ligne de budget sous les titres"))
        elif len(self.found.lines) > MOST_LINES:
            self._fault("", _("un budget a %(most)s lignes au plus", most=MOST_LINES))
        elif sum(line.is_asked for line in self.found.lines) > 1:
            self._fault(ASKED, _("une seule ligne peut dire « oui »"))

    def _line(self, row: list[Any]) -> Line | None:
        account, amount = self._cell(row, ACCOUNT), self._cell(row, AMOUNT)
        if _is_sum(account) or _is_sum(self._cell(row, LABEL)):
            return None
        if amount in (None, "") and self._place(AMOUNT) not in self.formulas:
            self._without_amount(row, account)
            return None
        before = len(self.faults)
        number, texts = self._account(account), {LABEL: LABEL_MAX, UNIT: UNIT_MAX}
        label, unit = (self._text(row, name, most) for name, most in texts.items())
        line = Line(
            account=number or 0,
            label=label or (str(ACCOUNTS[number].name) if number else ""),
            amount_cents=self._number(row, AMOUNT, 100, MOST_CENTS) or 0,
            quantity=self._number(row, QUANTITY, 1000, MOST_QUANTITY),
            unit=unit,
            unit_cents=self._number(row, PRICE, 100, MOST_CENTS),
            is_asked=plain(str(self._cell(row, ASKED) or "")) in {"oui", "x"},
        )
        if number and line.is_asked and number != GRANTS:
            self._fault(ASKED, _("la somme demandée est une subvention : elle va au compte 74"))
        funding, day = self._funding(row, number) if number else (None, None)
        return Line(**{**vars(line), "funding": funding, "funding_on": day}) if len(self.faults) == before else None

    def _without_amount(self, row: list[Any], account: Any) -> None:
        """A title or an empty row is left out; an account with a label and no amount is a line left unfinished."""
        if str(account or "").strip()[:2].isdecimal() and self._cell(row, LABEL):
            self._fault(AMOUNT, _("le montant manque"))

    def _account(self, cell: Any) -> int | None:
        text = f"{cell:g}" if isinstance(cell, float) else str(cell if cell is not None else "").strip()
        digits = text[:2] if text[:2].isdecimal() and text.isascii() else ""
        if digits and int(digits) in ACCOUNTS:
            return int(digits)
        self._fault(
            ACCOUNT,
            _("le compte « %(text)s » n’existe pas : 60 à 68, 70 à 79, 86 ou 87", text=text[:30])
            if text
            else _("le compte manque"),
        )
        return None

    def _number(self, row: list[Any], name: str, scale: int, most: int) -> int | None:
        """A number of the sheet in cents or thousandths; None when nothing is there, or what is there is a fault."""
        cell, is_formula = self._cell(row, name), self._place(name) in self.formulas
        if cell is None or not str(cell).strip():
            if is_formula:
                self._fault(name, _("la formule n’a pas de résultat : ouvrez le fichier et enregistrez-le de nouveau"))
            return None
        if why := _not_a_number(cell, most / scale):
            self._fault(name, why)
            return None
        if is_formula:
            self.found.formulas.append(self._place(name))
        return int((Decimal(str(cell)) * scale).quantize(Decimal(1), ROUND_HALF_UP))

    def _text(self, row: list[Any], name: str, most: int) -> str:
        cell = self._cell(row, name)
        text = " ".join(str(cell if cell is not None else "").split())
        if text.startswith("'") and text[1:].startswith(FORMULA):  # put there by our own file, against formulas
            text = text[1:]
        if len(text) > most:
            self._fault(name, _("%(most)s caractères au plus", most=most))
        return text

    def _funding(self, row: list[Any], account: int) -> tuple[Funding | None, date | None]:
        text, day = plain(str(self._cell(row, FUNDING) or "")), self._cell(row, DAY)
        if not text:
            return None, None
        if text not in STATES or side_of(account) is not Side.RESOURCE:
            self._fault(FUNDING, _("écrivez Demandé, Accordé, Refusé ou Versé, pour une ressource seulement"))
            return None, None
        if day in (None, ""):
            return STATES[text], None
        if not isinstance(day, date):
            self._fault(DAY, _("écrivez une date, par exemple 31/12/2026"))
            return None, None
        return STATES[text], day.date() if isinstance(day, datetime) else day

    def _cell(self, row: list[Any], name: str) -> Any:
        place = self.columns.get(name)
        return row[place] if place is not None and place < len(row) else None

    def _place(self, name: str) -> str:
        return f"{_letters(self.columns[name])}{self.row}" if name in self.columns else ""

    def _fault(self, name: str, why: str) -> None:
        where = {"sheet": self.found.sheet, "row": self.row, "why": why}
        if name in self.columns:
            column = f"{_letters(self.columns[name])} ({name})"
            self.faults.append(
                _("Feuille « %(sheet)s », ligne %(row)s, colonne %(column)s : %(why)s.", column=column, **where)
            )
        else:
            self.faults.append(_("Feuille « %(sheet)s » : %(why)s.", **where))


def _not_a_number(cell: Any, most: float) -> str:
    """Why a cell is no amount and no quantity; "" when it is one."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        text = str(cell)[:30]
        return _("« %(text)s » n’est pas un nombre : écrivez-le en chiffres, sans texte", text=text)
    if cell < 0:
        return _("un nombre négatif n’a pas sa place : écrivez-le dans l’autre colonne")
    return _("ce nombre est trop grand") if cell > most else ""


def _is_sum(cell: Any) -> bool:
    return isinstance(cell, str) and plain(cell).startswith(SUMS)


def _letters(place: int) -> str:
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)
