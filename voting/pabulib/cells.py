"""Single cells: exact money, whole numbers, and the error that names the line."""

import re
from collections.abc import Mapping

from voting.sentences import explain

_NUMBER = re.compile(r"([0-9]{1,15})(?:[.,]([0-9]+))?")


class PabulibError(ValueError):
    """A file that cannot be counted: `line` (from 1), a code of `voting.phrases` and its figures."""

    def __init__(self, line: int, code: str, **values: int | str) -> None:
        self.line, self.code = line, code
        self.values: Mapping[str, int | str] = {**values, "line": str(line)}
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str = "fr") -> str:
        """The error in "fr" or "en", with its line number."""
        return explain(self, lang)


def cents(cell: str) -> int | None:
    """An amount in currency units, "1331751.11" or "1331751,11", as exact cents; None when it is not one."""
    match = _NUMBER.fullmatch(cell.strip())
    if match is None:
        return None
    decimals = (match[2] or "").rstrip("0")
    if len(decimals) > 2:
        return None
    return int(match[1]) * 100 + int(decimals.ljust(2, "0"))


def units(amount: int) -> str:
    """Cents as currency units, exactly: "4000" or "1331751.11"."""
    whole, rest = divmod(amount, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def whole(cell: str) -> int | None:
    """A whole number of zero or more ("50" or "50.0"); None when it is not one."""
    amount = cents(cell)
    return None if amount is None or amount % 100 else amount // 100
