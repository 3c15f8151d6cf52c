"""The pin of an envie while it is written: folded away, kept with the draft, never taken from anything but the form."""

import io
from html import unescape

import pytest
from PIL import Image
from sqlalchemy import select

from app.core.extensions import db
from app.ideas.models import Idea, IdeaDraft
from app.territories.outlines import load_outlines
from tests.app.explore.conftest import outlines_file  # noqa: F401  (a fixture)
from tests.app.files.sent import GPS
from tests.app.ideas.test_posting import TYPED, _sign_up

PINNED = TYPED | {"latitude": "50,2", "longitude": "2.2"}


@pytest.fixture
def _drawn(app, outlines_file):  # noqa: F811
    load_outlines(outlines_file, by=None)
    db.session.commit()


def _idea():
    return db.session.scalars(select(Idea)).one()


def _where(idea):
    db.session.refresh(idea)
    return idea.latitude, idea.longitude


@pytest.mark.usefixtures("_drawn")
def test_it_waits_with_the_draft_until_its_author_has_a_name(visit, mails, a_round):
    a_round()
    page = visit("/envies/nouvelle").text
    assert (
        "Montrer l’endroit sur la carte" in page
        and "leaflet.js" in page
        and '<script src="/static/vendor/leaflet' not in page
    )
    where = visit("/envies/nouvelle", method="POST", **PINNED).location
    assert db.session.scalars(select(IdeaDraft.typed)).one()["latitude"] == "50,2"
    page = visit("/envies/nouvelle").text
    assert 'value="50,2"' in page and "repère posé" in page
    visit(_sign_up(visit, mails, where).location)
    assert _where(_idea()) == (50.2, 2.2)
    assert db.session.scalars(select(IdeaDraft.typed)).all() == [{}]


@pytest.mark.usefixtures("_drawn")
def test_without_a_pin_it_stands_at_its_commune_whatever_the_photo_says(visit, people, a_round):
    a_round()
    exif, content = Image.Exif(), io.BytesIO()
    exif.get_ifd(GPS).update({1: "N", 2: (50.0, 30.0, 0.0), 3: "E", 4: (2.0, 30.0, 0.0)})
    Image.new("RGB", (600, 400)).save(content, "JPEG", exif=exif.tobytes())
    content.seek(0)
    photo = {"picture": (content, "four.jpg"), "picture_alt": "Un four"}
    assert visit("/envies/nouvelle", by=people("Amel"), method="POST", **TYPED, **photo).status_code == 303
    assert _where(_idea()) == (None, None)


@pytest.mark.usefixtures("_drawn")
@pytest.mark.parametrize(
    ("latitude", "longitude", "sentence"),
    [
        ("50.5", "1.5", "Ce repère est en mer, ou hors du territoire"),
        ("48.85", "2.35", "Ce repère est en mer, ou hors du territoire"),
        ("50.5", "", "Il manque l’un des deux nombres"),
        ("<b>ici", "nan", "Écrivez un nombre de degrés"),
        ("1e999", "-inf", "Écrivez un nombre de degrés"),
    ],
)
def test_a_wrong_one_is_told_beside_and_nothing_is_lost(visit, people, a_round, latitude, longitude, sentence):
    a_round()
    wrong = TYPED | {"latitude": latitude, "longitude": longitude}
    for by in (None, people("Amel")):
        answer = visit("/envies/nouvelle", by=by, method="POST", **wrong)
        page = unescape(answer.text)
        assert answer.status_code == 422 and sentence in page and TYPED["body"] in page
        assert f'value="{latitude}"' in page
        assert '<details class="disclosure" open><summary>L’endroit sur la carte' in page
    assert not db.session.scalars(select(Idea)).all()


@pytest.mark.usefixtures("_drawn")
def test_a_wrong_one_waits_with_the_photo_as_it_was_typed(visit, people, a_round):
    a_round()
    content = io.BytesIO()
    Image.new("RGB", (600, 400)).save(content, "JPEG")
    content.seek(0)
    photo = {"picture": (content, "four.jpg"), "picture_alt": "Un four"}
    visit("/envies/nouvelle", by=(amel := people("Amel")), method="POST", **PINNED | {"latitude": "là-bas"}, **photo)
    assert 'value="là-bas"' in visit("/envies/nouvelle", by=amel).text


@pytest.mark.usefixtures("_drawn")
def test_it_moves_and_goes_away_while_the_envie_waits(visit, people, a_round):
    a_round()
    amel = people("Amel")
    visit("/envies/nouvelle", by=amel, method="POST", **PINNED)
    idea = _idea()
    address = f"/envies/{idea.public_id}/modifier"
    assert 'value="50.2"' in visit(address, by=amel).text
    for latitude, longitude, then in (
        ("50.9", "3.1", (50.9, 3.1)),
        ("50.5", "1.5", (50.9, 3.1)),
        ("", "", (None, None)),
    ):
        told = TYPED | {"latitude": latitude, "longitude": longitude, "version": idea.version}
        visit(address, by=amel, method="POST", **told)
        assert _where(idea) == then
