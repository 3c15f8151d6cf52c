"""What a provider publishes about itself, and its keys: asked for when needed, with a time-out, kept for an hour.

Each process keeps its own. A provider that does not answer is not asked again for fifteen seconds, so that its silence
does not hold every thread of the site.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import current_app
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

from app.core import clock
from app.sso.providers import Provider
from app.sso.refusals import NotRecognised, unreachable

TIMEOUT = (3, 5)  # seconds to connect, then between two pieces of the answer
KEPT = timedelta(hours=1)
REST = timedelta(seconds=15)  # after a failure
NEW_KEYS = timedelta(minutes=1)  # between two looks for a key nobody knows
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass
class Known:
    """What this process knows of one provider."""

    document: dict[str, Any] = field(default_factory=dict)
    document_at: datetime | None = None
    keys: KeySet | None = None
    keys_at: datetime | None = None
    failed_at: datetime | None = None


def metadata(provider: Provider) -> dict[str, Any]:
    """The discovery document (OpenID Connect Discovery 4), whose issuer is the one of the settings.

    Raise NotRecognised when the provider does not answer or answers for somebody else.
    """
    known = _known(provider)
    if not _is_fresh(known.document_at, KEPT):
        document = _fetch(provider, known, provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if document.get("issuer") != provider.issuer:
            raise unreachable(provider.label, "discovery_issuer")
        if any(not _is_address(document.get(name), provider) for name in NEEDED):
            raise unreachable(provider.label, "discovery_incomplete")
        known.document, known.document_at = document, clock.now()
    return known.document


def keys(provider: Provider, *, anew: bool = False) -> KeySet:
    """The keys it signs with; `anew` asks again, once a minute at most, when a signature names one that is unknown."""
    known = _known(provider)
    if not _is_fresh(known.keys_at, NEW_KEYS if anew else KEPT) or known.keys is None:
        published = _fetch(provider, known, metadata(provider)["jwks_uri"]).get("keys")
        usable = [key for one in published or [] if (key := _signing_key(one))]
        if not usable:
            raise unreachable(provider.label, "no_keys")
        known.keys, known.keys_at = KeySet(usable), clock.now()
    return known.keys


def _signing_key(published: dict[str, Any]) -> Key | None:
    """One public key, unless it is for something else than signing or of a kind we do not know (RFC 7517, 5)."""
    if not isinstance(published, dict) or published.get("kty") == "oct" or published.get("use") == "enc":
        return None
    try:
        return JWKRegistry.import_key(published)
    except (JoseError, ValueError):
        return None


def _fetch(provider: Provider, known: Known, url: str) -> dict[str, Any]:
    if _is_fresh(known.failed_at, REST):
        raise unreachable(provider.label, "resting")
    try:
        answer = requests.get(url, timeout=TIMEOUT, allow_redirects=False, headers={"Accept": "application/json"})
        answer.raise_for_status()
        document = answer.json()
    except (requests.RequestException, ValueError) as fault:
        known.failed_at = clock.now()
        raise unreachable(provider.label, type(fault).__name__) from None
    if answer.status_code != 200 or not isinstance(document, dict):
        raise _odd(provider, known)
    known.failed_at = None
    return document


def _odd(provider: Provider, known: Known) -> NotRecognised:
    known.failed_at = clock.now()
    return unreachable(provider.label, "not_a_document")


def _is_address(text: Any, provider: Provider) -> bool:
    """Whether it is a place to go to: as safe as the issuer itself."""
    return isinstance(text, str) and urlsplit(text).scheme in {"https", urlsplit(provider.issuer).scheme}


def _is_fresh(when: datetime | None, life: timedelta) -> bool:
    return when is not None and clock.now() - when < life


def _known(provider: Provider) -> Known:
    everything: dict[str, Known] = current_app.extensions.setdefault("sso", {})
    return everything.setdefault(provider.issuer, Known())
