"""The pages of signing in from elsewhere: to a provider and back, linking, unlinking, signing out there."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.entrance import enter as enter_as
from app.accounts.entrance import when_entered
from app.accounts.forms import CodeForm
from app.accounts.models import Person
from app.accounts.queries import normal_email, person_by_email
from app.accounts.services import entering
from app.core import logs
from app.core.database import begin_to_write
from app.core.extensions import csrf, db
from app.core.forms import shown_on
from app.core.policy import door, public
from app.core.visit import browser, lead_out, local_path
from app.sso import carried, exchange, forms, policy, queries, services, tokens  # noqa: F401  (policy registers its rules)
from app.sso.exchange import Arrival
from app.sso.models import ExternalIdentity
from app.sso.providers import Provider, provider_named, provider_of, providers
from app.sso.refusals import NotRecognised

bp = Blueprint("sso", __name__, url_prefix="/compte/identites")

LEAVING, PROVING = "sso_leaving", "sso_proving"  # what the cookie holds meanwhile; the rest is in carried.py


@bp.app_context_processor
def offers() -> dict[str, Any]:
    """The sign-in page shows a button for each provider."""
    return {"identity_providers": providers()}


@bp.errorhandler(NotRecognised)
def not_recognised(refusal: NotRecognised) -> ResponseReturnValue:
    """One sentence, two ways on; the log gets a word of ours, never what came from outside."""
    db.session.rollback()
    provider = provider_named((request.view_args or {}).get("name", ""))
    logs.security("sso.refused", provider=provider.name if provider else "-", why=str(refusal.reason))
    return render_template("sso/refused.html", sentence=str(refusal), provider=provider), refusal.code


# --- to the provider and back -------------------------------------------------------------------------------------


@bp.get("/<name>/entrer")
@public
def enter(name: str) -> ResponseReturnValue:
    """Leave for a provider, to sign in."""
    return _leave_for(_provider(name), next_path=local_path(request.args.get("next")))


@bp.get("/<name>/ajouter")
@door("identity.link")
def add(name: str) -> ResponseReturnValue:
    """Leave for a provider, to link what it says to my account."""
    return _leave_for(_provider(name), linking=True)


@bp.get("/<name>/retour")
@public
def back(name: str) -> ResponseReturnValue:
    """Come back from a provider: to a known account, to a new one, or to linking."""
    provider = _provider(name)
    question = carried.take_question(provider)
    db.session.rollback()  # nothing of the database is held while the provider is asked
    arrival = exchange.receive(provider, question, request.args)
    begin_to_write(db.session)
    identity = queries.identity_of(arrival.issuer, arrival.subject)
    if identity and not question.linking:
        return _enter(identity, arrival, question.next)
    carried.keep_arrival(arrival, question.next)
    return redirect(url_for(".link" if g.actor or question.linking else ".welcome"), 303)


def _leave_for(provider: Provider, **how: Any) -> ResponseReturnValue:
    url, question = exchange.ask(provider, **how)
    carried.keep_question(question)
    return redirect(url, 303)


def _provider(name: str) -> Provider:
    provider = provider_named(name)
    if provider is None:
        abort(404)
    return provider


def _enter(identity: ExternalIdentity, arrival: Arrival, next_path: str) -> ResponseReturnValue:
    carried.keep_entering(arrival)
    return enter_as(identity.person, next_path, strong=arrival.second_factor)


@when_entered
def remember(person: Person, token: str) -> None:
    """The session that opens came from a provider: keep what signing out there needs."""
    if came := carried.take_entering(person):
        identity, arrival = came
        services.remember_session(identity, token, arrival)


# --- a first arrival ----------------------------------------------------------------------------------------------


@bp.route("/bienvenue", methods=["GET", "POST"])
@public
def welcome() -> ResponseReturnValue:
    """Make an account for somebody a provider has recognised, or say that there is one to sign in to."""
    arrival, provider = carried.arrived()
    if g.actor:
        return redirect(url_for(".link"), 303)
    form = forms.WelcomeForm(name=arrival.name, email=arrival.email)
    if form.validate_on_submit():
        with shown_on(form):
            return _welcomed(form, arrival, provider)
    page = render_template(
        "sso/welcome.html",
        form=form,
        provider=provider,
        verified=arrival.email_is_verified and normal_email(arrival.email),
    )
    return page, 422 if form.errors else 200


def _welcomed(form: forms.WelcomeForm, arrival: Arrival, provider: Provider) -> ResponseReturnValue:
    """The provider's word is enough for an address it has verified; any other is proved with a code."""
    name, email = form.name.data, normal_email(form.email.data)
    if not services.vouches_for(arrival, email):
        entering.ask_to_join(email, browser=browser())
        session[PROVING] = {"name": name, "email": email, "under_15": form.is_under_15}
        return redirect(url_for(".prove"), 303)
    if person_by_email(email):
        return render_template("sso/conflict.html", provider=provider, email=email), 409
    identity = services.join_with_identity(name, email, arrival, provider.label, under_15=form.is_under_15)
    return _enter(identity, arrival, carried.forget_arrival())


@bp.route("/code", methods=["GET", "POST"])
@public
def prove() -> ResponseReturnValue:
    """Prove an address the provider did not verify; one that has an account leads to linking, after signing in."""
    arrival, provider = carried.arrived()
    waiting = session.get(PROVING)
    if not waiting:
        return redirect(url_for(".welcome"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        with shown_on(form):
            is_new = person_by_email(waiting["email"]) is None
            person = entering.enter_with_code(
                waiting["email"],
                form.code.data,
                name=waiting["name"],
                under_15=waiting["under_15"],
                browser=browser(),
            )
            if is_new:
                return _enter(
                    services.link_identity(arrival, provider.label, by=person), arrival, carried.forget_arrival()
                )
            return enter_as(person, url_for(".link"))
    page = render_template("sso/code.html", form=form, waiting=waiting, provider=provider)
    return page, 422 if form.errors else 200


# --- my identities ------------------------------------------------------------------------------------------------


@bp.get("")
@door("identity.see")
def index() -> ResponseReturnValue:
    """What opens my account, beside my address."""
    carried.forget_arrival()
    linked = [(identity, provider_of(identity.issuer)) for identity in queries.identities_of(g.actor)]
    others = [p for p in providers() if p.issuer not in {identity.issuer for identity, _provider in linked}]
    return render_template("sso/index.html", linked=linked, others=others)


@bp.route("/relier", methods=["GET", "POST"])
@door("identity.link")
def link() -> ResponseReturnValue:
    """Say what linking means; link when it is confirmed."""
    arrival, provider = carried.arrived()
    if request.method == "POST":
        identity = services.link_identity(arrival, provider.label, by=g.actor)
        services.remember_session(identity, current_user.token, arrival)
        next_path = carried.forget_arrival()
        db.session.commit()
        flash(_("%(label)s ouvre maintenant votre compte.", label=provider.label), "success")
        return redirect(next_path or url_for(".index"), 303)
    return render_template("sso/link.html", provider=provider, person=g.actor)


@bp.post("/<public_id>/delier")
@door("identity.unlink", load=queries.identity_by_public_id)
def unlink(identity: ExternalIdentity) -> ResponseReturnValue:
    """Forget one of my identities."""
    services.unlink_identity(identity, by=g.actor)
    db.session.commit()
    flash(_("Cette identité n’ouvre plus votre compte. Un code reçu par courriel l’ouvre toujours."), "success")
    return redirect(url_for(".index"), 303)


# --- signing out --------------------------------------------------------------------------------------------------


@lead_out
def way_out(token: str) -> str:
    """Whoever came from a provider signs out there too, from a page of ours: a form may not lead elsewhere (CSP)."""
    external = queries.session_of(token)
    if external is None:
        return ""
    provider, id_token = provider_of(external.identity.issuer), services.forget_session(external)
    db.session.commit()
    if provider is None:
        return ""
    session[LEAVING] = {"provider": provider.name, "id_token": id_token}
    return url_for("sso.leave")


@bp.get("/sortie")
@public
def leave() -> ResponseReturnValue:
    """Go on to the provider's own way out; the session here is closed already, whatever happens there."""
    leaving = session.pop(LEAVING, None) or {}
    provider = provider_named(leaving.get("provider", ""))
    url = _out_of(provider, leaving["id_token"]) if provider else ""
    if not url:
        return redirect("/", 303)
    page = render_template("sso/leave.html", url=url, provider=provider)
    flash(_("Votre session est fermée. À bientôt !"), "success")  # for the page they come back to
    return page, 200, {"Refresh": f"0; url={url}"}


def _out_of(provider: Provider, id_token: str) -> str:
    try:
        return exchange.way_out_of(provider, id_token)
    except NotRecognised as refusal:
        logs.security("sso.refused", provider=provider.name, why=f"way out: {refusal.reason}")
        flash(
            _("%(label)s ne répond pas : pensez à fermer aussi votre session là-bas.", label=provider.label), "warning"
        )
        return ""


@bp.post("/<name>/deconnexion")
@public
@csrf.exempt
def closed_elsewhere(name: str) -> ResponseReturnValue:
    """Hear from a provider that somebody signed out there (back-channel); its signature stands for the token."""
    provider = _provider(name)
    try:
        claims = tokens.read_logout_token(provider, request.form.get("logout_token"))
    except NotRecognised as refusal:
        db.session.rollback()
        logs.security("sso.refused", provider=provider.name, why=f"logout: {refusal.reason}")
        return {"error": "invalid_request"}, 400, {"Cache-Control": "no-store"}
    services.close_from_elsewhere(provider.issuer, subject=claims.get("sub"), sid=claims.get("sid"))
    db.session.commit()
    return "", 200, {"Cache-Control": "no-store", "Content-Type": "text/plain"}
