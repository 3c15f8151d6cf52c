"""What every engine says of one count, in a process of its own: one line of JSON on the standard output."""

import json
import resource
import time
from collections.abc import Iterable
from pathlib import Path


class Report:
    """CPU seconds of each part, begun by `start`; `say` prints them with the winners and the peak memory."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.since = time.process_time()

    def start(self) -> None:
        """The next part begins now."""
        self.since = time.process_time()

    def end(self, part: str) -> None:
        """A part ends now, and the next begins."""
        self.seconds[part] = time.process_time() - self.since
        self.start()

    @staticmethod
    def memory() -> int:
        """The peak in KiB. Linux's own figure first: that of `resource` begins with what the parent used."""
        try:
            lines = Path("/proc/self/status").read_text("ascii").splitlines()
            return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def say(self, winners: Iterable[str | int], **more: object) -> None:
        """Print everything."""
        print(json.dumps({**self.seconds, "memory": self.memory(), "winners": list(winners), **more}))
