"""The two amounts of a dossier: how they are typed, and the limits of the rulebook. Whole euros in, cents out."""

import re

from flask_babel import gettext as _

from app.core.text import money
from app.projects.steps import BUDGET, REQUESTED
from app.rounds.presets import Rules

MOST_EUROS = 100_000_000
_EUROS = re.compile(r"\d{1,9}(?:[.,]00?)?")


def parse_euros(text: str) -> int | None:
    """Whole euros as people type them: "9 200", "9200 €", "9 200,00". None when it is not an amount."""
    kept = re.sub(r"[\s\u00a0\u202f€]", "", text)
    if not _EUROS.fullmatch(kept):
        return None
    euros = int(re.split(r"[.,]", kept)[0])
    return euros if euros <= MOST_EUROS else None


def parse_cents(text: str) -> int | None:
    """The same in cents."""
    euros = parse_euros(text)
    return None if euros is None else euros * 100


def problems(requested: int | None, budget: int | None, rules: Rules) -> dict[str, str]:
    """What the rulebook refuses in the amounts (in cents, None when not given yet), one sentence a field."""
    found: dict[str, str] = {}
    floor, ceiling = rules["floor_cents"], rules["ceiling_cents"]
    if requested is not None and (requested < floor or (ceiling and requested > ceiling)):
        found[REQUESTED] = (
            _("La somme demandée va de %(floor)s à %(ceiling)s.", floor=money(floor), ceiling=money(ceiling))
            if ceiling
            else _("La somme demandée est d’au moins %(floor)s.", floor=money(floor))
        )
    elif requested is not None and budget is not None and requested > budget:
        found[BUDGET] = _("Le budget total comprend la somme demandée : il ne peut pas être plus petit qu’elle.")
    elif requested is not None and budget is not None and requested * 100 > budget * rules["max_share_percent"]:
        most = budget * rules["max_share_percent"] // 100
        found[REQUESTED] = _(
            "La somme demandée couvre au plus %(share)s %% du budget total, soit %(most)s ici.",
            share=rules["max_share_percent"],
            most=money(most),
        )
    return found
