"""What the domain refuses, in words a person can read, and the pages that say it."""

from flask import Flask, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.core.extensions import db


class Refused(Exception):
    """The request is understood and not allowed by the rules. The message is a sentence for the screen.

    `field` names the answer at fault, when there is one: a form that has it shows the sentence there.
    """

    code = 409

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class MoveRefused(Refused):
    """The lifecycle has no such move from here."""


class Stale(Refused):
    """Somebody changed the same thing since the page was opened."""

    def __init__(self) -> None:
        newer = _(
            "Quelqu’un a modifié cette page entre-temps. Relisez la nouvelle version ; "
            "votre texte est gardé ci-dessous."
        )
        super().__init__(newer)


class Denied(Refused):
    """The door stays closed; the message says which rule keeps it so."""

    code = 403


def handle_errors(app: Flask) -> None:
    """Every refusal and every error ends on a page of the house that says what to do next."""
    app.before_request(_refuse_nul)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StaleDataError, lambda _error: _refused(Stale()))
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http_error)


def _refuse_nul() -> None:
    """No person types a NUL byte, and PostgreSQL keeps none: it is refused before anything reads it."""
    texts = [request.path, *request.args.values(), *request.form.values()]
    if any("\0" in text for text in texts):
        abort(400)


def _refused(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    return _page(_("Ce n’est pas possible"), str(error), getattr(error, "code", 409))


def _expired_form(error: Exception) -> ResponseReturnValue:
    typed = {k: v for k, v in request.form.items() if "token" not in k and "password" not in k and v.strip()}
    text = _(
        "Ce formulaire n’est plus valable (la page était ouverte depuis trop longtemps, ou dans une autre session). "
        "Rien n’a été enregistré. Rechargez la page, puis recopiez votre texte ci-dessous."
    )
    return _page(_("Formulaire expiré"), text, 400, typed=typed)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code == 401:
        return redirect(
            url_for("accounts.sign_in", next=request.full_path.rstrip("?") if request.method == "GET" else None), 303
        )
    if code < 400:
        return error.get_response()
    db.session.rollback()
    titles = {
        403: _("Cette page ne vous est pas ouverte"),
        404: _("Cette page n’existe pas"),
        405: _("Cette adresse ne reçoit pas ce formulaire"),
        413: _("Ce fichier est trop lourd"),
    }
    texts = {
        403: _("Votre compte n’a pas le rôle qu’elle demande. Si vous pensez que c’est une erreur, écrivez-nous."),
        404: _("L’adresse est peut-être incomplète, ou la page a changé de place. Rien n’est perdu."),
    }
    text = texts.get(code, _("Une erreur s’est produite. Rien n’a été enregistré ; vous pouvez réessayer."))
    return _page(titles.get(code, _("Quelque chose n’a pas marché")), text, code)


def _page(title: str, text: str, code: int, **context: object) -> ResponseReturnValue:
    return render_template("errors/error.html", title=title, text=text, code=code, **context), code
