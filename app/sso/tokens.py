"""Reading what a provider signs: ID tokens, userinfo, logout tokens. Nothing is believed before its signature."""

from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jws import JWSRegistry

from app.core import clock
from app.sso import discovery
from app.sso.providers import Provider
from app.sso.refusals import NotRecognised, not_this_browser, out_of_time, unverified

ALGORITHMS = ["ES256", "RS256", "PS256"]  # never "none", never a shared secret
LEEWAY = 60  # seconds our clocks may differ by
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"  # a name, not a place


def read_id_token(provider: Provider, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The claims of the ID token of this token answer (OpenID Connect Core 3.1.3.7); raise NotRecognised."""
    signed = _read(provider, token.get("id_token"))
    told = {"nonce": nonce, "client_id": provider.settings.CLIENT_ID, "access_token": token.get("access_token")}
    claims = CodeIDToken(signed.claims, signed.header, _ours(provider), told)
    try:
        claims.validate(now=_now(), leeway=LEEWAY)
    except ClaimError as fault:
        raise _refusal(provider, fault) from None
    if provider.kind.known_acrs and claims.get("acr") not in provider.kind.known_acrs:
        raise unverified(provider.label, "acr")
    return dict(claims)


def read_userinfo(provider: Provider, text: str) -> dict[str, Any]:
    """The claims of a signed userinfo answer (OpenID Connect Core 5.3.2); raise NotRecognised."""
    claims = _read(provider, text).claims
    _check(provider, claims, _ours(provider))
    return dict(claims)


def read_logout_token(provider: Provider, text: str | None) -> dict[str, Any]:
    """The claims of a logout token (OpenID Connect Back-Channel Logout 2.6); raise NotRecognised."""
    signed = _read(provider, text)
    claims = signed.claims
    _check(provider, claims, {**_ours(provider), "iat": {"essential": True}, "jti": {"essential": True}})
    events = claims.get("events")
    if signed.header.get("typ", "logout+jwt").lower() not in {"logout+jwt", "jwt"}:
        raise unverified(provider.label, "typ")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict) or "nonce" in claims:
        raise unverified(provider.label, "not_a_logout")
    if not (_is_text(claims.get("sub")) or _is_text(claims.get("sid"))):
        raise unverified(provider.label, "nobody_named")
    return dict(claims)


def _read(provider: Provider, text: Any) -> jwt.Token:
    if not _is_text(text):
        raise unverified(provider.label, "no_token")
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        try:
            return jwt.decode(text, discovery.keys(provider), registry=registry)
        except InvalidKeyIdError:  # keys turn; a kid that stays unknown is refused
            return jwt.decode(text, discovery.keys(provider, anew=True), registry=registry)
    except (JoseError, ValueError) as fault:
        raise unverified(provider.label, getattr(fault, "error", "") or type(fault).__name__) from None


def _ours(provider: Provider) -> dict[str, Any]:
    """From this issuer, for us."""
    return {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.settings.CLIENT_ID},
    }


def _check(provider: Provider, claims: dict[str, Any], options: dict[str, Any]) -> None:
    try:
        jwt.JWTClaimsRegistry(_now(), LEEWAY, **options).validate(claims)
    except ClaimError as fault:
        raise _refusal(provider, fault) from None


def _refusal(provider: Provider, fault: ClaimError) -> NotRecognised:
    if fault.claim == "nonce":
        return not_this_browser("nonce")
    if isinstance(fault, ExpiredTokenError) or fault.claim in {"exp", "iat", "nbf"}:
        return out_of_time(provider.label, fault.claim)
    return unverified(provider.label, fault.claim)


def _now() -> int:
    return int(clock.now().timestamp())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
