"""Appeals: six months, free, heard by somebody else (Regulation (EU) 2022/2065, article 20).

Whoever wrote a text may contest what restricts it; whoever reported one may contest that it stays. Nobody hears an
appeal against their own decision, nor when the text, the report or an interest is theirs. A program hears nothing.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from moderation.statements import RESTRICTS, Effect, said_day
from moderation.words import Words

MONTHS = 6
STAYS = frozenset({Effect.KEPT, Effect.PUBLISHED})  # what whoever reported may contest


class Appellant(StrEnum):
    """Who contests a decision."""

    AUTHOR = "author"
    REPORTER = "reporter"


class Verdict(StrEnum):
    """What an appeal comes to; each is also the verb of the move."""

    UPHOLD = "uphold"
    REVERSE = "reverse"


class Obstacle(StrEnum):
    """Why an appeal is not taken, or not heard by somebody."""

    NOTHING = "nothing"
    NOT_PARTY = "not_party"
    TOO_LATE = "too_late"
    ALREADY = "already"
    DECIDED_IT = "decided_it"
    IS_PARTY = "is_party"
    HEARD = "heard"
    NO_REASON = "no_reason"


SAYS: dict[Obstacle, Words] = {
    Obstacle.NOTHING: Words(
        "Cette décision ne retire rien : il n’y a rien à contester.",
        "This decision takes nothing away: there is nothing to contest.",
    ),
    Obstacle.NOT_PARTY: Words(
        "Seules la personne qui a écrit ce texte et celles qui l’ont signalé peuvent faire un recours.",
        "Only whoever wrote this text and whoever reported it may appeal.",
    ),
    Obstacle.TOO_LATE: Words(
        "Le délai de six mois est passé : un recours pouvait être fait jusqu’au {day}.",
        "The six months are over: an appeal was possible until {day}.",
    ),
    Obstacle.ALREADY: Words(
        "Vous avez déjà fait un recours contre cette décision : suivez-le ici.",
        "You have already appealed against this decision: follow it here.",
    ),
    Obstacle.DECIDED_IT: Words(
        "C’est votre décision que ce recours conteste : une autre personne doit l’examiner.",
        "This appeal contests your own decision: somebody else must hear it.",
    ),
    Obstacle.IS_PARTY: Words(
        "Ce texte ou ce signalement est le vôtre : une autre personne doit examiner ce recours.",
        "This text or this report is yours: somebody else must hear this appeal.",
    ),
    Obstacle.HEARD: Words(
        "Quelqu’un vient de répondre à ce recours : relisez sa réponse.",
        "Somebody has just answered this appeal: read their answer.",
    ),
    Obstacle.NO_REASON: Words(
        "Donnez la raison de votre réponse : les personnes concernées la liront.",
        "Give the reason for your answer: the people concerned will read it.",
    ),
}
UNDONE: dict[Verdict, dict[Appellant, Words]] = {
    Verdict.UPHOLD: {
        Appellant.AUTHOR: Words(
            "La décision est maintenue : rien ne change.", "The decision is upheld: nothing changes."
        ),
        Appellant.REPORTER: Words(
            "La décision est maintenue : le texte reste.", "The decision stands: the text stays."
        ),
    },
    Verdict.REVERSE: {
        Appellant.AUTHOR: Words(
            "La décision est annulée : tout est rétabli, comme si elle n’avait pas été prise.",
            "The decision is set aside: everything is put back as if it had not been made.",
        ),
        Appellant.REPORTER: Words(
            "La décision est annulée : le public ne voit plus ce texte.",
            "The decision is set aside: the public no longer sees this text.",
        ),
    },
}


@dataclass(frozen=True)
class Contested:
    """A decision as an appeal sees it; people are known by any stable key, reporters without account by none."""

    effect: Effect
    told_on: date
    decided_by: object
    author: object
    reporters: frozenset[object] = frozenset()

    @property
    def last_day(self) -> date:
        """The last day on which an appeal is taken."""
        return last_day(self.told_on)


def last_day(told_on: date) -> date:
    """Six months after the day on which they were told (article 20.2); the end of a shorter month."""
    months = told_on.month - 1 + MONTHS
    year, month = told_on.year + months // 12, months % 12 + 1
    return date(year, month, min(told_on.day, monthrange(year, month)[1]))


def appellant(decision: Contested, who: object) -> Appellant | None:
    """In which quality somebody may contest a decision, if in any."""
    if who is not None and who == decision.author:
        return Appellant.AUTHOR
    return Appellant.REPORTER if who is not None and who in decision.reporters else None


def obstacle_to_appeal(
    decision: Contested, party: Appellant | None, today: date, *, already: bool = False
) -> Obstacle | None:
    """Why this appeal is not taken; None when it is."""
    if party is None:
        return Obstacle.NOT_PARTY
    if already:
        return Obstacle.ALREADY
    contestable = RESTRICTS if party is Appellant.AUTHOR else STAYS
    if decision.effect not in contestable:
        return Obstacle.NOTHING
    return Obstacle.TOO_LATE if today > decision.last_day else None


def obstacle_to_hearing(decision: Contested, judge: object, *, answered: bool = False) -> Obstacle | None:
    """Why somebody may not hear an appeal against this decision; None when they may."""
    if answered:
        return Obstacle.HEARD
    if judge == decision.decided_by:
        return Obstacle.DECIDED_IT
    return Obstacle.IS_PARTY if appellant(decision, judge) else None


def said(obstacle: Obstacle, language: str, decision: Contested | None = None) -> str:
    """The obstacle in one sentence."""
    day = said_day(decision.last_day, language) if decision else ""
    return SAYS[obstacle].said_in(language).replace("{day}", day)
