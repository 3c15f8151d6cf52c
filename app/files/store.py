"""Where contents are: a folder outside the web root and the database, behind four verbs an object storage has too."""

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import current_app

HALF = re.compile(r"[0-9a-f]{2}-half[A-Za-z0-9_]+")
NAME = re.compile(r"[0-9a-f]{32}(\.[a-z0-9]{1,8})*")


def new_name() -> str:
    """A name nobody chose and nobody guesses (128 bits)."""
    return secrets.token_hex(16)


class Store(Protocol):
    """What keeps contents by name."""

    def put(self, name: str, content: bytes) -> None:
        """Keep the content whole, or raise OSError and keep nothing."""

    def open(self, name: str) -> BinaryIO:
        """The content. Raises FileNotFoundError."""

    def delete(self, name: str) -> None:
        """Forget the content; one that is not there is no mistake."""

    def names(self) -> Iterator[tuple[str, float]]:
        """Everything kept: the name, and when it was written (seconds since 1970)."""


class FolderStore:
    """Contents in files, spread over 256 folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where a name is kept. Raises ValueError for what is no name of ours (a path, an empty text)."""
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of this store")
        return self.folder / name[:2] / name

    def put(self, name: str, content: bytes) -> None:
        """Write beside, then rename: a full disk or a stop leaves nothing half written under the name."""
        path = self.path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{name[:2]}-half", delete=False) as half:
            try:
                half.write(content)
                half.flush()
                os.fsync(half.fileno())
                Path(half.name).replace(path)
            except BaseException:
                Path(half.name).unlink(missing_ok=True)
                raise

    def open(self, name: str) -> BinaryIO:
        """The file, open for reading."""
        return self.path(name).open("rb")

    def delete(self, name: str) -> None:
        """Remove the file, or what a stop left half written."""
        path = self.folder / name[:2] / name if HALF.fullmatch(name) else self.path(name)
        path.unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, float]]:
        """Every file, those half written at a stop too."""
        for path in sorted(self.folder.glob("??/*")):
            yield path.name, path.stat().st_mtime


def store() -> Store:
    """The store of this application, as its settings say."""
    return FolderStore(Path(current_app.config["SETTINGS"].FILES_DIR))
