"""Proving a password. Each try is counted before the comparison, in a short transaction of its own (decision 0008)."""

from datetime import timedelta

from flask_babel import ngettext

from app.accounts.passwords import is_right
from app.accounts.queries import normal_email
from app.core import limits, logs
from app.core.errors import Refused
from app.core.extensions import db

# Per address, with or without an account, and machine: a stranger's mistakes elsewhere do not close the owner's door…
TRIED = limits.Limit("password.try", 10, timedelta(minutes=15))
# …and from all machines together, so that a thousand of them do not guess a thousand times more.
TRIED_ANYWHERE = limits.Limit("password.try_anywhere", 100, timedelta(hours=1))
SIGNED_IN = "signed in"  # the machine of whoever is inside already: no stranger can use up their tries


def prove_password(email: str, password: str, kept: str | None, *, machine: str) -> bool:
    """Whether the password is the one kept for this address; call it before writing anything of the deed itself.

    Raise Refused with the time to wait after ten wrong ones in a quarter of an hour from this `machine`, or a hundred
    in an hour from all (ASVS 6.3.1). Nobody is locked out: a code by mail opens all the same. A right one begins the
    count of its machine anew.
    """
    here = f"{normal_email(email)} {machine}"
    wait = limits.spend(TRIED, here)
    if not wait and machine != SIGNED_IN:
        wait = limits.spend(TRIED_ANYWHERE, normal_email(email))
    if wait:
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
        limits.forget(TRIED, here)
        if machine != SIGNED_IN:
            limits.give_back(TRIED_ANYWHERE, normal_email(email))
    else:
        logs.security("sign_in.failed", way="password", who=logs.alias(email))
    return right
