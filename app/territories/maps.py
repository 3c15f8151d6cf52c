"""What maps read: where a place is, whether a position is in the territory, and the drawing that browsers keep."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import func, select

from app.core.extensions import db
from app.territories import shapes
from app.territories.geojson import as_shape
from app.territories.models import Outline, PlaceKind

COARSE, DIGITS = 0.003, 3  # of the drawing sent to browsers: about two hundred metres
K = PlaceKind


class Spot(NamedTuple):
    """A position and its name."""

    name: str
    latitude: float
    longitude: float


def has_outlines() -> bool:
    """Whether there is something to draw."""
    return db.session.scalar(select(Outline.code).limit(1)) is not None


def is_in_territory(latitude: float, longitude: float) -> bool:
    """Whether the position lies within an outline of the territory; True where none is loaded."""
    near = select(Outline.shape).where(
        Outline.kind != K.NEIGHBOURHOOD,
        *(Outline.south <= latitude, Outline.north >= latitude),
        *(Outline.west <= longitude, Outline.east >= longitude),
    )
    found = any(shapes.holds(as_shape(shape), (longitude, latitude)) for shape in db.session.scalars(near))
    return found or not has_outlines()


def spots_of(codes: Iterable[str], kind: PlaceKind = K.MUNICIPALITY) -> dict[str, Spot]:
    """Where to put what is known only to be in these places: a position inside each, by code."""
    columns = (Outline.code, Outline.name, Outline.latitude, Outline.longitude)
    query = select(*columns).where(Outline.kind == kind, Outline.code.in_(list(codes)))
    return {code: Spot(name, latitude, longitude) for code, name, latitude, longitude in db.session.execute(query)}


def bounds() -> list[list[float]] | None:
    """The box of all outlines, as Leaflet says it: [[south, west], [north, east]]."""
    edges = (func.min(Outline.south), func.min(Outline.west), func.max(Outline.north), func.max(Outline.east))
    south, west, north, east = db.session.execute(select(*edges)).one()
    return None if south is None else [[south, west], [north, east]]


def version() -> str | None:
    """A short name of the drawing of the moment: it changes with every outline; None when there is nothing to draw."""
    known = db.session.execute(select(func.count(), func.max(Outline.loaded_at)).select_from(Outline)).one()
    return hashlib.sha256(f"{COARSE} {DIGITS} {tuple(known)}".encode()).hexdigest()[:12] if known[0] else None


@lru_cache(maxsize=2)
def drawing(_version: str) -> tuple[bytes, bytes]:
    """All outlines as one GeoJSON file, and the same in gzip; worked out once a version, in each process."""
    outlines = db.session.scalars(select(Outline).order_by(Outline.kind, Outline.code)).all()
    thin = shapes.simplified([as_shape(outline.shape) for outline in outlines], COARSE)
    features = [
        {
            "type": "Feature",
            "properties": {"kind": outline.kind, "code": outline.code, "name": outline.name},
            "geometry": {"type": "MultiPolygon", "coordinates": _rounded(shape)},
        }
        for outline, shape in zip(outlines, thin, strict=True)
    ]
    file = {"type": "FeatureCollection", "features": features}
    content = json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()
    return content, gzip.compress(content, compresslevel=9, mtime=0)


def _rounded(shape: shapes.Shape) -> list[list[list[list[float]]]]:
    """Positions that fall together are written once."""
    rings = [[[(round(x, DIGITS), round(y, DIGITS)) for x, y in ring] for ring in polygon] for polygon in shape]
    return [[[list(here) for here, _same in groupby(ring)] for ring in polygon] for polygon in rings]


def counts() -> dict[PlaceKind, int]:
    """How many outlines of each kind are loaded."""
    return dict(db.session.execute(select(Outline.kind, func.count()).group_by(Outline.kind)).all())
