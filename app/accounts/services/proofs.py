"""Proving a password. Each try is counted before the comparison, in a short transaction of its own (decision 0008)."""

from datetime import timedelta

from flask_babel import ngettext

from app.accounts.passwords import is_right
from app.accounts.queries import normal_email
from app.core import limits, logs
from app.core.errors import Refused
from app.core.extensions import db

TRIED = limits.Limit("password.try", 10, timedelta(minutes=15))  # per address, with or without an account


def prove_password(email: str, password: str, kept: str | None) -> bool:
    """Whether the password is the one kept for this address; call it before writing anything of the deed itself.

    Raise Refused with the time to wait after ten wrong ones in a quarter of an hour. Nobody is locked out: a code by
    mail opens all the same. A right one begins the count anew.
    """
    if wait := limits.spend(TRIED, normal_email(email)):
        raise Refused(
            ngettext(
                "Trop de mots de passe ont été essayés pour cette adresse. Réessayez dans %(num)s minute, ou recevez "
                "un code par courriel : il ouvre tout de suite.",
                "Trop de mots de passe ont été essayés pour cette adresse. Réessayez dans %(num)s minutes, ou recevez "
                "un code par courriel : il ouvre tout de suite.",
                limits.minutes(wait),
            )
        )
    db.session.commit()
    right = is_right(password, kept)
    if right:
        limits.forget(TRIED, normal_email(email))
    else:
        logs.security("sign_in.failed", way="password", who=logs.alias(email))
    return right
