"""Addresses of this site as they stand outside it: in mails, and at identity providers."""

from flask import current_app


def full_address(path: str) -> str:
    """The whole address of a page ("/compte"): under BASE_URL, whatever name the request was sent to."""
    return str(current_app.config["SETTINGS"].BASE_URL).rstrip("/") + path
