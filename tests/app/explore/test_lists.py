"""The lists: filters that are addresses, orders that stay, pages that follow each other."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.core import clock
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.text import plain
from app.explore.orders import lot
from app.ideas.models import Idea
from app.rounds.models import RoundTheme
from app.rounds.themes import Theme


def _titles(page):
    return re.findall(r"Envie n° (\d+)<", page.text)


@pytest.fixture
def many(people, a_round, an_idea):
    """Forty-three published ideas, one that waits, one hidden."""
    amel, round_ = people("Amel"), a_round()
    for n in range(42):
        db.session.add(_idea(amel, round_, n))
    db.session.commit()
    an_idea(amel, round_, title="Envie n° 42", supporters=9)
    an_idea(amel, round_, "pending", title="Envie n° 97")
    an_idea(amel, round_, "hidden", title="Envie n° 98")
    return round_


def _idea(author, round_, n):
    about = {"title": f"Envie n° {n}", "body": "Se parler.", "theme": Theme.HERITAGE, "municipality_code": "62041"}
    return Idea(
        author=author, round=round_, status="published", created_at=clock.now() - timedelta(days=50 - n), **about
    )


def test_list_narrows_by_address(visit, people, a_round, an_idea):
    amel, round_ = people("Amel"), a_round()
    here = {"commune": "62119", "neighbourhood": "Le Mont-Liébaut", "neighbourhood_key": plain("Le Mont-Liébaut")}
    an_idea(amel, round_, title="Le jardin des voisins", theme=Theme.TRANSITION, **here)
    an_idea(amel, round_, "grown", title="Le four du village")
    other = a_round(name="Autre édition")
    an_idea(amel, other, title="Le banc de la place")
    for address, shown in [
        ("theme=transition", "jardin"),
        ("commune=62041", "four banc"),
        ("commune=arras", "four banc"),  # as one types it, without JavaScript
        ("commune=62400", ""),  # a postal code that several communes share
        ("commune=62119&quartier=le-mont-liebaut", "jardin"),
        ("q=jardins+voisin", "jardin"),
        ("q=beuvry", ""),
        ("theme=transition&q=four", ""),
        ("projet=avec", "four"),
        ("projet=sans", "jardin banc"),
        (f"edition={other.public_id}", "banc"),
        ("theme=nimporte&page=zzz&projet=peut-etre&edition=x&ordre=y", "jardin four banc"),
        ("page=-4", "jardin four banc"),
        ("page=99999999999999999999", "jardin four banc"),
    ]:
        page = visit(f"/envies/?{address}")
        page = visit(page.location) if page.status_code == 302 else page
        assert [w for w in ("jardin", "four", "banc") if f"Le {w} d" in page.text] == shown.split(), address
    assert "Aucune envie ne correspond" in visit("/envies/?q=zzz").text
    assert "n’est pas le nom exact d’une commune" in visit("/envies/?commune=Marseille").text
    assert "Le Mont-Liébaut</option>" in visit("/envies/?commune=62119").text


def test_the_order_by_lot_shows_each_once_and_stays(visit, many):
    pages = [visit(f"/envies/?graine=a1&page={n}") for n in (1, 2, 3)]
    shown = [title for page in pages for title in _titles(page)]
    assert [len(_titles(page)) for page in pages] == [20, 20, 3]
    assert sorted(map(int, shown)) == list(range(43))
    assert _titles(visit("/envies/?graine=a1&page=2")) == _titles(pages[1])
    assert _titles(visit("/envies/?graine=b2")) != _titles(pages[0])


def test_page_two_follows_page_one_after_midnight(visit, many):
    first = visit("/envies/")
    address = re.search(r'rel="next" href="([^"]+)"', first.text)[1].replace("&amp;", "&")
    today = _titles(visit(f"/envies/{address}"))
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert _titles(visit("/envies/")) != _titles(first)
        assert _titles(visit(f"/envies/{address}")) == today


def test_every_rank_is_as_likely_for_everyone():
    firsts = [int(lot(f"{n:x}") * 10) for n in range(2000)]
    assert all(150 < firsts.count(n) < 250 for n in range(10))


def test_recent_and_most_supported_first(visit, many):
    assert _titles(visit("/envies/?ordre=recentes"))[:3] == ["42", "41", "40"]
    assert _titles(visit("/envies/?ordre=soutiens"))[0] == "42"
    assert "9 personnes soutiennent" in visit("/envies/?ordre=soutiens").text.replace("\u00a0", " ")


def test_fragment_is_the_list_alone_when_htmx_asks(visit, many):
    text = visit("/envies/", htmx=True).text
    assert "Envie n°" in text and "<html" not in text


def _asked(page):
    """How many queries the page itself asked: the counter of requests also sweeps, when a window has ended."""
    return len([query for query in page.queries if "allowance" not in query])


def test_queries_do_not_grow_with_the_rows(visit, people, a_round, an_idea):
    round_ = a_round()
    an_idea(people("Amel"), round_)
    one = _asked(visit("/envies/?ordre=recentes"))
    an_idea(people("Bruno"), round_, commune="62119")
    an_idea(people("Chloé"), round_, commune="62160")
    assert _asked(visit("/envies/?ordre=recentes")) == one
    most = "/envies/?commune=62119&edition=x&q=four&ordre=hasard&graine=a1"
    assert _asked(visit(most)) <= 8


def test_a_project_keeps_on_its_card_the_theme_that_its_round_has_of_its_own(
    visit, people, a_round, an_idea, a_proposal
):
    round_, amel = a_round(), people("Amel")
    youth = RoundTheme(round_id=round_.id, name="Jeunesse", near=Theme.HERITAGE)
    db.session.add(youth)
    labelled = a_proposal(amel, round_)
    labelled.number, labelled.theme = 1, Theme.HERITAGE
    labelled.project.idea = an_idea(amel, round_, own_theme=youth)
    advance(labelled, "label", by=None, reason="Bon projet.")
    db.session.commit()
    assert ">Jeunesse<" in visit("/projets/").text and ">Jeunesse<" in visit("/communes/62041").text
    labelled.theme = Theme.TRANSITION  # its team says otherwise since
    db.session.commit()
    assert "Jeunesse" not in visit("/projets/").text


def test_projects_are_the_labelled_ones(visit, people, a_round, a_proposal):
    round_ = a_round()
    labelled = a_proposal(people("Amel"), round_, title="L’atelier vélo")
    a_proposal(people("Bruno"), round_, title="Le potager")
    labelled.number = 1
    advance(labelled, "label", by=None, reason="Bon projet.")
    db.session.commit()
    page = visit("/projets/")
    assert "L’atelier vélo" in page.text and "Le potager" not in page.text
    assert "Un projet" not in page.text and "1 projet" in page.text.replace("\u00a0", " ")
    assert "L’atelier vélo" in visit("/projets/?q=velos").text
    assert "Aucun projet ne correspond" in visit("/projets/?laureats=oui").text
