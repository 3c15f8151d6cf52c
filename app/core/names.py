"""Names people give, to themselves and to things: what nobody can see is no part of a name.

A name is shown alone, beside other names: an invisible sign makes two different names look alike, a sign that turns
the direction of writing shows one name as another (Unicode TR 36, "Unicode security considerations", §2 and §3).
"""

import re
import unicodedata

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation

from app.core.errors import Refused

LONGEST = 80
# Left-to-right and right-to-left marks, embeddings, overrides and isolates.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
STACKED = 3  # accents on one letter, once composed: no language writes more
UNSEEN = {"Cf", "Cs", "Co", "Cn"}  # format, surrogates, private, unassigned
FILLERS = "\u115f\u1160\u3164\uffa0"  # letters of Korean that are drawn as nothing
LOOK_ALIKE = {"LATIN", "CYRILLIC", "GREEK"}  # alphabets whose letters pass for each other's


def cleaned(text: str, longest: int = LONGEST, field: str = "name") -> str:
    """The name as it is kept: composed (NFC), on one line, without what cannot be seen, single spaces.

    Raises Refused, about `field`, with one sentence when nothing readable is left, or the name is too long, turns the
    direction of writing, piles accents up, or mixes two alphabets that look alike inside a word.
    """
    if len(text) > longest * 10:  # nobody composes 10 kB to find it too long
        raise Refused(_("%(n)s caractères au plus.", n=longest), field)
    name = " ".join(_visible(unicodedata.normalize("NFC", text)).split())
    if why_not := _fault(name, text, longest):
        raise Refused(why_not, field)
    return name


def _visible(text: str) -> str:
    """Line ends and controls become spaces; what takes no room (zero-width, soft hyphen, tags) goes."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return "".join(c for c in kept if c not in FILLERS and unicodedata.category(c) not in UNSEEN)


def _fault(name: str, typed: str, longest: int) -> str:
    if TURNS.search(typed):
        return _("Ce nom contient des caractères invisibles qui changent le sens de lecture : retapez-le au clavier.")
    if len(name) > longest:
        return _("%(n)s caractères au plus.", n=longest)
    if not any(c.isalnum() for c in name):
        return _("Écrivez au moins une lettre.")
    if re.search(f"[{MARKS}]{{{STACKED},}}", name):
        return _("Ce nom porte trop d’accents les uns sur les autres : écrivez-le plus simplement.")
    if any(len(_alphabets(word)) > 1 for word in re.split(r"[\W\d_]+", name)):
        return _("Un mot de ce nom mêle deux alphabets qui se ressemblent : retapez-le au clavier.")
    return ""


def _alphabets(word: str) -> set[str]:
    return {unicodedata.name(c, "").split(" ")[0] for c in word} & LOOK_ALIKE


class ReadableName:
    """The validator of a field that holds a name: its data becomes the name as it is kept."""

    def __init__(self, longest: int = LONGEST) -> None:
        self.longest = longest
        self.field_flags = {"maxlength": longest}

    def __call__(self, _form: Form, field: Field) -> None:
        """Clean what was typed, or stop with the sentence of the refusal; what was typed stays."""
        try:
            field.data = cleaned(field.data or "", self.longest)
        except Refused as refusal:
            raise StopValidation(str(refusal)) from None
