"""From the words typed to an exit code: 0 fine, 1 a recount differs, 2 a wrong command or input, 130 interrupted."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NoReturn

from voting.cli.failures import WrongFile, WrongInput, said
from voting.cli.output import one_line

COMMANDS: Mapping[str, str] = {
    "count": "count a Pabulib file",
    "compare": "several rules on the same ballots",
    "explain": "why a project won or lost, and what would have changed it",
    "convert": "a file in another format",
    "verify": "recount a certificate from its ballots",
    "bench": "time reading and counting on this machine",
}
"""Each is a module of `voting.cli` with `add` (its arguments), `run` and an EXAMPLE."""


class Parser(argparse.ArgumentParser):
    """One that says what is wrong on a single line."""

    def error(self, message: str) -> NoReturn:
        """Exit code 2."""
        self.exit(2, f"{one_line(f'{self.prog}: {message}')} (--help tells more)\n")


def parser(named: str | None = None) -> Parser:
    """The whole command line; of the commands, only the one named is loaded (none: all of them)."""
    whole = Parser(prog="python -m voting", description="Count participatory budgets, exactly.", allow_abbrev=False)
    commands = whole.add_subparsers(required=True, metavar="|".join(COMMANDS))
    for name, purpose in COMMANDS.items():
        one = commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        if named in (None, name):
            command = import_module(f"voting.cli.{name}")
            one.epilog = command.EXAMPLE
            command.add(one)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Whatever is wrong is one sentence on the error output."""
    _tolerant()
    words = sys.argv[1:] if arguments is None else [*arguments]
    options = _parsed(words)
    try:
        code: int = options.run(options)
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        _silence()
        return 0
    except KeyboardInterrupt:
        _silence()
        return 130
    except (WrongInput, WrongFile, OSError, ValueError, MemoryError) as error:
        _silence(error)
        if sys.stderr:
            sys.stderr.write(said(error, options.lang) + "\n")
        return 2
    return code


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """The options. Names that come after some options, which argparse leaves over, join those before them (`late`)."""
    whole = parser(words[0] if words and words[0] in COMMANDS else None)
    options, rest = whole.parse_known_args(words)
    late: str | None = getattr(options, "late", None)
    if rest and (late is None or any(word.startswith("-") for word in rest)):
        whole.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest and late == "files":
        options.files += rest
    elif rest:
        if options.project is not None or len(rest) > 1:
            whole.error(f"unrecognized arguments: {' '.join(rest)}")
        options.project = rest[0]
    return options


def _tolerant() -> None:
    """A terminal that cannot write a letter shows its number instead."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def _silence(error: BaseException | None = None) -> None:
    """What was not written yet goes nowhere, so that leaving raises nothing (a full disk, a closed pipe)."""
    if error is None or (isinstance(error, OSError) and error.filename is None):
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError, AttributeError):  # no real output, as in a test
            return
