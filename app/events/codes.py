"""The personal code of a registration: an address that only this site can write, and a short one to be said aloud.

Read by the phone of whoever stands at the door, the address opens the page that notes the person as present. Both
always read the same, so that those of the mail, of the page and of a print are one.
"""

import base64
import hmac

from app.core import crypto
from app.core.links import full_address
from app.events.models import Registration

PURPOSE, SPOKEN = "attendance.code", "attendance.spoken"
LENGTH = 32  # hexadecimal digits of the digest: 128 bits, and a square that old phones read
SPOKEN_LENGTH = 6  # letters and digits 2 to 7 (RFC 4648, base 32): told apart by ear, enough within one meeting


def token_of(registration: Registration) -> str:
    """What the address of the code ends with."""
    return f"{registration.public_id}.{crypto.mac(PURPOSE, registration.public_id)[:LENGTH]}"


def address_of(registration: Registration) -> str:
    """The address that the square holds."""
    return full_address(f"/comptoirs/presence/{token_of(registration)}")


def spoken(registration: Registration) -> str:
    """The short code, to say at the door when no phone can show the square; the list at the door finds it."""
    digest = bytes.fromhex(crypto.mac(SPOKEN, registration.public_id))
    return base64.b32encode(digest).decode()[:SPOKEN_LENGTH]


def public_id_in(token: str) -> str | None:
    """The public identifier of the registration a token speaks of; None when it was not written here."""
    public_id, _dot, digest = token.rpartition(".")
    written = [one[:LENGTH] for one in crypto.macs(PURPOSE, public_id)]
    return public_id if any(hmac.compare_digest(one.encode(), digest.encode()) for one in written) else None
