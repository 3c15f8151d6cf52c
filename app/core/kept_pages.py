"""Public pages kept ready in each process: made once for everybody who asks for nothing in particular.

Kept is what headers.py lets a shared cache keep, and nothing else: a page asked for without a visitor's cookie, which
sets none. It serves until anything is written down anywhere (the end of the audit chain, looked at once a second) and
half a minute at most, since the clock alone opens and closes phases. Each answer has a nonce of its own: what stands
before the last nonce is compressed anew, what follows is not (RFC 1951: blocks that end at the edge of a byte may be
put one after the other). Whoever has just changed something has a visitor's cookie, and sees it at once.
Why: docs/decisions/0030.
"""

import struct
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.core import logs
from app.core.audit import AuditHead
from app.core.extensions import compress, db
from app.core.headers import SHARED, new_nonce
from app.core.language import LANGUAGES, cookie_name

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ROOM, LARGEST = 8_000_000, 400_000  # bytes: of all pages of a process, of one page
LOOK_EVERY = 1.0  # seconds between two looks at what was written
WANTED, MADE = "comptoir.page_wanted", "comptoir.page_made"
GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"  # RFC 1952: deflate, no name, no date, unknown system
Key = tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """An answer ready to be sent: its bytes up to the last nonce in pieces, and the rest, compressed too."""

    route: str
    headers: list[tuple[str, str]]
    nonce: str
    pieces: list[bytes]
    rest: bytes
    pressed: bytes
    version: int
    until: float

    @property
    def weight(self) -> int:
        """About how much memory it takes."""
        return 2000 + len(self.rest) + len(self.pressed) + sum(map(len, self.pieces))

    def answer(self, start_response: "StartResponse") -> Iterable[bytes]:
        """Send it, with a nonce that no other answer has."""
        nonce = new_nonce()
        head = b"".join(piece + nonce.encode() for piece in self.pieces)
        sum_, length = zlib.crc32(self.rest, zlib.crc32(head)), len(head) + len(self.rest)
        body = b"".join((GZIP_HEAD, _pressed(head, zlib.Z_FULL_FLUSH), self.pressed, struct.pack("<II", sum_, length)))
        headers = [(name, value.replace(self.nonce, nonce) if self.nonce else value) for name, value in self.headers]
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [body]


class KeptPages:
    """Stands before the application: answers with a page kept, or asks for it and keeps what may be kept."""

    def __init__(self, app: Flask, seconds: int) -> None:
        self.app, self.inner, self.seconds = app, app.wsgi_app, seconds
        with app.app_context():
            name = cookie_name()
        self.cookies = {"", *(f"{name}={language}" for language in LANGUAGES)}
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.weight, self.version, self.looked_at, self.lock = 0, -1, -LOOK_EVERY, Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from what is kept, when this request is nobody's in particular."""
        key = self._key(environ)
        version = self._version(environ) if key else -1
        if key is None or version < 0:
            return self.inner(environ, start_response)
        page = self._kept(key, version)
        if page is None:
            return self._made(key, version, environ, start_response)
        logs.REQUESTS.info("request", extra={"facts": {"method": "GET", "route": page.route, "status": 200, "ms": 0}})
        return page.answer(start_response)

    def _key(self, environ: "WSGIEnvironment") -> Key | None:
        """All that a public page depends on; None for whoever has any other cookie, or asks otherwise."""
        cookies = environ.get("HTTP_COOKIE", "")
        plain = environ["REQUEST_METHOD"] == "GET" and "HTTP_AUTHORIZATION" not in environ
        if not plain or cookies not in self.cookies or "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
            return None
        asked = ("HTTP_HOST", "wsgi.url_scheme", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
        by_htmx = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
        return cookies, *(environ.get(name, "") for name in asked), *(environ.get(name, "") for name in by_htmx)

    def _version(self, environ: "WSGIEnvironment") -> int:
        """How far the audit chain goes; -1 when the database does not answer: then nothing is kept nor served."""
        now = time.monotonic()
        if now - self.looked_at >= LOOK_EVERY:
            self.looked_at = now  # first: the other threads need not look too
            try:
                with self.app.request_context(environ):
                    self.version = db.session.scalar(select(AuditHead.last_id)) or 0
            except SQLAlchemyError:
                self.version = -1
        return self.version

    def _kept(self, key: Key, version: int) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
            if page is None:
                return None
            if page.version == version and page.until > time.monotonic():
                self.pages.move_to_end(key)
                return page
            self._let_go(key)
            return None

    def _made(
        self, key: Key, version: int, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        environ[WANTED] = True
        said: list[Any] = []

        def listen(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
            said[:] = [status, headers]
            return lambda _bytes: None

        answer = self.inner(environ, listen)
        if MADE not in environ or any(name.lower() == "set-cookie" for name, _value in said[1]):
            start_response(*said)
            return answer
        with closing(answer):  # type: ignore[type-var]  # every answer of Werkzeug can be closed
            body = b"".join(answer)
        page = _page(environ[MADE], said[1], body, version, time.monotonic() + self.seconds)
        with self.lock:
            self._let_go(key)
            self.pages[key], self.weight = page, self.weight + page.weight
            while self.weight > ROOM:
                self._let_go(next(iter(self.pages)))
        return page.answer(start_response)

    def _let_go(self, key: Key) -> None:
        page = self.pages.pop(key, None)
        self.weight -= page.weight if page else 0


def _page(made: tuple[str, str], headers: list[tuple[str, str]], body: bytes, version: int, until: float) -> Page:
    route, nonce = made
    *pieces, rest = body.split(nonce.encode()) if nonce else [body]
    left = [(name, value) for name, value in headers if name not in {"Content-Length", "Content-Encoding"}]
    return Page(
        route,
        [*left, ("Content-Encoding", "gzip")],
        nonce,
        pieces,
        rest,
        _pressed(rest, zlib.Z_FINISH),
        version,
        until,
    )


def _pressed(content: bytes, ending: int) -> bytes:
    pressing = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return pressing.compress(content) + pressing.flush(ending)


def compress_answers(app: Flask) -> None:
    """Compress what is sent, but leave to KeptPages, as it is, a page that it asked for and may keep."""

    @app.after_request
    def press(response: Response) -> Response:
        if WANTED not in request.environ or not _may_be_kept(response):
            return compress.after_request(response)
        response.vary.add("Accept-Encoding")
        route = request.url_rule.rule if request.url_rule else ""
        request.environ[MADE] = route, g.get("csp_nonce", "")
        return response


def _may_be_kept(response: Response) -> bool:
    """Whether headers.py said so of an answer that stands complete in memory, and small enough."""
    complete = response.status_code == 200 and not response.is_streamed and not response.direct_passthrough
    shared = response.headers.get("Cache-Control") == SHARED and "Set-Cookie" not in response.headers
    return complete and shared and (response.content_length or LARGEST + 1) <= LARGEST
