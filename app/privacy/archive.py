"""One's own data as a file: JSON as it is kept, a page to read, and a spreadsheet a table (GDPR articles 15 and 20)."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import render_template

from app.core import clock
from app.core.spreadsheet import csv_bytes
from app.core.text import moment
from app.privacy.queries import Part


def archive_of(parts: Sequence[Part]) -> bytes:
    """The ZIP file of these parts."""
    files: dict[str, str | bytes] = {
        "donnees.json": _json(parts),
        "donnees.html": render_template("privacy/export.html", parts=parts, shown=shown, now=clock.now()),
    }
    for part in parts:
        headers = part.entry.exported
        rows = [[shown(row[name]) for name in headers] for row in part.rows]
        files[f"tableurs/{part.entry.table.name}.csv"] = csv_bytes(headers, rows)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zip_file:
        for name, content in files.items():
            zip_file.writestr(name, content)
    return packed.getvalue()


def _json(parts: Sequence[Part]) -> str:
    kept = {part.entry.table.name: list(part.rows) for part in parts}
    meaning = {part.entry.table.name: {n: part.entry.columns[n] for n in part.entry.exported} for part in parts}
    whole = {"date": clock.now(), "donnees": kept, "explications": meaning}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def shown(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
