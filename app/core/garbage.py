"""When Python looks for unreachable objects in a process that serves pages: after an answer, never within one.

By itself CPython 3.11 looks for them whenever enough objects were made, even inside code written in C, and runs there
what other objects have asked for (SQLAlchemy's weak references do); threads may change hands at that very place. Under
load, workers died of it (SIGSEGV; docs/decisions/0029). From 3.12 on it waits for a safe place by itself.
"""

import gc
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OFTEN, SELDOM = 10, 500  # answers between two looks: at what is young, at everything
YOUNG = 1  # the generation that holds what the last answers left (module gc)


class Swept:
    """Stands before the application of a server: takes the looking over from Python at the first request."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app, self.answers = app, count(1)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer, then look when it is time."""
        if gc.isenabled():
            gc.disable()
            gc.freeze()  # what was loaded before the first request stays for ever: not looked at again
        try:
            return self.app(environ, start_response)
        finally:
            self._sweep()

    def _sweep(self) -> None:
        answers = next(self.answers)
        if answers % SELDOM == 0:
            gc.collect()
        elif answers % OFTEN == 0:
            gc.collect(YOUNG)
