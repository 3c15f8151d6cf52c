"""The code on the stub of a sheet: easy to read aloud and to type, hard to guess, wrong at the first slip of the pen.

Thirty-one signs, a prime number: with a weight for each place, one wrong sign or two that changed places are always
seen (check digit systems, ISO/IEC 7064, annex). Only its keyed digest is kept.
"""

import re
import secrets
from itertools import islice

from flask_babel import gettext as _

from app.core import crypto
from app.core.errors import Refused

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 or O, no 1, I or L
LENGTH = 8  # seven drawn at random, and the one that checks them
PURPOSE = "collecting.code"
_LAST = pow(LENGTH, -1, len(SIGNS))


def draw() -> str:
    """A new code."""
    return checked([secrets.randbelow(len(SIGNS)) for _place in range(LENGTH - 1)])


def checked(drawn: list[int]) -> str:
    """The code of seven numbers below 31: their signs, and the one that checks them."""
    check = -_weighed(drawn) * _LAST % len(SIGNS)
    return "".join(SIGNS[value] for value in [*drawn, check])


def shown(code: str) -> str:
    """The code as it is printed: two groups of four."""
    return "-".join("".join(islice(code, start, start + 4)) for start in range(0, LENGTH, 4))


def read(typed: str) -> str:
    """The code somebody typed, with or without its dash. Raises Refused, about `code`, saying what is wrong with it."""
    code = re.sub(r"[\s\-–—.]", "", typed[:80]).upper()
    if len(code) != LENGTH:
        raise Refused(_("Le code compte huit caractères, en deux groupes de quatre : « K7PM-4XWA »."), "code")
    if unknown := sorted(set(code) - set(SIGNS)):
        words = _(
            "Le code n’emploie jamais %(signs)s : ni zéro, ni un, ni les lettres O, I et L. Relisez-le.",
            signs=" ".join(unknown),
        )
        raise Refused(words, "code")
    if _weighed([SIGNS.index(sign) for sign in code]):
        raise Refused(
            _("Il y a une faute de lecture dans ce code : un signe est faux, ou deux sont échangés. Relisez-le."),
            "code",
        )
    return code


def digest(code: str) -> str:
    """What is kept of a code."""
    return crypto.mac(PURPOSE, code)


def digests(code: str) -> list[str]:
    """What may have been kept of it: under today's key, and under the former ones."""
    return crypto.macs(PURPOSE, code)


def _weighed(values: list[int]) -> int:
    return sum(place * value for place, value in enumerate(values, 1)) % len(SIGNS)
