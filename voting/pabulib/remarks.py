"""What META and PROJECTS hold that the format does not foresee, or that a reader should know."""

from collections.abc import Mapping, Sequence

from voting.candidate import WITHDRAWN_COST
from voting.pabulib.cells import cents, whole
from voting.pabulib.lines import BOM
from voting.pabulib.notes import Notes

AMOUNTS = ("budget", "min_sum_cost", "max_sum_cost")
KNOWN = ("", "0", "1")


def remark_bytes(raw: bytes, notes: Notes) -> None:
    """A mark at the beginning, lines ended by \\r\\n or \\r, a last line that is not ended."""
    if raw.startswith(BOM):
        notes.add("pb_bom", 1)
    if (first := raw.find(b"\r")) >= 0:
        notes.add("pb_crlf", raw.count(b"\n", 0, first) + 1)
    if raw[-1:] not in (b"\n", b"\r"):
        notes.add("pb_no_end", raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n") + 1)


def remark_meta(meta: Mapping[str, str], places: Mapping[str, tuple[int, int]], notes: Notes) -> None:
    """Amounts with a decimal comma; exclusions that only words express."""
    for key in AMOUNTS:
        if "," in meta.get(key, ""):
            notes.add("pb_comma", places[key][0])
    if meta.get("rule") == "greedy-exclusive":
        notes.add("pb_exclusive", places["rule"][0])


def remark_projects(projects: Sequence[tuple[int, dict[str, str]]], budget: int, notes: Notes) -> None:
    """Costs and published results out of the ordinary."""
    for line, cells in projects:
        cost = cents(cells["cost"]) or 0
        if "," in cells["cost"]:
            notes.add("pb_comma", line)
        if cost == 0:
            notes.add("pb_free", line)
        if cost == WITHDRAWN_COST:
            notes.add("pb_withdrawn", line)
        elif cost > budget:
            notes.add("pb_dear", line)
        if cells.get("selected", "") not in KNOWN:
            notes.add("pb_selected", line, of=cells["selected"], value=cells["selected"])


def remark_counts(
    meta: Mapping[str, str], places: Mapping[str, tuple[int, int]], found: Mapping[str, int], notes: Notes
) -> None:
    """META announces as many projects and votes as there are."""
    for key, number in found.items():
        if meta.get(key) and whole(meta[key]) != number:
            notes.add("pb_differs", places[key][0], of=key, name=key, value=meta[key], found=number)
