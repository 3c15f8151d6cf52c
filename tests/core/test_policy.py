"""Doors: who is asked to sign in, and who is told why."""

import pytest

from app.accounts.models import Role
from app.core.extensions import db
from app.core.policy import RULES, Rule, allow, anyone, signed_in
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds.themes import Theme

is_owner = Rule(lambda actor, thing: actor is not None and thing["owner"] == actor.id, "owner")
is_open = Rule(lambda _actor, thing: thing["open"], "open", says="C’est fermé.")


@pytest.mark.parametrize(
    ("rule", "thing", "may_help"),
    [
        (anyone, {}, True),
        (signed_in, {}, True),
        (is_owner, {"owner": 1}, True),
        (is_open, {"open": False}, False),
        (is_owner & is_open, {"owner": 1, "open": True}, True),
        (is_owner & is_open, {"owner": 1, "open": False}, False),
        (is_owner | is_open, {"owner": 1, "open": False}, True),
        (is_open | is_open, {"open": False}, False),
    ],
)
def test_signing_in_is_offered_when_it_may_help(rule, thing, may_help):
    assert rule.could_open(thing) is may_help


def test_a_permission_is_refused_when_it_is_allowed_twice():
    assert "account.see" in RULES
    with pytest.raises(RuntimeError, match="account.see is allowed twice"):
        allow(account__see=anyone)
    assert RULES["account.see"].name == "signed in"


@pytest.fixture
def hidden(app, a_round, people):
    idea = Idea(
        round_id=a_round().id,
        author_id=people("Amel").id,
        title="Un café des enfants",
        body="Le mercredi, nulle part où aller.",
        theme=next(iter(Theme)),
        municipality_code="62041",
        status=IdeaStatus.PENDING,
    )
    db.session.add(idea)
    db.session.commit()
    return idea


def test_the_author_finds_the_way_in_when_signed_out(visit, hidden):
    answer = visit(f"/envies/{hidden.public_id}")
    assert answer.status_code == 401
    assert "Cette envie n’est pas publiée" in answer.text
    assert f'href="/compte/connexion?next=/envies/{hidden.public_id}"' in answer.text


def test_the_reason_alone_is_said_when_signing_in_did_not_help(visit, hidden, people):
    answer = visit(f"/envies/{hidden.public_id}", by=people("Karim"))
    assert (answer.status_code, "Cette envie n’est pas publiée" in answer.text) == (403, True)
    assert visit(f"/envies/{hidden.public_id}", by=people("Mo", Role.MODERATOR)).status_code == 200
