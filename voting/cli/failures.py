"""What is wrong with a command or its input, in one sentence; never a traceback."""

import errno
from collections.abc import Mapping

from voting.cli.output import one_line
from voting.pabulib import FileError
from voting.sentences import Sentence, explain

LONGEST = 200  # characters of a wrong cell that are shown
REASONS = {
    errno.ENOENT: "cli_missing",
    errno.EISDIR: "cli_folder",
    errno.ENOTDIR: "cli_missing",
    errno.EACCES: "cli_denied",
    errno.EPERM: "cli_denied",
    errno.ENOSPC: "cli_full",
    errno.ENAMETOOLONG: "cli_missing",
}
"""What people meet most often, said in their language; the system says the rest in its own."""


class WrongInput(Exception):
    """A code of `voting.phrases` and its figures; `currency` for the amounts among them."""

    def __init__(self, code: str, currency: str = "EUR", /, **values: int | str) -> None:
        super().__init__(code)
        self.code, self.currency = code, currency
        self.values: Mapping[str, int | str] = values


class WrongFile(Exception):
    """A file that cannot be counted, and why."""

    def __init__(self, path: str, error: FileError) -> None:
        super().__init__(path)
        self.path, self.error = path, error


def said(error: BaseException, lang: str) -> str:
    """The sentence of an error, on one line."""
    if isinstance(error, WrongFile):
        text = f"{error.path}: {explain(_brief(error.error), lang)}"
    elif isinstance(error, FileError):
        text = error.sentence(lang)
    elif isinstance(error, WrongInput):
        text = explain(error, lang, error.currency)
    elif isinstance(error, MemoryError):
        text = explain(Sentence("cli_memory"), lang)
    elif isinstance(error, OSError):
        text = _system(error, lang)
    else:
        text = str(error)
    return one_line(text)


def _brief(error: FileError) -> Sentence:
    """The error, of a long cell its beginning only; of a rule that is not declared, that it is missing."""
    values = dict(error.values)
    value = str(values.get("value", "x"))
    if len(value) > LONGEST:
        values["value"] = f"{value[:LONGEST]}…"
    return Sentence("pb_no_rule" if error.code == "pb_rule" and not value else error.code, values)


def _system(error: OSError, lang: str) -> str:
    code = REASONS.get(error.errno or 0)
    reason = explain(Sentence(code), lang) if code else error.strerror or str(error)
    name = error.filename if isinstance(error.filename, str) else ""
    return f"{name}: {reason}" if name else reason
