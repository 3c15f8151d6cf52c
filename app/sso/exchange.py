"""The authorization code flow with PKCE, state and nonce (OpenID Connect Core 3.1, RFC 7636, RFC 9207)."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from app.core import clock
from app.sso import discovery, tokens
from app.sso.providers import Provider, home
from app.sso.refusals import declined, not_this_browser, unreachable, unverified, used_code

PATIENCE = timedelta(minutes=20)  # to come back: a lost password there takes a while
NO = {"access_denied", "login_required", "interaction_required", "consent_required"}


@dataclass(frozen=True)
class Question:
    """What this browser asked a provider, and must bring back; it lives in the browser's signed cookie."""

    provider: str
    state: str
    nonce: str
    verifier: str
    asked_at: float
    linking: bool = False
    next: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For the cookie."""
        return asdict(self)


@dataclass(frozen=True)
class Arrival:
    """Somebody a provider has recognised, and what it told; nothing of this is in the database yet."""

    issuer: str
    subject: str
    id_token: str
    sid: str | None
    email: str
    email_is_verified: bool
    name: str
    second_factor: bool
    at: float

    def as_dict(self) -> dict[str, Any]:
        """For the cookie."""
        return asdict(self)


def ask(provider: Provider, *, linking: bool = False, next_path: str = "") -> tuple[str, Question]:
    """The address to send the browser to, and what it must bring back; raise NotRecognised when nobody answers."""
    document = discovery.metadata(provider)
    random = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    question = Question(provider.name, **random, asked_at=_now(), linking=linking, next=next_path)
    kind = provider.kind
    more = {"acr_values": kind.acr_values} if kind.acr_values else {}
    if kind.tells_amr:
        more["claims"] = json.dumps({"id_token": {"amr": {"essential": True}}})
    url, _state = _client(provider).create_authorization_url(
        document["authorization_endpoint"],
        state=question.state,
        nonce=question.nonce,
        code_verifier=question.verifier,
        **more,
    )
    return url, question


def receive(provider: Provider, question: Question, answer: Mapping[str, str]) -> Arrival:
    """Who came back. `answer` is the query of the callback; its state has been compared. Raise NotRecognised."""
    if _now() - question.asked_at > PATIENCE.total_seconds():
        raise not_this_browser("too_late")
    document = discovery.metadata(provider)
    if answer.get("iss", provider.issuer if not _says_iss(document) else "") != provider.issuer:
        raise unverified(provider.label, "answer_issuer")
    if error := answer.get("error"):
        raise declined(provider.label) if error in NO else unreachable(provider.label, "answer_error")
    with _client(provider) as client:
        token = _token(provider, client, answer.get("code", ""), question)
        claims = tokens.read_id_token(provider, token, question.nonce)
        told = {**claims, **_userinfo(provider, client, claims["sub"])}
    return _arrival(provider, claims, told, token["id_token"])


def way_out_of(provider: Provider, id_token: str) -> str:
    """Where to end the session there too (OpenID Connect RP-Initiated Logout 1.0); "" when it has no such place."""
    end = discovery.metadata(provider).get("end_session_endpoint")
    if not isinstance(end, str):
        return ""
    more = {"post_logout_redirect_uri": home(), "client_id": provider.settings.CLIENT_ID}
    more |= {"id_token_hint": id_token} if id_token else {}
    prepared = requests.Request("GET", end, params={**more, "state": secrets.token_urlsafe(24)}).prepare()
    return str(prepared.url)


def _token(provider: Provider, client: OAuth2Session, code: str, question: Question) -> dict[str, Any]:
    endpoint = discovery.metadata(provider)["token_endpoint"]
    if not code:
        raise used_code(provider.label, "no_code")
    try:
        return dict(client.fetch_token(endpoint, code=code, code_verifier=question.verifier, allow_redirects=False))
    except AuthlibBaseError as fault:
        known = fault.error if fault.error in {"invalid_grant", "invalid_client", "invalid_request"} else "token_error"
        raise used_code(provider.label, known) from None
    except (requests.RequestException, ValueError) as fault:
        raise unreachable(provider.label, f"token_{type(fault).__name__}") from None


def _userinfo(provider: Provider, client: OAuth2Session, subject: str) -> dict[str, Any]:
    """What it tells about the person: plain JSON, or a signed JWT (FranceConnect and ProConnect: always)."""
    endpoint = discovery.metadata(provider).get("userinfo_endpoint")
    if not endpoint:
        return {}
    try:
        answer = client.get(endpoint, allow_redirects=False)
        answer.raise_for_status()
        signed = answer.headers.get("Content-Type", "").split(";")[0].strip().lower() == "application/jwt"
        told = tokens.read_userinfo(provider, answer.text) if signed else answer.json()
    except (requests.RequestException, AuthlibBaseError, ValueError) as fault:
        raise unreachable(provider.label, f"userinfo_{type(fault).__name__}") from None
    if provider.kind.signs_userinfo and not signed:
        raise unverified(provider.label, "userinfo_unsigned")
    if not isinstance(told, dict) or told.get("sub") != subject:
        raise unverified(provider.label, "userinfo_sub")
    return told


def _arrival(provider: Provider, claims: dict[str, Any], told: dict[str, Any], id_token: str) -> Arrival:
    named = [told.get("given_name"), told.get("usual_name")]
    return Arrival(
        issuer=provider.issuer,
        subject=claims["sub"],
        id_token=id_token,
        sid=_text(claims.get("sid")) or None,
        email=_text(told.get("email")),
        email_is_verified=told.get("email_verified") is True,
        name=" ".join(filter(None, map(_text, named))) or _text(told.get("name")),
        second_factor=provider.asserts_second_factor(claims.get("acr"), claims.get("amr")),
        at=_now(),
    )


def _client(provider: Provider) -> OAuth2Session:
    return OAuth2Session(
        provider.settings.CLIENT_ID,
        provider.settings.CLIENT_SECRET,
        token_endpoint_auth_method=_auth_method(provider),
        scope=provider.scopes,
        redirect_uri=provider.callback,
        code_challenge_method="S256",
        default_timeout=discovery.TIMEOUT,
    )


def _auth_method(provider: Provider) -> str:
    """In the header unless the provider only takes the secret in the body, as FranceConnect does."""
    offered = discovery.metadata(provider).get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"


def _says_iss(document: dict[str, Any]) -> bool:
    return document.get("authorization_response_iss_parameter_supported") is True


def _text(value: Any) -> str:
    return value.strip()[:254] if isinstance(value, str) else ""


def _now() -> float:
    return clock.now().timestamp()
