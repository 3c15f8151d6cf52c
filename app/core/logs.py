"""What the platform writes down about itself: one JSON line a fact, in UTC, naming nobody.

Two kinds of lines of our own: one per request (the route, never the address with what it carries, nor who), and the
security events of `EVENTS`. No line holds a whole e-mail address, a code, a token, a choice, or the message of an
error, which may quote what somebody typed; addresses of machines are cut to their network. OWASP ASVS 5.0, chapter 16.
"""

import json
import logging
import re
import secrets
import sys
import time
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import SysLogHandler
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, has_request_context, request
from flask_login import user_logged_out

from app.core import crypto
from app.core.address import network

SECURITY = logging.getLogger("comptoir.security")
REQUESTS = logging.getLogger("comptoir.request")
EMAIL = re.compile(
    r"(?<![\w.!#$%&'*+/=?^`{|}~-])([\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]*+@([\w-]+(?:\.[\w-]+)+)"
)
LONGEST = 500  # characters of one value: nobody fills the disk with a header
Raised = tuple[type[BaseException], BaseException, TracebackType | None]

EVENTS: Mapping[str, str] = {
    "sign_in.ok": "Somebody entered; `person` is their public identifier.",
    "sign_in.failed": "A wrong password; `who` is the digest of the address typed.",
    "proof.ok": "Somebody inside proved again who they are; `strong` says whether with a second factor.",
    "factor.failed": "A second factor was refused; `way` is totp, recovery or passkey, `person` whose it should be.",
    "sso.refused": "What an identity provider sent, or its silence, was refused; `why` is a word of ours.",
    "sign_out": "Somebody closed their session.",
    "code.asked": "A one-time code was asked for; `purpose` says what for.",
    "code.failed": "A one-time code was wrong, too old or used already; `left` is how many tries remain.",
    "door.refused": "A signed-in person asked for a page or a deed that is not theirs (403); `permission` when known.",
    "limit.reached": "A limit of docs/limits.md was reached; `limit` is its name, `wait` the seconds left.",
    "limit.store_down": "The store of the limits did not answer; `closed` tells whether the request was refused.",
    "form.refused": "A form came without its token, or with that of another session (CSRF).",
    "link.refused": "A signed link was changed on its way or made elsewhere; `purpose` says what it would open.",
    "host.refused": "A request named a host that is not ours.",
    "request.refused": "A request asked for another method by a header, or was larger than allowed.",
    "settings.refused": "The application did not start; `names` are the settings at fault.",
    "keys.created": "Keys of a round were made; `name` is the round.",
    "error.unhandled": "Something unforeseen failed (500); `error` is its kind, `where` the lines of code.",
}


def security(event: str, level: int = logging.WARNING, **facts: Any) -> None:
    """Write a security event, one of EVENTS; facts are short texts or numbers, e-mail addresses go through alias()."""
    if event not in EVENTS:
        raise KeyError(f"{event} is not in EVENTS: name it there, with its meaning")
    SECURITY.log(level, event, extra={"facts": facts})


def masked(email: str | None) -> str:
    """ "amel@exemple.fr" as a log may say it: "a***@exemple.fr"."""
    return EMAIL.sub(r"\1***@\2", email or "")


def alias(text: str) -> str:
    """A name for an e-mail address or the like that stays the same from line to line and says nothing by itself."""
    return crypto.mac("logs", text.strip().lower())[:12]


class JsonLines(logging.Formatter):
    """One record, one line: line breaks and directions of writing are escaped, so that no value forges a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record down."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_of_the_request(record.name == SECURITY.name),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line |= _raised(record.exc_info)
        return json.dumps({name: _clean(value) for name, value in line.items()}, default=str)


def _of_the_request(whose: bool) -> dict[str, str]:
    """The request, when there is one; who and from where for security events only."""
    if not has_request_context():
        return {}
    rule = request.url_rule
    found = {"request": g.get("request_id", ""), "method": request.method, "route": rule.rule if rule else "(none)"}
    if whose:
        found |= {"network": network(request.remote_addr), "person": g.get("actor_name", "")}
    return {name: value for name, value in found.items() if value}


def _raised(raised: Raised) -> dict[str, Any]:
    """The kind of the error and where it came from; never its message."""
    frames = traceback.extract_tb(raised[2])[-12:]
    where = [f"{'/'.join(f.filename.split('/')[-3:])}:{f.lineno} {f.name}" for f in frames]
    return {"error": raised[0].__name__, "where": where}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value[:LONGEST])
    return [_clean(one) for one in value[:50]] if isinstance(value, list | tuple) else value


def handler_for(target: str) -> logging.Handler:
    """Where lines go: `stdout`, `stderr`, `syslog:/dev/log` or `syslog://host:port` (UDP)."""
    if target.startswith("syslog:"):
        url = urlsplit(target)
        place = (url.hostname, url.port or 514) if url.hostname else url.path
        handler: logging.Handler = SysLogHandler(place, facility=SysLogHandler.LOG_LOCAL0)
        handler.append_nul = False  # type: ignore[attr-defined]
    else:
        handler = logging.StreamHandler(sys.stdout if target == "stdout" else sys.stderr)
    handler.setFormatter(JsonLines())
    return handler


def start(target: str) -> None:
    """Send every line of this process to `target`, ours and those of the libraries (from warnings on)."""
    root = logging.getLogger()
    for former in [h for h in root.handlers if isinstance(h.formatter, JsonLines)]:
        root.removeHandler(former)
    root.addHandler(handler_for(target))
    for ours in ("comptoir", "comptoir.request", "app"):
        logging.getLogger(ours).setLevel(logging.INFO)


def keep_log(app: Flask) -> None:
    """One line per request; an unforeseen error is a security event instead of a page of traces."""
    app.before_request(_number_the_request)
    app.after_request(_write_request)
    app.log_exception = _write_error  # type: ignore[method-assign, assignment]
    user_logged_out.connect(_left, app)
    settings = app.config["SETTINGS"]
    if settings.LOG_TO or settings.is_production:
        start(settings.LOG_TO or "stderr")
    else:
        REQUESTS.setLevel(logging.WARNING)  # a person reads, and the server writes its own lines


def _number_the_request() -> None:
    g.request_id, g.request_began = secrets.token_hex(6), time.perf_counter()


def _write_request(response: Response) -> Response:
    took = round(1000 * (time.perf_counter() - g.get("request_began", time.perf_counter())))
    REQUESTS.info("request", extra={"facts": {"status": response.status_code, "ms": took}})
    return response


def _write_error(raised: Raised) -> None:
    """What Flask calls when nobody caught an error. Its own line would hold the whole address."""
    SECURITY.error("error.unhandled", exc_info=raised)


def _left(_app: Flask, **_more: Any) -> None:
    security("sign_out", logging.INFO)
