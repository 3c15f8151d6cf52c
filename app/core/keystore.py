"""Where keys are kept: outside the database and its copies. Folder of files by default, or the environment, or a KMS.

A third kind is a class named in KEY_STORE as `package.module:Class`, made with the settings, that has the four methods
of `KeyStore`: a key-management service of the département is reached from there, and nothing else changes.
"""

import base64
import os
import re
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from flask import current_app

from config import BadSettings, Settings

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class KeysReadOnly(Exception):
    """This store is filled by whoever runs the site: the application neither adds nor destroys keys there."""


class KeyStore(Protocol):
    """Named keys. A name is given once: what it holds never changes, and comes back only if somebody kept a copy."""

    def get(self, name: str) -> bytes | None:
        """What the name holds; None when it holds nothing."""

    def create(self, name: str, content: bytes) -> bytes:
        """Keep the content under the name and return what is kept: that of whoever was first."""

    def names(self) -> list[str]:
        """The names that hold something, in order."""

    def destroy(self, name: str) -> None:
        """Hold nothing under this name any more."""


class FileKeys:
    """One file per key in the folder KEYS_DIR, readable by its owner alone; all web machines share the folder."""

    def __init__(self, settings: Settings) -> None:
        self.folder = Path(settings.KEYS_DIR)

    def get(self, name: str) -> bytes | None:
        """What the file holds."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def create(self, name: str, content: bytes) -> bytes:
        """Write the file, unless another process was faster: link() never replaces a file."""
        path = self._path(name)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, draft = tempfile.mkstemp(dir=self.folder)  # mode 0600
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
        return path.read_bytes()

    def names(self) -> list[str]:
        """The files."""
        return sorted(path.stem for path in self.folder.glob("*.json"))

    def destroy(self, name: str) -> None:
        """Remove the file; copies of the disk are destroyed by whoever made them."""
        self._path(name).unlink(missing_ok=True)

    def open_to_others(self) -> list[str]:
        """What other accounts of the machine could read: the folder, or files by name."""
        paths = [self.folder, *self.folder.glob("*.json")] if self.folder.exists() else []
        return [path.name for path in paths if path.stat().st_mode & 0o077]

    def _path(self, name: str) -> Path:
        return self.folder / f"{_checked(name)}.json"


class EnvironmentKeys:
    """Variables KEY_<name in hexadecimal>, in base64, given by whoever runs the site: read only."""

    PREFIX = "KEY_"

    def __init__(self, _settings: Settings, environ: Mapping[str, str] = os.environ) -> None:
        self.environ = environ

    @classmethod
    def variable(cls, name: str) -> str:
        """The variable of a name: names differ by case and hold signs that a variable may not."""
        return cls.PREFIX + _checked(name).encode().hex().upper()

    def get(self, name: str) -> bytes | None:
        """What the variable holds."""
        held = self.environ.get(self.variable(name))
        return base64.b64decode(held, validate=True) if held else None

    def create(self, name: str, _content: bytes) -> bytes:
        """Give what is there; raise KeysReadOnly when nothing is."""
        held = self.get(name)
        if held is None:
            raise KeysReadOnly(f"no variable {self.variable(name)}")
        return held

    def names(self) -> list[str]:
        """The names whose variable is set."""
        found = re.compile(self.PREFIX + r"((?:[0-9A-F]{2})+)")
        matches = [found.fullmatch(variable) for variable in self.environ]
        return sorted(bytes.fromhex(match[1]).decode("ascii", "replace") for match in matches if match)

    def destroy(self, name: str) -> None:
        """Not from here."""
        raise KeysReadOnly(f"take {self.variable(name)} out of the environment")


def key_store() -> KeyStore:
    """The store of this application."""
    return store_for(current_app.config["SETTINGS"])


def store_for(settings: Settings) -> KeyStore:
    """The store that KEY_STORE names; raise BadSettings when there is no such class."""
    built = {"files": FileKeys, "environment": EnvironmentKeys}.get(settings.KEY_STORE)
    if built:
        return built(settings)
    module, _colon, name = settings.KEY_STORE.partition(":")
    try:
        return cast(KeyStore, getattr(import_module(module), name)(settings))
    except (ImportError, AttributeError, ValueError) as error:
        raise BadSettings(f"KEY_STORE={settings.KEY_STORE!r} is not files, environment or module:Class.") from error


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("a key has a name of letters, digits, - and _")
    return name
