"""The ground of the demonstration's map: schematic outlines. Each commune has what is nearer to its middle than to any
other's (Voronoi), within a few kilometres; a real site loads real outlines instead.
"""

import json
from math import cos, pi, sin

from app.demo.texts import read
from app.territories.outlines import load_outlines

REACH = 0.055  # degrees of latitude: about six kilometres
STRETCH = 1.57  # a degree of latitude is so much longer than one of longitude, here
Point = tuple[float, float]


def add_outlines() -> None:
    """An outline for every commune."""
    places = [(code, longitude / STRETCH, latitude) for code, longitude, latitude in read("places")]
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [[[x * STRETCH, y] for x, y in _cell((x0, y0), places)]]},
        }
        for code, x0, y0 in places
    ]
    load_outlines(json.dumps({"type": "FeatureCollection", "features": features}).encode(), by=None)


def _cell(middle: Point, places: list[tuple[str, float, float]]) -> list[Point]:
    x0, y0 = middle
    cell = [(x0 + REACH * cos(n * pi / 6), y0 + REACH * sin(n * pi / 6)) for n in range(12)]
    for _code, x, y in places:
        if (x, y) != middle and abs(x - x0) < 2 * REACH and abs(y - y0) < 2 * REACH:
            cell = _nearer(cell, middle, (x, y))
    return [*cell, cell[0]]


def _nearer(cell: list[Point], middle: Point, other: Point) -> list[Point]:
    """The part of a cell that is nearer to its middle than to another (Sutherland and Hodgman, 1974)."""

    def lead(point: Point) -> float:
        return _squared(point, other) - _squared(point, middle)

    kept: list[Point] = []
    for before, after in zip([cell[-1], *cell], cell, strict=False):
        a, b = lead(before), lead(after)
        if a * b < 0:
            along = a / (a - b)
            kept.append((before[0] + along * (after[0] - before[0]), before[1] + along * (after[1] - before[1])))
        if b >= 0:
            kept.append(after)
    return kept


def _squared(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
