"""Proving who one is: the second factor on the way in, the passkey instead of it, and the proof before a grave deed."""

from typing import Any

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import entrance
from app.accounts.models import Person
from app.accounts.queries import person_by_public_id
from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, public, roles_are_held_back
from app.core.visit import browser, local_path
from app.factors import forms, queries
from app.factors.services import confirming, factors, passkeys, totp
from app.factors.views.blueprint import ask, bp, challenge, next_of

HALF_WAY = 600  # seconds between the first proof and the second


@entrance.second_step
def ask_for_second_factor(person: Person, next_path: str) -> ResponseReturnValue | None:
    """Whoever has a second factor proves it before they enter: no session is open until then."""
    if not queries.has_factor(person):
        return None
    session["half_way"] = {"person": person.public_id, "next": next_path, "at": clock.now().timestamp()}
    return redirect(url_for("factors.prove"), 303)


def _half_way() -> dict[str, Any]:
    """The way in that waits for its second factor, in this browser; nothing when there is none or it is too old."""
    waiting = session.get("half_way") or {}
    return waiting if clock.now().timestamp() - waiting.get("at", 0) < HALF_WAY else {}


def _who_proves() -> Person | None:
    """Who is asked for a second factor here: somebody on the way in, or somebody whose session lacks one."""
    if waiting := _half_way():
        return person_by_public_id(waiting["person"])
    return g.actor if roles_are_held_back() else None


@bp.route("/deuxieme-facteur", methods=["GET", "POST"])
@public
def prove() -> ResponseReturnValue:
    """Prove the second factor: on the way in, or in a session opened without one."""
    person, form = _who_proves(), forms.ProofForm()
    if person is None:
        way = url_for("accounts.me") if g.actor else url_for("accounts.sign_in", next=next_of(form) or None)
        return redirect(way, 303)
    if g.actor is not None and not queries.has_factor(person):
        return redirect(url_for("factors.index", next=next_of(form) or None), 303)
    if form.validate_on_submit():
        with shown_on(form):
            factors.prove_code(person, form.code.data)
            return _proved(person, next_of(form))
    return _prove_page(person, form)


@bp.post("/deuxieme-facteur/cle/options")
@public
def prove_passkey_options() -> ResponseReturnValue:
    """What the browser needs to prove one of the passkeys of the person on the way in."""
    person = _who_proves()
    return ask(*passkeys.proof_options(person))


@bp.post("/deuxieme-facteur/cle")
@public
def prove_passkey() -> ResponseReturnValue:
    """Prove a passkey as the second factor."""
    person, form = _who_proves(), forms.ProofForm(formdata=None)
    if person is None:
        return redirect(url_for("accounts.sign_in"), 303)
    with shown_on(form):
        passkeys.prove_passkey(request.form.get("credential", ""), challenge(), person)
        return _proved(person, local_path(request.form.get("next")))
    return _prove_page(person, form)


def _proved(person: Person, next_path: str) -> ResponseReturnValue:
    waiting = _half_way()
    if waiting:
        return entrance.enter(person, waiting["next"], strong=True)
    entrance.step_up(strong=True)
    return redirect(next_path or url_for("accounts.me"), 303)


def _prove_page(person: Person, form: forms.ProofForm) -> ResponseReturnValue:
    form.next.data = next_of(form)
    keys = queries.passkeys_of(person)
    page = render_template(
        "factors/prove.html",
        form=form,
        has_totp=queries.totp_of(person) is not None,
        has_passkey=bool(keys),
        rehearsal=totp.rehearsal_code(person),
    )
    return page, 422 if form.errors else 200


# --- a passkey instead of everything else -------------------------------------------------------------------------


@bp.post("/cle/options")
@public
def enter_options() -> ResponseReturnValue:
    """What the browser needs to prove any passkey of this site."""
    return ask(*passkeys.proof_options(None))


@bp.post("/cle")
@public
def enter_with_passkey() -> ResponseReturnValue:
    """Enter with a passkey: it names its owner and checks them, no address is typed."""
    next_path = local_path(request.form.get("next"))
    try:
        person = passkeys.prove_passkey(request.form.get("credential", ""), challenge())
    except Refused as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return redirect(url_for("accounts.sign_in", next=next_path or None), 303)
    return entrance.enter(person, next_path, strong=True)


# --- confirming ---------------------------------------------------------------------------------------------------


@bp.route("/confirmer", methods=["GET", "POST"])
@door("factor.confirm")
def confirm() -> ResponseReturnValue:
    """Prove again who one is, by any means one has; then go on where one was."""
    way = confirming.way_to_confirm(g.actor)
    form = _form_for(way)
    if form.validate_on_submit():
        with shown_on(form):
            confirming.prove_again(g.actor, form[form.answer].data, browser=browser())
            return _confirmed(next_of(form))
    return _confirm_page(way, form)


@bp.post("/confirmer/code")
@door("factor.confirm")
def send_confirmation_code() -> ResponseReturnValue:
    """Send a code to whoever has no other means."""
    way = confirming.way_to_confirm(g.actor)
    form = _form_for(way, formdata=None)
    with shown_on(form):
        confirming.send_confirmation(g.actor, browser=browser())
        flash(_("Un code vient de partir à votre adresse."), "success")
        return redirect(url_for("factors.confirm", next=local_path(request.form.get("next")) or None), 303)
    return _confirm_page(way, form)


@bp.post("/confirmer/cle")
@door("factor.confirm")
def confirm_with_passkey() -> ResponseReturnValue:
    """Confirm with one of one's passkeys."""
    way = confirming.way_to_confirm(g.actor)
    form = _form_for(way, formdata=None)
    with shown_on(form):
        passkeys.prove_passkey(request.form.get("credential", ""), challenge(), g.actor)
        return _confirmed(local_path(request.form.get("next")), strong=True)
    return _confirm_page(way, form)


@bp.post("/confirmer/cle/options")
@door("factor.confirm")
def confirm_options() -> ResponseReturnValue:
    """What the browser needs to prove one of one's own passkeys."""
    return ask(*passkeys.proof_options(g.actor))


def _form_for(way: str, **more: Any) -> Any:
    """The form of the proof this person owes: the page shows its field, whichever way its buttons went."""
    return (forms.PasswordProofForm if way == "password" else forms.ProofForm)(**more)


def _confirmed(next_path: str, *, strong: bool = False) -> ResponseReturnValue:
    entrance.step_up(strong=strong)
    flash(_("C’est bien vous. Vous pouvez continuer pendant dix minutes."), "success")
    return redirect(next_path or url_for("accounts.me"), 303)


def _confirm_page(way: str, form: Any) -> ResponseReturnValue:
    form.next.data = next_of(form)
    page = render_template(
        "factors/confirm.html",
        form=form,
        way=way,
        has_totp=queries.totp_of(g.actor) is not None,
        has_passkey=bool(queries.passkeys_of(g.actor)),
        rehearsal=totp.rehearsal_code(g.actor),
    )
    return page, 422 if form.errors else 200
