"""What is refused before the application looks at it, and the page of last resort: plain answers, no template."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Response

from app.core import logs
from app.core.address import network
from app.core.headers import ALWAYS, PLAIN_POLICY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OVERRIDES = ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD", "HTTP_X_METHOD_OVERRIDE")
UNKNOWN_HOST = "Ce site ne répond pas à ce nom.\n"
OVERRIDDEN = "Cette demande n’est pas lisible : une méthode HTTP ne se change pas par un en-tête.\n"
BROKEN = "Quelque chose n’a pas marché. Rien n’a été enregistré ; réessayez dans quelques minutes.\n"


class Gate:
    """Stands before the application: lets in requests for our own names, said once, and lets no error out."""

    def __init__(self, app: "WSGIApplication", hosts: list[str], *, may_raise: bool = False) -> None:
        self.app, self.hosts, self.may_raise = app, hosts, may_raise

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer the request, or hand it on."""
        if not host_is_trusted(environ.get("HTTP_HOST", ""), self.hosts):
            logs.security("host.refused", host=environ.get("HTTP_HOST", ""), network=_network(environ))
            return _say(UNKNOWN_HOST, 400, environ, start_response)
        if any(name in environ for name in OVERRIDES):
            logs.security("request.refused", why="method override", network=_network(environ))
            return _say(OVERRIDDEN, 400, environ, start_response)
        try:
            return self.app(environ, start_response)
        except Exception:
            if self.may_raise:  # tests want to see it
                raise
            logs.SECURITY.critical("error.unhandled", exc_info=True)
            return _say(BROKEN, 500, environ, start_response)


def _say(sentence: str, code: int, environ: Any, start_response: Any) -> Iterable[bytes]:
    headers = {**ALWAYS, "Content-Security-Policy": PLAIN_POLICY, "Cache-Control": "no-store"}
    return Response(sentence, code, headers, mimetype="text/plain")(environ, start_response)


def _network(environ: "WSGIEnvironment") -> str:
    return network(environ.get("REMOTE_ADDR"))
