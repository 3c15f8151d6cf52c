"""Keeping one's factors: seen, added, named, removed; and reset by an administrator when they are lost."""

import segno
from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import entrance
from app.accounts.services.people import account_of
from app.core import crypto
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, roles_are_held_back
from app.core.visit import local_path
from app.factors import forms, policy, queries  # noqa: F401  (policy registers its rules)
from app.factors.models import Passkey
from app.factors.services import factors, passkeys, recovery, totp
from app.factors.views.blueprint import ask, bp, challenge, next_of

ADDING = "totp.adding"  # the purpose of the seal around a secret that no application has shown a code of yet


@bp.get("/securite", defaults={"rest": ""})
@bp.get("/securite/<path:rest>")
@door("factor.see")
def former(rest: str) -> ResponseReturnValue:
    """Where these pages were: bookmarks and old mails lead on."""
    return redirect(f"/compte/protection/{rest}".rstrip("/"), 301)


@bp.get("/protection")
@door("factor.see")
def index() -> ResponseReturnValue:
    """My second factors, and what to do without any."""
    return render_template(
        "factors/index.html",
        totp=queries.totp_of(g.actor),
        passkeys=queries.passkeys_of(g.actor),
        codes_left=queries.recovery_codes_left(g.actor),
        held_back=roles_are_held_back(),
        next=local_path(request.args.get("next")),
    )


@bp.route("/protection/application", methods=["GET", "POST"])
@door("factor.add")
def add_totp() -> ResponseReturnValue:
    """Add an application of codes: scan the square, type the code it shows."""
    form, secret = forms.ApplicationForm(), _secret_being_added()
    if form.validate_on_submit():
        with shown_on(form):
            totp.add_totp(secret, form.code.data, by=g.actor)
            entrance.step_up(strong=True)
            session.pop("totp", None)
            flash(_("Votre application est ajoutée."), "success")
            return _after_adding(next_of(form))
    form.next.data = next_of(form)
    square = segno.make(totp.address(secret, g.actor), error="m").svg_data_uri(scale=5, border=4, light="#fff")
    page = render_template("factors/application.html", form=form, square=square, secret=secret)
    return page, 422 if form.errors else 200


def _secret_being_added() -> str:
    """The secret of this browser's page, the same until its code is typed right."""
    if "totp" not in session or request.method == "GET":
        session["totp"] = crypto.seal(ADDING, totp.new_secret().encode(), g.actor.public_id)
    try:
        return crypto.unseal(ADDING, session["totp"], g.actor.public_id).decode()
    except crypto.BadSeal:
        session.pop("totp")
        return _secret_being_added()


def _after_adding(next_path: str) -> ResponseReturnValue:
    """To the recovery codes when there are none yet; they are what saves whoever loses the phone."""
    if not queries.recovery_codes_left(g.actor):
        return redirect(url_for("factors.renew_codes", next=next_path or None), 303)
    return redirect(next_path or url_for("factors.index"), 303)


@bp.route("/protection/codes-de-secours", methods=["GET", "POST"])
@door("recovery.renew")
def renew_codes() -> ResponseReturnValue:
    """Ten new recovery codes, shown on this page and never again."""
    form = forms.FlaskForm()
    codes: list[str] = []
    if form.validate_on_submit():
        if not queries.has_factor(g.actor):
            raise Refused(_("Ajoutez d’abord une application de codes ou une clé d’accès."))
        codes = recovery.renew_codes(by=g.actor)
        db.session.commit()
    going = local_path(request.values.get("next"))
    left = queries.recovery_codes_left(g.actor)
    return render_template("factors/codes.html", codes=codes, next=going, left=left)


@bp.post("/protection/application/retirer")
@door("factor.remove")
def remove_totp() -> ResponseReturnValue:
    """Do without the application of codes."""
    factors.remove_totp(by=g.actor)
    db.session.commit()
    flash(_("L’application de codes est retirée."), "success")
    return redirect(url_for("factors.index"), 303)


# --- passkeys -----------------------------------------------------------------------------------------------------


@bp.route("/protection/cle", methods=["GET", "POST"])
@door("factor.add")
def add_passkey() -> ResponseReturnValue:
    """Add a passkey, with a name to know it by."""
    form = forms.PasskeyForm()
    if form.validate_on_submit():
        with shown_on(form):
            passkeys.add_passkey(form.credential.data or "", challenge(), form.name.data, by=g.actor)
            entrance.step_up(strong=True)
            flash(_("Votre clé d’accès est ajoutée."), "success")
            return _after_adding(next_of(form))
    form.next.data, form.credential.data = next_of(form), ""
    return render_template("factors/passkey.html", form=form), 422 if form.errors else 200


@bp.post("/protection/cle/options")
@door("factor.add")
def add_passkey_options() -> ResponseReturnValue:
    """What the browser needs to make a passkey."""
    return ask(*passkeys.registration_options(g.actor))


@bp.post("/protection/cle/<public_id>/retirer")
@door("passkey.remove", load=queries.passkey_by_public_id)
def remove_passkey(passkey: Passkey) -> ResponseReturnValue:
    """Do without a passkey."""
    factors.remove_passkey(passkey, by=g.actor)
    db.session.commit()
    flash(_("La clé d’accès est retirée."), "success")
    return redirect(url_for("factors.index"), 303)


# --- for somebody else --------------------------------------------------------------------------------------------


@bp.route("/protection/reinitialiser", methods=["GET", "POST"])
@door("factor.reset")
def reset() -> ResponseReturnValue:
    """Take away the factors of somebody who lost them all."""
    form = forms.ResetForm()
    if form.validate_on_submit():
        with shown_on(form):
            person = account_of(form.email.data)
            factors.reset_factors(person, form.reason.data.strip(), by=g.actor)
            db.session.commit()
            flash(
                _("%(name)s : les deuxièmes facteurs sont retirés, les sessions fermées.", name=person.name), "success"
            )
            return redirect(url_for("factors.reset"), 303)
    return render_template("factors/reset.html", form=form), 422 if form.errors else 200
