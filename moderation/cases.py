"""What a case is about, what opened it, how grave it is, and why it stands where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from moderation.grounds import GROUND_GRAVITY, Ground
from moderation.screening.hints import GRAVITY, HINT_WORDS, Gravity, HintKind
from moderation.words import Words

ENOUGH = 150  # weight of flags that speaks for itself, 100 being one reporter of unknown record: never one alone


class Kind(StrEnum):
    """What may be judged."""

    IDEA = "idea"
    PROJECT = "project"
    COMMENT = "comment"
    PICTURE = "picture"
    ORGANISATION = "organisation"
    PROFILE = "profile"
    CONTRIBUTION = "contribution"


class Cause(StrEnum):
    """What opened the case."""

    BEFORE = "before"  # it waits to be shown
    AFTER = "after"  # it is shown, and was not read yet
    FLAG = "flag"
    TEAM = "team"  # somebody of the team looked


KIND_WORDS = {
    Kind.IDEA: Words("Envie", "Idea"),
    Kind.PROJECT: Words("Projet", "Project"),
    Kind.COMMENT: Words("Commentaire", "Comment"),
    Kind.PICTURE: Words("Photo", "Picture"),
    Kind.ORGANISATION: Words("Structure", "Organisation"),
    Kind.PROFILE: Words("Profil", "Profile"),
    Kind.CONTRIBUTION: Words("Contribution à un rendez-vous", "Contribution to a meeting"),
}
CAUSE_WORDS = {
    Cause.BEFORE: Words("attend d’être lu pour paraître", "waits to be read before it is shown"),
    Cause.AFTER: Words("paraît déjà, pas encore relu", "is shown already, not read yet"),
    Cause.FLAG: Words("signalé", "reported"),
    Cause.TEAM: Words("ouvert par l’équipe", "opened by the team"),
}
GRAVITY_WORDS = {
    Gravity.VITAL: Words("Danger possible", "Possible danger"),
    Gravity.GRAVE: Words("Grave", "Serious"),
    Gravity.NOTABLE: Words("À surveiller", "To watch"),
    Gravity.LIGHT: Words("Ordinaire", "Ordinary"),
}
_REPORTS = Words("{n} signalements", "{n} reports")
_ONE_REPORT = Words("1 signalement", "1 report")
_FLOOD = Words("signalés ensemble : pesés moins", "reported together: weighed less")


@dataclass(frozen=True)
class Why:
    """What is known of a case without opening it: hints of screening, grounds of the flags, and their weight."""

    cause: Cause
    hints: tuple[HintKind, ...] = ()
    grounds: Mapping[Ground, int] = field(default_factory=dict)
    weight: int = 0  # of all flags, in hundredths
    is_flood: bool = False

    @property
    def flags(self) -> int:
        """How many flags there are."""
        return sum(self.grounds.values())

    @property
    def gravity(self) -> Gravity:
        """The gravest of what the hints saw and, once they weigh enough, of what the flags say."""
        seen = [GRAVITY[hint] for hint in self.hints]
        vital = [GROUND_GRAVITY[ground] for ground in self.grounds if GROUND_GRAVITY[ground] is Gravity.VITAL]
        said = [GROUND_GRAVITY[ground] for ground in self.grounds] if self.weight >= ENOUGH else vital
        return max([Gravity.LIGHT, *seen, *said, *([Gravity.NOTABLE] if self.grounds else [])])

    def said_in(self, language: str) -> str:
        """The reason of its place, in a few words: "signalé, 3 signalements, Une insulte ?"."""
        return ", ".join(self._parts(language))

    def _parts(self, language: str) -> Iterable[str]:
        yield CAUSE_WORDS[self.cause].said_in(language)
        if self.flags:
            words = _ONE_REPORT if self.flags == 1 else _REPORTS
            yield words.said_in(language).replace("{n}", str(self.flags))
        if self.is_flood:
            yield _FLOOD.said_in(language)
        yield from (HINT_WORDS[hint].said_in(language) for hint in self.hints)
