"""What messages keep about people: an address and the words of a draft, while it waits."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, select, update

from app.core.extensions import db
from app.core.privacy import Basis, Leaving, personal, retention
from app.files.models import WaitingPicture
from app.files.services import forget_waiting
from app.mailbox.models import MailedIdea
from app.mailbox.queries import KEPT_FOR

QUIET = {"synchronize_session": False}


def _erase(which: ColumnElement[bool]) -> None:
    """The words, the address and the photo go; that a message came stays, so that it is never received twice."""
    photos = select(MailedIdea.picture_id).where(which, MailedIdea.picture_id.is_not(None))
    for photo in db.session.scalars(select(WaitingPicture).where(WaitingPicture.id.in_(photos))).all():
        forget_waiting(photo)
    blank: dict[str, Any] = {"sender": "", "typed": {}, "draft_id": None}
    db.session.execute(update(MailedIdea).where(which).values(blank), execution_options=QUIET)


def _erase_rows(ids: Sequence[int]) -> None:
    _erase(MailedIdea.id.in_(ids))


personal(
    MailedIdea,
    _("Les envies envoyées par courriel"),
    people=_("les personnes qui envoient une envie par courriel, avec ou sans compte"),
    why=_("garder leur texte le temps qu’elles le finissent sur le site, et leur répondre une fois"),
    basis=Basis.PUBLIC_TASK,
    kept=retention(
        "mailed-ideas",
        _("trente jours, ou jusqu’à ce que l’envie soit déposée ; ensuite, seulement qu’un courriel est arrivé"),
        KEPT_FOR,
        lambda before: select(MailedIdea.id).where(MailedIdea.received_at < before, MailedIdea.sender != ""),
        _erase_rows,
    ),
    seen_by=_("le texte : qui a reçu la réponse ; l’adresse et la date : l’équipe"),
    columns={
        "received_at": "date d’arrivée",
        "outcome": "ce qui en a été fait",
        "sender": "adresse de la personne qui l’a envoyé",
        "typed": "titre et texte, en attendant d’être finis",
        "opened_at": "date à laquelle le brouillon a été ouvert",
        "posted_at": "date à laquelle il est devenu une envie",
    },
    technical="id public_id key picture_id draft_id idea_id",
    whose=lambda person: MailedIdea.sender == person.email,
    leaving=Leaving(
        lambda person: _erase(MailedIdea.sender == person.email),
        _("Les envies envoyées par courriel et pas encore déposées sont effacées."),
    ),
)
