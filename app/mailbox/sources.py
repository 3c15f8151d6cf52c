"""Where messages wait: a Maildir on this machine, or a folder of an IMAP server over TLS (RFC 9051)."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

MEGABYTE = 1024 * 1024
WHOLE = 40 * MEGABYTE  # a message of more is read at its beginning alone: its words come first
BEGINNING = MEGABYTE // 2
PORT = 993  # RFC 8314
PATIENCE = 30  # seconds a server may take to answer


class BadMailbox(Exception):
    """The mailbox cannot be read; one line says why, without any password."""


class Received(NamedTuple):
    """A message as it lies in the mailbox, whole or only its beginning."""

    key: str
    content: bytes
    is_whole: bool


class Source(Protocol):
    """A mailbox that is open."""

    def waiting(self) -> Iterator[Received]:
        """The messages nobody has read yet, the oldest first."""

    def done(self, key: str, *, delete: bool) -> None:
        """This one has been dealt with: it is marked as read, or deleted."""


@contextmanager
def open_mailbox(address: str) -> Iterator[Source]:
    """The mailbox of `maildir:/path` or `imaps://user:password@host:993/INBOX`. Raises BadMailbox."""
    url = urlsplit(address)
    if url.scheme == "maildir":
        yield Maildir(Path(unquote(url.path)))
        return
    server = f"{url.hostname}:{url.port or PORT}"
    try:
        tls = ssl.create_default_context()  # the certificate is checked against the system's authorities
        with imaplib.IMAP4_SSL(url.hostname or "", url.port or PORT, ssl_context=tls, timeout=PATIENCE) as connection:
            connection.login(unquote(url.username or ""), unquote(url.password or ""))
            yield Imap(connection, unquote(url.path.strip("/")) or "INBOX")
    except (OSError, imaplib.IMAP4.error) as error:
        said = error.args[0].decode(errors="replace") if error.args and isinstance(error.args[0], bytes) else str(error)
        why = " ".join(said.split())[:200] or type(error).__name__
        raise BadMailbox(f"MAILBOX cannot be read at {server}: {why}") from error


class Maildir:
    """A folder as mail servers fill it: a file a message, in new/ then in cur/, where the letter S means read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not all((folder / part).is_dir() for part in ("cur", "new")):
            raise BadMailbox(f"MAILBOX cannot be read: {folder} is no Maildir (it needs the folders cur and new).")

    def waiting(self) -> Iterator[Received]:
        """The messages of new/, and those of cur/ without the letter S, by name: it begins with the time of arrival."""
        try:
            found = [path for part in ("cur", "new") for path in (self.folder / part).iterdir() if path.is_file()]
        except OSError as error:
            raise BadMailbox(f"MAILBOX cannot be read: {error.strerror}.") from error
        for path in sorted(found, key=lambda path: path.name):
            if "S" not in path.name.partition(":2,")[2]:
                yield self._read(path)

    def _read(self, path: Path) -> Received:
        try:
            with path.open("rb") as file:
                is_whole = path.stat().st_size <= WHOLE
                return Received(
                    str(path.relative_to(self.folder)), file.read(WHOLE if is_whole else BEGINNING), is_whole
                )
        except OSError as error:
            raise BadMailbox(f"MAILBOX cannot be read: {path.name}: {error.strerror}.") from error

    def done(self, key: str, *, delete: bool) -> None:
        """Mark as read: in cur/, with its former letters and S."""
        path = self.folder / key
        name, _sign, letters = path.name.partition(":2,")
        try:
            if delete:
                path.unlink()
            else:
                path.rename(self.folder / "cur" / f"{name}:2,{''.join(sorted({*letters, 'S'}))}")
        except OSError as error:
            raise BadMailbox(f"MAILBOX cannot be changed: {path.name}: {error.strerror}.") from error


class Imap:
    """One folder of an IMAP server."""

    def __init__(self, connection: imaplib.IMAP4, folder: str) -> None:
        self.connection = connection
        quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
        answer, said = connection.select(f'"{quoted}"')
        if answer != "OK":
            raise imaplib.IMAP4.error(_words(said) or f"no folder {folder}")

    def waiting(self) -> Iterator[Received]:
        """The messages without the flag Seen; reading them (PEEK) does not set it."""
        for uid in (self._ask("SEARCH", "UNSEEN")[0] or b"").decode().split():
            is_whole = _size(self._ask("FETCH", uid, "(RFC822.SIZE)")) <= WHOLE
            piece = "" if is_whole else f"<0.{BEGINNING}>"
            parts = self._ask("FETCH", uid, f"(BODY.PEEK[]{piece})")
            content = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if content is not None:  # deleted meanwhile by another program
                yield Received(uid, content, is_whole)

    def done(self, key: str, *, delete: bool) -> None:
        """Set the flag Seen, or delete."""
        self._ask("STORE", key, "+FLAGS.SILENT", r"(\Deleted)" if delete else r"(\Seen)")
        if delete:
            self.connection.expunge()

    def _ask(self, *command: str) -> list:  # type: ignore[type-arg]  # what imaplib gives
        answer, said = self.connection.uid(*command)
        if answer != "OK":
            raise imaplib.IMAP4.error(_words(said))
        return said


def _words(said: list) -> str:  # type: ignore[type-arg]  # what imaplib gives
    return b" ".join(part for part in said if isinstance(part, bytes)).decode(errors="replace")


def _size(said: list) -> int:  # type: ignore[type-arg]  # what imaplib gives
    digits = _words(said).partition("RFC822.SIZE ")[2].partition(")")[0].split(" ")[0]
    return int(digits) if digits.isdigit() else 0
