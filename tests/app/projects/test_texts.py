"""The pure texts: merged, compared, and read for plain language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.projects.comparing import changes
from app.projects.merging import merge
from app.projects.plain_language import hints

SENTENCES = st.lists(st.sampled_from(["Un. ", "Deux. ", "Trois\n", "Quatre. ", "Cinq ! "]), max_size=6).map("".join)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_merge_keeps_every_sentence_that_somebody_added(base, theirs, mine):
    text = merge(base, theirs, mine).text
    for sentence in {"Un", "Deux", "Trois", "Quatre", "Cinq"}:
        if sentence not in base and (sentence in theirs or sentence in mine):
            assert sentence in text


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "both"),
    [
        ("Un.", "Zéro. Un.", "Un. Deux.", "Zéro. Un. Deux."),
        ("Un.", "Un.\n\nDeux.", "Zéro. Un.", "Zéro. Un.\n\nDeux."),
        ("Un. Deux. Trois.", "Un. Deux. Trois. Quatre.", "Deux. Trois.", "Deux. Trois. Quatre."),
        (
            "Pour 3.5 km.",
            "Pour 3.5 km. Puis.",
            "Voir velo.asso.fr. Pour 3.5 km.",
            "Voir velo.asso.fr. Pour 3.5 km. Puis.",
        ),
        ("Un. Deux.", "Un. Deux!.", "Zéro.  Un. Deux.", "Zéro.  Un. Deux!."),
    ],
)
def test_who_goes_on_writing_clashes_with_nobody(base, theirs, mine, both):
    assert merge(base, theirs, mine) == (both, [])
    assert merge(base, mine, theirs) == (both, [])


@given(st.text(alphabet="ab. \n", max_size=40), st.text(alphabet="ab. \n", max_size=40))
def test_changes_tell_both_texts(before, after):
    pieces = changes(before, after)
    assert "".join(p.text for p in pieces if p.kind != "new") == before
    assert "".join(p.text for p in pieces if p.kind != "gone") == after


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mot " * 19, "long_sentence"),
        ("Nous parlons d’intercommunalité.", "long_word"),
        ("La salle est prêtée.", "passive"),
        ("Elle est tenue par nous.", "passive"),
        ("Afin de lire.", "jargon"),
        ("Avec la CAF.", "acronym"),
    ],
)
def test_hints_find_what_is_hard_to_read(text, kind):
    assert kind in {hint.kind for hint in hints(text)}


@pytest.mark.parametrize("text", ["", "Venez samedi. C’est gratuit.", "Elle est allée à Lens.", "La CAF (aide) vient."])
def test_easy_text_has_no_hint(text):
    assert hints(text) == []
