import string

import pytest

from voting.phrases import PHRASES
from voting.sentences import Sentence, explain, money


@pytest.mark.parametrize(
    ("cents", "lang", "currency", "text"),
    [
        (4_500_00, "fr", "EUR", "4\u202f500\u00a0€"),
        (4_500_50, "fr", "EUR", "4\u202f500,50\u00a0€"),
        (-5, "fr", "PLN", "-0,05\u00a0PLN"),
        (4_500_50, "en", "EUR", "€4,500.50"),
        (1_00, "en", "PLN", "PLN\u00a01"),
    ],
)
def test_money_is_exact_when_written(cents, lang, currency, text):
    assert money(cents, lang, currency) == text


@pytest.mark.parametrize(
    ("rank", "fr", "en"), [(1, "1er", "1st"), (2, "2e", "2nd"), (11, "11e", "11th"), (23, "23e", "23rd")]
)
def test_rank_is_spoken_when_in_a_sentence(rank, fr, en):
    said = Sentence("stopped", {"rank": rank, "votes": 0})
    assert f"{fr} avec 0\u00a0voix" in explain(said, "fr")
    assert f"{en} with 0\u00a0votes" in explain(said, "en")


@pytest.mark.parametrize(
    ("names", "fr"),
    [("A", "«\u00a0A\u00a0»"), ("A\nB\nC", "«\u00a0A\u00a0», «\u00a0B\u00a0» et «\u00a0C\u00a0»")],
)
def test_names_make_a_list_when_several_are_displaced(names, fr):
    assert explain(Sentence("margin_displacing", {"more": 1, "names": names})).endswith(f"à la place de {fr}.")


@pytest.mark.parametrize("code", PHRASES)
def test_both_languages_use_the_same_figures_when_they_say_the_same(code):
    french, english = ({f[1] for f in string.Formatter().parse(text) if f[1]} for text in PHRASES[code])
    assert french == english


def test_explain_refuses_when_the_language_is_unknown():
    with pytest.raises(KeyError):
        explain(Sentence("empty"), "de")
