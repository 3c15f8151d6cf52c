"""The theme can be read, the pictures are stable, the style sheet is one compressed file."""

import gzip
import pathlib

import pytest

from app.core.contrast import contrast, weak_pairs
from app.core.pattern import pattern_of

THEME = pathlib.Path("app/static/css/theme.css").read_text()


def test_every_pair_of_the_theme_can_be_read():
    assert list(weak_pairs(THEME)) == []


def test_a_pale_theme_is_noticed():
    assert ("light", "ink", "paper") in list(weak_pairs(THEME.replace("--ink: #14302e", "--ink: #999999")))


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1)])
def test_contrast_is_the_one_of_wcag(one, other, ratio):
    assert contrast(one, other) == ratio


def test_the_same_key_always_has_the_same_picture_and_another_key_another():
    assert pattern_of("grainotheque") == pattern_of("grainotheque")
    assert len({tuple(pattern_of(f"projet-{n}")) for n in range(200)}) == 200


def test_the_style_sheet_is_served_compressed_and_for_ever(app):
    client = app.test_client()
    page = client.get("/nulle-part").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert (packed.content_encoding, packed.cache_control.immutable) == ("gzip", True)


def test_the_first_view_weighs_at_most_120_kb(app):
    vendor = pathlib.Path("app/static/vendor")
    style = gzip.compress(
        app.test_client()
        .get(app.test_client().get("/nulle-part").text.split('rel="stylesheet" href="')[1].split('"')[0])
        .data
    )
    weight = len(style) + sum(
        (vendor / name).stat().st_size for name in ("font.woff2", "htmx.min.js.gz", "icons.svg.gz")
    )
    assert weight <= 110 * 1024  # the page itself takes the rest
