"""Single cells: exact money, whole numbers, lists, and the error that names the line and the column."""

import re
from collections.abc import Mapping

from voting.sentences import explain

_NUMBER = re.compile(r"([0-9]{1,17})(?:[.,]([0-9]+))?")


class FileError(ValueError):
    """What cannot be read or written: a code of `voting.phrases` and its figures; `str()` is the English sentence."""

    def __init__(self, code: str, /, **values: int | str) -> None:
        self.code = code
        self.values: Mapping[str, int | str] = values
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str = "fr") -> str:
        """The error in "fr" or "en"."""
        return explain(self, lang)


class PabulibError(FileError):
    """A file that cannot be counted, and where: `line` and `column`, from 1, are the place where the cell begins."""

    def __init__(self, line: int, column: int, code: str, /, **values: int | str) -> None:
        self.line, self.column = line, column
        super().__init__(code, **values, line=str(line), column=str(column))


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


def items(cell: str) -> list[str]:
    """The items of a list in one cell: separated by commas, without the spaces around them, empty ones left out."""
    return [one for one in map(str.strip, cell.split(",")) if one]
