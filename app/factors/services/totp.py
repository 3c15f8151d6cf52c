"""One-time codes of an application: RFC 6238, six digits of HMAC-SHA-1 every thirty seconds, as every application does.

A code is taken half a minute early or late, never twice (ASVS 6.5.1, RFC 6238 section 5.2).
"""

import hmac

import pyotp
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select, update

from app.accounts.models import Person
from app.core import clock, crypto
from app.core.errors import Refused
from app.core.extensions import db
from app.factors import notices
from app.factors.models import Totp
from app.factors.queries import totp_of
from app.factors.services.tries import begin_anew, spend_try

SEALED_FOR = "totp.secret"
STEP = 30  # seconds
DRIFT = 1  # steps early or late
LOST = 20  # steps around in which a code tells that the clock is wrong
REHEARSAL_SECRET = "COMPTOIRDEMONSTRATIONAAAAAAAAAAA"  # noqa: S105 (public: the demonstration's)  # nosec B105


def new_secret() -> str:
    """A secret of 160 bits, in base 32."""
    return pyotp.random_base32()


def address(secret: str, person: Person) -> str:
    """What the square code holds: the otpauth address applications read."""
    name = current_app.config["SETTINGS"].SITE_NAME
    return pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=name)


def add_totp(secret: str, code: str, *, by: Person) -> Totp:
    """Keep the secret of an application that showed the right code; it takes the place of the one before."""
    spend_try(by)
    step = _step_of(secret, code)
    if found := totp_of(by):
        db.session.delete(found)
        db.session.flush()
    totp = Totp(person_id=by.id, sealed=crypto.seal(SEALED_FOR, secret.encode(), by.public_id), last_step=step)
    db.session.add(totp)
    db.session.flush()
    begin_anew(by)
    notices.factor_added(by, _("une application de codes"), by=by)
    return totp


def prove_totp(person: Person, code: str) -> None:
    """Take a code once; Refused with a sentence when it is wrong, used, or of another hour.

    Call after spend_try().
    """
    totp = totp_of(person)
    if totp is None:
        raise Refused(_wrong(), "code")
    step = _step_of(secret_of(totp, person), code)
    taken = update(Totp).where(Totp.id == totp.id, Totp.last_step < step).values(last_step=step)
    if db.session.execute(taken.returning(Totp.id)).first() is None:
        raise Refused(_("Ce code a déjà servi. Attendez le suivant : il change toutes les trente secondes."), "code")


def secret_of(totp: Totp, person: Person) -> str:
    """The secret, unsealed. The demonstration's opens nothing in production: Refused."""
    secret = crypto.unseal(SEALED_FOR, totp.sealed, person.public_id).decode()
    if secret == REHEARSAL_SECRET and current_app.config["SETTINGS"].is_production:
        raise Refused(_wrong(), "code")
    return secret


def seal_all_again() -> int:
    """Seal every secret under today's key, one by one; raise BadSeal, and change none, when one cannot be read."""
    found = db.session.execute(select(Totp, Person.public_id).join(Person, Person.id == Totp.person_id)).all()
    for totp, owner in found:
        totp.sealed = crypto.seal_again(SEALED_FOR, totp.sealed, owner)
    return len(found)


def rehearse(person: Person) -> None:
    """Give somebody of the demonstration the application everybody knows; never in production (flask seed refuses)."""
    sealed = crypto.seal(SEALED_FOR, REHEARSAL_SECRET.encode(), person.public_id)
    db.session.add(Totp(person_id=person.id, sealed=sealed, last_step=0))
    db.session.flush()


def rehearsal_code(person: Person) -> str:
    """The code of the moment, for accounts of the demonstration on a developer's machine; otherwise nothing."""
    totp = totp_of(person)
    if totp is None or current_app.config["SETTINGS"].ENVIRONMENT != "development":
        return ""
    secret = secret_of(totp, person)
    return pyotp.TOTP(secret).at(clock.now()) if secret == REHEARSAL_SECRET else ""


def _step_of(secret: str, code: str) -> int:
    """The half-minute a code belongs to; Refused when it is none of the near ones."""
    typed, now, codes = "".join(code.split()), int(clock.now().timestamp()) // STEP, pyotp.TOTP(secret)
    near = [now + drift for drift in range(-LOST, LOST + 1) if _same(codes.at((now + drift) * STEP), typed)]
    if not near:
        raise Refused(_wrong(), "code")
    step = min(near, key=lambda one: abs(one - now))
    if abs(step - now) > DRIFT:
        raise Refused(
            _(
                "Ce code est celui d’une autre heure : l’horloge de votre téléphone avance ou retarde. "
                "Réglez-la sur l’heure automatique, puis recopiez le nouveau code."
            ),
            "code",
        )
    return step


def _same(code: str, typed: str) -> bool:
    return hmac.compare_digest(code.encode(), typed.encode())


def _wrong() -> str:
    return _("Ce code n’est pas le bon. Recopiez celui que votre application montre maintenant.")
