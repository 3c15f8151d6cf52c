"""The numbers of an organisation, checked by their own key. No register is asked: staff compare with the directory."""

import re

from flask_babel import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_key
from stdnum.fr import siret as siret_key

from app.core.errors import Refused

DIRECTORY = "https://annuaire-entreprises.data.gouv.fr/"
# W, the prefecture's code (Corsica and overseas have letters), and the order of registration: no key.
RNA = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")


def siren(text: str) -> str:
    """The nine digits of a SIREN whose Luhn key is right (INSEE); empty stays empty. One field takes both numbers."""
    digits = compact(text)
    if digits and (not _has_key(siren_key, digits) or not int(digits)):
        raise Refused(_("Ce numéro SIREN n’est pas juste : il a neuf chiffres, vérifiez-les un à un."), "siret")
    return digits


def siret(text: str) -> str:
    """The fourteen digits of a SIRET; those of La Poste follow the key of their own (a sum of digits, not Luhn)."""
    digits = compact(text)
    if digits and (not _has_key(siret_key, digits) or not int(digits)):
        raise Refused(_("Ce numéro SIRET n’est pas juste : il a quatorze chiffres, vérifiez-les un à un."), "siret")
    return digits


def rna(text: str) -> str:
    """The number of the national register of associations: W and nine signs."""
    number = compact(text)
    if number and not RNA.fullmatch(number):
        raise Refused(
            _(
                "Ce numéro RNA n’est pas juste : un W puis neuf chiffres, comme W621234567. En Alsace-Moselle, écrivez "
                "plutôt le volume et le folio."
            ),
            "rna",
        )
    return number


def compact(text: str) -> str:
    """A number without the spaces, points and hyphens people group it with."""
    return re.sub(r"[\s.\-\u00a0\u202f]", "", text or "").upper()


def _has_key(kind: object, digits: str) -> bool:
    try:
        kind.validate(digits)  # type: ignore[attr-defined]  # a module of stdnum
    except ValidationError:
        return False
    return digits.isascii() and digits.isdigit()
