"""Outlines: what is read of a file, what is refused, and what is reckoned on them."""

import gzip
import io
import json

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.core.errors import Refused
from app.core.extensions import db
from app.territories import maps, shapes
from app.territories.models import Outline, PlaceKind
from app.territories.outlines import load_outlines
from tests.app.explore.conftest import feature, geojson, square


def _kept():
    return db.session.scalar(select(func.count()).select_from(Outline))


def test_a_position_is_in_the_territory_or_in_the_sea(app, outlines_file):
    assert maps.is_in_territory(0, 0)  # nothing is known yet
    load_outlines(outlines_file, by=None)
    db.session.commit()
    assert maps.is_in_territory(50.5, 2.5)
    assert maps.is_in_territory(50.5, 3.5)
    assert not maps.is_in_territory(50.5, 1.5)
    assert not maps.is_in_territory(0, 0)


def test_a_commune_without_pin_is_at_the_middle_of_its_outline(app, outlines_file):
    load_outlines(outlines_file, by=None)
    assert maps.spots_of(["62041"])["62041"] == ("Arras", 50.5, 2.5)


def test_loading_again_replaces_the_same_places_only(app, outlines_file):
    load_outlines(outlines_file, by=None)
    load_outlines(geojson(feature(square(2, 50, 2.5, 51), code="62041")), by=None)
    assert _kept() == 2
    assert maps.spots_of(["62041"])["62041"].longitude == 2.25


def test_former_communes_join_the_one_they_became_and_strangers_are_left_out(app):
    file = geojson(
        feature(square(2, 50, 3, 51), code="62154"),
        feature(square(3, 50, 4, 51), code="62210"),  # merged into 62154
        feature(square(5, 50, 6, 51), code="75056"),
        feature(square(2, 50, 2.2, 50.2), nom="Les Blancs-Monts", commune="62041"),
    )
    loaded = load_outlines(file, by=None)
    assert loaded.counts == {PlaceKind.MUNICIPALITY: 1, PlaceKind.NEIGHBOURHOOD: 1}
    assert loaded.unknown == ["75056"]
    assert db.session.get(Outline, (PlaceKind.NEIGHBOURHOOD, "62041:les blancs monts")).name == "Les Blancs-Monts"
    assert len(db.session.get(Outline, (PlaceKind.MUNICIPALITY, "62154")).shape) == 2


RING = square(2, 50, 3, 51)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\xff not json", "n’est pas du GeoJSON lisible"),
        (b"[" * 100_000, "n’est pas du GeoJSON lisible"),
        (b"[1, 2]", "collection de contours"),
        (geojson(), "collection de contours"),
        (geojson({"type": "Feature"}), "Contour n° 1"),
        (geojson(feature(RING)), "ni code INSEE"),
        (geojson(feature(RING, code="62041"), feature([], code="62498")), "Contour n° 2 : ses coordonnées"),
        (geojson(feature([[2, 50], [3, 50]], code="62041")), "ses coordonnées"),
        (geojson(feature([[700000, 6600000]] * 4, code="62041")), "ses coordonnées"),  # Lambert 93
        (geojson(feature([["a", None]] * 4, code="62041")), "ses coordonnées"),
        (geojson(feature(RING, code="75056")), "Aucun de ces contours"),
        (b" " * 12_000_001, "dépasse 12"),
    ],
    ids=range(12),
)
def test_a_wrong_file_is_refused_whole_with_the_contour_at_fault(app, content, sentence):
    with pytest.raises(Refused) as refused:
        load_outlines(content, by=None)
    assert sentence in str(refused.value).replace("\u00a0", " ")
    assert _kept() == 0


def test_the_command_says_what_was_loaded(app, outlines_file, tmp_path):
    file = tmp_path / "communes.geojson"
    file.write_bytes(outlines_file)
    assert "municipality: 2." in app.test_cli_runner().invoke(args=["territories", "outlines", str(file)]).output
    file.write_bytes(b"{}")
    answer = app.test_cli_runner().invoke(args=["territories", "outlines", str(file)])
    assert answer.exit_code == 1 and "Error" in answer.output


def test_neighbours_stay_neighbours_when_simplified():
    border = [(3.0, 50 + n / 100 + (0.0001 if n % 2 else 0)) for n in range(101)]
    border = [(x + (0.0001 if n % 3 else 0), y) for n, (x, y) in enumerate(border)]
    west = [[(2.0, 50.0), *border, (2.0, 51.0), (2.0, 50.0)]]
    east = [[(4.0, 51.0), *border[::-1], (4.0, 50.0), (4.0, 51.0)]]
    thin_west, thin_east = shapes.simplified([[west], [east]], 0.001)
    assert len(thin_west[0][0]) < 8
    shared = set(thin_west[0][0]) & set(thin_east[0][0])
    assert border[0] in shared and border[-1] in shared
    assert {p for p in thin_west[0][0] if p[0] > 2.5} == {p for p in thin_east[0][0] if p[0] < 3.5}


def test_holes_and_crescents():
    ring = [[(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)], [(3, 3), (6, 3), (6, 6), (3, 6), (3, 3)]]
    assert shapes.holds([ring], (1, 1)) and not shapes.holds([ring], (4, 4)) and not shapes.holds([ring], (10, 1))
    assert shapes.holds([ring], shapes.middle([ring]))
    horseshoe = [[(0, 0), (9, 0), (9, 9), (8, 9), (8, 1), (1, 1), (1, 9), (0, 9), (0, 0)]]
    assert shapes.holds([horseshoe], shapes.middle([horseshoe]))


def test_staff_load_outlines_and_nobody_else(app, visit, people, outlines_file):
    staff = people("Hélène", Role.STAFF)
    assert visit("/gestion/contours", by=people("Amel")).status_code == 403
    wrong = visit("/gestion/contours", by=staff, method="POST", file=(io.BytesIO(b"{}"), "a.geojson"))
    assert wrong.status_code == 422 and "collection de contours" in wrong.text
    answer = visit("/gestion/contours", by=staff, method="POST", file=(io.BytesIO(outlines_file), "a.geojson"))
    assert answer.status_code == 303
    page = visit("/gestion/contours", by=staff)
    assert "Contours gardés" in page.text
    drawing = f"/carte/contours/{maps.version()}"
    assert drawing in page.text
    answer = visit(drawing)
    assert "immutable" in answer.headers["Cache-Control"] and len(json.loads(answer.text)["features"]) == 2
    pressed = app.test_client().get(drawing, headers={"Accept-Encoding": "gzip"})
    assert pressed.headers["Content-Encoding"] == "gzip" and gzip.decompress(pressed.data) == answer.data
    assert "Accept-Encoding" in pressed.headers["Vary"]
    assert visit("/carte/contours/0123").status_code == 404
