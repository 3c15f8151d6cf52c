"""The sections META and PROJECTS: everything a file says before its votes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from voting.candidate import WITHDRAWN_COST, Candidate
from voting.pabulib.cells import PabulibError, cents, items, whole
from voting.pabulib.limits import ballot_rule
from voting.pabulib.remarks import remark_counts, remark_meta, remark_projects
from voting.pabulib.rows import Rows

NUMBERS = ("min_project_score_threshold", "num_votes", "num_projects")
WINNER = ("1", "True")


@dataclass(frozen=True)
class Head:
    """`projects` keeps every cell; `places`: where the value of each META key stands, (line, column)."""

    meta: dict[str, str] = field(hash=False)
    projects: tuple[dict[str, str], ...] = field(hash=False)
    candidates: tuple[Candidate, ...]
    official_selected: frozenset[str] | None
    places: Mapping[str, tuple[int, int]] = field(hash=False, compare=False)


def read_head(rows: Rows) -> Head:
    """Read both sections, up to the title of the third. PabulibError for what cannot be counted."""
    meta, places = _meta(rows)
    projects = _projects(rows)
    _check(meta, places, len(projects))
    remark_meta(meta, places, rows.notes)
    remark_projects(projects, cents(meta["budget"]) or 0, rows.notes)
    remark_counts(meta, places, {"num_projects": len(projects)}, rows.notes)
    cells = tuple(cells for _, cells in projects)
    return Head(meta, cells, tuple(map(candidate_of, cells)), _selected(cells), places)


def candidate_of(cells: Mapping[str, str]) -> Candidate:
    """What the count keeps of a row of PROJECTS: the theme is the first category, the tags are all of them."""
    categories = items(cells.get("category", ""))
    cost = cents(cells["cost"]) or 0
    return Candidate(
        cells["project_id"],
        cells.get("name") or cells["project_id"],
        cost,
        canton=cells.get("district") or cells.get("neighborhood") or None,
        theme=categories[0] if categories else None,
        withdrawn=cost == WITHDRAWN_COST,
        tags=frozenset([*categories, *items(cells.get("beneficiaries", "")), *items(cells.get("target", ""))]),
    )


def _meta(rows: Rows) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    names = rows.header("META", "key", "value")
    key_at, value_at = names.index("key"), names.index("value")
    meta: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    for row in rows.body(len(names)):
        key = row.cells[key_at]
        if not key:
            raise row.error(key_at, "pb_missing", name="key")
        if key in meta:
            raise row.error(key_at, "pb_twice", value=key, section="META")
        if any(cell for at, cell in enumerate(row.cells) if at not in (key_at, value_at)):
            rows.notes.add("pb_beside", row.line)
        where = row.error(value_at, "pb_missing", name=key)
        meta[key], places[key] = row.cells[value_at], (where.line, where.column)
    return meta, places


def _check(meta: Mapping[str, str], places: Mapping[str, tuple[int, int]], projects: int) -> None:
    """What decides the count must be there and make sense."""
    for key in ("budget", "vote_type"):
        if not meta.get(key):
            raise PabulibError(*places.get(key, (1, 1)), "pb_missing", name=key)
    if cents(meta["budget"]) is None:
        raise PabulibError(*places["budget"], "pb_money", value=meta["budget"], name="budget")
    for key in NUMBERS:
        if meta.get(key) and whole(meta[key]) is None:
            raise PabulibError(*places[key], "pb_number", value=meta[key], name=key)
    ballot_rule(meta, projects, places)


def _projects(rows: Rows) -> list[tuple[int, dict[str, str]]]:
    names = rows.header("PROJECTS", "project_id", "cost")
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for row in rows.body(len(names)):
        cells = dict(zip(names, row.cells, strict=True))
        one = cells["project_id"]
        if not one:
            raise row.error(names.index("project_id"), "pb_missing", name="project_id")
        if one in found:
            raise row.error(names.index("project_id"), "pb_twice", value=one, section="PROJECTS")
        if cents(cells["cost"]) is None:
            raise row.error(names.index("cost"), "pb_money", value=cells["cost"], name="cost")
        found[one] = (row.line, cells)
    return list(found.values())


def _selected(projects: tuple[dict[str, str], ...]) -> frozenset[str] | None:
    """The published winners. Values 2 and 3 (reserve, extra money) are not winners of the rule."""
    if not projects or "selected" not in projects[0]:
        return None
    return frozenset(cells["project_id"] for cells in projects if cells["selected"] in WINNER)
