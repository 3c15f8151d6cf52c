"""What whoever reported something is answered."""

from datetime import date

from moderation.answers import answer
from moderation.grounds import Ground
from moderation.statements import Effect

DAY = date(2027, 3, 1)


def test_reporter_is_told_how_to_contest_when_it_stays():
    said = answer(Effect.KEPT, "Un four", "C’est un avis, poli.", DAY, "fr")
    assert said[0] == "« Un four » reste en ligne."
    assert "Raison : C’est un avis, poli." in said and "jusqu’au 1er mars 2027" in said[-1]


def test_reporter_is_told_ground_and_reason_when_something_is_done():
    said = " ".join(answer(Effect.HIDDEN, "Un four", "Un numéro.", DAY, "en", Ground.PERSONAL_DATA))
    assert "acted about “Un four”" in said and "Personal data (French civil code" in said and "appeal" not in said
