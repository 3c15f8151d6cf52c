"""The statement of reasons: every point of article 17.3 is there, in both languages, or it does not leave."""

from dataclasses import replace
from datetime import date

import pytest

from moderation.grounds import Ground
from moderation.statements import DONE, ON_A_GROUND, RESTRICTS, Effect, Reasons, Source, said_day

HIDDEN = Reasons(
    Effect.HIDDEN,
    "Mes soldes",
    "La deuxième phrase donne un prix et un numéro.",
    Ground.ADVERTISING,
    Source.NOTICE,
    noticed_by_program=True,
    appeal_until=date(2027, 3, 1),
)


def test_each_point_is_said_when_a_text_is_hidden():
    parts = {part.name: " ".join(part.paragraphs) for part in HIDDEN.sections("fr")}
    assert list(parts) == ["decision", "facts", "ground", "automated", "redress"]
    assert "Le public ne voit plus « Mes soldes »." in parts["decision"]
    assert "sur tout ce site" in parts["decision"] and "pas de date de fin" in parts["decision"]
    assert "nous l’a signalé" in parts["facts"] and "donne un prix" in parts["facts"]
    assert "Publicité." in parts["ground"] and "contraire à nos règles : Règlement" in parts["ground"]
    assert "Un programme avait attiré" in parts["automated"] and "une personne" in parts["automated"]
    assert "jusqu’au 1er mars 2027" in parts["redress"] and "gratuit" in parts["redress"]
    assert "tribunal administratif" in parts["redress"]


def test_each_point_is_said_in_english_when_read_in_english():
    said = HIDDEN.said_in("en_GB")
    for words in (
        "What is decided",
        "no longer sees “Mes soldes”",
        "against our rules: Rulebook",
        "until 1 March 2027",
    ):
        assert words in said


@pytest.mark.parametrize("effect", Effect)
def test_letter_is_whole_when_anything_is_decided(effect):
    for language in ("fr", "en"):
        said = replace(HIDDEN, effect=effect).said_in(language)
        assert "{" not in said and DONE[effect].said_in(language).split("{title}")[-1] in said


def test_law_is_named_when_the_ground_is_a_law():
    said = replace(HIDDEN, ground=Ground.HATEFUL, source=Source.OWN, noticed_by_program=False).said_in("fr")
    assert "contraire à la loi : Loi du 29 juillet 1881" in said
    assert "Aucun programme" in said and "nous l’a signalé" not in said


def test_end_is_told_when_a_measure_is_for_a_time():
    said = replace(HIDDEN, also=Effect.NO_COMMENT, until=date(2027, 1, 3)).said_in("fr")
    assert "ne peut plus commenter" in said and "sur votre compte prend fin le 3 janvier 2027." in said
    alone = replace(HIDDEN, effect=Effect.SUSPENDED, until=date(2027, 1, 3)).said_in("fr")
    assert "est suspendu" in alone and "pas de date de fin" not in alone


@pytest.mark.parametrize(
    ("lacks", "named"), [({"facts": "  "}, "facts"), ({"ground": None}, "ground"), ({"appeal_until": None}, "appeal")]
)
def test_statement_does_not_leave_when_something_is_owed(lacks, named):
    with pytest.raises(ValueError, match=named):
        replace(HIDDEN, **lacks).said_in("fr")


def test_nothing_is_owed_but_facts_when_a_text_is_put_back():
    said = Reasons(Effect.RESTORED, "Un four", "Relu : rien à redire.").said_in("fr")
    assert "de nouveau" in said and "Défenseur" not in said


def test_braces_stay_as_typed_when_in_title_or_facts():
    said = replace(HIDDEN, title="{day} {0}", facts="{article}").said_in("fr")
    assert "« {day} {0} »" in said and "{article}" in said


def test_what_restricts_has_a_ground_but_for_asking_and_merging():
    assert {Effect.SENT_BACK, Effect.MERGED} == RESTRICTS - ON_A_GROUND


def test_first_of_a_month_is_said_as_the_french_say_it():
    assert said_day(date(2027, 8, 1), "fr") == "1er août 2027"
    assert said_day(date(2027, 8, 12), "en") == "12 August 2027"
