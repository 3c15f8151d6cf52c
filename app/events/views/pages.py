"""What everybody reads: the list of meetings, one meeting, and both as calendars."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.extensions import db
from app.core.paging import page_of
from app.core.policy import door, may, public
from app.core.text import date_as
from app.events import ics, policy, queries, tools  # noqa: F401  (policy registers its rules)
from app.events.cards import card_of, hours_of, programme_of
from app.events.models import EVENT_NAMES, CalendarFeed, Event, EventKind
from app.events.views.blueprint import bp

A_PAGE, LATEST, MOST_YEARS = 24, 6, 50


@bp.route("/")
@public
def index() -> ResponseReturnValue:
    """Meetings by month; ?sorte= a kind, ?pres-de= a commune or an intercommunality, ?mois=2027-03, ?quand=passes those
    over.
    """
    kind, near, over = _kind_asked(), request.args.get("pres-de", ""), request.args.get("quand") == "passes"
    month = _month_asked()
    number = request.args.get("page", 1, type=int)
    page = page_of(db.session, queries.listed_meetings(over=over, kind=kind, near=near, month=month), number, A_PAGE)
    latest = [] if over or month or page.last > 1 else queries.past(kind, near, LATEST)
    taken = queries.seats_taken([*page.rows, *latest])
    return render_template(
        "events/index.html",
        months=_by_month(page.rows, taken),
        page=page,
        latest=[card_of(event, taken) for event in latest],
        drafts=[card_of(event) for event in queries.drafts()] if may("event.create") else [],
        filters=_filters(kind, near, over, month),
        over=over,
        narrowed=bool(kind or near or month),
    )


def _filters(kind: EventKind | None, near: str, over: bool, month: date | None) -> list[dict[str, Any]]:
    months = [("", _("Tous")), *((f"{first:%Y-%m}", _month_name(first)) for first in _months(over, month))]
    kinds = [("", _("Toutes")), *((k.value, str(name)) for k, name in EVENT_NAMES.items())]
    times = [("", _("À venir")), ("passes", _("Passés"))]
    return [
        {"name": "sorte", "label": _("Sorte de rendez-vous"), "value": kind or "", "options": kinds},
        {"name": "pres-de", "label": _("Près de chez vous"), "value": near, "type": "search"},
        {"name": "mois", "label": _("Mois"), "value": f"{month:%Y-%m}" if month else "", "options": months},
        {"name": "quand", "label": _("Quand"), "value": "passes" if over else "", "options": times},
    ]


def _kind_asked() -> EventKind | None:
    asked = request.args.get("sorte", "")
    return EventKind(asked) if asked in set(EventKind) else None


def _month_asked() -> date | None:
    try:
        asked = datetime.strptime(request.args.get("mois", ""), "%Y-%m").date()  # noqa: DTZ007  (a month has no zone)
    except ValueError:
        return None
    return asked if abs(asked.year - clock.today().year) <= MOST_YEARS else None


def _months(over: bool, asked: date | None) -> list[date]:
    """The first days of this month and the eleven next ones, or the eleven before; and the one asked."""
    first, step = clock.today().replace(day=1), -1 if over else 1
    numbers = (first.year * 12 + first.month - 1 + step * n for n in range(12))
    months = {date(number // 12, number % 12 + 1, 1) for number in numbers}
    return sorted(months | ({asked} if asked else set()), reverse=over)


def _month_name(when: date) -> str:
    return date_as(when, "MMMM y").capitalize()


def _by_month(events: Iterable[Event], taken: dict[int, int]) -> list[tuple[str, list[dict[str, Any]]]]:
    def month(event: Event) -> str:
        return _month_name(clock.paris(event.starts_at).date())

    return [(name, [card_of(event, taken) for event in group]) for name, group in groupby(events, key=month)]


@bp.route("/<public_id>")
@door("event.see", load=queries.event_by_public_id)
def detail(event: Event) -> ResponseReturnValue:
    """One meeting, its programme, and the seat one has or may take."""
    mine = queries.registration_of(event, g.actor)
    left = event.seats - queries.seats_taken([event]).get(event.id, 0)
    return render_template(
        "events/detail.html",
        event=event,
        left=left,
        waiting=queries.count_waiting(event),
        hours=hours_of(event),
        programme=programme_of(event, queries.seats_offered(event, left)),
        hosts=queries.hosts_of(event),
        mine=mine,
        rank=queries.rank_of(mine) if mine and mine.is_waiting else 0,
        first=tools.first_of(event),
        others=tools.others_of(event),
    )


@bp.route("/<public_id>/comptoir.ics")
@door("event.see", load=queries.event_by_public_id)
def calendar_file(event: Event) -> ResponseReturnValue:
    """The meeting for one's own diary."""
    return _calendar(ics.calendar_of([event], event.title), "comptoir.ics")


@bp.route("/agenda.ics")
@public
def public_feed() -> ResponseReturnValue:
    """Every meeting, for a diary that follows them."""
    return _calendar(ics.calendar_of(queries.events_for_everybody(), _("Les comptoirs")), "comptoirs.ics")


@bp.route("/agenda/<token>.ics")
@door("event.read_feed", load=queries.feed_by_token)
def my_feed(feed: CalendarFeed) -> ResponseReturnValue:
    """The meetings of one person, at their secret address."""
    found = queries.events_of_feed(feed.person)
    waiting = [event.id for event, waits in found if waits]
    answer = _calendar(
        ics.calendar_of([event for event, _w in found], _("Mes comptoirs"), waiting), "mes-comptoirs.ics"
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _calendar(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="text/calendar", headers=headers)


def to_meeting(event: Event) -> str:
    """The address of one meeting on this site."""
    return url_for("events.detail", public_id=event.public_id)
