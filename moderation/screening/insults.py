"""French insults, also when their letters are starred, swapped for digits, doubled or spread; contempt of peoples.

An insult between quotation marks is left alone where somebody tells that it was said ("on m’appelle « … »").
"""

import re
from collections.abc import Iterator

from moderation.screening.hints import Hint, HintKind
from moderation.screening.lexicon import ENDS, STARTS, lines_of, pattern_of, spaced
from moderation.screening.plain import Plain

_DISGUISES = {"a": "a4@", "c": "ck", "e": "e3€", "i": "i1!|", "l": "l1|", "o": "o0", "s": "s5$", "t": "t7", "z": "z2"}
_HIDDEN = "*#•"
_MILD = pattern_of(lines_of("insults_mild"))
_LETTERS = 60  # in a hundred signs of a disguised word: "1.0" is a version, not a word
_POINTED = re.compile(
    r"^(?:especes?|bandes?|tas|ramassis) d|^espece$|^(?:t|t'es|tu es|vous etes|tu n'es|vous n'etes|faut)\b"
    r"|^(?:maires?|elus?|adjointe?s?|voisine?s?|moderateurs?|deputes?|prefet|presidente?|profs?|gens|mairie)"
    r"|\b(?:sale|gros|pauvre|tous des)"
)
_PEOPLES = f"(?:{'|'.join(map(spaced, lines_of('peoples')))})"
_CONTEMPT = pattern_of(tuple(line.replace("PEOPLE", _PEOPLES) for line in lines_of("contempt")))
_QUOTED = re.compile('«[^«»]{1,300}»|"[^"]{1,300}"|“[^“”]{1,300}”')
_REPORTED = re.compile(r"(?:appel|trait|insult|injuri|harcel|moqu|tagu|critiqu)\w+|disai(?:t|ent)|insultes?|gros mots?")


def _spelt(word: str) -> str:
    """The pattern of a word of the list: its inner letters may be hidden, all may be disguised."""
    return re.sub(r"([a-z])(\??)", _letter, word)


def _letter(match: re.Match[str]) -> str:
    letter, optional = match.groups()
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    signs = _DISGUISES.get(letter, letter) + (_HIDDEN if before.isalpha() and after.isalpha() else "")
    return f"[{re.escape(signs)}]{optional}" if len(signs) > 1 else letter + optional


def _words(name: str) -> str:
    return "|".join(spaced(_spelt(line)) for line in lines_of(name))


_ALWAYS = re.compile(f"{STARTS}(?<!@)(?:{_words('insults')}){ENDS}")
_THROWING = "|".join(map(spaced, lines_of("throwing")))
_THROWN = re.compile(rf"{STARTS}(?P<throwing>{_THROWING})[\s\-]*{STARTS}(?P<word>{_words('insults_thrown')}){ENDS}")


def insults(plain: Plain, written: str) -> Iterator[Hint]:
    """Each insult, in the order of the text."""
    found = [match for match in _ALWAYS.finditer(plain.text) if _is_word(match.group())]
    found += [match for match in _THROWN.finditer(plain.text) if _is_insult(match)]
    found += _CONTEMPT.finditer(plain.text)
    quoted = _reported(plain.text)
    for match in sorted(found, key=lambda each: each.start()):
        if not any(start <= match.start() and match.end() <= end for start, end in quoted):
            yield plain.hint(HintKind.INSULT, match, written)


def _reported(text: str) -> list[tuple[int, int]]:
    """Where a text quotes, when it speaks of words that were said."""
    return [match.span() for match in _QUOTED.finditer(text)] if _REPORTED.search(text) else []


def _is_word(found: str) -> bool:
    return 100 * sum(sign.isalpha() or sign.isspace() for sign in found) >= _LETTERS * len(found)


def _is_insult(match: re.Match[str]) -> bool:
    """Whether the word insults after what stands before it: "ces chiens" does not, "espèce de chien" does."""
    return not _MILD.fullmatch(match["word"]) or bool(_POINTED.search(match["throwing"]))
