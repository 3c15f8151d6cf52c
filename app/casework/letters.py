"""What is said to whoever reported a comment: it arrived, and what was decided (Regulation (EU) 2022/2065, 16.4, 16.5).

Without an account, a mail to the address given for that; never a word to anybody else of who reported.
"""

from collections.abc import Sequence
from functools import partial

from flask import current_app
from flask_babel import gettext as _

from app.casework.models import OUTCOME_NAMES, Flag, Outcome
from app.notifications.services import Told, mail_address, notify_each
from app.notifications.services.telling import Writes
from app.notifications.topics import Topic


def tell_received(flag: Flag) -> None:
    """Acknowledge a report."""
    _tell(flag, partial(_received, flag))


def tell_closed(flags: Sequence[Flag], outcome: Outcome, reason: str) -> None:
    """Tell each reporter what became of the comment, and why."""
    for flag in flags:
        _tell(flag, partial(_closed, flag, outcome, reason))


def _tell(flag: Flag, write: Writes) -> None:
    if flag.person is not None:
        notify_each([(flag.person, write)], Topic.DECISIONS, by=None)
    elif flag.email:
        mail_address(flag.email, write)


def _received(flag: Flag) -> Told:
    said = [
        _("Votre signalement d’un commentaire sous « %(title)s » est bien arrivé.", title=flag.comment.title),
        _(
            "La suite : une personne de l’équipe le lit, décide, et vous recevez sa réponse. L’auteur du commentaire "
            "ne saura pas qui l’a signalé."
        ),
    ]
    return Told(_("Votre signalement est arrivé"), said, _page(flag))


def _closed(flag: Flag, outcome: Outcome, reason: str) -> Told:
    said = [
        _(
            "Vous avez signalé un commentaire sous « %(title)s » : %(outcome)s.",
            title=flag.comment.title,
            outcome=str(OUTCOME_NAMES[outcome]),
        ),
        _("Raison : %(reason)s", reason=reason),
        _(
            "Cette décision a été prise par une personne. Vous n’êtes pas d’accord ? Écrivez à %(contact)s.",
            contact=current_app.config["SETTINGS"].CONTACT,
        ),
    ]
    return Told(_("La réponse à votre signalement"), said, _page(flag))


def _page(flag: Flag) -> str:
    return f"/envies/{flag.comment.idea.public_id}"
