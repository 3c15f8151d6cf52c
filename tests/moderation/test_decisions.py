"""What each decision owes before it is taken."""

import pytest

from moderation.decisions import Owed, Verb, missing
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
