"""The answer to whoever reported something: what was decided, why, and how to contest that it stays.

Regulation (EU) 2022/2065, articles 16.5 and 20.1. Nothing is said of whoever wrote it.
"""

from datetime import date

from moderation.appeals import STAYS
from moderation.grounds import GROUNDS, Ground
from moderation.statements import RESTRICTS, Effect, said_day
from moderation.words import Words

_KEPT = Words("« {title} » reste en ligne.", "“{title}” stays online.")
_ACTED = Words("L’équipe a pris une mesure à propos de « {title} ».", "The team acted about “{title}”.")
_REASON = Words("Raison : {reason}", "Reason: {reason}")
_GROUND = Words("Motif : {label} ({article}).", "Ground: {label} ({article}).")
_BY_PEOPLE = Words(
    "Une personne de l’équipe a lu et décidé. Aucun programme n’a décidé.",
    "A member of the team read and decided. No program decided.",
)
_APPEAL = Words(
    "Vous pensez que c’est une erreur ? Vous avez jusqu’au {day} pour faire un recours. C’est gratuit. Une personne "
    "qui n’a pas pris cette décision relit tout.",
    "You think this is a mistake? You may appeal until {day}. It is free. Somebody who did not make this decision "
    "reads everything again.",
)


def answer(
    effect: Effect, title: str, reason: str, appeal_until: date, language: str, ground: Ground | None = None
) -> list[str]:
    """The paragraphs of the answer."""
    acted = effect in RESTRICTS
    said = [(_ACTED if acted else _KEPT).said_in(language).replace("{title}", title)]
    if ground and acted:
        published = GROUNDS[ground]
        named = _GROUND.said_in(language).replace("{label}", published.label.said_in(language))
        said.append(named.replace("{article}", published.article.said_in(language)))
    if reason.strip():
        said.append(_REASON.said_in(language).replace("{reason}", reason.strip()))
    said.append(_BY_PEOPLE.said_in(language))
    if effect in STAYS:
        said.append(_APPEAL.said_in(language).replace("{day}", said_day(appeal_until, language)))
    return said
