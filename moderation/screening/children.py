"""Names of children: a text about "Emma, en CE2 à l'école de …" tells a stranger where to find her."""

import re
from collections.abc import Collection, Iterator

from moderation.screening.hints import Hint, HintKind
from moderation.screening.lexicon import lines_of

_WORD = "[A-ZÀ-Ý][a-zà-ÿ]"
_NAME = rf"(?P<name>{_WORD}{{1,14}}(?:-{_WORD}{{1,14}})?(?: {_WORD}{{2,20}}(?![\w’']))?)"
_CHILD, _CLASS, _CHARACTER = (f"(?:{'|'.join(lines_of(name))})" for name in ("kin", "classes", "characters"))
_IN = "(?:(?:en |de |de la |du )(?:classe de )?|classe de )"
_NO_CLASS = "(?! (?:position|place|rang|édition|étage|année|siècle|République|âge|tour|jour|lieu))"
_IN_CLASS = rf"{_IN}{_CLASS}(?: ?[A-D1-9])?\b{_NO_CLASS}"
_PUPIL = "(?:élève|écolier|écolière|collégien|collégienne|lycéen|lycéenne)"
_SMALL = "[a-zà-ÿ]{3,15}"
_NOT_SMALL = (
    "aîn|cadet|qui|âg|est|avec|dans|pour|mais|elle|handicap|autis|unique|adopt|scolar|même|aussi|cette|depuis|pas|plus"
)
_HOW = "(?:petit|petite|petits|petites|grand|grande|jeune|jeunes|aîné|aînée|cadette) "
_WHOSE = rf"(?:[mts](?:on|a|es)|[nv]otre|[nv]os|leurs?|les?|la|une?|l['’])\s?(?:{_HOW})?"
_UNITS = "trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept"
_AGE = f"(?:[3-9]|1[0-7]|{_UNITS}) ans"

_PATTERNS = (
    re.compile(rf"\b(?i:{_WHOSE}{_CHILD}),? (?:(?:qui )?s['’]appellent? |nommée?s? |prénommée?s? |, )?{_NAME}"),
    re.compile(rf"\b(?i:{_WHOSE}{_CHILD}) ?(?:, |\(){_NAME}"),
    re.compile(rf"\b{_NAME} ?(?:,|\() ?(?:âgée? de |a )?{_AGE}\b"),
    re.compile(rf"\b{_NAME} (?:a|vient d['’]avoir|aura|fête ses) {_AGE}\b"),
    re.compile(rf"\b{_NAME} ?(?:,|\(|qui est|est)? ?(?:élèves? |scolarisée?s? )?{_IN_CLASS}\b"),
    re.compile(rf"\b{_NAME} ?(?:,|\() ?{_CLASS}\b"),
    re.compile(rf"\b{_NAME} ?(?:,|\()[^.!?]{{0,40}}\b{_PUPIL} (?:au|à|de|du)\b"),
    re.compile(rf"\b(?i:{_PUPIL}) {_IN_CLASS}, {_NAME}"),
    re.compile(rf"\b(?i:la|le) (?i:petite?) (?!{_CHARACTER}\b){_NAME}"),
    re.compile(rf"\b(?i:je m['’]appelle|je suis|moi c['’]?(?:est)?) {_NAME}[^.!?]{{0,60}}\b(?:{_AGE}|{_IN_CLASS})\b"),
    re.compile(
        rf"\b(?:mon|ma|notre) (?:{_HOW})?{_CHILD} (?!{_NOT_SMALL})(?P<name>{_SMALL}(?: (?!{_NOT_SMALL}){_SMALL})?),?"
        rf" (?:(?:il|elle|qui) a |a )?{_AGE}\b"
    ),
)
_PLACE_BEFORE = re.compile(
    r"(?:école|collège|lycée|crèche|rue|place|salle|stade|espace|centre|quartier|résidence|parc|cité)s?"
    r"\s[\w'’ \-]{0,12}$",
    re.IGNORECASE,
)
_BEFORE = 30  # signs
_NOT_NAMES = frozenset(lines_of("not_names"))


def children(text: str, places: Collection[str] = ()) -> Iterator[Hint]:
    """Each name that seems a child's, once; `places` are names of the territory, in small letters."""
    seen: set[str] = set()
    for match in (match for pattern in _PATTERNS for match in pattern.finditer(text)):
        name, start = match["name"], match.start("name")
        if name in seen or _is_no_name(name, places) or _PLACE_BEFORE.search(text[max(0, start - _BEFORE) : start]):
            continue
        seen.add(name)
        yield Hint(HintKind.CHILD, match.group(), match.start())


def _is_no_name(name: str, places: Collection[str]) -> bool:
    first = name.partition(" ")[0]
    return first in _NOT_NAMES or name.lower() in places or first.lower() in places
