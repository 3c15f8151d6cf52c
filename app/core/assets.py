"""One style sheet for the whole site, put together once when the application starts.

The sources are the vendored Bootstrap and the small files of `static/css/`. The address carries the digest of the
content, so browsers may keep it for ever; it is served from memory, so nothing is written and workers need not agree.
"""

import gzip
import hashlib
from pathlib import Path

from flask import Flask, Response, request

from app.core.policy import public

KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


def bundle_css(static_folder: Path) -> str:
    """Return the whole style sheet: Bootstrap in the lowest layer, then theme, base,
    the components by name, and print last.

    Bootstrap may be missing (npm not run yet): our own sheets still make a readable page.
    """
    css = static_folder / "css"
    bootstrap = static_folder / "vendor" / "bootstrap.min.css"
    sources = [css / "theme.css", css / "base.css", css / "layout.css", *sorted((css / "ui").glob("*.css"))]
    sources.append(css / "print.css")
    parts = [source.read_text("utf-8") for source in sources]
    if bootstrap.exists():
        # In a layer, so that our plain selectors win over Bootstrap's without counting specificity.
        vendored = bootstrap.read_text("utf-8").replace('@charset "UTF-8";', "").split("/*# sourceMappingURL")[0]
        parts.insert(0, "@layer bootstrap{" + vendored + "}")
    return "\n".join(parts)


def serve_bundle(app: Flask) -> None:
    """Serve the bundle as /static/app.DIGEST.css, compressed when the browser accepts it (endpoint `stylesheet`)."""
    content = bundle_css(Path(str(app.static_folder))).encode()
    compressed = gzip.compress(content, compresslevel=9, mtime=0)
    digest = hashlib.sha256(content).hexdigest()[:8]

    @public
    def stylesheet() -> Response:
        response = Response(content, mimetype="text/css", headers=KEPT)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.set_data(compressed)
            response.content_encoding = "gzip"
        return response

    app.add_url_rule(f"{app.static_url_path}/app.{digest}.css", "stylesheet", stylesheet)
