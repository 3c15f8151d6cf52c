"""What a moderator may decide, what each decision owes, and the statement of reasons sent to the author."""

from dataclasses import dataclass
from enum import StrEnum

from moderation.grounds import GROUNDS, Ground
from moderation.words import Words


class Verb(StrEnum):
    """The decisions; most are also the verb of the move that follows."""

    PUBLISH = "publish"
    REFUSE = "refuse"
    ASK = "ask"
    HIDE = "hide"
    MERGE = "merge"
    LIMIT = "limit"
    RESTORE = "restore"
    DISMISS = "dismiss"


class Owed(StrEnum):
    """What a decision may still lack."""

    GROUND = "ground"
    REASON = "reason"


OWED: dict[Verb, tuple[Owed, ...]] = {
    Verb.PUBLISH: (),
    Verb.REFUSE: (Owed.GROUND, Owed.REASON),
    Verb.ASK: (Owed.REASON,),
    Verb.HIDE: (Owed.GROUND, Owed.REASON),
    Verb.MERGE: (Owed.REASON,),
    Verb.LIMIT: (Owed.GROUND, Owed.REASON),
    Verb.RESTORE: (Owed.REASON,),
    Verb.DISMISS: (),
}

_OPENINGS = {
    Verb.PUBLISH: Words("Votre texte « {title} » est publié.", "Your text “{title}” is published."),
    Verb.REFUSE: Words("Votre texte « {title} » n’est pas publié.", "Your text “{title}” is not published."),
    Verb.HIDE: Words("Votre texte « {title} » n’est plus visible.", "Your text “{title}” is no longer shown."),
    Verb.ASK: Words("Votre texte « {title} » est à compléter.", "Your text “{title}” needs a change."),
    Verb.MERGE: Words(
        "Votre texte « {title} » est réuni à un autre qui dit la même chose.",
        "Your text “{title}” is joined with another that says the same.",
    ),
    Verb.LIMIT: Words(
        "Une mesure est prise sur votre compte à la suite de « {title} ».",
        "A measure is taken on your account after “{title}”.",
    ),
    Verb.DISMISS: Words("Votre texte « {title} » reste publié.", "Your text “{title}” stays published."),
    Verb.RESTORE: Words("Votre texte « {title} » est de nouveau visible.", "Your text “{title}” is shown again."),
}
_GROUND = Words("Motif : {label}. {explanation}", "Ground: {label}. {explanation}")
_REASON = Words("Raison : {reason}", "Reason: {reason}")
_BY_A_PERSON = Words(
    "Cette décision a été prise par une personne de l’équipe, pas par un programme.",
    "This decision was made by a member of the team, not by a program.",
)
_CONTEST = Words(
    "Vous n’êtes pas d’accord ? Écrivez à {contact} en disant pourquoi : une autre personne relira votre texte.",
    "You disagree? Write to {contact} and say why: somebody else will read your text again.",
)


@dataclass(frozen=True)
class Statement:
    """Everything the author is owed about one decision."""

    verb: Verb
    title: str
    ground: Ground | None = None
    reason: str = ""
    contact: str = ""

    def said_in(self, language: str) -> str:
        """The statement as plain text, one paragraph each. Raises ValueError when the decision still owes something."""
        lacking = missing(self.verb, self.ground, self.reason)
        if lacking:
            raise ValueError(f"{self.verb} owes {', '.join(lacking)}")
        return "\n\n".join(self._paragraphs(language))

    def _paragraphs(self, language: str) -> list[str]:
        # Replaced rather than formatted: braces typed by people must stay what they are.
        lines = [_OPENINGS[self.verb].said_in(language).replace("{title}", self.title)]
        if self.ground:
            published = GROUNDS[self.ground]
            line = _GROUND.said_in(language).replace("{label}", published.label.said_in(language))
            lines.append(line.replace("{explanation}", published.explanation.said_in(language)))
        if self.reason.strip():
            lines.append(_REASON.said_in(language).replace("{reason}", self.reason.strip()))
        if OWED[self.verb]:
            lines.append(_BY_A_PERSON.said_in(language))
        if self.verb in {Verb.REFUSE, Verb.HIDE, Verb.LIMIT}:
            lines.append(_CONTEST.said_in(language).replace("{contact}", self.contact))
        return lines


def missing(verb: Verb, ground: Ground | None, reason: str) -> list[Owed]:
    """What the decision still owes, in the order of the form; empty when it may be taken."""
    given = {Owed.GROUND: ground is not None, Owed.REASON: bool(reason.strip())}
    return [owed for owed in OWED[verb] if not given[owed]]
