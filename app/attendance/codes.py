"""The personal code of a registration, drawn as a square; what it holds is written by app/events/codes.py."""

import segno

from app.events.codes import address_of, public_id_in, spoken, token_of
from app.events.models import Registration

__all__ = ["address_of", "public_id_in", "spoken", "square_of", "token_of"]


def square_of(registration: Registration) -> str:
    """The code as an image, black on white whatever the theme (ISO/IEC 18004, level M)."""
    return segno.make(address_of(registration), error="m").svg_data_uri(scale=5, border=4, light="#fff")
