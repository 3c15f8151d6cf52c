"""How far long work has come, on the error output: when it is a terminal, or when asked."""

import argparse
import sys
from types import TracebackType
from typing import Self

from voting.pabulib.reader import Progress as Reading
from voting.sentences import Sentence, explain


class Progress:
    """One line that is written over on a terminal and wiped at the end; elsewhere a line for each thing begun."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.terminal = bool(sys.stderr and sys.stderr.isatty())
        self.shown = bool(sys.stderr) and (self.terminal or options.progress)
        self.lang: str = options.lang
        self.width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.terminal and self.width:
            sys.stderr.write("\r" + " " * self.width + "\r")
            sys.stderr.flush()

    def tell(self, code: str, **values: int | str) -> None:
        """Say what begins: a code of `voting.phrases`."""
        if self.shown:
            self._write(explain(Sentence(code, values), self.lang))

    def reading(self, path: str) -> Reading | None:
        """What `pabulib.read` calls while it reads; None when nothing is shown."""
        self.tell("doing_read", path=path)
        if not (self.shown and self.terminal):
            return None

        def told(done: int, announced: int) -> None:
            share = min(100, 100 * done // announced) if announced else 0
            self.tell("doing_ballots", path=path, ballots=done, percent=share)

        return told

    def _write(self, text: str) -> None:
        if not self.terminal:
            sys.stderr.write(text + "\n")
            return
        short = text[:110]
        sys.stderr.write("\r" + short.ljust(self.width))
        sys.stderr.flush()
        self.width = len(short)
