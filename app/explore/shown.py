"""How lists and maps are drawn: the fields that narrow, the links that order, the marks of the map."""

import secrets
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from app.core.language import language
from app.core.templating import address_of
from app.explore import queries
from app.explore.filters import WITH, WITHOUT, Filters
from app.explore.orders import ORDER_NAMES, Order
from app.rounds.themes import THEME_NAMES
from app.territories import maps
from app.territories.models import PlaceKind
from app.territories.outlines import Loaded
from app.territories.queries import names_of

KIND_NAMES = {
    PlaceKind.DEPARTMENT: lambda n: ngettext("%(num)s département", "%(num)s départements", n),
    PlaceKind.MUNICIPALITY: lambda n: ngettext("%(num)s commune", "%(num)s communes", n),
    PlaceKind.NEIGHBOURHOOD: lambda n: ngettext("%(num)s quartier", "%(num)s quartiers", n),
}


def idea_fields(filters: Filters) -> list[dict[str, Any]]:
    """The fields above the list of ideas."""
    fields = _common(filters, queries.own_themes_of(filters))
    known = queries.neighbourhoods_of(filters.municipality.code) if filters.municipality else []
    if known:
        options = [("", _("Tous les quartiers")), *known]
        fields.append({"name": "quartier", "label": _("Quartier"), "value": filters.neighbourhood, "options": options})
    project = [("", _("Avec ou sans projet")), (WITHOUT, _("Pas encore de projet")), (WITH, _("Devenues projets"))]
    return [*fields, {"name": "projet", "label": _("Projet"), "value": filters.project, "options": project}]


def project_fields(filters: Filters) -> list[dict[str, Any]]:
    """The fields above the list of projects."""
    won = [("", _("Tous les projets")), ("oui", _("Lauréats seulement"))]
    value = "oui" if filters.won else ""
    return [*_common(filters), {"name": "laureats", "label": _("Résultat"), "value": value, "options": won}]


def _common(filters: Filters, own_themes: Sequence[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    ten = ((theme.value, str(name)) for theme, name in THEME_NAMES.items())
    themes = [("", _("Tous les thèmes")), *own_themes, *ten]
    place = filters.municipality.name if filters.municipality else filters.typed_place
    fields: list[dict[str, Any]] = [
        {"name": "q", "label": _("Mots du texte"), "value": filters.q, "type": "search"},
        {"name": "theme", "label": _("Thème"), "value": filters.theme_key, "options": themes},
        {"name": "commune", "label": _("Commune"), "value": place, "suggest": {"url": address_of("territories.index")}},
    ]
    if len(filters.rounds) > 1:
        rounds = [("", _("Toutes les éditions")), *filters.rounds]
        chosen = filters.round[1] if filters.round else ""
        fields.append({"name": "edition", "label": _("Édition"), "value": chosen, "options": rounds})
    return fields


def order_links(filters: Filters, endpoint: str) -> list[dict[str, Any]]:
    """The orders one may choose; by lot once more draws another."""
    known = [order for order in ORDER_NAMES if order != Order.RELEVANCE or filters.q]
    if endpoint != "explore.ideas":
        known = [order for order in known if order != Order.SUPPORTED]
    return [
        {
            "label": str(ORDER_NAMES[order]),
            "url": url_for(endpoint, **filters.address(ordre=order.value, graine=_another(order, filters))),
            "current": order is filters.order,
        }
        for order in known
    ]


def _another(order: Order, filters: Filters) -> str | None:
    return secrets.token_hex(3) if order is filters.order is Order.LOT else None


def ways(filters: Filters, here: str) -> list[dict[str, Any]]:
    """The list and the map of the same ideas."""
    pages = {"explore.ideas": _("Liste"), "explore.ideas_map": _("Carte")}
    return [
        {"label": label, "url": address_of(page, **filters.address()), "current": page == here}
        for page, label in pages.items()
    ]


def map_rows(counts: Sequence[tuple[str, int]], filters: Filters) -> list[list[Any]]:
    """The lines of the table beside the map: each commune with its page, and its ideas as a list."""
    names, said = names_of(code for code, _count in counts), filters.address()
    return [
        [
            _link(address_of("explore.municipality", code=code), names.get(code, code)),
            _link(address_of("explore.ideas", **{**said, "commune": code}), _ideas(count, language())),
        ]
        for code, count in counts
    ]


@lru_cache(maxsize=2000)
def _ideas(count: int, _language: str) -> str:
    return ngettext("%(num)s envie", "%(num)s envies", count)


@lru_cache(maxsize=2000)
def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)


def points(filters: Filters) -> dict[str, Any]:
    """The marks of the map: [latitude, longitude, title, address] of pins, [… , name, number, address] of communes."""
    pins = queries.pinned(filters)
    counts = dict(queries.count_by_municipality(filters))
    for pin in pins:
        counts[pin.municipality_code] -= 1
    spots = maps.spots_of(code for code, count in counts.items() if count > 0)
    return {
        "pins": [
            [pin.latitude, pin.longitude, pin.title, address_of("ideas.detail", public_id=pin.public_id)]
            for pin in pins
        ],
        "places": [
            [
                spot.latitude,
                spot.longitude,
                spot.name,
                counts[code],
                address_of("explore.ideas", **filters.address(commune=code)),
            ]
            for code, spot in spots.items()
        ],
    }


def what_was_loaded(loaded: Loaded) -> str:
    """The sentence after a file of outlines was read."""
    said = _("Contours gardés : %(what)s.", what=", ".join(KIND_NAMES[kind](n) for kind, n in loaded.counts.items()))
    if not loaded.unknown:
        return said
    left_out = _("Laissés de côté, inconnus ici : %(codes)s.", codes=", ".join(loaded.unknown[:10]))
    return f"{said} {left_out}"
