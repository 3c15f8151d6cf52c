"""Documents drawn as PDF, for people and screen readers: tagged, titled, with their language (PDF/UA-1, ISO 14289-1).

Drawn by WeasyPrint from one of our templates (templates/pdf/base.html is the letterhead). Nothing is fetched from the
network, and no file outside our static folder is read, whatever a text typed by somebody asks for.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from flask import Response, current_app, render_template
from flask_babel import gettext as _
from PIL import ImageFile

from app.core.errors import Refused

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher


class NoPdf(Refused):
    """The machine lacks what draws PDF; pages say the same and can be printed."""

    code = 503

    def __init__(self) -> None:
        super().__init__(
            _(
                "Ce site ne peut pas faire de PDF pour l’instant : il manque une bibliothèque au serveur (Pango). "
                "La page elle-même dit la même chose : imprimez-la depuis votre navigateur."
            )
        )


def draw(template: str, **values: Any) -> bytes:
    """Draw a template that extends pdf/base.html. Raises NoPdf on a machine without Pango."""
    page = render_template(template, **values)
    kept = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint lets half a picture pass, for the whole process: not ours
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415  (loads Pango: needed here alone, and may be missing)
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  (the same)
    except OSError as error:
        current_app.logger.warning("no PDF: %s", error)
        raise NoPdf from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = kept
    static = Path(str(current_app.static_folder))
    fetcher, style = _fetcher(static), static / "css" / "pdf.css"
    fonts = FontConfiguration()
    sheet = CSS(string=style.read_text("utf-8"), base_url=style.as_uri(), url_fetcher=fetcher, font_config=fonts)
    home = str(current_app.config["SETTINGS"].BASE_URL)  # what a link of the document leads to
    document = HTML(string=page, base_url=home, url_fetcher=fetcher)
    drawn: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return drawn


def download(content: bytes, name: str) -> Response:
    """The answer that hands a PDF over, under a plain name (letters, digits, -)."""
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@lru_cache(maxsize=2)
def _fetcher(static: Path) -> "URLFetcher":
    """What WeasyPrint may read: the files of the static folder, nothing else."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  (the same)

    class OnlyOurs(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            place = urlsplit(url)
            path = Path(unquote(place.path)).resolve()
            if place.scheme != "file" or place.netloc or not path.is_relative_to(static.resolve()):
                raise ValueError("not one of our static files")
            return super().fetch(path.as_uri(), headers)

    return OnlyOurs(allowed_protocols=["file"], allow_redirects=False)
