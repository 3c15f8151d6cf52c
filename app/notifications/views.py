"""One's news and what is mailed; ending mails without signing in; the mails of a demonstration, read in the browser."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import csrf, db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import door, public
from app.notifications import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.notifications.models import Notification
from app.notifications.topics import ABOUT, CHOSEN, DIGEST_HOUR, OWED

bp = Blueprint("notifications", __name__, url_prefix="/courrier")
inbox = Blueprint("inbox", __name__, url_prefix="/notifications")


@bp.record_once
def _tell_templates(state: BlueprintSetupState) -> None:
    """Templates say where to read one's mail only where it can be read: never in production."""
    state.app.jinja_env.globals["mail_is_local"] = _MailIsLocal()


class _MailIsLocal:
    def __bool__(self) -> bool:
        return queries.local_folder() is not None


@bp.get("")
@public
def index() -> str:
    """The latest fifty mails; 404 as soon as mails leave for real."""
    if queries.local_folder() is None:
        abort(404)
    return render_template("notifications/index.html", mails=queries.local_mails())


@inbox.get("", endpoint="index")
@door("notification.list")
def news() -> ResponseReturnValue:
    """My news, twenty a page, latest first."""
    page = page_of(db.session, queries.news_of(g.actor), request.args.get("page", 1, type=int))
    return render_template("notifications/news.html", page=page)


@inbox.post("/<public_id>/lire")
@door("notification.read", load=queries.notification_by_public_id)
def read(news: Notification) -> ResponseReturnValue:
    """Mark one as read, and go where it leads."""
    services.read_notification(news, by=g.actor)
    db.session.commit()
    return redirect(news.link, 303)


@inbox.post("/tout-lire")
@door("notification.read_all")
def read_all() -> ResponseReturnValue:
    """Mark all as read."""
    services.read_all(by=g.actor)
    db.session.commit()
    flash(_("Toutes vos nouvelles sont marquées comme lues."), "success")
    return redirect(url_for(".index"), 303)


@inbox.route("/choix", methods=["GET", "POST"])
@door("notification.choose")
def choose() -> ResponseReturnValue:
    """How often each topic is mailed; what the law owes is listed, and cannot be switched off."""
    form = forms.ChoicesForm(data={topic.value: kept.value for topic, kept in queries.choices_of(g.actor).items()})
    if form.validate_on_submit():
        with shown_on(form):
            services.choose(form.choices, by=g.actor)
            db.session.commit()
            flash(_("Vos choix sont enregistrés."), "success")
            return redirect(url_for(".choose"), 303)
    owed = [ABOUT[topic] for topic in OWED]
    page = render_template("notifications/choose.html", form=form, topics=CHOSEN, owed=owed, hour=DIGEST_HOUR)
    return page, 422 if form.errors else 200


@inbox.get("/arret/<token>")
@public
def way_out(token: str) -> ResponseReturnValue:
    """What the link of a mail ends; opening it ends nothing: mail programs open links by themselves."""
    return _ending(token, done=False)


@inbox.post("/arret/<token>")
@csrf.exempt  # a mail server posts here, without cookie (RFC 8058): the sealed link is the proof
@public
def unsubscribe(token: str) -> ResponseReturnValue:
    """End these mails, from the page or from the mail program itself."""
    found = queries.way_out_by_token(token)
    if found:
        services.unsubscribe(found.person, found.topic)
        db.session.commit()
    return _ending(token, done=True)


def _ending(token: str, *, done: bool) -> ResponseReturnValue:
    found = queries.way_out_by_token(token)
    if found is None:
        abort(404)
    about = ABOUT[found.topic] if found.topic else None
    done = done or queries.has_ended(found.person, found.topic)  # the link opened again
    return render_template("notifications/unsubscribe.html", token=token, about=about, done=done)
