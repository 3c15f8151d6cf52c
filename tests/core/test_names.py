"""What is a name, and what only looks like one."""

import time

import pytest

from app.core.errors import Refused
from app.core.names import cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amel \t Bensaïd ", "Amel Bensaïd"),
        ("Zoe\u0301", "Zoé"),
        ("A\u200bmel\ufeff", "Amel"),
        ("Jar\u00addin", "Jardin"),
        ("Les\nCyclettes", "Les Cyclettes"),
        ("A\x1b[31mmel", "A [31mmel"),
        ("D’Artagnan-Ô’Brien", "D’Artagnan-Ô’Brien"),
        ("Nguyễn Thị", "Nguyễn Thị"),
        ("Ольга", "Ольга"),
        ("محمد", "محمد"),
        ("Club 3×3 (Лига)", "Club 3×3 (Лига)"),
    ],
)
def test_name_is_kept_as_it_reads_when_it_is_one(app, typed, kept):
    assert cleaned(typed) == kept
    assert cleaned(cleaned(typed)) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Amel \u202eniffuP", "Ce nom contient des caractères invisibles qui changent le sens de lecture"),
        ("Amel\u2067", "Ce nom contient des caractères invisibles qui changent le sens de lecture"),
        ("\u200b\u3164 \ufeff", "Écrivez au moins une lettre"),
        ("!!!", "Écrivez au moins une lettre"),
        ("x" * 81, "80 caractères au plus"),
        ("x" * 10_240, "80 caractères au plus"),
        ("Z" + "\u0335\u0321\u0337\u0324" * 5, "trop d’accents"),
        ("H\u0435l\u0435ne", "deux alphabets"),
    ],
)
def test_name_is_refused_in_one_sentence_when_it_deceives(app, typed, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        cleaned(typed)
    assert str(refused.value).count(".") == 1


def test_megabytes_are_refused_at_once(app):
    started = time.perf_counter()
    with pytest.raises(Refused):
        cleaned("e\u0301" * 2_000_000)
    assert time.perf_counter() - started < 0.2
