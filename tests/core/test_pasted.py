"""What a word processor leaves on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pasted import cleaned_paste


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Un banc.\r\n\r\n\r\n\r\nUn arbre.", "Un banc.\n\nUn arbre."),
        ("\u00b7\u00a0\u00a0 Un banc\n\uf0a7\tUn arbre\no\tUne table", "- Un banc\n- Un arbre\n- Une table"),
        ("Ici\u2028\uf0b7\tun banc\x0b\uf0b7\tun arbre", "Ici\n- un banc\n- un arbre"),
        ("Un\u00ad banc\u200b\ufeff\x0bvert", "Un banc\nvert"),
        (
            "<!--[if mso]><xml>x</xml><![endif]--><p class=MsoNormal>Un <b>banc</b><o:p></o:p></p><p>Un arbre</p>",
            "Un banc\nUn arbre",
        ),
        ("<style>p {color: red}</style><ul><li>Un banc<li>Un arbre</ul>", "- Un banc\n- Un arbre"),
        ("Moins de 5 < 6 et l’herbe & l’eau", "Moins de 5 < 6 et l’herbe & l’eau"),
        ("**Gras** et [lien](https://exemple.fr)", "**Gras** et [lien](https://exemple.fr)"),
        ("E\u0301te\u0301", "Été"),
        ("•\tPain\r\no\tSel\r\n1.\tEau", "- Pain\n- Sel\n1. Eau"),
    ],
)
def test_the_sentences_stay_and_the_rest_goes(pasted, kept):
    assert cleaned_paste(pasted) == kept


@given(st.text(max_size=60) | st.text(alphabet="•·o-1.) \t\n\u200b\u00a0\uf0b7\ue000e\u0301", max_size=12))
def test_cleaning_twice_changes_nothing_more(text):
    assert cleaned_paste(cleaned_paste(text)) == cleaned_paste(text)
