"""Outlines small enough to reckon by hand: Arras a square, Lens its neighbour to the east."""

import json

import pytest


def square(west, south, east, north):
    """A closed ring."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(ring, **told):
    """One place of a file."""
    return {"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def geojson(*features):
    """A file of them."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


@pytest.fixture
def outlines_file():
    """Arras from 2 to 3 degrees east, Lens from 3 to 4; both from 50 to 51 degrees north."""
    return geojson(
        feature(square(2, 50, 3, 51), code="62041", nom="Arras"),
        feature(square(3, 50, 4, 51), code="62498", nom="Lens"),
    )
