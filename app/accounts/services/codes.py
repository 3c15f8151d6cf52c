"""One-time codes: six digits sent to an address, for one purpose about one subject."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import CodePurpose, EmailCode
from app.accounts.queries import normal_email
from app.core import clock, mail
from app.core.errors import Refused
from app.core.extensions import db

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


def issue_code(purpose: CodePurpose, email: str, subject: str = "") -> str:
    """Send a new six-digit code to the address at once; it replaces the one sent before for the same matter.

    Raise MailUnreachable when the mail cannot leave; nothing is kept then.
    """
    code = renew_code(purpose, email, subject)
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


def renew_code(purpose: CodePurpose, email: str, subject: str) -> str:
    """Replace the code of this matter without sending it; return the new one."""
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
