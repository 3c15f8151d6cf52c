"""What waits for somebody, as the lines of the `queue` macro: for the team, and for everybody in their own space."""

from collections.abc import Iterable
from typing import NamedTuple


class Item(NamedTuple):
    """One line: what waits, the page where it is done, and the verb that says what to do there."""

    title: str
    url: str
    verb: str
    since: str = ""
    meta: tuple[str, ...] = ()
    urgent: bool = False


def urgent_first(items: Iterable[Item]) -> list[Item]:
    """The lines in their order, the urgent ones before the others."""
    return sorted(items, key=lambda item: not item.urgent)
