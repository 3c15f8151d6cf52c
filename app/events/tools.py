"""What the team does with one meeting: the one thing of the moment, and the rest."""

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from app.core.policy import may
from app.events.models import Event


class Tool(NamedTuple):
    """A link to one of the team's pages."""

    label: str
    url: str
    icon: str | None = None


def first_of(event: Event) -> Tool | None:
    """The list before the day, the door on the day itself, the report afterwards; a draft waits to be announced."""
    if not event.is_announced or not may("event.manage", event):
        return None
    if event.is_over and not event.is_today:
        return _report(event)
    return _door(event) if event.is_today else _list(event)


def others_of(event: Event) -> list[Tool]:
    """Everything else this person may do, in the order of a meeting's life."""
    if not may("event.manage", event):
        return [_sheets(event)] if may("sheet.print", event) else []
    links = [
        Tool(_("Modifier"), _to("events.edit", event), "pencil") if may("event.edit", event) else None,
        Tool(_("Programme"), _to("events.programme", event)) if may("event.edit", event) else None,
        _list(event),
        _door(event) if event.is_announced else None,
        _report(event) if may("restitution.write", event) else None,
        _sheets(event) if may("sheet.print", event) else None,
        Tool(_("Refaire à une autre date"), f"{url_for('events.create')}?copie-de={event.public_id}")
        if may("event.create")
        else None,
        Tool(_("Annuler ce rendez-vous"), _to("events.cancel", event))
        if event.is_announced and not event.has_started
        else None,
    ]
    first = first_of(event)
    return [link for link in links if link and link != first]


def _to(endpoint: str, event: Event) -> str:
    return url_for(endpoint, public_id=event.public_id)


def _list(event: Event) -> Tool:
    return Tool(_("Inscriptions"), _to("events.registered", event), "people")


def _door(event: Event) -> Tool:
    return Tool(_("Qui est là ?"), _to("attendance.desk", event), "qr-code")


def _report(event: Event) -> Tool:
    return Tool(_("Écrire ce qui s’est dit"), _to("restitutions.write", event), "pencil")


def _sheets(event: Event) -> Tool:
    return Tool(_("Feuilles à remplir"), _to("collecting.sheets", event))
