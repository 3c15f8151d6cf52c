"""A text that was hidden, its people, and somebody else to hear what they say."""

import pytest

from app.accounts.models import Role
from app.casework import services as casework
from app.core.extensions import db
from moderation.decisions import Verb
from moderation.grounds import Ground


@pytest.fixture
def desk(people):
    """Who decides, and who hears: two moderators."""
    return people("Chloé", Role.MODERATOR), people("Dina", Role.MODERATOR)


@pytest.fixture
def hidden(people, a_round, an_idea, desk):
    """A function that hides an idea of Amel, reported by Bruno and by an address; gives the decision."""

    def make(**more):
        idea = an_idea(people("Amel"), a_round(), **more)
        casework.flag(idea, Ground.ADVERTISING, "Une réclame.", by=people("Bruno"))
        casework.flag(idea, Ground.ADVERTISING, "", "voisine@exemple.fr", by=None)
        decision = casework.decide(
            idea, Verb.HIDE, by=desk[0], ground=Ground.ADVERTISING, reason="Le texte vend un four."
        )
        db.session.commit()
        return idea, decision

    return make


@pytest.fixture
def kept(people, a_round, an_idea, desk):
    """A function that lets an idea of Amel stand although Bruno and an address reported it; gives the decision."""

    def make():
        idea = an_idea(people("Amel"), a_round())
        casework.flag(idea, Ground.HATEFUL, "Blessant.", by=people("Bruno"))
        casework.flag(idea, Ground.HATEFUL, "", "voisine@exemple.fr", by=None)
        decision = casework.decide(idea, Verb.DISMISS, by=desk[0], reason="Un avis, poli.")
        db.session.commit()
        return idea, decision

    return make
