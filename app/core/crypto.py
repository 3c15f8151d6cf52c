"""One key per purpose, all drawn from SECRET_KEY: what serves one thing never opens another.

SECRET_KEY is changed by putting the former one in SECRET_KEY_FALLBACKS: what it signed, digested or sealed is still
read, nothing new is made with it. HKDF: RFC 5869; AES-GCM: NIST SP 800-38D.
"""

import base64
import binascii
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from itsdangerous import URLSafeTimedSerializer

NONCE = 12  # bytes: drawn anew for each text sealed


class BadSeal(Exception):
    """The text was changed, sealed for something else, or sealed with a key that is no longer known."""


def derive(purpose: str) -> bytes:
    """The key of 32 bytes of one purpose ("code.digest"), always the same until SECRET_KEY changes."""
    return _drawn(_masters()[0], purpose)


def mac(purpose: str, message: str | bytes) -> str:
    """The keyed digest of a message for one purpose, in hexadecimal: nobody finds the message without the key."""
    return _mac(derive(purpose), message)


def macs(purpose: str, message: str | bytes) -> list[str]:
    """The digests under today's key, then under each former one: for a look-up in what was kept before a change."""
    return [_mac(key, message) for key in _keys(purpose)]


def is_mac(purpose: str, message: str | bytes, given: str) -> bool:
    """Whether `given` is the digest of the message under today's or a former key; takes the same time either way."""
    return any([hmac.compare_digest(one.encode(), given.encode()) for one in macs(purpose, message)])  # noqa: C419 (all compared)


def seal(purpose: str, content: bytes, about: str = "") -> str:
    """Encrypt: text that only unseal() with the same purpose and `about` (whose it is) reads again."""
    nonce = os.urandom(NONCE)
    return base64.urlsafe_b64encode(nonce + AESGCM(derive(purpose)).encrypt(nonce, content, about.encode())).decode()


def unseal(purpose: str, sealed: str, about: str = "") -> bytes:
    """What was sealed, today or under a former key; raise BadSeal when one bit differs."""
    try:
        raw = base64.b64decode(sealed.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BadSeal from error
    for key in _keys(purpose):
        try:
            return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], about.encode())
        except (InvalidTag, ValueError):  # ValueError: too short to be a seal
            continue
    raise BadSeal


def seal_again(purpose: str, sealed: str, about: str = "") -> str:
    """The same content under today's key: once done everywhere, the former key may leave SECRET_KEY_FALLBACKS."""
    return seal(purpose, unseal(purpose, sealed, about), about)


def signer(purpose: str) -> URLSafeTimedSerializer:
    """Signs what travels through an address or a form; what it signs for one purpose is refused for any other."""
    oldest_first = _keys(purpose)[::-1]
    return URLSafeTimedSerializer(oldest_first, salt=purpose, signer_kwargs={"digest_method": hashlib.sha256})


def _keys(purpose: str) -> list[bytes]:
    return [_drawn(master, purpose) for master in _masters()]


def _masters() -> list[str]:
    return [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]


@lru_cache(maxsize=256)
def _drawn(master: str, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"comptoir/v1/{purpose}".encode()).derive(master.encode())


def _mac(key: bytes, message: str | bytes) -> str:
    return hmac.digest(key, message.encode() if isinstance(message, str) else message, "sha256").hex()
