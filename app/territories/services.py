"""Loading a département from the files of @etalab/decoupage-administratif: communes, epci, departements (JSON)."""

import csv
import json
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.errors import Refused
from app.core.extensions import db
from app.territories.models import Canton, Department, Epci, Municipality, PostalCode
from app.territories.names import of_place, searchable


def load_department(folder: Path, code: str) -> int:
    """Load or refresh the communes of a département; return how many it has. Loading twice changes nothing.

    A commune that the files no longer have (merged into another) is kept: ideas and voters may point to it.
    Raise Refused when the folder has no such files, or the files have no commune for this code.
    """
    names = {row["code"]: row for row in _read(folder, "departements.json")}
    rows = [r for r in _read(folder, "communes.json") if r["type"] == "commune-actuelle" and r["departement"] == code]
    if code not in names or not rows:
        raise Refused(
            _(
                "Aucun département n’a le code « %(code)s » dans %(folder)s. Exemples : 62, 2A, 971.",
                code=code,
                folder=folder,
            )
        )
    name = names[code]["nom"]
    db.session.merge(Department(code=code, name=name, of_name=of_place(name, names[code]["typeLiaison"])))
    db.session.flush()
    _load_municipalities(code, rows, _load_epci(folder, {row["code"] for row in rows}))
    db.session.flush()
    return len(rows)


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    try:
        return json.loads((folder / name).read_text("utf-8"))
    except FileNotFoundError:
        raise Refused(
            _(
                "Le fichier %(file)s n’existe pas. Lancez « npm ci », ou donnez son dossier avec TERRITORIES_DIR.",
                file=folder / name,
            )
        ) from None
    except ValueError:
        raise Refused(_("Le fichier %(file)s n’est pas du JSON lisible.", file=folder / name)) from None


def _load_epci(folder: Path, wanted: set[str]) -> dict[str, str]:
    """Keep the bodies with a member here; return the body of each commune."""
    known = {epci.code: epci for epci in db.session.scalars(select(Epci))}
    body_of: dict[str, str] = {}
    for row in _read(folder, "epci.json"):
        members = wanted & {member["code"] for member in row["membres"]}
        if members:
            epci = known.get(row["code"]) or Epci(code=row["code"])
            epci.name = row["nom"]
            db.session.add(epci)
            body_of |= dict.fromkeys(members, row["code"])
    db.session.flush()
    return body_of


def _load_municipalities(department_code: str, rows: list[dict[str, Any]], body_of: dict[str, str]) -> None:
    query = select(Municipality).where(Municipality.department_code == department_code)
    known = {m.code: m for m in db.session.scalars(query.options(selectinload(Municipality.postal_codes)))}
    for row in rows:
        place = known.get(row["code"]) or Municipality(code=row["code"], postal_codes=[])
        place.name, place.sort_name = row["nom"], searchable(row["nom"])
        place.population = row.get("population", 0)
        place.department_code, place.epci_code = department_code, body_of.get(row["code"])
        db.session.add(place)
        _set_postal_codes(place, row.get("codesPostaux", []))


def _set_postal_codes(place: Municipality, codes: list[str]) -> None:
    kept = {p.code for p in place.postal_codes}
    for gone in [p for p in place.postal_codes if p.code not in codes]:
        place.postal_codes.remove(gone)
        db.session.delete(gone)
    place.postal_codes.extend(PostalCode(code=c) for c in sorted(set(codes) - kept))


def load_cantons(file: Path, department_code: str) -> int:
    """Give each commune its canton from a CSV (code_commune,code_canton,nom_canton); return how many cantons.

    Raise Refused with the number of the first line at fault; nothing is kept then.
    """
    places = {
        m.code: m
        for m in db.session.scalars(select(Municipality).where(Municipality.department_code == department_code))
    }
    cantons: dict[str, Canton] = {c.code: c for c in db.session.scalars(select(Canton))}
    seen: set[str] = set()
    for line, row in _canton_lines(file):
        if row["code_commune"] not in places:
            raise Refused(
                _(
                    "%(file)s, ligne %(line)s : « %(code)s » n’est pas le code d’une commune "
                    "du département %(department)s.",
                    file=file.name,
                    line=line,
                    code=row["code_commune"],
                    department=department_code,
                )
            )
        canton = cantons.setdefault(
            row["code_canton"], Canton(code=row["code_canton"], department_code=department_code)
        )
        canton.name = row["nom_canton"]
        db.session.add(canton)
        places[row["code_commune"]].canton = canton
        seen.add(canton.code)
    db.session.flush()
    return len(seen)


def _canton_lines(file: Path) -> list[tuple[int, dict[str, str]]]:
    columns = ("code_commune", "code_canton", "nom_canton")
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(_("Le fichier %(file)s ne se lit pas : il faut un CSV en UTF-8.", file=file)) from None
    reader = csv.DictReader(text.splitlines())
    missing = [c for c in columns if c not in (reader.fieldnames or [])]
    if missing:
        raise Refused(
            _("%(file)s, ligne 1 : il manque la colonne %(columns)s.", file=file.name, columns=", ".join(missing))
        )
    lines = []
    for row in reader:
        values = {c: (row[c] or "").strip() for c in columns}
        if not all(values.values()):
            raise Refused(_("%(file)s, ligne %(line)s : une valeur manque.", file=file.name, line=reader.line_num))
        lines.append((reader.line_num, values))
    return lines
