"""A change of SECRET_KEY loses nobody: sessions, open forms and codes on their way survive it."""

import re

import pytest

from tests.core.test_rates import asked

FIRST, SECOND = "0123456789abcdef" * 3, "fedcba9876543210" * 3


@pytest.fixture
def served_with(rebuilt):
    """A function giving the application of the same database as it starts with other keys."""
    return lambda key, former="": rebuilt(SECRET_KEY=key, SECRET_KEY_FALLBACKS=former)


def token_in(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def carry(client, other):
    """The same browser in front of another application."""
    moved = other.test_client()
    cookie = client.get_cookie("comptoir")
    moved.set_cookie("comptoir", cookie.value)
    return moved


def test_a_code_a_form_and_a_session_survive_a_change_of_key(served_with, people, mails):
    people("Amel")
    before = served_with(FIRST)
    client = before.test_client()
    token = token_in(asked(before, "/compte/connexion", client=client))
    sent = {"email": "amel@exemple.fr", "way": "code", "csrf_token": token}
    assert asked(before, "/compte/connexion", client=client, method="POST", **sent).status_code == 303
    token = token_in(asked(before, "/compte/code", client=client))
    code = mails()[-1][1][-6:]

    after = served_with(SECOND, FIRST)
    client = carry(client, after)
    entered = asked(after, "/compte/code", client=client, method="POST", code=code, csrf_token=token)
    assert (entered.status_code, entered.location) == (303, "/compte")
    assert asked(after, "/compte", client=client).status_code == 200

    at_last = served_with(SECOND)
    assert asked(at_last, "/compte", client=carry(client, at_last)).status_code == 200


def test_a_session_signed_with_a_key_taken_out_is_worth_nothing(served_with):
    before = served_with(FIRST)
    client = before.test_client()
    token = token_in(asked(before, "/compte/connexion", client=client))
    after = served_with(SECOND)
    data = {"email": "amel@exemple.fr", "way": "code", "csrf_token": token}
    assert asked(after, "/compte/connexion", client=carry(client, after), method="POST", **data).status_code == 400
