"""What the screening points at, and what it leaves alone."""

import pytest

from moderation.screening import Hint, HintKind, screen

LONG = "Un jardin partagé derrière la salle des fêtes, ouvert à tous le samedi."


@pytest.mark.parametrize(
    "written",
    ["06 12 34 56 78", "0612345678", "06.12.34.56.78", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "0033612345678"],
)
def test_phone_is_noticed_however_it_is_written(written):
    assert screen(f"{LONG} Appelez le {written}.") == [Hint(HintKind.PHONE, written, len(LONG) + 12)]


@pytest.mark.parametrize("written", ["62000", "1 200 000", "2026", "12 34 56", "n° 0612345678901"])
def test_other_numbers_are_left_alone_when_not_a_phone(written):
    assert screen(f"{LONG} Pour {written} personnes.") == []


def test_email_is_noticed_once_when_its_domain_looks_like_a_link():
    assert screen(f"{LONG} a.b@exemple.fr") == [Hint(HintKind.EMAIL, "a.b@exemple.fr", len(LONG) + 1)]


@pytest.mark.parametrize("written", ["https://exemple.fr/x", "www.exemple.org", "exemple.com"])
def test_link_is_noticed_when_written(written):
    assert screen(f"{LONG} {written}") == [Hint(HintKind.LINK, written, len(LONG) + 1)]


def test_shouting_is_noticed_when_most_letters_are_capitals():
    assert screen(LONG.upper()) == [Hint(HintKind.SHOUTING)]


def test_acronym_is_left_alone_when_text_is_calm():
    assert screen(f"La MJC et l’ESAT s’y mettent. {LONG}") == []


def test_short_text_is_noticed_when_nearly_empty():
    assert screen("Un banc") == [Hint(HintKind.SHORT)]


def test_hint_speaks_both_languages_when_shown():
    assert Hint(HintKind.PHONE, "06").said_in("fr") == "Un numéro de téléphone ? « 06 »"
    assert Hint(HintKind.SHORT).said_in("en") == "A very short text"
