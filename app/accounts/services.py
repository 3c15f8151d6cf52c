"""Sessions, one-time codes, signing up and in, names, passwords and roles.

A browser enters in two ways, by password or by a code sent to its address. No answer tells whether an address has
an account: the same page is shown, and the mail alone says what is true.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import CodePurpose, EmailCode, Person, Role, RoleGrant, SignIn
from app.accounts.passwords import SHORTEST, hash_password, is_outdated, is_right
from app.accounts.queries import digest_of, normal_email, open_sign_ins, person_by_email, sign_in_by_token
from app.core import audit, clock, mail
from app.core.errors import Refused
from app.core.extensions import db

SESSION_LIFE = timedelta(days=30)  # absolute: using the site does not lengthen it
CODE_LIFE = timedelta(minutes=15)
KEPT_AFTER = timedelta(days=1)  # a code nobody used is forgotten then
MOST_ATTEMPTS = 5  # also a CHECK constraint


class WrongCode(Refused):
    """The code typed is not the one sent; the attempt is counted even though everything else is undone."""

    def __init__(self, code: EmailCode) -> None:
        self.code_id = code.id
        left = MOST_ATTEMPTS - code.attempts - 1
        super().__init__(
            ngettext(
                "Ce code n’est pas le bon. Il vous reste %(num)s essai.",
                "Ce code n’est pas le bon. Il vous reste %(num)s essais.",
                left,
            )
            if left
            else _too_many(),
            "code",
        )

    def leave_trace(self) -> None:
        """Count the attempt; called after the rollback, committed by whoever shows the refusal."""
        counted = update(EmailCode).where(EmailCode.id == self.code_id, EmailCode.attempts < MOST_ATTEMPTS)
        db.session.execute(counted.values(attempts=EmailCode.attempts + 1))


def _too_many() -> str:
    return _("Ce code a été essayé cinq fois : il n’est plus valable. Demandez-en un nouveau.")


# --- sessions ---------------------------------------------------------------------------------------------------


def open_session(person: Person, device: str) -> str:
    """Open a session of 30 days on a device; return the token its cookie will hold, kept nowhere else."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(person_id=person.id, token_digest=digest_of(token), device=device, expires_at=clock.now() + SESSION_LIFE)
    )
    db.session.flush()
    return token


def close_session(token: str) -> None:
    """Close the session of this token; nothing happens when it is closed already."""
    if found := sign_in_by_token(token):
        found.revoked_at = clock.now()


def revoke_sign_in(sign_in: SignIn, *, by: Person) -> None:
    """Close a session from another device."""
    sign_in.revoked_at = clock.now()
    audit.record("sign_in.revoke", sign_in, by=by)


def revoke_others(token: str, *, by: Person) -> int:
    """Close every session of this person but the one of this token; return how many were closed."""
    others = [s for s in open_sign_ins(by) if s.token_digest != digest_of(token)]
    for sign_in in others:
        revoke_sign_in(sign_in, by=by)
    return len(others)


# --- one-time codes ---------------------------------------------------------------------------------------------


def issue_code(purpose: CodePurpose, email: str, subject: str = "") -> str:
    """Send a new six-digit code to the address at once; it replaces the one sent before for the same matter.

    Raise MailUnreachable when the mail cannot leave; nothing is kept then.
    """
    code = _renew_code(purpose, email, subject)
    text = _(
        "Votre code est %(code)s. Il est valable 15 minutes et sert une seule fois.\n\n"
        "Si vous n’avez rien demandé, ne faites rien : personne ne peut s’en servir sans vous.",
        code=code,
    )
    titles = {
        CodePurpose.SIGN_IN: _("Votre code pour entrer : %(code)s", code=code),
        CodePurpose.VOTE: _("Votre code pour voter : %(code)s", code=code),
    }
    mail.deliver(normal_email(email), titles[purpose], text)
    return code


def redeem_code(purpose: CodePurpose, email: str, subject: str, code: str) -> None:
    """Use a code once. Raise Refused with a sentence when it is wrong, expired, used, or tried too often.

    A wrong code is counted by WrongCode.leave_trace, which shown_on() and the error page call: let the refusal
    reach one of them.
    """
    sent = _code_row(purpose, email, subject)
    if sent is None:
        raise Refused(_("Ce code a déjà servi ou n’a pas été demandé. Demandez-en un nouveau."), "code")
    if sent.expires_at <= clock.now():
        raise Refused(_("Ce code n’est plus valable : il avait 15 minutes. Demandez-en un nouveau."), "code")
    if sent.attempts >= MOST_ATTEMPTS:
        raise Refused(_too_many(), "code")
    typed = "".join(code.split())
    if not hmac.compare_digest(sent.digest, _code_digest(purpose, email, subject, typed)):
        raise WrongCode(sent)
    db.session.delete(sent)  # nothing says any longer when this address voted or came in
    db.session.flush()


def _renew_code(purpose: CodePurpose, email: str, subject: str) -> str:
    code = f"{secrets.randbelow(1_000_000):06d}"
    db.session.execute(delete(EmailCode).where(EmailCode.expires_at < clock.now() - KEPT_AFTER))
    sent = _code_row(purpose, email, subject) or _new_code_row(purpose, email, subject)
    sent.digest = _code_digest(purpose, email, subject, code)
    sent.attempts, sent.sent_at, sent.expires_at = 0, clock.now(), clock.now() + CODE_LIFE
    db.session.flush()
    return code


def _code_row(purpose: CodePurpose, email: str, subject: str) -> EmailCode | None:
    query = select(EmailCode).filter_by(purpose=purpose, email=normal_email(email), subject=subject)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _new_code_row(purpose: CodePurpose, email: str, subject: str) -> EmailCode:
    row = EmailCode(purpose=purpose, email=normal_email(email), subject=subject, digest="", expires_at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # asked twice at the same instant: the other request made the row
        return db.session.scalars(
            select(EmailCode).filter_by(purpose=purpose, email=normal_email(email), subject=subject).with_for_update()
        ).one()
    return row


def _code_digest(purpose: CodePurpose, email: str, subject: str, code: str) -> str:
    # Keyed: six digits alone would be found again from a copy of the database in a second.
    key = str(current_app.config["SECRET_KEY"]).encode()
    words = "\0".join(("email-code", purpose, normal_email(email), subject, code))
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


# --- entering ---------------------------------------------------------------------------------------------------


def ask_to_enter(email: str) -> None:
    """Send a code to sign in; an address without account gets a mail that says so, and no code that works."""
    if person_by_email(email):
        issue_code(CodePurpose.SIGN_IN, email)
        return
    _renew_code(CodePurpose.SIGN_IN, email, "")  # told to nobody: wrong codes are counted here as anywhere
    mail.deliver(
        normal_email(email),
        _("Vous n’avez pas encore de compte"),
        _(
            "Quelqu’un, sans doute vous, a demandé un code pour entrer avec cette adresse, "
            "mais elle n’a pas de compte.\n\n"
            "Pour en créer un : %(url)s",
            url=_address("/compte/inscription"),
        ),
    )


def ask_to_join(email: str) -> None:
    """Send the code that ends a sign-up; an address that has an account already is told so, with a code to enter."""
    if not person_by_email(email):
        issue_code(CodePurpose.SIGN_IN, email)
        return
    code = _renew_code(CodePurpose.SIGN_IN, email, "")
    mail.deliver(
        normal_email(email),
        _("Vous avez déjà un compte"),
        _(
            "Quelqu’un, sans doute vous, a voulu créer un compte avec cette adresse, "
            "mais vous en avez déjà un : rien n’a changé.\n\n"
            "Pour y entrer, votre code est %(code)s (valable 15 minutes).",
            code=code,
        ),
    )


def enter_with_code(email: str, code: str, name: str = "", password_hash: str | None = None) -> Person:
    """The person who proved this address with a code; made now, with this name, when a sign-up ends here.

    No account exists before its address is proved: nobody can prepare one with a password in your name.
    """
    redeem_code(CodePurpose.SIGN_IN, email, "", code)
    if person := person_by_email(email):
        return person
    if not name:
        raise Refused(
            _("Votre inscription a commencé sur un autre appareil. Reprenez-la ici : il suffit d’une minute.")
        )
    return join(name, email, password_hash=password_hash)


def enter_with_password(email: str, password: str) -> Person:
    """The person with this address and this password; Refused without saying which of the two is wrong."""
    person = person_by_email(email)
    if not is_right(password, person.password_hash if person else None) or person is None:
        raise Refused(
            _("L’adresse ou le mot de passe n’est pas le bon. Vous pouvez aussi recevoir un code par courriel.")
        )
    if is_outdated(person.password_hash or ""):
        person.password_hash = hash_password(password)
    return person


def _address(path: str) -> str:
    return str(current_app.config["SETTINGS"].BASE_URL).rstrip("/") + path


# --- people -----------------------------------------------------------------------------------------------------


def join(name: str, email: str, *, password_hash: str | None = None) -> Person:
    """Make an account for a proved address; Refused when the address has one already."""
    if person_by_email(email):
        raise Refused(_("Cette adresse a déjà un compte."))
    person = Person(name=" ".join(name.split()), email=normal_email(email), password_hash=password_hash)
    db.session.add(person)
    db.session.flush()
    audit.record("person.join", person, by=person)
    return person


def rename(name: str, *, by: Person) -> None:
    """Change one's own name."""
    by.name = " ".join(name.split())
    audit.record("person.rename", by, by=by)


def change_password(new: str, *, current: str, token: str, by: Person) -> int:
    """Set one's password and close all other sessions; who has one already must type it. Return how many closed."""
    if by.password_hash and not is_right(current, by.password_hash):
        raise Refused(_("Le mot de passe actuel n’est pas le bon."), "current")
    if len(new) < SHORTEST:
        raise Refused(_("Le mot de passe doit avoir au moins %(n)s caractères.", n=SHORTEST))
    by.password_hash = hash_password(new)
    audit.record("person.change_password", by, by=by)
    return revoke_others(token, by=by)


def grant_role(person: Person, role: Role, *, by: Person | None) -> None:
    """Give a role; nothing happens when it is held already. `by` is None from the command line."""
    if role in person.roles:
        return
    person.role_grants.append(RoleGrant(role=role, granted_by_id=by.id if by else None))
    db.session.flush()
    audit.record("role.grant", person, by=by, role=role)


def revoke_role(person: Person, role: Role, *, by: Person) -> None:
    """Take a role back; nobody takes back the role of administrator from himself, so that one always remains."""
    grant = next((g for g in person.role_grants if g.role == role), None)
    if grant is None:
        raise Refused(_("%(name)s n’a pas ou n’a plus ce rôle.", name=person.name))
    if role == Role.ADMINISTRATOR and person.id == by.id:
        raise Refused(
            _(
                "Vous ne pouvez pas retirer votre propre rôle d’administration : "
                "demandez-le à une autre personne qui l’a."
            )
        )
    db.session.delete(grant)
    db.session.flush()
    db.session.refresh(person, ["role_grants"])
    audit.record("role.revoke", person, by=by, role=role)
