"""The keys of each round, in files outside the database and its copies.

A database without its keys does not tell which ballot belongs to whom.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from flask import current_app
from flask_babel import gettext as _

from app.core.errors import Refused
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
    """The keys of a round, made when the first code is asked for. All machines must share the folder (KEYS_DIR).

    Once somebody has voted (`may_create` false) missing keys are refused, never made again: with new keys the same
    voter would have two ballots.
    """
    path = _folder() / f"{public_id}.json"
    if not path.exists():
        if not may_create:
            raise Refused(
                _(
                    "Le vote est interrompu : les clés de cette édition manquent sur le serveur. Rien n’a été "
                    "enregistré ; prévenez-nous."
                )
            )
        _create(path)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, _written: int) -> RoundKeys:
    held = json.loads(path.read_text("ascii"))
    return RoundKeys(
        bytes.fromhex(held["pseudonyms"]), Ed25519PrivateKey.from_private_bytes(bytes.fromhex(held["signing"]))
    )


def public_of(public_id: str) -> str:
    """The public key of the receipts of a round, "" until somebody asks to vote: reading a page makes no key."""
    path = _folder() / f"{public_id}.json"
    return _read(path, path.stat().st_mtime_ns).public if path.exists() else ""


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


def _folder() -> Path:
    return Path(current_app.config["SETTINGS"].KEYS_DIR)


def _create(path: Path) -> None:
    """Write new keys under their name, unless another process was faster: link() never replaces a file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = {"pseudonyms": secrets.token_hex(32), "signing": Ed25519PrivateKey.generate().private_bytes_raw().hex()}
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 0600
    with os.fdopen(handle, "w") as stream:
        json.dump(held, stream)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
