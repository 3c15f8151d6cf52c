"""Reading a GeoJSON file of outlines (RFC 7946): everything is checked before anything is kept."""

import json
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.core.errors import Refused
from app.territories.shapes import Polygon, Position, Ring, Shape

MOST_BYTES, MOST_POSITIONS, MOST_FEATURES = 12_000_000, 600_000, 10_000
CODE_NAMES = ("code", "insee", "INSEE_COM", "insee_com", "code_insee", "codgeo")
NAME_NAMES = ("nom", "name", "NOM", "nom_com", "NOM_COM", "nom_qp", "lib")
WITHIN_NAMES = ("commune", "code_commune", "insee_commune")


@dataclass
class Drawn:
    """One place of the file: its code (a commune, a département) or its name within a commune, and its shape."""

    code: str
    name: str
    within: str
    shape: Shape = field(default_factory=list)


def read_outlines(content: bytes) -> list[Drawn]:
    """The places of a file. Raises Refused with what is wrong and where."""
    if len(content) > MOST_BYTES:
        raise Refused(_("Ce fichier dépasse 12 Mo : simplifiez d’abord ses contours."))
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise Refused(_("Ce fichier n’est pas du GeoJSON lisible.")) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection" or not features:
        raise Refused(_("Ce fichier n’est pas une collection de contours (« FeatureCollection »)."))
    if len(features) > MOST_FEATURES:
        raise Refused(_("Ce fichier a trop de contours : 10 000 au plus."))
    drawn = [_place(number, feature) for number, feature in enumerate(features, 1)]
    if sum(len(ring) for one in drawn for polygon in one.shape for ring in polygon) > MOST_POSITIONS:
        raise Refused(_("Ce fichier a trop de points : simplifiez d’abord ses contours (600 000 points au plus)."))
    return drawn


def _place(number: int, feature: Any) -> Drawn:
    told = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(told, dict) or not isinstance(geometry, dict):
        raise _wrong(number, _("il n’a pas de propriétés ou pas de forme"))
    place = Drawn(_first(told, CODE_NAMES), _first(told, NAME_NAMES), _first(told, WITHIN_NAMES))
    if not place.code and not (place.name and place.within):
        raise _wrong(number, _("il n’a ni code INSEE (« code »), ni nom et commune (« nom », « commune »)"))
    polygons: Any = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        polygons = [polygons]
    elif geometry.get("type") != "MultiPolygon":
        raise _wrong(number, _("sa forme n’est pas un polygone"))
    try:
        place.shape = [[_ring(ring) for ring in polygon] for polygon in polygons]
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        raise _wrong(number, _("ses coordonnées ne sont pas des longitudes et des latitudes en degrés")) from None
    if not place.shape or not all(place.shape):
        raise _wrong(number, _("sa forme est vide"))
    return place


def _first(told: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(told[name]).strip()[:200] for name in names if told.get(name)), "")


def _ring(positions: Any) -> Ring:
    ring = [_position(each) for each in positions]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("a ring is closed and has four positions at least (RFC 7946 §3.1.6)")
    return ring


def _position(pair: Any) -> Position:
    longitude, latitude = float(pair[0]), float(pair[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("not degrees")
    return round(longitude, 5), round(latitude, 5)


def _wrong(number: int, what: str) -> Refused:
    return Refused(_("Contour n° %(number)s : %(what)s. Rien n’a été gardé.", number=number, what=what))


def as_lists(shape: Shape) -> list[Any]:
    """A shape as JSON keeps it."""
    return [[[list(position) for position in ring] for ring in polygon] for polygon in shape]


def as_shape(lists: list[Any]) -> Shape:
    """A shape as it was kept."""
    polygons: list[Polygon] = [[[(x, y) for x, y in ring] for ring in polygon] for polygon in lists]
    return polygons
