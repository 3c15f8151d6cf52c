"""Who opens which door of an idea."""

import pytest

from app.accounts.models import Role
from app.core.policy import RULES

# idea status -> who may (see, edit): a visitor, the author, somebody else, a moderator, staff
DOORS = {
    "pending": {"see": "author moderator staff", "edit": "author"},
    "published": {"see": "visitor author other moderator staff", "edit": ""},
    "refused": {"see": "author moderator staff", "edit": ""},
    "hidden": {"see": "author moderator staff", "edit": ""},
    "grown": {"see": "visitor author other moderator staff", "edit": ""},
}


@pytest.mark.parametrize("status", DOORS)
def test_doors_open_to_whom_the_table_says_when_knocked(people, a_round, an_idea, status):
    author = people("Amel")
    actors = {
        "visitor": None,
        "author": author,
        "other": people("Bruno"),
        "moderator": people("Chloé", Role.MODERATOR),
        "staff": people("Dina", Role.STAFF),
    }
    idea = an_idea(author, a_round(), status)
    for deed, allowed in DOORS[status].items():
        assert [name for name, actor in actors.items() if RULES[f"idea.{deed}"](actor, idea)] == allowed.split(), deed


def test_posting_asks_for_an_account_when_nobody_is_signed_in(people):
    assert not RULES["idea.post"](None, None)
    assert RULES["idea.post"](people("Amel"), None)
