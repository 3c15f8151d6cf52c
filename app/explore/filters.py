"""What narrows and orders a list, read from its address: every filter is a link one can keep or send."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import g

from app.core import clock
from app.core.text import plain
from app.explore.orders import Order
from app.rounds.models import RoundTheme
from app.rounds.queries import theme_by_public_id
from app.rounds.themes import Theme
from app.territories.models import Municipality
from app.territories.queries import find_municipalities, municipality_by_code

WITH, WITHOUT = "avec", "sans"
INSEE = re.compile(r"\d[\dAB]\d{3}")


@dataclass(frozen=True)
class Filters:
    """The choices of a visitor; what the address says that means nothing is left out."""

    q: str = ""
    theme: Theme | None = None
    own_theme: RoundTheme | None = None  # of one round, beside the ten; of ideas only
    municipality: Municipality | None = None
    typed_place: str = ""
    neighbourhood: str = ""  # its key within the commune
    round: tuple[int, str] | None = None  # its key and its public identifier
    project: str = ""  # with one, without
    won: bool = False
    order: Order = Order.LOT
    seed: str = ""
    page: int = 1
    rounds: list[tuple[str, str]] = field(default_factory=list)
    about: int | None = None  # key of the round chosen, or of the current one: its own themes are offered

    @property
    def place_is_unknown(self) -> bool:
        """Whether a commune was typed that is none of this site's, or several."""
        return bool(self.typed_place) and self.municipality is None

    @property
    def place_was_typed(self) -> bool:
        """Whether a commune was found by its name: the address with its code is the one to keep."""
        return self.municipality is not None and self.typed_place != self.municipality.code

    @property
    def narrows(self) -> bool:
        """Whether anything at all was chosen."""
        return bool(self.q or self.theme_key or self.typed_place or self.round or self.project or self.won)

    @property
    def theme_key(self) -> str:
        """The theme as the address says it: the code of one of the ten, the identifier of a round's own."""
        return self.own_theme.public_id if self.own_theme else self.theme.value if self.theme else ""

    def address(self, **changes: Any) -> dict[str, Any]:
        """The choices as the address says them, for url_for; None takes one away."""
        said = {
            "q": self.q or None,
            "theme": self.theme_key or None,
            "commune": self.municipality.code if self.municipality else None,
            "quartier": self.neighbourhood if self.municipality and self.neighbourhood else None,
            "edition": self.round[1] if self.round else None,
            "projet": self.project or None,
            "laureats": "oui" if self.won else None,
        }
        return {name: value for name, value in {**said, **changes}.items() if value is not None}


def filters_of(args: Mapping[str, str], rounds: Sequence[Any], *, own_themes: bool = False) -> Filters:
    """Read an address; `rounds` are those one may choose (queries.Choice), `own_themes` whether theirs narrow too."""
    theme, place, words = args.get("theme", ""), args.get("commune", "").strip()[:80], args.get("q", "").strip()[:100]
    asked, project = args.get("ordre", ""), args.get("projet", "")
    known = [order for order in Order if order != Order.RELEVANCE or words]
    order = Order(asked) if asked in known else Order.RELEVANCE if words else Order.LOT
    page = args.get("page", "1")
    chosen = next((one for one in rounds if one.public_id == args.get("edition")), None)
    current = chosen or next((one for one in rounds if one.is_open), rounds[0] if rounds else None)
    return Filters(
        q=words,
        theme=Theme(theme) if theme in set(Theme) else None,
        own_theme=_own_theme(theme) if own_themes else None,
        municipality=_municipality(place),
        typed_place=place,
        neighbourhood=plain(args.get("quartier", "")[:80]),
        round=(chosen.key, chosen.public_id) if chosen else None,
        project=project if project in {WITH, WITHOUT} else "",
        won=args.get("laureats") == "oui",
        order=order,
        seed=args.get("graine", "")[:12] or seed_of_the_day(),
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
        rounds=[(one.public_id, one.name) for one in rounds if one.has_some],
        about=current.key if current else None,
    )


def _own_theme(asked: str) -> RoundTheme | None:
    return theme_by_public_id(asked) if asked and asked not in set(Theme) else None


def _municipality(place: str) -> Municipality | None:
    if not place:
        return None
    by_code = municipality_by_code(place) if INSEE.fullmatch(place) else None
    if by_code:
        return by_code
    found = find_municipalities(place, limit=2)
    return found[0] if len(found) == 1 else None


def seed_of_the_day() -> str:
    """What the order of the day is drawn from: each person has theirs; without an account, the day’s, and no cookie."""
    who = g.actor.public_id if g.get("actor") else ""
    return hashlib.sha256(f"{clock.today():%Y%m%d}|{who}".encode()).hexdigest()[:6]
