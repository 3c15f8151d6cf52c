"""Loading outlines from GeoJSON: départements, communes (former ones join the one they were merged into), quartiers."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select, tuple_

from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.text import plain
from app.territories import shapes
from app.territories.geojson import Drawn, as_lists, read_outlines
from app.territories.models import Department, Municipality, Outline, PlaceKind

TOLERANCE = 0.0005  # degrees: about fifty metres
K = PlaceKind


@dataclass
class Loaded:
    """What became of a file: how many places of each kind, and the codes nobody here bears."""

    public_id: str
    counts: dict[PlaceKind, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def load_outlines(content: bytes, *, by: audit.Named | None) -> Loaded:
    """Keep the outlines of a GeoJSON file, in place of those the same places had.

    Raises Refused with the contour at fault, or when no place of the file is of this site; nothing is kept then.
    """
    drawn = read_outlines(content)
    loaded = Loaded(hashlib.sha256(content).hexdigest()[:16])
    places = _places(drawn, loaded)
    if not places:
        raise Refused(_("Aucun de ces contours n’est d’une commune, d’un quartier ou du département de ce site."))
    thin = shapes.simplified([shape for _name, shape in places.values()], TOLERANCE)
    _replace([_outline(*key, name, shape) for (key, (name, _s)), shape in zip(places.items(), thin, strict=True)])
    audit.record("outline.load", loaded, by=by, **{str(kind): count for kind, count in loaded.counts.items()})
    return loaded


def _places(drawn: Iterable[Drawn], loaded: Loaded) -> dict[tuple[PlaceKind, str], tuple[str, shapes.Shape]]:
    """Each known place with its name and all that is drawn of it."""
    here = current_app.config["SETTINGS"].DEPARTEMENT
    places = select(Municipality.code, Municipality.name).where(Municipality.department_code == here)
    names = dict(db.session.execute(places).all())
    departments = dict(db.session.execute(select(Department.code, Department.name)).all())
    merged = _merged_into()
    found: dict[tuple[PlaceKind, str], tuple[str, shapes.Shape]] = {}
    for one in drawn:
        commune = merged.get(one.within or one.code, one.within or one.code)
        if one.within and commune in names and one.name:
            key, name = (K.NEIGHBOURHOOD, f"{commune}:{plain(one.name)}"), one.name
        elif not one.within and commune in names:
            key, name = (K.MUNICIPALITY, commune), names[commune]
        elif not one.within and one.code == here and one.code in departments:
            key, name = (K.DEPARTMENT, one.code), departments[one.code]
        else:
            loaded.unknown.append(one.code or f"{one.within} {one.name}")
            continue
        found.setdefault(key, (name, []))[1].extend(one.shape)
    for kind, _code in found:
        loaded.counts[kind] = loaded.counts.get(kind, 0) + 1
    return found


def _merged_into() -> dict[str, str]:
    """The present commune of each former one, when the files of the communes are there."""
    try:
        text = (Path(current_app.config["SETTINGS"].TERRITORIES_DIR) / "communes.json").read_text("utf-8")
        rows = json.loads(text)
    except (OSError, ValueError):
        return {}
    today = [row for row in rows if row["type"] == "commune-actuelle"]
    return {former: row["code"] for row in today for former in row.get("anciensCodes", [])}


def _outline(kind: PlaceKind, code: str, name: str, shape: shapes.Shape) -> Outline:
    west, south, east, north = shapes.box(shape)
    longitude, latitude = shapes.middle(shape)
    return Outline(
        kind=kind,
        code=code,
        name=name,
        shape=as_lists(shape),
        longitude=round(longitude, 5),
        latitude=round(latitude, 5),
        west=west,
        south=south,
        east=east,
        north=north,
    )


def _replace(outlines: list[Outline]) -> None:
    keys = [(outline.kind, outline.code) for outline in outlines]
    for start in range(0, len(keys), 300):
        again = tuple_(Outline.kind, Outline.code).in_(keys[start : start + 300])
        db.session.execute(delete(Outline).where(again), execution_options={"synchronize_session": False})
    db.session.add_all(outlines)
    db.session.flush()
