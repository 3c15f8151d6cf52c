"""Is a text easy to read? Hints, never refusals, in the spirit of FALC (« Facile à lire et à comprendre »).

Pure. The rules are those of Inclusion Europe, "L’information pour tous" (2009): short sentences, usual words, who does
what said actively, no unexplained acronym. A hint quotes the words it speaks of.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_WORDS = 18  # in a sentence
MOST_LETTERS = 13  # in a word
MOST_HINTS = 8
LONG_SENTENCE, LONG_WORD, PASSIVE, JARGON, ACRONYM = "long_sentence", "long_word", "passive", "jargon", "acronym"

_SENTENCE = re.compile(r"[^.!?…\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b(?!\s*\()")
_BE = r"(?:est|sont|était|étaient|sera|seront|serait|seraient|soit|soient|fut|furent|été|être)"
_PASSIVE = re.compile(
    rf"\b{_BE}\s+(?:\w+ment\s+|bien\s+|aussi\s+)?(?:(\w+é(?:e|s|es)?)\b|(\w+(?:i|is|it|u|us|ert)e?s?)\s+par\b)", re.I
)
# These go with « être » in the active voice.
_ACTIVE = re.compile(r"(?:all|arriv|entr|rentr|mont|pass|rest|retourn|tomb|n|décéd|devenu|venu)é(?:e|s|es)?$", re.I)
# What offices write, and what a neighbour says.
PLAIN = {
    "afin de": "pour",
    "en vue de": "pour",
    "dans le cadre de": "pour, pendant",
    "dans le but de": "pour",
    "mettre en œuvre": "faire",
    "mise en œuvre": "faire",
    "mise en place": "créer, installer",
    "au regard de": "selon",
    "eu égard à": "à cause de",
    "nonobstant": "malgré",
    "susmentionné": "dit plus haut",
    "ci-après": "plus bas",
    "le cas échéant": "si besoin",
    "préalablement": "avant",
    "ultérieurement": "plus tard",
    "à l’issue de": "à la fin de, après",
    "effectuer": "faire",
    "procéder à": "faire",
    "bénéficier de": "avoir, recevoir",
    "bénéficiaires": "les personnes aidées",
    "public cible": "les personnes que vous voulez aider",
    "problématique": "problème, question",
    "thématique": "sujet",
    "dispositif": "aide, outil",
    "modalités": "comment cela se passe",
    "gouvernance": "qui décide et comment",
    "parties prenantes": "les personnes concernées",
    "acteurs du territoire": "les associations, les communes, les habitants d’ici",
    "co-construction": "faire ensemble",
    "coconstruction": "faire ensemble",
    "synergie": "travail ensemble",
    "transversal": "qui touche plusieurs sujets",
    "levier": "moyen",
    "impacter": "toucher, changer",
    "mutualiser": "partager, mettre en commun",
    "mutualisation": "partage",
    "pérenniser": "faire durer",
    "pérennité": "durée",
    "finaliser": "finir",
    "optimiser": "améliorer",
    "favoriser": "aider",
    "sensibiliser": "expliquer, faire connaître",
    "dynamique territoriale": "vie du pays, du quartier",
    "tissu associatif": "les associations",
    "lien social": "les gens qui se parlent et s’aident",
    "inclusif": "ouvert à tous",
    "empowerment": "pouvoir d’agir",
    "feedback": "retour, avis",
    "benchmark": "comparaison",
    "in fine": "à la fin",
}
_JARGON = re.compile(rf"\b({'|'.join(re.escape(word) for word in sorted(PLAIN, key=len, reverse=True))})", re.I)


class Hint(NamedTuple):
    """One thing that could be simpler: its kind, the words it speaks of, what to say instead or how many words."""

    kind: str
    words: str
    instead: str = ""


def hints(text: str) -> list[Hint]:
    """What could be simpler, the longest sentences first; at most MOST_HINTS."""
    text = text.replace("'", "’")
    sentences = sorted(_long_sentences(text), key=lambda hint: -int(hint.instead))
    found = [*sentences, *_jargon(text), *_passive(text), *_long_words(text), *_acronyms(text)]
    return list(dict.fromkeys(found))[:MOST_HINTS]


def _long_sentences(text: str) -> Iterator[Hint]:
    for sentence in _SENTENCE.findall(text):
        count = len(_WORD.findall(sentence))
        if count > MOST_WORDS:
            yield Hint(LONG_SENTENCE, " ".join(sentence.split()[:6]), str(count))


def _jargon(text: str) -> Iterator[Hint]:
    for found in _JARGON.finditer(text):
        yield Hint(JARGON, found[0].lower(), PLAIN[found[0].lower()])


def _passive(text: str) -> Iterator[Hint]:
    for found in _PASSIVE.finditer(text):
        if not _ACTIVE.match(found[1] or found[2]):
            yield Hint(PASSIVE, found[0])


def _long_words(text: str) -> Iterator[Hint]:
    for word in _WORD.findall(text):
        if max(len(part) for part in re.split("[’-]", word)) > MOST_LETTERS:
            yield Hint(LONG_WORD, word.lower())


def _acronyms(text: str) -> Iterator[Hint]:
    for word in _ACRONYM.findall(text):
        yield Hint(ACRONYM, word)
