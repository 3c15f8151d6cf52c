"""Long counts made on demand, one at a time in this process and each of them once; nothing is stored anywhere."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any

KEPT = 300  # outcomes remembered; a few kilobytes each


class Workshop:
    """Who asks waits a little; what takes longer goes on behind, and is there at the next asking.

    A single worker: however many ask, the machine counts one thing at a time and the pages of everybody else go on.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.kept = kept
        self._jobs: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._waiting: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._door = threading.Lock()
        self._worker: threading.Thread | None = None

    def ask(self, key: Hashable, work: Callable[[], Any], seconds: float) -> Any | None:
        """What `work` gives, made once for that key; None when it is not ready after so many seconds.

        `work` touches neither the database nor the request: it runs in another thread. What it raises is raised here.
        """
        with self._door:
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = Future()
                self._waiting.put((job, work))
                self._open()
            self._jobs.move_to_end(key)
            self._forget()
        try:
            return job.result(seconds)
        except TimeoutError:
            return None

    def found(self, key: Hashable) -> Any | None:
        """What is ready for that key, without asking for it."""
        job = self._jobs.get(key)
        return job.result() if job and job.done() and job.exception() is None else None

    def _open(self) -> None:
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._work, name="what-if", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        while True:
            job, work = self._waiting.get()
            try:
                job.set_result(work())
            except BaseException as error:  # noqa: BLE001  (whoever asked is told; the worker goes on)
                job.set_exception(error)

    def _forget(self) -> None:
        for key in [key for key, job in self._jobs.items() if job.done()][: max(0, len(self._jobs) - self.kept)]:
            del self._jobs[key]
