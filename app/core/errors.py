"""What the domain refuses, in words a person can read, and the pages that say it."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.core import logs
from app.core.extensions import db
from app.core.typed import keep_typed, typed_words
from app.core.visit import local_path


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


class TooMany(Refused):
    """A limit is reached; `wait` says for how many seconds."""

    code = 429

    def __init__(self, wait: int) -> None:
        words = _("C’est beaucoup en peu de temps. Vous pourrez recommencer dans %(wait)s.", wait=_duration(wait))
        super().__init__(words)
        self.wait = wait


class Unsure(Refused):
    """Nobody can tell how often this was done: what must not be tried without end is refused meanwhile."""

    code = 503

    def __init__(self) -> None:
        words = _(
            "Le service est momentanément empêché de vérifier qu’on n’en abuse pas. Rien n’a été enregistré ; "
            "réessayez dans quelques minutes."
        )
        super().__init__(words)


class SignInFirst(Denied):
    """The door stays closed to a stranger and may open to somebody who says who they are."""

    code = 401


def _duration(seconds: int) -> str:
    """How long to wait, in words: seconds up to a minute and a half, then minutes, then hours; never too short."""
    if seconds <= 90:
        return ngettext("%(num)s seconde", "%(num)s secondes", max(1, seconds))
    if seconds <= 90 * 60:
        return ngettext("%(num)s minute", "%(num)s minutes", -(-seconds // 60))
    return ngettext("%(num)s heure", "%(num)s heures", -(-seconds // 3600))


class ProofFirst(Denied):
    """The door opens to this person once they have proved something more, on the page of `endpoint`."""

    endpoint = ""


class SecondFactorFirst(ProofFirst):
    """Roles count only in a session where a second factor was proved."""

    endpoint = "factors.prove"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Cette page est celle de l’équipe : prouvez d’abord que c’est bien vous, avec votre deuxième facteur. "
                "Rien n’a été enregistré."
            )
        )


class ConfirmFirst(ProofFirst):
    """A deed that nobody takes back asks for a proof of the last minutes."""

    endpoint = "factors.confirm"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Cet acte demande de confirmer que c’est bien vous : la dernière preuve date de plus de dix minutes. "
                "Rien n’a été enregistré."
            )
        )


def handle_errors(app: Flask) -> None:
    """Every refusal and every error ends on a page of the house that says what to do next."""
    app.before_request(_refuse_nul)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(ProofFirst, _prove)
    app.register_error_handler(StaleDataError, lambda _error: _refused(Stale()))
    app.register_error_handler(IntegrityError, _collided)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http_error)


def _refuse_nul() -> ResponseReturnValue | None:
    """No person types a NUL byte, and PostgreSQL keeps none: it is refused before anything reads it."""
    texts = [request.path, *request.args.values(), *request.form.values()]
    if not any("\0" in text for text in texts):
        return None
    sentence = _(
        "Ce qui a été envoyé contient un signe invisible qu’aucun clavier n’écrit (le caractère nul). Rien n’est "
        "enregistré : revenez en arrière et retapez le texte au clavier."
    )
    return _page(_("Ce n’est pas possible"), sentence, 400, typed=typed_words())


def _refused(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    _note_refusal(error)
    more = {"action": _way_in()} if isinstance(error, SignInFirst) else {}
    typed = typed_words() if isinstance(error, Stale | SignInFirst | TooMany | Unsure) else {}
    title = _("Un instant") if isinstance(error, TooMany) else _("Ce n’est pas possible")
    answer = _page(title, str(error), getattr(error, "code", 409), typed=typed, **more)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.wait)
    return answer


def _note_refusal(error: Exception) -> None:
    if isinstance(error, Denied) and not isinstance(error, SignInFirst) and g.get("actor") is not None:
        logs.security("door.refused")


def _prove(error: ProofFirst) -> ResponseReturnValue:
    """To the page where the proof is given, which leads back; what was typed meanwhile is shown, not thrown away."""
    db.session.rollback()
    way = url_for(error.endpoint, next=_asked() or None)
    if request.method == "GET":
        return redirect(way, 303)
    action, typed = (_("Confirmer que c’est moi"), way), typed_words()
    sentence = f"{error} {_where_typed_is(typed)}".strip()
    return _page(_("Confirmez que c’est vous"), sentence, error.code, typed=typed, action=action)


def _where_typed_is(typed: dict[str, str]) -> str:
    """What was written waits in its form; a text too long for that is copied from the page."""
    if not typed:
        return ""
    if keep_typed(_asked()):
        return _("Ce que vous aviez écrit est gardé, et vous attendra dans le formulaire.")
    return _("Ce que vous aviez écrit est gardé ci-dessous.")


def _collided(error: IntegrityError) -> ResponseReturnValue:
    """A constraint of the database stood in the way where no service expected it: somebody else was quicker."""
    db.session.rollback()
    current_app.logger.warning("constraint violated at %s by %.80s", request.endpoint, error.statement)
    return _refused(Stale())


def _way_in() -> tuple[str, str]:
    """The link to the sign-in page, which leads back to this page, or to the one its form was on."""
    return _("Se connecter"), url_for("accounts.sign_in", next=_asked() or None)


def _asked() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else _page_before()


def _page_before() -> str:
    before = urlsplit(request.referrer or "")
    if before.netloc == request.host:
        return local_path(before._replace(scheme="", netloc="").geturl())
    is_page = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    return request.path if is_page else ""


def _expired_form(error: Exception) -> ResponseReturnValue:
    logs.security("form.refused")
    text = _(
        "Ce formulaire n’est plus valable (la page était ouverte depuis trop longtemps, ou dans une autre session). "
        "Rien n’a été enregistré. Rechargez la page, puis recopiez votre texte ci-dessous."
    )
    return _page(_("Formulaire expiré"), text, 400, typed=typed_words())


def _stranger() -> ResponseReturnValue:
    """To the sign-in page; what was typed meanwhile is shown, not thrown away."""
    label, way_in = _way_in()
    if not typed_words():
        return redirect(way_in, 303)
    text = _(
        "Votre session est terminée, ou n’a pas commencé. Rien n’a été enregistré. Votre texte est gardé ci-dessous : "
        "copiez-le, connectez-vous, puis recollez-le."
    )
    return _page(_("Connectez-vous d’abord"), text, 401, typed=typed_words(), action=(label, way_in))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code == 401:
        return _stranger()
    if code < 400:
        return error.get_response()
    db.session.rollback()
    if code == 403 and g.get("actor") is not None:
        logs.security("door.refused")
    if code == 413:
        logs.security("request.refused", why="size")
    titles = {
        403: _("Cette page ne vous est pas ouverte"),
        404: _("Cette page n’existe pas"),
        405: _("Cette adresse ne reçoit pas ce formulaire"),
        413: _("C’est trop lourd"),
    }
    texts = {
        403: _("Votre compte n’a pas le rôle qu’elle demande. Si vous pensez que c’est une erreur, écrivez-nous."),
        404: _("L’adresse est peut-être incomplète, ou la page a changé de place. Rien n’est perdu."),
        413: _("Ce que vous envoyez dépasse la taille permise. Rien n’a été enregistré : envoyez moins."),
        500: _(
            "Une erreur s’est produite. Rien n’a été enregistré ; vous pouvez réessayer. Si cela recommence, "
            "écrivez-nous en donnant ce numéro : %(number)s.",
            number=g.get("request_id", ""),
        ),
    }
    text = texts.get(code, _("Une erreur s’est produite. Rien n’a été enregistré ; vous pouvez réessayer."))
    return _page(titles.get(code, _("Quelque chose n’a pas marché")), text, code)


def _page(title: str, text: str, code: int, **context: object) -> Response:
    """The page that says it; two lines of JSON for a programme that asked for them."""
    if request.accept_mimetypes.best == "application/json":
        answer = jsonify(error=title, sentence=text)
    else:
        answer = current_app.make_response(
            render_template("errors/error.html", title=title, text=text, code=code, **context)
        )
    answer.status_code = code
    return answer
