"""The headers every answer carries: no script without this answer's nonce, nothing from elsewhere, no frame.

CSP Level 3 (W3C), RFC 6797 (HSTS), RFC 9111 (caches). Public pages read without a cookie set none and may be kept by a
shared cache for half a minute; whatever belongs to a visitor is kept by nobody (CVE-2023-30861).
"""

import secrets

from flask import Flask, Response, g, request, session

from app.core.language import cookie_name

SHARED = "public, max-age=0, s-maxage=30"
OFF = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("screen-wake-lock", "serial", "sync-xhr", "usb", "xr-spatial-tracking"),
)
OURS = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join([f"{name}=()" for name in OFF] + [f"{name}=(self)" for name in OURS]),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PLAIN_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""For what is no page of ours: files, and answers in plain text."""
HSTS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def policy(nonce: str) -> str:
    """The content security policy of one page: scripts are those that carry its nonce, or are imported by them."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        )
    )


def csp_nonce() -> str:
    """The nonce of this answer, for the attribute of every script tag; drawn when first asked for."""
    if "csp_nonce" not in g:
        g.csp_nonce = new_nonce()
    return str(g.csp_nonce)


def new_nonce() -> str:
    """A nonce nobody can guess, of 24 signs."""
    return secrets.token_urlsafe(18)


def for_files(app: Flask) -> dict[str, str]:
    """The headers of what is served without a page: static files."""
    return ALWAYS | {"Content-Security-Policy": PLAIN_POLICY} | (HSTS if app.config["SETTINGS"].is_production else {})


def send_headers(app: Flask) -> None:
    """Add the headers to every answer, HSTS in production, and say who may keep it."""
    always = ALWAYS | (HSTS if app.config["SETTINGS"].is_production else {})
    app.jinja_env.globals["csp_nonce"] = csp_nonce

    @app.after_request
    def add(response: Response) -> Response:
        page = response.mimetype == "text/html"
        response.headers.setdefault("Content-Security-Policy", policy(csp_nonce()) if page else PLAIN_POLICY)
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if request.endpoint not in {"static", "stylesheet"}:
            _say_who_may_keep(response)
        return response


def _say_who_may_keep(response: Response) -> None:
    if response.cache_control.immutable and not session.modified and "Set-Cookie" not in response.headers:
        return  # the same bytes for everybody, for ever: the view has made sure of it
    response.vary.update(("Cookie", "HX-Request"))
    if _is_personal(response):
        response.headers["Cache-Control"] = "no-store"  # whatever the page says of itself
    elif "Cache-Control" not in response.headers:
        kept = request.method in {"GET", "HEAD"} and response.status_code == 200
        response.headers["Cache-Control"] = SHARED if kept else "no-store"


def _is_personal(response: Response) -> bool:
    """Whether a visitor's cookie was sent with the request, or goes back with the answer."""
    cookies = request.cookies.keys() - {cookie_name()}
    return bool(cookies) or session.modified or session.permanent or "Set-Cookie" in response.headers
