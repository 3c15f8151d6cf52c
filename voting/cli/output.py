"""Where answers go: the standard output, or a file that is not one of those read."""

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from voting.pabulib import PabulibFile, units

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # would move the cursor or colour the terminal


def say(text: str = "") -> None:
    """One line, or several, on the standard output; what a terminal would obey is shown instead."""
    if sys.stdout:
        sys.stdout.write(CONTROL.sub("\ufffd", text) + "\n")


def say_json(document: Any) -> None:
    """A JSON document, its keys in the order given."""
    say(json.dumps(document, ensure_ascii=False, indent=1))


def one_line(text: str) -> str:
    """The text without line ends nor control characters."""
    return CONTROL.sub("\ufffd", re.sub(r"[\r\n\t]+", " ", text)).strip()


def save(path: str, data: str | bytes) -> None:
    """Write a whole file. OSError when that fails."""
    Path(path).write_bytes(data.encode("utf-8", "replace") if isinstance(data, str) else data)


def same_file(one: str, other: str) -> bool:
    """Whether two paths lead to the same existing file."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def spared(read: Sequence[str], written: Sequence[str | None]) -> str | None:
    """The first of the paths to write that is a file to read, or None."""
    return next((out for out in written if out for source in read if same_file(source, out)), None)


def in_units(amount: int) -> int | str:
    """Currency units: an integer when whole, otherwise a decimal string; never a float."""
    text = units(abs(amount))
    text = f"-{text}" if amount < 0 else text
    return text if "." in text else int(text)


def currency_of(file: PabulibFile) -> str:
    """The currency of its amounts (ISO 4217); euros when it does not say."""
    return one_line(file.meta.get("currency", "")) or "EUR"


def title_of(file: PabulibFile, path: str) -> str:
    """What the file calls itself, or its name."""
    return one_line(file.meta.get("description", "")) or Path(path).name
