"""Answers of a passkey that do not hold: each is refused in a sentence, and nobody enters."""

import hashlib
import json

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import select
from webauthn.helpers import bytes_to_base64url

from app.accounts.models import SignIn
from app.core.extensions import db
from app.factors.models import Passkey

ORIGIN, SITE = "http://localhost:8000", "localhost"
PRESENT, VERIFIED = 1, 4  # flags: somebody was there; the device knew its owner


class Device:
    """A device that holds one passkey and signs whatever it is told to."""

    def __init__(self, person, count=5):
        self.key = ec.generate_private_key(ec.SECP256R1())
        numbers = self.key.public_key().public_numbers()
        x, y = (n.to_bytes(32, "big") for n in (numbers.x, numbers.y))
        public_key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        self.id = person.public_id.encode()
        db.session.add(
            Passkey(person=person, name="Essai", credential_id=self.id, public_key=public_key, sign_count=count)
        )
        db.session.commit()

    def answer(self, challenge, *, origin=ORIGIN, site=SITE, count=6, flags=PRESENT | VERIFIED):
        client = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": origin}).encode()
        data = hashlib.sha256(site.encode()).digest() + bytes([flags]) + count.to_bytes(4, "big")
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        told = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return json.dumps(
            {
                "id": bytes_to_base64url(self.id),
                "rawId": bytes_to_base64url(self.id),
                "type": "public-key",
                "response": {name: bytes_to_base64url(value) for name, value in told.items()},
            }
        )


@pytest.fixture
def device(people):
    return Device(people("Amel"))


def asked(visit):
    return visit("/compte/cle/options", method="POST").json["challenge"]


def entered(visit, answer):
    """Where the answer leads, and what the page there says."""
    location = visit("/compte/cle", method="POST", credential=answer, next="/compte").location
    return location, visit(location).text


def test_a_passkey_opens_the_account_and_its_answer_serves_once(visit, device):
    answer = device.answer(asked(visit))
    location, page = entered(visit, answer)
    assert (location, "Bonjour Amel" in page) == ("/compte", True)
    assert db.session.scalars(select(SignIn)).one().strong_at
    assert db.session.scalars(select(Passkey)).one().sign_count == 6
    visit("/compte/deconnexion", method="POST")
    location, page = entered(visit, answer)
    assert (location, "Cette demande a déjà servi" in page) == ("/compte/connexion?next=/compte", True)


def test_a_cookie_put_back_does_not_serve_a_challenge_twice(app, visit, device):
    answer, name = device.answer(asked(visit)), app.config["SESSION_COOKIE_NAME"]
    cookie = visit.clients[None].get_cookie(name).value
    assert entered(visit, answer)[0] == "/compte"
    visit.clients[None].set_cookie(name, cookie)
    assert "Cette demande a déjà servi" in entered(visit, answer)[1]


@pytest.mark.parametrize(
    "more",
    [
        {"origin": "https://compt0ir.example"},
        {"site": "autre.example"},
        {"count": 5},
        {"count": 2},
        {"flags": PRESENT},
    ],
    ids=["another origin", "another site", "counter still", "counter back", "owner not verified"],
)
def test_an_answer_that_does_not_hold_is_refused(visit, device, more):
    location, page = entered(visit, device.answer(asked(visit), **more))
    assert (location, "n’a pas été reconnue" in page) == ("/compte/connexion?next=/compte", True)
    assert db.session.scalars(select(SignIn)).all() == []
    assert db.session.scalars(select(Passkey)).one().sign_count == 5


@pytest.mark.parametrize("credential", ["", "{}", "null", "[1]", "pas du JSON", '{"id": 3}'])
def test_what_is_no_answer_is_refused(visit, device, credential):
    asked(visit)
    assert "n’a pas été reconnue" in entered(visit, credential)[1]


def test_the_answer_to_another_challenge_is_refused(visit, device):
    asked(visit)
    assert "n’a pas été reconnue" in entered(visit, device.answer("AAAA" * 16))[1]


def test_an_answer_nobody_asked_for_is_refused(visit, device):
    assert "Cette demande a déjà servi" in entered(visit, device.answer("AAAA" * 16))[1]


def test_the_passkey_of_an_account_that_is_gone_opens_nothing(visit, device):
    db.session.delete(db.session.scalars(select(Passkey)).one())
    db.session.commit()
    assert "le compte n’existe plus" in entered(visit, device.answer(asked(visit)))[1]


def test_the_passkey_of_somebody_else_confirms_nothing(visit, device, people):
    karim = people("Karim")
    visit.enter(karim, fresh=False)
    challenge = visit("/compte/confirmer/cle/options", by=karim, method="POST").json["challenge"]
    answer = visit("/compte/confirmer/cle", by=karim, method="POST", credential=device.answer(challenge))
    assert (answer.status_code, "n’ouvre aucun compte ici" in answer.text) == (422, True)
