"""The themes that a round has beside the ten of the programme: staff add, rename, order and retire them.

A retired theme is no longer offered; the envies that have it keep it, and a list narrowed to it still answers.
"""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit, clock, names
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.core.text import plain
from app.rounds.models import Round, RoundTheme
from app.rounds.queries import own_themes
from app.rounds.themes import MOST_THEMES, THEME_NAMES, Theme

NAME_MAX = 60


class Typed(NamedTuple):
    """One line of the page; without `key` it is a new theme."""

    key: str
    name: str
    near: Theme
    place: int
    is_offered: bool


def write_themes(round: Round, lines: Sequence[Typed], *, by: Person) -> None:
    """Give a round these themes, in the order of their places; those not named stay as they are.

    Raises Refused for a name that is missing, is there twice, or is one of the ten; Stale for a theme it does not have.
    """
    known = {theme.public_id: theme for theme in own_themes(round)}
    before = [_said(theme) for theme in known.values()]
    kept = [line for line in lines if line.key or line.name.strip()]
    _check(kept)
    for line in kept:
        if line.key and line.key not in known:
            raise Stale
        theme = known.get(line.key) or RoundTheme(round_id=round.id)
        theme.name, theme.near = names.cleaned(line.name, NAME_MAX), line.near
        theme.position, theme.is_offered = line.place, line.is_offered
        db.session.add(theme)
    round.updated_at = clock.now()  # the version rises: two people at once are told
    db.session.flush()
    audit.record("round.write_themes", round, by=by, before=before, after=[_said(each) for each in own_themes(round)])


def _check(lines: Sequence[Typed]) -> None:
    if len(lines) > MOST_THEMES:
        raise Refused(
            _("Une édition a %(n)s thèmes à elle au plus : une liste plus longue n’aide pas à choisir.", n=MOST_THEMES)
        )
    taken = {plain(str(name)) for name in THEME_NAMES.values()}
    for line in lines:
        name = line.name.strip()
        if not name:
            raise Refused(_("Un thème garde un nom. Pour ne plus le proposer, décochez « Proposé »."))
        if plain(name) in taken:
            raise Refused(
                _("« %(name)s » existe déjà, dans cette liste ou parmi les dix thèmes du programme.", name=name)
            )
        taken.add(plain(name))


def _said(theme: RoundTheme) -> dict[str, object]:
    return {"name": theme.name, "near": theme.near, "position": theme.position, "is_offered": theme.is_offered}
