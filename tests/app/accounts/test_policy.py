from types import SimpleNamespace

import pytest

from app.accounts import policy
from app.accounts.models import Role
from app.core.policy import RULES


def person(*roles, id=1):
    return SimpleNamespace(id=id, roles=set(roles))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ["mentor", "moderator", "reviewer", "staff", "administrator"])
def test_role_rule_opens_for_its_role_and_for_administrators(name, role):
    rule = getattr(policy, f"is_{name}")
    assert rule(person(role)) == (role in {name, Role.ADMINISTRATOR})
    assert not rule(None)
    assert not rule(person())


@pytest.mark.parametrize("role", list(Role))
def test_team_is_everybody_with_a_role(role):
    assert policy.is_team(person(role))
    assert not policy.is_team(person())


def test_session_is_closed_by_its_owner_only():
    rule = RULES["sign_in.revoke"]
    assert rule(person(id=1), SimpleNamespace(person_id=1))
    assert not rule(person(id=2), SimpleNamespace(person_id=1))
    assert not rule(None, SimpleNamespace(person_id=1))
