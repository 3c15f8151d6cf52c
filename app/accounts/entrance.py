"""The way in, whatever was proved: a password, a code, a passkey, or what a provider said. Every feature that lets
people in ends here.
"""

import logging
from collections.abc import Callable

from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user

from app.accounts import notices
from app.accounts.devices import device_name
from app.accounts.models import Person
from app.accounts.queries import is_new_device, sign_in_by_token
from app.accounts.services import sessions
from app.accounts.visitor import Visitor
from app.core import logs
from app.core.extensions import db
from app.core.visit import local_path, start_afresh

SecondStep = Callable[[Person, str], ResponseReturnValue | None]
Witness = Callable[[Person, str], None]
_second_steps: list[SecondStep] = []
_witnesses: list[Witness] = []


def second_step(ask: SecondStep) -> SecondStep:
    """Register what asks for more before a person enters who proved one factor; it gives None when nothing is owed."""
    _second_steps.append(ask)
    return ask


def when_entered(see: Witness) -> Witness:
    """Register what a feature writes when a session opens, in its transaction: it gets the person and the token."""
    _witnesses.append(see)
    return see


def enter(person: Person, next_path: str | None, *, strong: bool = False) -> ResponseReturnValue:
    """Let somebody in who proved who they are, or ask for their second factor first; commit, answer with a redirect.

    `strong`: two factors were proved (a passkey; a provider that says so). Whoever has roles and no second factor is
    led to choose one. A session this browser had is closed, and its cookie emptied but for what features asked to keep:
    a cookie known before is worth nothing after.
    """
    if not strong:
        asked = next((answer for ask in _second_steps if (answer := ask(person, local_path(next_path)))), None)
        if asked:
            db.session.commit()  # the proof given is spent
            return asked
    if current_user.is_authenticated:
        sessions.close_session(current_user.token)
    device = device_name(request.user_agent.string)
    if is_new_device(person, device):
        notices.new_device(person, device)
    token = sessions.open_session(person, device, strong=strong)
    for see in _witnesses:
        see(person, token)
    db.session.commit()
    start_afresh()
    session.permanent = True
    _carry(token)
    logs.security("sign_in.ok", logging.INFO, person=person.public_id)
    flash(_("Vous voilà chez vous."), "success")
    if person.roles and not strong:
        return redirect(url_for("factors.index", next=local_path(next_path) or None), 303)
    return redirect(local_path(next_path) or url_for("accounts.me"), 303)


def step_up(*, strong: bool = False) -> None:
    """The person of this request proved again who they are: commit, and give the browser a new token."""
    token = sessions.step_up(current_user.sign_in, strong=strong)
    db.session.commit()
    _carry(token)
    logs.security("proof.ok", logging.INFO, strong=strong)


def _carry(token: str) -> None:
    """Put the token in the cookie."""
    if sign_in := sign_in_by_token(token):
        login_user(Visitor(token, sign_in))
