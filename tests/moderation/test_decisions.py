"""What each decision owes, and what its author reads."""

import pytest

from moderation.decisions import Owed, Statement, Verb, missing
from moderation.grounds import GROUNDS, Ground

OWES = {
    Verb.PUBLISH: [],
    Verb.REFUSE: [Owed.GROUND, Owed.REASON],
    Verb.HIDE: [Owed.GROUND, Owed.REASON],
    Verb.ASK: [Owed.REASON],
    Verb.MERGE: [Owed.REASON],
    Verb.LIMIT: [Owed.GROUND, Owed.REASON],
    Verb.RESTORE: [Owed.REASON],
    Verb.DISMISS: [],
}


def test_grounds_are_all_published_when_listed():
    assert list(GROUNDS) == list(Ground)
    assert all(ground.article.fr and ground.article.en for ground in GROUNDS.values())


@pytest.mark.parametrize("decision", list(Verb))
def test_decision_owes_what_the_rules_say_when_nothing_is_given(decision):
    assert missing(decision, None, "  ") == OWES[decision]


@pytest.mark.parametrize("decision", list(Verb))
def test_decision_owes_nothing_when_ground_and_reason_are_given(decision):
    assert missing(decision, Ground.ADVERTISING, "C’est une réclame.") == []


def test_statement_names_ground_reason_and_appeal_when_refused():
    statement = Statement(Verb.REFUSE, "Mes soldes", Ground.ADVERTISING, "C’est une réclame.", "equipe@exemple.fr")
    assert statement.said_in("fr").split("\n\n") == [
        "Votre texte « Mes soldes » n’est pas publié.",
        "Motif : Publicité. Le texte fait la promotion d’un produit, d’une entreprise ou d’un candidat.",
        "Raison : C’est une réclame.",
        "Cette décision a été prise par une personne de l’équipe, pas par un programme.",
        "Vous n’êtes pas d’accord ? Écrivez à equipe@exemple.fr en disant pourquoi : une autre "
        "personne relira votre texte.",
    ]


def test_statement_is_one_sentence_when_published():
    assert Statement(Verb.PUBLISH, "Un four").said_in("en") == "Your text “Un four” is published."


def test_braces_stay_as_typed_when_in_the_reason():
    assert "{label} {0}" in Statement(Verb.RESTORE, "Un four", reason="{label} {0}").said_in("fr")


def test_statement_is_refused_when_a_reason_is_owed():
    with pytest.raises(ValueError, match="refuse owes reason"):
        Statement(Verb.REFUSE, "Un four", Ground.DUPLICATE).said_in("fr")
