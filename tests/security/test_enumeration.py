"""Nobody learns who has an account: the same words, the same work, the same time."""

import re
import time

import pytest

from app.accounts.passwords import hash_password
from app.core.extensions import db

ROUNDS = 9
APART = 0.2  # of the time one takes: without the slow comparison of a password it would be less than half


def ask(visit, **typed):
    """The answer of the sign-in page and the processor time it took."""
    start = time.process_time()
    answer = visit("/compte/connexion", method="POST", **typed)
    return answer, time.process_time() - start


def shape(answer, email):
    """What a stranger sees of an answer, without the address they typed."""
    text = re.sub(r'name="csrf_token"[^>]*>|nonce="[^"]*"', "", answer.text.replace(email, "…"))
    return answer.status_code, answer.headers.get("Location"), text


@pytest.mark.parametrize("typed", [{}, {"password": "pas le bon mot de passe"}], ids=["code", "password"])
def test_a_known_address_and_an_unknown_one_look_alike(visit, people, typed):
    known, unknown = [], []
    for turn in range(ROUNDS):
        person = people(f"Amel {turn}")
        person.password_hash = hash_password("un mot de passe long")
        db.session.commit()
        here, took = ask(visit, email=person.email, **typed)
        there, took_there = ask(visit, email=f"inconnu{turn}@exemple.fr", **typed)
        assert shape(here, person.email) == shape(there, f"inconnu{turn}@exemple.fr")
        known.append(took)
        unknown.append(took_there)
    here, there = min(known), min(unknown)  # the least disturbed of each, on a busy machine
    assert abs(here - there) < APART * max(here, there)
