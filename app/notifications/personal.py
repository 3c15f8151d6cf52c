"""What mails, news and choices keep of people, and for how long."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, or_, select, update

from app.core.extensions import db
from app.core.privacy import DELETED, Basis, Leaving, deleting, personal, retention
from app.notifications.models import Notification, OutboxMessage, Preference
from app.notifications.services import MOST_TRIES


def _empty(ids: Sequence[int]) -> None:
    """Delete mails; of those that must never be told twice the key stays, in an empty row."""
    chosen = OutboxMessage.id.in_(ids)
    quiet = {"synchronize_session": False}
    db.session.execute(delete(OutboxMessage).where(chosen, OutboxMessage.dedup.is_(None)), execution_options=quiet)
    blank = {"to": "", "subject": "", "body": "", "failure": None, "unsubscribe": None, "in_reply_to": None}
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
        "unsubscribe": "lien qui met fin à ces courriels",
    },
    technical="id due_at tries in_reply_to",
    not_exported="body dedup failure unsubscribe",  # a household may share an address: its mails were delivered there
    whose=lambda person: OutboxMessage.to == person.email,
    leaving=Leaving(DELETED, _("Les courriels que le site vous a écrits, ou allait vous écrire, sont effacés.")),
)

NEWS = retention(
    "news",
    _("un an"),
    timedelta(days=365),
    lambda before: select(Notification.id).where(Notification.created_at < before),
    deleting(Notification.id),
)
personal(
    Notification,
    _("Vos nouvelles"),
    people=_("les personnes qui ont un compte"),
    why=_("vous dire ce qui arrive à ce que vous avez écrit, porté ou suivi"),
    basis=Basis.PUBLIC_TASK,
    kept=NEWS,
    seen_by=_("vous"),
    columns={
        "public_id": "adresse de la nouvelle",
        "person_id": "la personne à qui elle s’adresse",
        "topic": "sujet",
        "title": "titre",
        "body": "texte",
        "link": "la page où elle mène",
        "created_at": "date",
        "read_at": "date de lecture",
        "digest_at": "date du résumé par courriel qui la contiendra",
    },
    technical="id dedup",
    not_exported="person_id",
    whose=lambda person: Notification.person_id == person.id,
    leaving=Leaving(DELETED, _("Vos nouvelles sont effacées.")),
)
personal(
    Preference,
    _("Les courriels que vous choisissez"),
    people=_("les personnes qui ont un compte"),
    why=_("vous écrire aussi souvent que vous le voulez, et pas plus"),
    basis=Basis.PUBLIC_TASK,
    kept=_("jusqu’à votre départ"),
    seen_by=_("vous"),
    columns={
        "person_id": "la personne qui choisit",
        "topic": "sujet",
        "frequency": "tout de suite, en résumé, ou pas de courriel",
    },
    technical="id",
    not_exported="person_id",
    whose=lambda person: Preference.person_id == person.id,
    leaving=Leaving(DELETED, _("Vos choix de courriels sont effacés.")),
)
