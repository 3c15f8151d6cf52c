"""The menus, by role, in one list."""

from dataclasses import dataclass

from flask import Flask, current_app, g, request
from flask_babel import lazy_gettext as _

from app.core.policy import may
from app.core.templating import address_of


@dataclass(frozen=True)
class Entry:
    """One entry: what it says, where it leads, whose door it opens ("" is everybody's)."""

    label: object
    endpoint: str
    permission: str = ""
    audience: str = "public"
    also: tuple[str, ...] = ()  # other features whose pages belong to it


ENTRIES = [
    Entry(_("Les envies"), "explore.ideas", also=("ideas",)),
    Entry(_("Les projets"), "explore.projects"),
    Entry(_("Les comptoirs"), "events.index", also=("attendance", "restitutions", "collecting")),
    Entry(_("Le vote"), "booth.index"),
    Entry(_("Les résultats"), "results.index"),
    Entry(_("Ce qui m’attend"), "admin.waiting", "admin.waiting", "staff"),
    Entry(_("Éditions"), "rounds_staff.index", "round.manage", "staff"),
    Entry(_("Modération"), "casework.queue", "case.read", "staff", also=("mailbox", "appeals_desk", "alarms")),
    Entry(_("Dossiers"), "projects.follow", "project.follow", "staff"),
    Entry(_("Accompagnement"), "mentoring.stuck", "mentoring.follow", "staff"),
    Entry(_("Labellisation"), "reviews.queue", "review.read", "staff", also=("committees", "labelling", "pairings")),
    Entry(_("Résultats"), "results_staff.index", "result.manage", "staff"),
    Entry(_("Structures"), "organisations_staff.index", "organisation.follow", "staff"),
    Entry(_("Rôles"), "roles.index", "role.see", "staff"),
    Entry(_("Carte"), "explore.load_outlines", "outline.load", "staff"),
    Entry(_("Journal"), "admin.audit_log", "audit.read", "staff"),
]


@dataclass(frozen=True)
class Shown:
    """An entry as a page shows it."""

    label: str
    url: str
    current: bool
    audience: str


def menu() -> list[Shown]:
    """The entries this person may open, of the features that are plugged in."""
    return [
        Shown(str(entry.label), address_of(entry.endpoint), _is_here(entry), entry.audience)
        for entry in ENTRIES
        if entry.endpoint in current_app.view_functions and _may_open(entry)
    ]


def _may_open(entry: Entry) -> bool:
    if entry.audience == "staff" and g.get("actor") is None:
        return False  # most pages are read by nobody in particular: no rule is asked
    return not entry.permission or may(entry.permission)


def _is_here(entry: Entry) -> bool:
    """Whether the page shown belongs to the entry: its feature's pages; page by page where a feature has several."""
    feature = entry.endpoint.split(".")[0]
    if feature in {"admin", "explore"}:
        return request.endpoint in {entry.endpoint, f"{entry.endpoint}_map"} or request.blueprint in entry.also
    return request.blueprint in {feature, *entry.also}


def show_menus(app: Flask) -> None:
    """Templates get the menu and the person of this request."""
    app.context_processor(lambda: {"menu": menu() if request else [], "current_person": g.get("actor")})
