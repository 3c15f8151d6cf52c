"""What people type becomes HTML in one place: what they may say, and what never comes through."""

import re
import time

import pytest
from markupsafe import Markup

from app.core.html import LONGEST, TAGS, rich, rich_document, web_link, without_marks
from tests.attacks import VECTORS

LINK = re.compile(r'href="([^"]*)"')


def test_a_text_keeps_its_structure():
    assert str(rich("# Titre\n\n- un\n- **deux**\n\n[exemple.fr](https://exemple.fr)")) == (
        "<h2>Titre</h2>\n<ul>\n<li>un</li>\n<li><strong>deux</strong></li>\n</ul>\n"
        '<p><a href="https://exemple.fr" rel="nofollow noopener ugc">exemple.fr</a></p>\n'
    )


def test_a_new_line_stays_one_for_people_and_flows_in_the_rulebook():
    assert str(rich("un\ndeux")) == "<p>un<br>\ndeux</p>\n"
    assert str(rich_document("un\ndeux")) == "<p>un\ndeux</p>\n"


def test_headings_stand_below_the_title_of_their_place():
    assert str(rich("# a\n\n## b\n\n###### c", top=4)) == "<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n"


def test_tables_are_for_the_rulebook():
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    assert "<table>" in rich_document(table)
    assert "<table>" not in rich(table)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[ici](https://exemple.fr/a)", "ici</a> (exemple.fr)"),
        ("[https://mabanque.fr](https://voleur.fr)", "https://mabanque.fr</a> (voleur.fr)"),
        ("[ici](https://mabanque.fr@voleur.fr/)", "ici</a> (voleur.fr)"),
        ("[ici](https://exаmple.fr)", "ici</a> (xn--exmple-4nf.fr)"),  # a Cyrillic а is shown as what it is
        ("[écrivez-nous](mailto:bureau@exemple.fr)", "écrivez-nous</a> (bureau@exemple.fr)"),
        ("<https://exemple.fr/page>", "https://exemple.fr/page</a></p>"),
    ],
)
def test_a_link_says_where_it_leads(typed, shown):
    assert shown in str(rich(typed))


@pytest.mark.parametrize(
    "href",
    [
        "/compte",
        "//voleur.fr",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.fr",
        "tel:112",
        "https://",
        "http://[",
        "vbscript:x",
        "file:///etc",
    ],
)
def test_a_link_elsewhere_than_web_or_mail_is_no_link(href):
    assert "<a" not in rich(f"[ici]({href})")
    assert "ici" in rich(f"[ici]({href})")


@pytest.mark.parametrize("address", ["https://exemple.fr/a?b=1&c=2", "http://exemple.fr"])
def test_an_address_somebody_typed_is_a_link(address):
    assert f'href="{address}"'.replace("&", "&amp;") in web_link(address)


@pytest.mark.parametrize(
    "address", ["javascript:hit()", "data:text/html,x", "exemple.fr", "mailto:a@b.fr", '"><script>', ""]
)
def test_what_is_no_web_address_stays_text(address):
    assert "<" not in web_link(address)


def test_pictures_leave_their_words():
    assert str(rich("![un four](https://suivi.fr/pixel.png)")) == "<p>un four</p>\n"


def test_indented_lines_are_no_code_and_references_stay_visible():
    assert str(rich("    quatre espaces")) == "<p>quatre espaces</p>\n"
    assert "[a]: https://exemple.fr" in rich("[a]: https://exemple.fr")


def test_cards_show_words_without_marks():
    assert (
        without_marks("# Un four\n\nle **samedi**,\n- à [Arras](https://arras.fr)")
        == "Un four le samedi, à Arras (arras.fr)"
    )


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_no_vector_makes_a_tag_that_is_not_ours(vector):
    html = str(rich(vector))
    tags = re.findall(r"<(/?)([a-zA-Z][^\s>/]*)([^>]*)>", html)
    assert {name for _close, name, _more in tags} <= TAGS
    for _close, _name, more in tags:
        assert re.fullmatch(r'( href="(https?://|mailto:)[^"]*" rel="nofollow noopener ugc")?|( start="\d+")?', more), (
            more
        )


DENSE = [
    "[",
    "![",
    "*a*",
    "**a *a",
    "_a__",
    "<",
    "> ",
    "- ",
    "[a](b)",
    "<http://a.fr>",
    "1. a\n",
    "- - a\n",
    "`a",
    "# a\n",
    "a  \n",
    "&amp;",
    "|a",
    "\\*",
    "***",
    "[a](<b",
    "](",
    "> - ",
    "~~~\n",
    "<a href='",
    "<!--",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", DENSE)
@pytest.mark.parametrize("repeats", [10_000, 825, 400, 200])
def test_ten_kilobytes_made_to_be_slow_take_no_time(piece, repeats):
    """ASVS 1.3.12: as many as fit, just below the count of marks, and spread out."""
    text = ((piece + "x" * (10_000 // repeats - len(piece))) * repeats)[:10_000]
    times = []
    for _try in range(4):
        start = time.process_time()
        rich(text)
        times.append(time.process_time() - start)
    assert min(times) < 0.5  # 0.01 to 0.04 alone; ten times that with coverage on a busy machine


def test_a_text_too_dense_or_too_long_is_shown_as_typed():
    assert str(rich("[" * 10_000)) == f"<p>{'[' * 10_000}</p>\n"
    assert len(rich("a" * (LONGEST + 1))) == LONGEST + len("<p></p>\n")
    assert isinstance(rich("<b>" * 5000), Markup)
    assert "<b>" not in rich("<b>" * 5000)


def test_the_longest_answer_full_of_marks_keeps_them():
    text = 60 * (
        "Le marché finit à midi, **nous** finissons à dix-huit heures ; voyez [la page](https://exemple.fr)."
        "\n\n- un\n- deux\n\n"
    )
    assert "<strong>nous</strong>" in rich(text[:4_000])
