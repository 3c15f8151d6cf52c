"""The headers every answer carries: nothing inline, nothing from elsewhere, no frame."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def send_headers(app: Flask) -> None:
    """Add the headers to every answer, and HSTS in production."""
    extra = (
        {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}
        if app.config["SETTINGS"].is_production
        else {}
    )

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in (HEADERS | extra).items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = (
                "no-store" if request.cookies.get(app.config["SESSION_COOKIE_NAME"]) else "no-cache"
            )
        return response
