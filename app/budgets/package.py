"""A workbook as we accept it, before anything reads its cells: a small, plain .xlsx, without macro, that is no bomb.

An .xlsx is a ZIP of XML (ECMA-376). What it says of its own size is not believed: it is unpacked up to a limit.
"""

import io
import re
import zipfile
import zlib
from typing import BinaryIO

from flask_babel import gettext as _

from app.core.errors import Refused

MEGABYTE = 1024 * 1024
HEAVIEST, UNPACKED, PARTS = 2 * MEGABYTE, 12 * MEGABYTE, 200
LAST_ROW, LAST_COLUMN = 1000, 60
REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
ROW, CELL = re.compile(rb"<(?:\w+:)?row[\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
FORMULA = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]+\d+)["'][^>]*?>\s*<(?:\w+:)?f[\s>/]""")
SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?>""")
RELATION = re.compile(rb"""<(?:\w+:)?Relationship\s[^>]*?>""")


class Package:
    """The parts of the workbook, unpacked."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts

    def formulas(self, number: int) -> set[str]:
        """The cells of the sheet of that place that hold a formula ("G12")."""
        cells = FORMULA.findall(self.parts.get(self._path(number), b""))
        return {cell.decode().upper() for cell in cells}

    def _path(self, number: int) -> str:
        """Where the sheet is: the workbook names a relation, the relation a file."""
        sheets = SHEET.findall(self.parts.get("xl/workbook.xml", b""))
        wanted = _attribute(sheets[number], rb"(?:\w+:)?id") if number < len(sheets) else b""
        for relation in RELATION.findall(self.parts.get("xl/_rels/workbook.xml.rels", b"")):
            if _attribute(relation, rb"Id") == wanted:
                target = _attribute(relation, rb"Target").decode("utf-8", "replace")
                return target[1:] if target.startswith("/") else f"xl/{target}"
        return ""


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\s" + name + rb"""\s*=\s*["']([^"']*)["']""", tag)
    return found[1] if found else b""


def open_package(sent: BinaryIO) -> tuple[Package, io.BytesIO]:
    """The parts, and the file for whoever reads its cells. Raises Refused with what to do."""
    sent.seek(0, io.SEEK_END)
    if sent.tell() > HEAVIEST:
        raise Refused(_("Ce fichier est trop lourd : 2 Mo au plus. Gardez seulement la feuille du budget."), "sheet")
    sent.seek(0)
    content = io.BytesIO(sent.read())
    try:
        with zipfile.ZipFile(content) as archive:
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise Refused(
            _("Ce fichier n’est pas un classeur .xlsx. Dans votre tableur, choisissez « Enregistrer sous », .xlsx."),
            "sheet",
        ) from None
    _check(parts)
    content.seek(0)
    return Package(parts), content


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    names = archive.infolist()
    parts, left = {}, UNPACKED
    for name in names[: PARTS + 1]:
        with archive.open(name) as part:
            parts[name.filename] = part.read(left + 1)
        left -= len(parts[name.filename])
        if left < 0:
            break
    if left < 0 or len(names) > PARTS:
        raise Refused(_("Ce classeur contient bien trop de choses : gardez seulement la feuille du budget."), "sheet")
    return parts


def _check(parts: dict[str, bytes]) -> None:
    if "xl/workbook.xml" not in parts:
        raise Refused(
            _("Ce fichier n’est pas un classeur .xlsx. Dans votre tableur, choisissez « Enregistrer sous », .xlsx."),
            "sheet",
        )
    if any("vbaproject" in name.lower() or "macrosheets" in name.lower() for name in parts):
        raise Refused(
            _("Ce classeur contient une macro, c’est-à-dire un programme. Enregistrez-le en .xlsx, sans macro."),
            "sheet",
        )
    sheets = [content for name, content in parts.items() if "worksheets/" in name]
    if any(b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content for content in sheets):
        raise Refused(_("Ce classeur n’a pas la forme habituelle : enregistrez-le de nouveau en .xlsx."), "sheet")
    if any(_is_vast(content) for content in sheets):
        raise Refused(
            _("La feuille est trop grande : 1 000 lignes et 60 colonnes au plus. Supprimez ce qui est loin."),
            "sheet",
        )


def _is_vast(sheet: bytes) -> bool:
    """Whether a cell stands so far away that all the cells before it would fill the memory, or does not say where."""
    placed = 0
    for found in REFERENCE.finditer(sheet):
        letters, digits = found[1], found[2]
        if len(letters) > 2 or len(digits) > 4 or int(digits or 0) > LAST_ROW or _column(letters) > LAST_COLUMN:
            return True
        placed += bool(letters)
    return len(ROW.findall(sheet)) > LAST_ROW or len(CELL.findall(sheet)) > placed


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
