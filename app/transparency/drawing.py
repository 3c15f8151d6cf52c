"""The figures of a year in words and lines for its page."""

from fractions import Fraction
from typing import Any

from flask_babel import format_decimal, get_locale, lazy_gettext, ngettext
from flask_babel import gettext as _

from moderation.appeals import Appellant
from moderation.grounds import GROUNDS, Ground
from moderation.statements import Effect, Source
from moderation.transparency.figures import Delay, Figures

EFFECT_NAMES = {
    Effect.PUBLISHED: lazy_gettext("Publiés"),
    Effect.KEPT: lazy_gettext("Gardés après un signalement"),
    Effect.REFUSED: lazy_gettext("Non publiés"),
    Effect.HIDDEN: lazy_gettext("Masqués"),
    Effect.SENT_BACK: lazy_gettext("Renvoyés à leur auteur pour une modification"),
    Effect.MERGED: lazy_gettext("Réunis à un autre"),
    Effect.WARNED: lazy_gettext("Avertissements"),
    Effect.NO_COMMENT: lazy_gettext("Comptes qui ne peuvent plus commenter"),
    Effect.NO_POST: lazy_gettext("Comptes qui ne peuvent plus publier"),
    Effect.SUSPENDED: lazy_gettext("Comptes suspendus"),
    Effect.RESTORED: lazy_gettext("Rétablis"),
}
DAY = 24


def by_ground(counted: Figures) -> list[dict[str, Any]]:
    """The bars of the grounds, the most frequent first."""
    language = str(get_locale() or "fr")
    return [
        {"label": GROUNDS[ground].label.said_in(language), "value": number}
        for ground, number in counted.by_ground.most_common()
    ]


def by_effect(counted: Figures) -> list[tuple[str, int]]:
    """The lines of the outcomes that happened."""
    return [
        (str(said), counted.by_effect[effect]) for effect, said in EFFECT_NAMES.items() if counted.by_effect[effect]
    ]


def reports_by_ground(counted: Figures) -> list[tuple[str, int]]:
    """The lines of the reports received."""
    language = str(get_locale() or "fr")
    return [
        (GROUNDS[Ground(ground)].label.said_in(language), number) for ground, number in counted.notices.most_common()
    ]


def delays(counted: Figures) -> list[tuple[str, str, str]]:
    """The lines of the delays: of what was reported, of what the team read by itself, of all."""
    lines = [
        (_("Après un signalement"), counted.delay(lambda each: each.source is Source.NOTICE)),
        (_("Relecture de ce qui est déposé"), counted.delay(lambda each: each.source is Source.OWN)),
        (_("Toutes les décisions"), counted.delay()),
    ]
    return [(said, lasted(took.median), lasted(took.slowest)) for said, took in lines if took]


def appeals(counted: Figures) -> list[tuple[str, int, int, int, int]]:
    """The lines of the appeals: made, upheld, reversed, waiting."""
    lines = [
        (_("Par l’auteur, contre une restriction"), counted.appeals_against(tuple(Effect), Appellant.AUTHOR)),
        (_("Par une personne qui a signalé"), counted.appeals_against(tuple(Effect), Appellant.REPORTER)),
    ]
    return [(said, one.made, one.reversed, one.upheld, one.waiting) for said, one in lines if one.made]


def lasted(hours: int) -> str:
    """A delay in hours, then in days."""
    if hours < 1:
        return _("moins d’une heure")
    if hours < 2 * DAY:
        return ngettext("1 heure", "%(num)s heures", hours)
    return ngettext("1 jour", "%(num)s jours", hours // DAY)


def said_delay(took: Delay | None) -> str:
    """The middle delay, or a dash."""
    return lasted(took.median) if took else "–"


def percent(share: Fraction | None) -> str:
    """A share in words, or nothing when nothing was measured."""
    return f"{format_decimal(float(share * 100), '0.#')} %" if share is not None else _("pas encore mesuré")
