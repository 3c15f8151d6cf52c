"""The rules and the figures of moderation, for everybody; the statements of a year, for the desk."""

import json
from datetime import date

from flask import Blueprint, Response, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.core import clock
from app.core.links import full_address
from app.core.policy import door, public
from app.core.spreadsheet import csv_bytes
from app.transparency import drawing, policy, queries  # noqa: F401  (policy registers its rules)
from app.transparency.queries import Year
from moderation.grounds import GROUNDS, Ground
from moderation.transparency import FIELDS, Period, Row, Table, report, row

bp = Blueprint("transparency", __name__, url_prefix="/moderation")


@bp.get("/regles")
@public
def rules() -> ResponseReturnValue:
    """What may not be published, how it is decided, and how to contest (article 14)."""
    return render_template(
        "transparency/rules.html", grounds=[GROUNDS[one] for one in Ground], language=str(get_locale() or "fr")
    )


@bp.get("/chiffres")
@public
def figures() -> ResponseReturnValue:
    """The figures of this year so far."""
    return _page(Year(clock.today().year))


@bp.get("/chiffres/<int:year>")
@public
def yearly(year: int) -> ResponseReturnValue:
    """The report of one year (articles 15 and 24)."""
    return _page(_known(year))


def _known(year: int) -> Year:
    if year not in queries.years():
        abort(404)
    return Year(year)


def _page(year: Year) -> str:
    counted = queries.figures_of(year)
    return render_template(
        "transparency/year.html",
        year=year.number,
        this_year=clock.today().year,
        years=queries.years(),
        counted=counted,
        drawing=drawing,
        tables=report(_period(year), counted),
    )


def _period(year: Year) -> Period:
    settings = current_app.config["SETTINGS"]
    first, last = year.days
    today = clock.today()
    published = min(max(today, first), date(year.number + 1, 2, 15))
    return Period(settings.SITE_NAME, settings.SITE_NAME, first, min(last, today), published)


@bp.get("/chiffres/<int:year>/<part>.csv")
@public
def table(year: int, part: str) -> ResponseReturnValue:
    """One table of the European template (Implementing Regulation (EU) 2024/2835), as its file."""
    known = _known(year)
    tables = {one.name: one for one in report(_period(known), queries.figures_of(known))}
    return _csv(tables[part], f"{year}-{part}") if part in tables else abort(404)


def _csv(table: Table, name: str) -> Response:
    return _file(csv_bytes(table.header, table.rows), "text/csv", f"{name}.csv")


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/chiffres/<int:year>/motifs.csv")
@door("statement.export")
def statements_csv(year: int) -> ResponseReturnValue:
    """The statements of reasons of a year as lines of the European database."""
    lines = ([_cell(made[name]) for name in FIELDS] for made in _rows(year))
    return _file(csv_bytes(FIELDS, lines), "text/csv", f"motifs-{year}.csv")


@bp.get("/chiffres/<int:year>/motifs.json")
@door("statement.export")
def statements_json(year: int) -> ResponseReturnValue:
    """The same as the European database takes them (a hundred a call)."""
    content = json.dumps({"statements": _rows(year)}, ensure_ascii=False, indent=1)
    return _file(content.encode(), "application/json", f"motifs-{year}.json")


def _rows(year: int) -> list[Row]:
    address = full_address(url_for(".rules"))
    return [row(sent) for sent in queries.sent(_known(year), address)]


def _cell(value: str | list[str] | None) -> str:
    return json.dumps(value) if isinstance(value, list) else value or ""
