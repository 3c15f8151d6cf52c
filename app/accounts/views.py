"""The pages of an account: signing up, signing in, my space, my devices."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from app.accounts import forms, policy, queries, session_limits  # noqa: F401  (policy registers its rules)
from app.accounts.entrance import enter
from app.accounts.models import ROLE_NAMES, Role, SignIn
from app.accounts.passwords import hash_password
from app.accounts.services import addresses, entering, people, sessions
from app.accounts.visitor import Visitor
from app.core.address import counted
from app.core.extensions import db, login
from app.core.forms import shown_on
from app.core.language import switch_to
from app.core.policy import door, public, roles_are_held_back
from app.core.visit import browser, local_path, way_out

bp = Blueprint("accounts", __name__, url_prefix="/compte")


@login.user_loader
def visitor_of(token: str) -> Visitor | None:
    """The visitor whose cookie holds this token, while the session is open."""
    sign_in = queries.sign_in_by_token(token)
    if sign_in and sessions.is_seen_again(sign_in):
        sessions.note_seen(sign_in)
        db.session.commit()
    return Visitor(token, sign_in) if sign_in else None


@bp.app_context_processor
def links() -> dict[str, Any]:
    """Where the masthead leads."""
    return {"account_url": url_for("accounts.me"), "sign_in_url": url_for("accounts.sign_in")}


# --- signing up and in --------------------------------------------------------------------------------------------


@bp.route("/inscription", methods=["GET", "POST"])
@public
def sign_up() -> ResponseReturnValue:
    """Ask for an account; it exists once the code sent to the address is typed."""
    form = forms.SignUpForm()
    if form.validate_on_submit():
        with shown_on(form):
            kept = hash_password(form.password.data) if form.password.data else None
            entering.ask_to_join(form.email.data, browser=browser())
            _wait_for_code(form.email.data, form.next.data, _joining(form, kept))
            return redirect(url_for(".code"), 303)
    form.next.data = local_path(form.next.data or request.args.get("next"))
    return render_template("accounts/sign_up.html", form=form), 422 if form.errors else 200


def _joining(form: forms.SignUpForm, password_hash: str | None) -> dict[str, Any]:
    return {"name": form.name.data, "password_hash": password_hash, "under_15": form.is_under_15}


@bp.route("/connexion", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Enter with a password, or ask for a code."""
    form = forms.SignInForm()
    if form.validate_on_submit():
        with shown_on(form):
            if form.password.data and request.form.get("way") != "code":
                machine = counted(request.remote_addr)
                person = entering.enter_with_password(form.email.data, form.password.data, machine=machine)
                return enter(person, form.next.data)
            entering.ask_to_enter(form.email.data, browser=browser())
            _wait_for_code(form.email.data, form.next.data)
            return redirect(url_for(".code"), 303)
    form.next.data = local_path(form.next.data or request.args.get("next"))
    return render_template("accounts/sign_in.html", form=form), 422 if form.errors else 200


@bp.route("/code", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    """Type the code received."""
    waiting = session.get("code_for")
    if not waiting:
        return redirect(url_for(".sign_in"), 303)
    form = forms.CodeForm()
    if form.validate_on_submit():
        with shown_on(form):
            person = entering.enter_with_code(waiting["email"], form.code.data, **waiting["sign_up"], browser=browser())
            return enter(person, waiting["next"])
    return _code_page(form, waiting)


@bp.post("/code/nouveau")
@public
def new_code() -> ResponseReturnValue:
    """Send another code to the same address."""
    waiting = session.get("code_for")
    if not waiting:
        return redirect(url_for(".sign_in"), 303)
    form = forms.CodeForm(formdata=None)
    with shown_on(form):
        (entering.ask_to_join if waiting["sign_up"] else entering.ask_to_enter)(waiting["email"], browser=browser())
        flash(_("Un nouveau code vient de partir. L’ancien ne sert plus."), "success")
        return redirect(url_for(".code"), 303)
    return _code_page(form, waiting)


def _code_page(form: forms.CodeForm, waiting: dict[str, Any]) -> ResponseReturnValue:
    page = render_template("accounts/code.html", form=form, email=waiting["email"], joining=bool(waiting["sign_up"]))
    return page, 422 if form.errors else 200


def _wait_for_code(email: str, next_path: str | None, sign_up: dict[str, Any] | None = None) -> None:
    session["code_for"] = {
        "email": queries.normal_email(email),
        "next": local_path(next_path),
        "sign_up": sign_up or {},
    }


@bp.post("/deconnexion")
@public
def sign_out() -> ResponseReturnValue:
    """Close this session, here and in the database."""
    token = current_user.token if current_user.is_authenticated else ""
    sessions.close_session(token)
    db.session.commit()
    logout_user()
    session.clear()
    flash(_("Votre session est fermée. À bientôt !"), "success")
    answer = redirect(way_out(token), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'  # ASVS 14.3.1; the cookie stays for the sentence above
    return answer


# --- my space -----------------------------------------------------------------------------------------------------


@bp.get("")
@door("account.see")
def me() -> ResponseReturnValue:
    """My space."""
    role_names = [ROLE_NAMES[r] for r in Role if r in g.actor.roles]
    return render_template("accounts/me.html", person=g.actor, role_names=role_names, held_back=roles_are_held_back())


@bp.route("/profil", methods=["GET", "POST"])
@door("account.change")
def profile() -> ResponseReturnValue:
    """Change what the house knows of me; the language chosen is spoken at once."""
    home = queries.home_of(g.actor)
    form = forms.ProfileForm(
        data={
            "name": g.actor.name,
            "municipality": home.label if home else "",
            "language": g.actor.language or str(get_locale()),
            "is_public": g.actor.is_public,
        }
    )
    if form.validate_on_submit():
        with shown_on(form):
            told = (form.name.data, form.municipality.municipality, form.language.data, form.is_public.data)
            people.change_profile(*told, by=g.actor)
            db.session.commit()
            flash(_("Votre profil est enregistré."), "success")
            return switch_to(form.language.data, url_for(".me"))
    return render_template("accounts/profile.html", form=form), 422 if form.errors else 200


@bp.route("/mot-de-passe", methods=["GET", "POST"])
@door("password.change")
def change_password() -> ResponseReturnValue:
    """Choose or change my password."""
    form = forms.PasswordForm()
    if form.validate_on_submit():
        with shown_on(form):
            people.change_password(form.new.data, current=form.current.data or "", token=current_user.token, by=g.actor)
            db.session.commit()
            flash(_("Votre mot de passe est enregistré. Vos autres appareils sont déconnectés."), "success")
            return redirect(url_for(".me"), 303)
    return render_template(
        "accounts/password.html", form=form, has_one=bool(g.actor.password_hash)
    ), 422 if form.errors else 200


@bp.route("/adresse", methods=["GET", "POST"])
@door("email.change")
def change_email() -> ResponseReturnValue:
    """Ask for another address: a code goes there."""
    form = forms.EmailForm()
    if form.validate_on_submit():
        with shown_on(form):
            addresses.ask_to_change_email(form.email.data, by=g.actor, browser=browser())
            session["new_email"] = queries.normal_email(form.email.data)
            return redirect(url_for(".confirm_email"), 303)
    return render_template("accounts/email.html", form=form, person=g.actor), 422 if form.errors else 200


@bp.route("/adresse/code", methods=["GET", "POST"])
@door("email.change")
def confirm_email() -> ResponseReturnValue:
    """Type the code received at the new address: it is the account's from then on."""
    if not (email := session.get("new_email")):
        return redirect(url_for(".change_email"), 303)
    form = forms.CodeForm()
    if form.validate_on_submit():
        with shown_on(form):
            addresses.change_email(email, form.code.data, by=g.actor, browser=browser())
            db.session.commit()
            session.pop("new_email")
            flash(
                _("Votre compte a une nouvelle adresse : %(email)s. L’ancienne a été prévenue.", email=email), "success"
            )
            return redirect(url_for(".me"), 303)
    return render_template("accounts/email_code.html", form=form, email=email), 422 if form.errors else 200


@bp.get("/appareils")
@door("account.see")
def devices() -> ResponseReturnValue:
    """The devices where I am signed in."""
    here = queries.digest_of(current_user.token)
    shown = {"sign_ins": queries.open_sign_ins(g.actor), "here": here, "ends_at": session_limits.ends_at}
    return render_template("accounts/devices.html", has_password=bool(g.actor.password_hash), **shown)


@bp.post("/appareils/<public_id>/fermer")
@door("sign_in.revoke", load=queries.sign_in_by_public_id)
def revoke_sign_in(sign_in: SignIn) -> ResponseReturnValue:
    """Close one of my sessions."""
    sessions.revoke_sign_in(sign_in, by=g.actor)
    db.session.commit()
    flash(_("Cet appareil est déconnecté."), "success")
    return redirect(url_for(".devices"), 303)


@bp.post("/appareils/fermer-les-autres")
@door("account.change")
def revoke_others() -> ResponseReturnValue:
    """Close all my sessions but this one."""
    count = sessions.revoke_others(current_user.token, by=g.actor)
    db.session.commit()
    flash(
        ngettext("Un autre appareil est déconnecté.", "%(num)s autres appareils sont déconnectés.", count)
        if count
        else _("Aucun autre appareil n’était connecté."),
        "success",
    )
    return redirect(url_for(".devices"), 303)


# --- for somebody else --------------------------------------------------------------------------------------------


@bp.route("/appareils/de-quelqu-un", methods=["GET", "POST"])
@door("sign_in.close_all")
def close_sessions() -> ResponseReturnValue:
    """Close every session of somebody whose device was lost or whose account was entered by another."""
    form = forms.CloseSessionsForm()
    if form.validate_on_submit():
        with shown_on(form):
            person = people.account_of(form.email.data)
            sessions.close_all_of(person, form.reason.data.strip(), by=g.actor)
            db.session.commit()
            flash(_("%(name)s : toutes les sessions sont fermées.", name=person.name), "success")
            return redirect(url_for(".close_sessions"), 303)
    return render_template("accounts/close_sessions.html", form=form), 422 if form.errors else 200
