"""The workbook: out with formulas that cannot run, in with every fault named by its place."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from app.budgets.lines import Line
from app.budgets.models import BudgetLine, Funding
from app.budgets.workbook import HEADINGS, workbook_of
from app.budgets.workbook_in import read_workbook
from app.core.errors import Refused
from tests.app.budgets.test_services import WHOLE

MEGABYTE = 1024 * 1024


def kept(lines):
    return [BudgetLine(**{name: value for name, value in vars(line).items() if name != "key"}) for line in lines]


def sheet_of(*rows, headings=HEADINGS, name="Budget", fill=None):
    """A workbook made by somebody else."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate([headings, *rows]):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
        if fill:
            fill(book, sheet)
    return content


def row(account=60, label="Outils", amount=100, **more):
    told = {"Compte": account, "Libellé": label, "Montant": amount, **more}
    return [told.get(heading, "") for heading in HEADINGS]


def refusal(content):
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    return str(refused.value)


def test_what_goes_out_comes_back_the_same(app):
    content = io.BytesIO(workbook_of("Budget", kept(WHOLE)))
    assert read_workbook(content).lines == WHOLE


def test_totals_are_formulas_that_carry_their_value(app):
    refused = Line(74, "Région", 900_000, funding=Funding.REFUSED)
    content = workbook_of("Budget", kept([*WHOLE, refused]))
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "SUM(G" in sheet and "SUMIF(I" in sheet
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    sums = {line[0]: line[6] for line in rows if str(line[0]).startswith(("Total", "Équilibre"))}
    assert list(sums.values()) == [8000, 8000, 480, 480, 0, 0]


@pytest.mark.parametrize("label", ["=1+1", "+33 6", "-cmd|' /C calc'!A0", "@SUM(A1)", "\u200bfin"])
def test_no_text_becomes_a_formula(app, label):
    content = workbook_of("=titre", kept([Line(60, label, 100)]))
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<f>") == 6  # our own totals
    assert read_workbook(io.BytesIO(content)).lines[0].label == label


def test_formulas_are_read_by_their_value_and_named(app):
    def fill(_book, sheet):
        sheet.write_formula(1, 6, "=40*2", None, 80)

    found = read_workbook(sheet_of(row(), fill=fill))
    assert (found.lines[0].amount_cents, found.formulas) == (8_000, ["G2"])


def test_a_formula_never_computed_is_refused(app):
    plain = sheet_of(row(), fill=lambda _book, sheet: sheet.write_formula(1, 6, "=40*2", None, 80)).getvalue()
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v>80</v>", b""))
    assert "ligne 2, colonne G (Montant) : la formule n’a pas de résultat" in refusal(content)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (row(account=99), "ligne 2, colonne A (Compte) : le compte « 99 » n’existe pas"),
        (row(account="Achats"), "« Achats » n’existe pas"),
        (row(account=""), "le compte manque"),
        (row(amount=-5), "ligne 2, colonne G (Montant) : un nombre négatif"),
        (row(amount="cent euros"), "« cent euros » n’est pas un nombre"),
        (row(amount="1 200"), "n’est pas un nombre"),
        (row(amount=1e300), "trop grand"),
        (row(amount=True), "n’est pas un nombre"),
        (row(amount=""), "le montant manque"),
        (row(Quantité=-1), "colonne D (Quantité)"),
        (row(label="x" * 200), "120 caractères"),
        (row(Réponse="Demandé"), "pour une ressource seulement"),
        (row(account=74, Réponse="Bientôt"), "colonne I (Réponse)"),
        (row(account=74, Réponse="Versé", Date="demain"), "colonne J (Date)"),
        (row(account=75, **{"Demandé ici": "oui"}), "compte 74"),
    ],
)
def test_each_fault_has_its_sheet_row_and_column(app, line, words):
    said = refusal(sheet_of(line, name="Feuille 1"))
    assert words in said and "Feuille « Feuille 1 »" in said


def test_sums_titles_and_sub_accounts_of_other_tables_are_understood(app):
    found = read_workbook(
        sheet_of(
            row("Dépenses", "", ""), row("606", "Gaz", 12.345), row("Total", "", 12.345), row("", "Total 60", 12.345)
        )
    )
    assert [(line.account, line.amount_cents) for line in found.lines] == [(60, 1_235)]


@pytest.mark.parametrize("headings", [("Libellé", "Montant"), ("a", "b")])
def test_a_sheet_without_its_headings_is_told_which(app, headings):
    assert "« Compte », « Libellé » et « Montant »" in refusal(sheet_of((1, 2), headings=headings))


def remade(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(sheet_of(row())) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.pop(name, source.read(name)))
        for name, part in parts.items():
            target.writestr(name, part)
    return content


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
PLACELESS = b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 20 + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: remade(**{"xl/vbaProject.bin": b"x"}), "macro"),
        (lambda: remade(**{SHEET: b" " * 13 * MEGABYTE}), "bien trop de choses"),
        (lambda: remade(**{f"xl/media/{n}.png": b"" for n in range(300)}), "bien trop de choses"),
        (lambda: remade(**{SHEET: FAR}), "trop grande"),
        (lambda: remade(**{SHEET: PLACELESS}), "trop grande"),
        (lambda: remade(**{SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}), "forme habituelle"),
        (lambda: remade(**{SHEET: b"<worksheet><sheetData><row"}), "Feuille|abîmé"),
        (lambda: remade(**{"xl/workbook.xml": b"<nothing"}), "Feuille|abîmé"),
        (lambda: io.BytesIO(b"x" * 10 * MEGABYTE), "trop lourd"),
        (lambda: io.BytesIO(b"Compte;Montant\n60;12"), "pas un classeur"),
        (lambda: io.BytesIO(b""), "pas un classeur"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_before_it_is_read(app, content, words):
    said = refusal(content())
    assert any(word in said for word in words.split("|")), said


def test_dates_come_back_as_dates(app):
    line = Line(74, "Ville", 100, funding=Funding.PAID, funding_on=date(2026, 5, 4))
    assert read_workbook(io.BytesIO(workbook_of("", kept([line])))).lines == [line]
