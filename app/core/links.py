"""Addresses of this site as they stand outside it: in mails, and at identity providers; and what signed ones hold."""

from urllib.parse import quote

from flask import current_app
from itsdangerous import BadData

from app.core import crypto, logs


def full_address(path: str) -> str:
    """The whole address of a page ("/compte"): under BASE_URL, whatever name the request was sent to."""
    return str(current_app.config["SETTINGS"].BASE_URL).rstrip("/") + path


def sign(purpose: str, identifier: str) -> str:
    """What a link that opens without signing in holds: an identifier, signed for one purpose; no name, no address."""
    return str(crypto.signer(purpose).dumps(identifier))


def read(purpose: str, token: str) -> str | None:
    """The identifier a link holds; None, with a line in the log, when one sign of it was changed."""
    try:
        return str(crypto.signer(purpose).loads(token))
    except BadData:
        logs.security("link.refused", purpose=purpose)
        return None


def mail_to(address: str, subject: str, body: str) -> str:
    """The address that opens a letter in the reader's own mail program (RFC 6068)."""
    return f"mailto:{address}?subject={quote(subject)}&body={quote(body)}"
