"""Threats to life: what to do at once, and whom to call (Regulation (EU) 2022/2065, article 18).

A text that makes one fear for somebody goes first in the queue, and is told to the police or the gendarmerie without
delay: the site's contact point is no emergency service, and says so.
"""

from dataclasses import dataclass

from moderation.words import Words


@dataclass(frozen=True)
class Line:
    """A free number, and when to call it."""

    number: str
    name: Words
    when: Words

    @property
    def url(self) -> str:
        """The address that calls it (RFC 3966)."""
        return f"tel:{self.number}"


LINES: tuple[Line, ...] = (
    Line(
        "112",
        Words("Urgences, partout en Europe", "Emergencies, all over Europe"),
        Words("si vous ne savez pas qui appeler", "if you do not know whom to call"),
    ),
    Line(
        "15",
        Words("SAMU", "Ambulance"),
        Words("quelqu’un est blessé, ou vient de se faire du mal", "somebody is hurt, or has just hurt themselves"),
    ),
    Line(
        "17",
        Words("Police ou gendarmerie", "Police"),
        Words("quelqu’un est menacé ou menace d’agir", "somebody is threatened, or threatens to act"),
    ),
    Line(
        "114",
        Words("Urgences par SMS", "Emergencies by text message"),
        Words("vous n’entendez pas, ou vous ne pouvez pas parler", "you cannot hear, or cannot speak"),
    ),
    Line(
        "3114",
        Words("Prévention du suicide", "Suicide prevention"),
        Words("vous pensez au suicide, ou quelqu’un vous inquiète", "you think of suicide, or worry about somebody"),
    ),
    Line(
        "119",
        Words("Enfance en danger", "Children in danger"),
        Words("un enfant ou un adolescent est en danger", "a child or a teenager is in danger"),
    ),
    Line(
        "3919",
        Words("Violences faites aux femmes", "Violence against women"),
        Words("une femme subit des violences", "a woman suffers violence"),
    ),
)
