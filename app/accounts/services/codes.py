"""One-time codes: six digits sent to an address, for one purpose about one subject.

Keeping a code, taking one back and trying one are short transactions of their own, committed here and nowhere else in
services (docs/decisions/0004 and 0008): call these functions before writing anything of the deed itself.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, select, update

from app.accounts.models import CodePurpose, EmailCode
from app.accounts.queries import normal_email
from app.core import clock, crypto, limits, logs, mail
from app.core.database import insert_into
from app.core.errors import Refused
from app.core.extensions import db

CODE_LIFE = timedelta(minutes=10)  # ASVS 6.5.5
KEPT_AFTER = timedelta(days=1)  # a code nobody used is forgotten then
MOST_ATTEMPTS = 5  # per code; also a CHECK constraint
PAUSE = timedelta(seconds=30)  # between two codes for one matter, while the first has not been used
SENT = limits.Limit("code.send", 10, timedelta(hours=1))  # per address: a household of four, and its mistakes
TRIED = limits.Limit("code.try", 15, timedelta(hours=1))  # per purpose and address, whatever the number of codes

Letter = Callable[[str], tuple[str, str]]
"""Subject and body of the mail that carries a code."""


def issue_code(
    purpose: CodePurpose, email: str, subject: str = "", letter: Letter | None = None, *, browser: str = ""
) -> str:
    """Send a new six-digit code to the address at once; it replaces the one sent before for the same matter.

    `letter` words the mail otherwise; the code opens in the `browser` that asked alone (ASVS 6.6.2). Raise Refused with
    the time to wait when too many were asked for, and MailUnreachable when the mail cannot leave: the code is taken
    back then.
    """
    code = f"{secrets.randbelow(1_000_000):06d}"
    _keep(purpose, email, subject, _code_digest(purpose, email, subject, code), browser)
    db.session.commit()
    logs.security("code.asked", logging.INFO, purpose=purpose, who=logs.alias(email))
    try:
        mail.deliver(normal_email(email), *(letter or _LETTERS[purpose])(code))
    except Exception:  # whatever stopped the mail, the code must not stay behind
        _take_back(purpose, email, subject, _code_digest(purpose, email, subject, code))
        db.session.commit()
        raise
    return code


def redeem_code(purpose: CodePurpose, email: str, subject: str, code: str, *, browser: str = "") -> None:
    """Use a code once. Raise Refused with a sentence when it is wrong, expired, used, or tried too often.

    The attempt is taken and committed before the code is compared: however many arrive together, five are compared.
    """
    code_id, digest, attempts, asked_by = _take_attempt(purpose, email, subject)
    db.session.commit()
    if asked_by and not crypto.is_mac("code.browser", browser, asked_by):
        logs.security("code.failed", purpose=purpose, who=logs.alias(email), left=MOST_ATTEMPTS - attempts)
        raise Refused(_elsewhere(), "code")
    if not _is_digest(digest, purpose, email, subject, "".join(code.split())):
        logs.security("code.failed", purpose=purpose, who=logs.alias(email), left=MOST_ATTEMPTS - attempts)
        raise Refused(_wrong(MOST_ATTEMPTS - attempts), "code")
    used = delete(EmailCode).where(EmailCode.id == code_id, EmailCode.digest == digest).returning(EmailCode.id)
    if db.session.execute(used).first() is None:  # the same code at the same instant: one of the two has it
        raise Refused(_used(), "code")


def _keep(purpose: CodePurpose, email: str, subject: str, digest: str, browser: str) -> None:
    now = clock.now()
    db.session.execute(delete(EmailCode).where(EmailCode.expires_at < now - KEPT_AFTER))
    fresh = {"digest": digest, "attempts": 0, "sent_at": now, "expires_at": now + CODE_LIFE}
    fresh["browser_digest"] = crypto.mac("code.browser", browser) if browser else ""
    kept = (
        insert_into(db.session, EmailCode)
        .values(purpose=purpose, email=normal_email(email), subject=subject, **fresh)
        .on_conflict_do_update(
            index_elements=["purpose", "email", "subject"], set_=fresh, where=EmailCode.sent_at <= now - PAUSE
        )
    )
    if db.session.execute(kept.returning(EmailCode.id)).first() is None:
        raise Refused(_too_soon(purpose, email, subject))
    if wait := limits.spend(SENT, normal_email(email)):
        raise Refused(
            ngettext(
                "Beaucoup de codes sont partis à cette adresse depuis une heure. Regardez votre courrier, ou "
                "demandez-en un autre dans %(num)s minute.",
                "Beaucoup de codes sont partis à cette adresse depuis une heure. Regardez votre courrier, ou "
                "demandez-en un autre dans %(num)s minutes.",
                limits.minutes(wait),
            )
        )


def _take_back(purpose: CodePurpose, email: str, subject: str, digest: str) -> None:
    matter = {"purpose": purpose, "email": normal_email(email), "subject": subject}
    db.session.execute(delete(EmailCode).filter_by(**matter).where(EmailCode.digest == digest))
    limits.give_back(SENT, normal_email(email))


def _take_attempt(purpose: CodePurpose, email: str, subject: str) -> tuple[int, str, int, str]:
    """One of the five attempts of the pending code: its row, its digest, and how many are taken now."""
    matter = {"purpose": purpose, "email": normal_email(email), "subject": subject}
    pending = update(EmailCode).filter_by(**matter)
    pending = pending.where(EmailCode.attempts < MOST_ATTEMPTS, EmailCode.expires_at > clock.now())
    counted = pending.values(attempts=EmailCode.attempts + 1)
    taken = db.session.execute(
        counted.returning(EmailCode.id, EmailCode.digest, EmailCode.attempts, EmailCode.browser_digest),
        execution_options={"synchronize_session": False},
    ).first()
    if taken is None:
        logs.security("code.failed", purpose=purpose, who=logs.alias(email), left=0)
        raise Refused(_dead(matter), "code")
    if wait := limits.spend(TRIED, f"{purpose}:{normal_email(email)}"):
        raise Refused(
            ngettext(
                "Trop de codes ont été essayés pour cette adresse. Vous pourrez réessayer dans %(num)s minute.",
                "Trop de codes ont été essayés pour cette adresse. Vous pourrez réessayer dans %(num)s minutes.",
                limits.minutes(wait),
            ),
            "code",
        )
    return taken.id, taken.digest, taken.attempts, taken.browser_digest


def _too_soon(purpose: CodePurpose, email: str, subject: str) -> str:
    matter = {"purpose": purpose, "email": normal_email(email), "subject": subject}
    sent_at = db.session.scalar(select(EmailCode.sent_at).filter_by(**matter)) or clock.now()
    return ngettext(
        "Un code vient de partir à cette adresse : regardez votre courrier. Vous pourrez en demander un autre dans "
        "%(num)s seconde.",
        "Un code vient de partir à cette adresse : regardez votre courrier. Vous pourrez en demander un autre dans "
        "%(num)s secondes.",
        max(1, int((sent_at + PAUSE - clock.now()).total_seconds()) + 1),
    )


def _dead(matter: Mapping[str, object]) -> str:
    sent = db.session.execute(select(EmailCode.attempts, EmailCode.expires_at).filter_by(**matter)).first()
    if sent is None:
        return _used()
    if sent.expires_at <= clock.now():
        return _("Ce code n’est plus valable : il avait 10 minutes. Demandez-en un nouveau.")
    return _wrong(0)


def _elsewhere() -> str:
    return _(
        "Ce code a été demandé dans un autre navigateur, et n’ouvre que là. Tapez-le là-bas, ou demandez-en un nouveau "
        "ici."
    )


def _used() -> str:
    return _("Ce code a déjà servi ou n’a pas été demandé. Demandez-en un nouveau.")


def _wrong(left: int) -> str:
    if not left:
        return _("Ce code a été essayé cinq fois : il n’est plus valable. Demandez-en un nouveau.")
    return ngettext(
        "Ce code n’est pas le bon. Il vous reste %(num)s essai.",
        "Ce code n’est pas le bon. Il vous reste %(num)s essais.",
        left,
    )


def _letter(title: str, code: str) -> tuple[str, str]:
    text = _(
        "Votre code est %(code)s. Il est valable 10 minutes et sert une seule fois.\n\n"
        "Si vous n’avez rien demandé, ne faites rien : personne ne peut s’en servir sans vous.",
        code=code,
    )
    return title, text


_LETTERS: dict[CodePurpose, Letter] = {
    CodePurpose.SIGN_IN: lambda code: _letter(_("Votre code pour entrer : %(code)s", code=code), code),
    CodePurpose.CONFIRM: lambda code: _letter(_("Votre code pour confirmer : %(code)s", code=code), code),
    CodePurpose.CHANGE_EMAIL: lambda code: _letter(_("Votre code pour changer d’adresse : %(code)s", code=code), code),
    CodePurpose.VOTE: lambda code: _letter(_("Votre code pour voter : %(code)s", code=code), code),
}


def _code_digest(purpose: CodePurpose, email: str, subject: str, code: str) -> str:
    # Keyed: six digits alone would be found again from a copy of the database in a second.
    return crypto.mac("email-code", _words(purpose, email, subject, code))


def _is_digest(digest: str, purpose: CodePurpose, email: str, subject: str, code: str) -> bool:
    return crypto.is_mac("email-code", _words(purpose, email, subject, code), digest)


def _words(purpose: CodePurpose, email: str, subject: str, code: str) -> str:
    return "\0".join((purpose, normal_email(email), subject, code))
