"""The personal code of a registration: an address that only this site can write, drawn as a square.

Read by the phone of whoever stands at the door, it opens the page that notes the person as present. It always reads the
same, so that the one of the mail, of the page and of a print are one.
"""

import hmac

import segno

from app.core import crypto
from app.core.links import full_address
from app.events.models import Registration

PURPOSE = "attendance.code"
LENGTH = 32  # hexadecimal digits of the digest: 128 bits, and a square that old phones read


def token_of(registration: Registration) -> str:
    """What the address of the code ends with."""
    return f"{registration.public_id}.{crypto.mac(PURPOSE, registration.public_id)[:LENGTH]}"


def public_id_in(token: str) -> str | None:
    """The public identifier of the registration a token speaks of; None when it was not written here."""
    public_id, _dot, digest = token.rpartition(".")
    written = [one[:LENGTH] for one in crypto.macs(PURPOSE, public_id)]
    return public_id if any(hmac.compare_digest(one.encode(), digest.encode()) for one in written) else None


def square_of(registration: Registration) -> str:
    """The code as an image, black on white whatever the theme (ISO/IEC 18004, level M)."""
    address = full_address(f"/comptoirs/presence/{token_of(registration)}")
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
