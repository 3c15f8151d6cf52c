"""The keys of each round, in the key store: outside the database and its copies.

A database without its keys does not tell which ballot belongs to whom.
"""

import base64
import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from flask_babel import gettext as _

from app.core import logs
from app.core.errors import Refused
from app.core.keystore import KeysReadOnly, key_store
from app.rounds.models import Round
from voting.certificate import canonical


@dataclass(frozen=True)
class RoundKeys:
    """`pseudonyms` (32 bytes) hides who cast a ballot; `signing` (Ed25519) signs the receipts."""

    pseudonyms: bytes
    signing: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public half of the signing key, in base64: shown on the page of the vote, checks every receipt."""
        return base64.b64encode(self.signing.public_key().public_bytes_raw()).decode()


def of_round(public_id: str, *, may_create: bool) -> RoundKeys:
    """The keys of a round, made when the first code is asked for. All machines must share the key store.

    Once somebody has voted (`may_create` false) missing keys are refused, never made again: with new keys the same
    voter would have two ballots.
    """
    held = key_store().get(public_id)
    if held is None and may_create:
        held = _create(public_id)
    if held is None:
        raise Refused(
            _(
                "Le vote est interrompu : les clés de cette édition manquent sur le serveur. Rien n’a été "
                "enregistré ; prévenez-nous."
            )
        )
    return read(held)


@lru_cache(maxsize=64)
def read(content: bytes) -> RoundKeys:
    """The keys that the store holds as `content`; ValueError or KeyError when it is something else."""
    held = json.loads(content)
    return RoundKeys(
        bytes.fromhex(held["pseudonyms"]), Ed25519PrivateKey.from_private_bytes(bytes.fromhex(held["signing"]))
    )


def public_of(public_id: str) -> str:
    """The public key of the receipts of a round, "" until somebody asks to vote: reading a page makes no key."""
    held = key_store().get(public_id)
    return read(held).public if held else ""


def pseudonym(round_: Round, voter: str, *, may_create: bool = True) -> str:
    """The name the ballot of a voter (by public identifier) bears: an HMAC nobody can follow back without the key."""
    return _mac(round_, f"bp/v1/voter|{round_.public_id}|{voter}", may_create).hex()


def derived_nonce(round_: Round, voter: str) -> str:
    """A nonce that the key and the voter alone decide, where ballots are written in bulk, always the same."""
    return _mac(round_, f"bp/v1/nonce|{round_.public_id}|{voter}", True)[:16].hex()


def commitment(nonce: str, choices: Sequence[Any]) -> str:
    """The fingerprint of a ballot: SHA-256 of "bp/v1/ballot", its nonce and the canonical list of sorted choices."""
    return hashlib.sha256(b"bp/v1/ballot" + bytes.fromhex(nonce) + canonical(sorted(choices))).hexdigest()


def _mac(round_: Round, message: str, may_create: bool) -> bytes:
    return hmac.digest(of_round(round_.public_id, may_create=may_create).pseudonyms, message.encode(), "sha256")


def public_key(encoded: str) -> Ed25519PublicKey:
    """The key that `RoundKeys.public` wrote."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded))


def new_content() -> bytes:
    """What a store keeps for a new round."""
    held = {"pseudonyms": secrets.token_hex(32), "signing": Ed25519PrivateKey.generate().private_bytes_raw().hex()}
    return json.dumps(held).encode()


def _create(public_id: str) -> bytes | None:
    """Make the keys of a round, or take those of whoever was faster; None where the site may make none."""
    try:
        held = key_store().create(public_id, new_content())
    except KeysReadOnly:
        return None
    logs.security("keys.created", logging.INFO, name=public_id)
    return held
