"""A comment is reported by anybody, once each; a person of the team lets it stand or hides it, and answers."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import normal_email
from app.casework import letters, queries
from app.casework.models import Flag, Outcome
from app.core import audit, clock, limits
from app.core.errors import Refused
from app.core.extensions import db
from app.ideas.models import IdeaComment
from moderation.grounds import Ground

ASKED = limits.Limit("comment.flag", 5, timedelta(days=1))  # reports per address that nobody proved


def flag(comment: IdeaComment, ground: Ground, words: str, email: str = "", *, by: Person | None) -> Flag:
    """Keep a report and acknowledge it; without account, an address is optional and receives the answer.

    Refused when this person, or this address, reported it already, and beyond five reports a day of an address.
    """
    address = normal_email(email) if by is None and email else None
    if address and limits.spend(ASKED, address):
        raise Refused(_("Cinq signalements sont déjà partis de cette adresse aujourd’hui : attendez demain."), "email")
    report = Flag(comment=comment, ground=ground, words=words.strip(), person=by, email=address)
    try:
        with db.session.begin_nested():
            db.session.add(report)
    except IntegrityError:
        raise Refused(_("Vous avez déjà signalé ce commentaire : l’équipe le lit.")) from None
    audit.record("comment.flag", comment, by=None, ground=ground.value)  # never by whom: the log is read by many
    letters.tell_received(report)
    return report


def keep(comment: IdeaComment, reason: str, *, by: Person) -> None:
    """Let a reported comment stand, and say why to whoever reported it. Refused when no report waits."""
    if not close(comment, Outcome.KEPT, reason):
        raise Refused(_("Plus aucun signalement n’attend pour ce commentaire."))
    audit.record("comment.keep", comment, by=by, reason=reason)


def close(comment: IdeaComment, outcome: Outcome, reason: str) -> int:
    """Answer the reports of a comment that wait; gives how many."""
    waiting = queries.open_flags(comment)
    for report in waiting:
        report.closed_at, report.outcome = clock.now(), outcome
    db.session.flush()
    letters.tell_closed(waiting, outcome, reason.strip())
    return len(waiting)
