"""What may be noticed in a text, how it is said, and how grave it would be if it were true."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from moderation.words import Words


class HintKind(StrEnum):
    """What was noticed, the gravest first."""

    ALARM = "danger"
    CHILD = "enfant"
    INSULT = "insulte"
    IBAN = "iban"
    PHONE = "telephone"
    EMAIL = "courriel"
    ADDRESS = "adresse"
    LINK = "lien"
    SELLING = "annonce"
    CAMPAIGN = "politique"
    COMPLAINT = "reclamation"
    ELSEWHERE = "ailleurs"
    LIKENESS = "ressemblance"
    PICTURE = "photo"
    REPETITION = "repetition"
    SHOUTING = "majuscules"
    SHORT = "court"


class Gravity(IntEnum):
    """How soon somebody should read the text."""

    LIGHT = 1
    NOTABLE = 2
    GRAVE = 3
    VITAL = 4


GRAVITY: dict[HintKind, Gravity] = {
    HintKind.ALARM: Gravity.VITAL,
    HintKind.CHILD: Gravity.GRAVE,
    HintKind.INSULT: Gravity.GRAVE,
    HintKind.IBAN: Gravity.GRAVE,
    HintKind.PHONE: Gravity.NOTABLE,
    HintKind.EMAIL: Gravity.NOTABLE,
    HintKind.ADDRESS: Gravity.NOTABLE,
    HintKind.LINK: Gravity.NOTABLE,
    HintKind.SELLING: Gravity.NOTABLE,
    HintKind.CAMPAIGN: Gravity.NOTABLE,
    HintKind.COMPLAINT: Gravity.LIGHT,
    HintKind.ELSEWHERE: Gravity.LIGHT,
    HintKind.LIKENESS: Gravity.LIGHT,
    HintKind.PICTURE: Gravity.LIGHT,
    HintKind.REPETITION: Gravity.LIGHT,
    HintKind.SHOUTING: Gravity.LIGHT,
    HintKind.SHORT: Gravity.LIGHT,
}

HINT_WORDS = {
    HintKind.ALARM: Words("Quelqu’un est-il en danger ?", "Is somebody in danger?"),
    HintKind.CHILD: Words("Le nom d’un enfant ?", "The name of a child?"),
    HintKind.INSULT: Words("Une insulte, du mépris ?", "An insult, contempt?"),
    HintKind.IBAN: Words("Un compte bancaire", "A bank account"),
    HintKind.PHONE: Words("Un numéro de téléphone ?", "A phone number?"),
    HintKind.EMAIL: Words("Une adresse de courriel ?", "An e-mail address?"),
    HintKind.ADDRESS: Words("L’adresse de quelqu’un ?", "Somebody’s address?"),
    HintKind.LINK: Words("Un lien vers un autre site", "A link to another site"),
    HintKind.SELLING: Words("Une annonce commerciale ?", "An advertisement?"),
    HintKind.CAMPAIGN: Words("Une campagne politique ?", "A political campaign?"),
    HintKind.COMPLAINT: Words("Une réclamation personnelle ?", "A personal complaint?"),
    HintKind.ELSEWHERE: Words("Un lieu hors du territoire ?", "A place outside the area?"),
    HintKind.LIKENESS: Words("Presque le même texte qu’un autre", "Nearly the same text as another"),
    HintKind.PICTURE: Words("Une photo que personne n’a encore regardée", "A picture nobody has looked at yet"),
    HintKind.REPETITION: Words("La même chose répétée", "The same thing again and again"),
    HintKind.SHOUTING: Words("Beaucoup de majuscules", "A lot of capitals"),
    HintKind.SHORT: Words("Un texte très court", "A very short text"),
}


@dataclass(frozen=True)
class Hint:
    """One thing noticed, the piece of the text that shows it, and where that starts (empty, -1: the whole text)."""

    kind: HintKind
    excerpt: str = ""
    start: int = -1

    def said_in(self, language: str) -> str:
        """The hint as a few words for the moderator."""
        words = HINT_WORDS[self.kind].said_in(language)
        return f"{words} « {self.excerpt} »" if self.excerpt else words

    @property
    def gravity(self) -> Gravity:
        """How soon somebody should read the text."""
        return GRAVITY[self.kind]
