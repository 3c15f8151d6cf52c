"""How much a request may carry: little, but for pages that say they take files.

A file too heavy for any page is read to its end and not kept: the rest of its form arrives whole, and the page says
what is wrong beside what was typed. Larger than what the page takes in all, a request is refused unread.
"""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import Any, TypeVar

from flask import Flask, Request, request
from werkzeug.formparser import FormDataParser

MEGABYTE = 1024 * 1024
KEPT = 16 * MEGABYTE  # of one file; every page refuses less than that (app/files/models.py)
IN_MEMORY = 512 * 1024
View = TypeVar("View", bound=Callable[..., Any])


def takes(megabytes: int) -> Callable[[View], View]:
    """Let the form of this page carry so much: write it under @bp.route."""

    def decorate(view: View) -> View:
        view.takes = megabytes * MEGABYTE  # type: ignore[attr-defined]
        return view

    return decorate


def watch_sizes(app: Flask) -> None:
    """Set the limit of each request before anything reads it. Larger is refused unread (413), whatever it claims."""

    app.request_class = BoundedRequest

    @app.before_request
    def set_limit() -> None:
        most = getattr(app.view_functions.get(request.endpoint or ""), "takes", None)
        if most is not None:
            request.max_content_length = most


class Received(SpooledTemporaryFile[bytes]):
    """What arrives of one file, up to KEPT."""

    def write(self, piece: Any) -> int:
        """Keep the piece while there is room; say it is written all the same."""
        room = KEPT - self.tell()
        if room > 0:
            super().write(bytes(piece)[:room])
        return len(piece)


class OneKindOfLineEnd(FormDataParser):
    """Forms whose lines end as they did in the browser's field: sent, each end is two signs (HTML, 4.10.22.4)."""

    def parse(self, *sent: Any) -> Any:
        """What was sent, and two signs are one again: a text is as long as its writer was told."""
        stream, form, files = super().parse(*sent)
        texts = [(name, text.replace("\r\n", "\n")) for name, text in form.items(multi=True)]
        return stream, self.cls(texts), files


class BoundedRequest(Request):
    """A request whose files are received within bounds, and whose texts keep their length."""

    form_data_parser_class = OneKindOfLineEnd

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> Any:
        return Received(max_size=IN_MEMORY)
