"""Passkeys: registered, then proved (W3C WebAuthn level 3, with py_webauthn).

The device checks its owner (fingerprint, face, code) each time: a passkey is two factors in one. A challenge is drawn
by us, travels in the visitor's signed cookie, and serves once.
"""

from datetime import timedelta
from urllib.parse import urlsplit

import webauthn
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import update
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.models import Person
from app.core import clock, limits, logs
from app.core.errors import Refused
from app.core.extensions import db
from app.factors import notices
from app.factors.models import Passkey
from app.factors.queries import passkey_by_credential, passkeys_of

MOST = 10  # passkeys of one person
CHALLENGE = limits.Limit("passkey.challenge", 1, timedelta(minutes=10))
Challenge = str


def registration_options(person: Person) -> tuple[Challenge, str]:
    """What the browser needs to make a passkey: the challenge to remember, and the options as JSON."""
    options = webauthn.generate_registration_options(
        rp_id=_site(),
        rp_name=current_app.config["SETTINGS"].SITE_NAME,
        user_id=person.public_id.encode(),
        user_name=person.email,
        user_display_name=person.name,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in passkeys_of(person)],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return bytes_to_base64url(options.challenge), webauthn.options_to_json(options)


def proof_options(person: Person | None) -> tuple[Challenge, str]:
    """What the browser needs to prove a passkey: any of this site, or those of the person when known."""
    known = passkeys_of(person) if person else []
    options = webauthn.generate_authentication_options(
        rp_id=_site(),
        allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return bytes_to_base64url(options.challenge), webauthn.options_to_json(options)


def add_passkey(answer: str, challenge: Challenge, name: str, *, by: Person) -> Passkey:
    """Keep the public key the browser answers with; Refused when the answer is not to our question."""
    if len(passkeys_of(by)) >= MOST:
        raise Refused(_("Dix clés d’accès, c’est le plus : retirez-en une d’abord."))
    _use(challenge)
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_site(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise Refused(_unreadable()) from error
    passkey = Passkey(
        person_id=by.id,
        name=name,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
    )
    db.session.add(passkey)
    db.session.flush()
    notices.factor_added(by, _("la clé d’accès « %(name)s »", name=name), by=by)
    return passkey


def prove_passkey(answer: str, challenge: Challenge, person: Person | None = None) -> Person:
    """The person whose passkey signed our challenge (`person`: it must be theirs); Refused with a sentence otherwise.

    A counter that goes back is the sign of a copied key (WebAuthn 6.1.1): refused.
    """
    try:
        return _proved(answer, challenge, person)
    except Refused:
        logs.security("factor.failed", way="passkey", person=person.public_id if person else "")
        raise


def _proved(answer: str, challenge: Challenge, person: Person | None) -> Person:
    _use(challenge)
    try:
        credential = parse_authentication_credential_json(answer)
        passkey = passkey_by_credential(credential.raw_id)
        if passkey is None or (person is not None and passkey.person_id != person.id):
            raise Refused(
                _("Cette clé d’accès n’ouvre aucun compte ici : elle a été retirée, ou le compte n’existe plus.")
            )
        proved = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_site(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise Refused(_unreadable()) from error
    counted = update(Passkey).where(Passkey.id == passkey.id)
    db.session.execute(counted.values(sign_count=proved.new_sign_count, used_at=clock.now()))
    return passkey.person


def _use(challenge: Challenge) -> None:
    if not challenge or limits.spend(CHALLENGE, challenge):
        raise Refused(_("Cette demande a déjà servi ou n’est plus valable. Recommencez."))


def _unreadable() -> str:
    return _(
        "La clé d’accès n’a pas été reconnue. Rien n’a changé ; vous pouvez recommencer ou choisir un autre moyen."
    )


def _origin() -> str:
    base = urlsplit(current_app.config["SETTINGS"].BASE_URL)
    return f"{base.scheme}://{base.netloc}"


def _site() -> str:
    return urlsplit(current_app.config["SETTINGS"].BASE_URL).hostname or ""
