"""The pages of files: what they show, and the forms that add one to a thing."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.core.sizes import takes
from app.files import forms, policy, queries, services
from app.files.models import FileKind, StoredFile
from app.files.pictures import SIZES
from app.files.policy import Held, Placed
from app.files.store import store

bp = Blueprint("files", __name__, url_prefix="/fichiers")
PUBLIC = "public, max-age=86400, immutable"  # a file never changes; a day, so that what is taken down is soon gone
PRIVATE = "private, no-store"
TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "pdf": "application/pdf"}


def _picture(public_id: str, version: str) -> Placed | None:
    file = queries.file_by_public_id(public_id) if version in SIZES else None
    return policy.placed(file) if file and file.kind is FileKind.PICTURE else None


def _document(public_id: str) -> Placed | None:
    file = queries.file_by_public_id(public_id)
    return policy.placed(file) if file and file.kind is FileKind.DOCUMENT else None


@bp.get("/<public_id>/<version>")
@door("file.see", load=_picture)
def picture(placed: Placed) -> ResponseReturnValue:
    """One version of a picture."""
    return _sent(placed.file, (request.view_args or {})["version"])


@bp.get("/<public_id>.pdf")
@door("file.see", load=_document)
def document(placed: Placed) -> ResponseReturnValue:
    """A document, to save and never to show inside a page."""
    return _sent(placed.file, "pdf", as_attachment=True, download_name=placed.file.title)


def _sent(file: StoredFile, version: str, **more: object) -> ResponseReturnValue:
    try:
        content = store().open(f"{file.name}.{version}")
    except FileNotFoundError:
        abort(404)
    kind = TYPES[version.rsplit(".", 1)[-1]]
    response = send_file(content, kind, etag=f"{file.sha256}-{version}", conditional=True, **more)  # type: ignore[arg-type]
    # Signed out, its door opened to nobody in particular: caches may keep it.
    response.headers["Cache-Control"] = PUBLIC if g.actor is None else PRIVATE
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


@bp.route("/<kind>/<public_id>/photo", methods=["GET", "POST"])
@takes(100)
@door("file.keep_picture", load=policy.held)
def keep_picture(found: Held) -> ResponseReturnValue:
    """Add the picture of a thing, or put another in its place."""
    form = forms.PictureForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.keep_picture(found.thing, form.picture.data.stream, form.picture_alt.data, by=g.actor)
            db.session.commit()
            return _back(found, _("La photo est enregistrée."))
    return render_template(
        "files/picture.html", form=form, thing=found.thing, back=_page(found), older=queries.picture_of(found.thing)
    ), 422 if form.errors else 200


@bp.route("/<kind>/<public_id>/documents", methods=["GET", "POST"])
@takes(15)
@door("file.keep_document", load=policy.held)
def keep_document(found: Held) -> ResponseReturnValue:
    """The documents of a thing, and one more."""
    form = forms.DocumentForm()
    if form.validate_on_submit():
        with shown_on(form):
            sent = form.document.data
            services.keep_document(found.thing, sent.stream, sent.filename, by=g.actor)
            db.session.commit()
            return _back(found, _("Le document est ajouté."))
    return render_template(
        "files/documents.html",
        form=form,
        thing=found.thing,
        back=_page(found),
        documents=queries.documents_of(found.thing),
    ), 422 if form.errors else 200


def _placed(public_id: str) -> Placed | None:
    return policy.placed(queries.file_by_public_id(public_id))


@bp.post("/<public_id>/supprimer")
@door("file.remove", load=_placed)
def remove(placed: Placed) -> ResponseReturnValue:
    """Remove a file of one's own thing."""
    services.remove_file(placed.file, by=g.actor)
    db.session.commit()
    return _back(placed.held, _("Le fichier est supprimé."))


def _page(found: Held) -> str:
    return url_for(found.holder.page, public_id=found.thing.public_id)


def _back(found: Held, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(_page(found), 303)
