"""Envies sent by e-mail, for the pages that show them."""

from app.core.extensions import db
from app.mailbox.models import MailedIdea
from app.mailbox.queries import token_of
from app.mailbox.status import Outcome


def some_mails() -> str:
    """One that waits, whose link is given, and one of a machine."""
    typed = {"title": "Un verger partagé", "body": "Planter ensemble, derrière l’école, en novembre."}
    waiting = MailedIdea(key="1", outcome=Outcome.KEPT, sender="zoe@exemple.fr", typed=typed)
    db.session.add_all([waiting, MailedIdea(key="2", outcome=Outcome.AUTOMATIC)])
    db.session.flush()
    return token_of(waiting)
