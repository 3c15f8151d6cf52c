"""What the outbox keeps of people, and for how long."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, or_, select, update

from app.core.extensions import db
from app.core.privacy import DELETED, Basis, Leaving, personal, retention
from app.notifications.models import OutboxMessage
from app.notifications.services import MOST_TRIES


def _empty(ids: Sequence[int]) -> None:
    """Delete mails; of those that must never be told twice the key stays, in an empty row."""
    chosen = OutboxMessage.id.in_(ids)
    quiet = {"synchronize_session": False}
    db.session.execute(delete(OutboxMessage).where(chosen, OutboxMessage.dedup.is_(None)), execution_options=quiet)
    blank = {"to": "", "subject": "", "body": "", "failure": None}
    db.session.execute(update(OutboxMessage).where(chosen).values(blank), execution_options=quiet)


MAILS = retention(
    "mails",
    _("trente jours après le départ du courriel, ou après le dernier essai s’il n’a pas pu partir"),
    timedelta(days=30),
    lambda before: select(OutboxMessage.id).where(
        or_(OutboxMessage.sent_at < before, (OutboxMessage.tries >= MOST_TRIES) & (OutboxMessage.due_at < before)),
        OutboxMessage.body != "",
    ),
    _empty,
)
personal(
    OutboxMessage,
    _("Les courriels envoyés par le site"),
    people=_("les personnes à qui le site écrit"),
    why=_("envoyer ce courriel une fois, et réessayer si le serveur de courrier ne répond pas"),
    basis=Basis.PUBLIC_TASK,
    kept=MAILS,
    seen_by=_("les personnes qui exploitent le serveur"),
    columns={
        "to": "adresse à qui le courriel est envoyé",
        "subject": "objet du courriel",
        "body": "texte du courriel",
        "dedup": "ce dont le courriel parle, pour ne pas le dire deux fois (identifiant au hasard)",
        "created_at": "date d’écriture",
        "sent_at": "date de départ",
        "failure": "réponse du serveur de courrier, quand il refuse",
    },
    technical="id due_at tries",
    not_exported="body dedup failure",  # a household may share an address: its mails were delivered there
    whose=lambda person: OutboxMessage.to == person.email,
    leaving=Leaving(DELETED, _("Les courriels que le site vous a écrits, ou allait vous écrire, sont effacés.")),
)
