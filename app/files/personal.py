"""What files keep about people: their pictures and documents, and how much room these take."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, or_, select

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.privacy import KEPT, Basis, Leaving, personal, retention
from app.files.models import FileSpace, StoredFile, WaitingPicture
from app.files.services import forget_waiting, remove_file


def _leave(person: Person) -> None:
    """Remove what they sent, contents too; what was frozen with a proposal stays with what was judged and voted on."""
    frozen = StoredFile.subject.startswith("proposal:")
    for file in db.session.scalars(select(StoredFile).where(StoredFile.owner_id == person.id, ~frozen)).all():
        remove_file(file, by=person)


personal(
    StoredFile,
    _("Vos photos et vos documents"),
    people=_("les personnes qui envoient une photo ou un document"),
    why=_("illustrer une envie ou un projet, et joindre au dossier ce que le comité doit lire"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que l’envie ou le dossier, ou jusqu’à ce que vous les supprimiez"),
    seen_by=_("une photo : qui voit l’envie ou le projet ; un document : les personnes du projet et l’équipe"),
    columns={
        "subject": "ce à quoi le fichier appartient",
        "kind": "photo ou document",
        "owner_id": "la personne qui l’a envoyé",
        "size": "poids",
        "width": "largeur de la photo",
        "height": "hauteur de la photo",
        "alt": "description de la photo",
        "title": "nom du document",
        "created_at": "date d’envoi",
    },
    technical="id public_id place name sha256 updated_at hidden_at",
    not_exported="owner_id",
    whose=lambda person: StoredFile.owner_id == person.id,
    leaving=Leaving(
        _leave,
        _(
            "Vos photos et vos documents sont effacés. Ceux qui ont été déposés avec un dossier restent avec lui : "
            "c’est ce que le comité a lu et ce qui a été soumis au vote."
        ),
    ),
)
personal(
    FileSpace,
    _("La place que prennent vos fichiers"),
    people=_("les personnes qui envoient une photo ou un document"),
    why=_("garder de la place pour tout le monde"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que le compte"),
    seen_by=_("personne"),
    columns={"person_id": "la personne", "used": "nombre d’octets"},
    technical="",
    not_exported="person_id",
    whose=lambda person: FileSpace.person_id == person.id,
    leaving=Leaving(KEPT, _("Le nombre d’octets de vos fichiers déposés avec un dossier : un nombre, sans nom.")),
)


def _forget(ids: Sequence[int]) -> None:
    for picture in db.session.scalars(select(WaitingPicture).where(WaitingPicture.id.in_(ids))):
        forget_waiting(picture)


_awaited: list[Callable[[], ColumnElement[bool]]] = []


def awaited(condition: Callable[[], ColumnElement[bool]]) -> Callable[[], ColumnElement[bool]]:
    """Let a feature above say which waiting pictures stay longer: the condition is asked of WaitingPicture."""
    _awaited.append(condition)
    return condition


WAITING = retention(
    "waiting-pictures",
    _(
        "deux jours après l’envoi, si elle n’a rejoint aucune envie ; trente jours quand l’envie attend l’accord "
        "d’un parent, ou est arrivée par courriel"
    ),
    timedelta(days=2),
    lambda before: select(WaitingPicture.id).where(
        WaitingPicture.updated_at < before,
        or_(WaitingPicture.keep_until.is_(None), WaitingPicture.keep_until < clock.now()),
        *(~condition() for condition in _awaited),
    ),
    _forget,
)
personal(
    WaitingPicture,
    _("Les photos envoyées avant d’avoir un compte"),
    people=_("les personnes qui écrivent une envie avant de dire qui elles sont"),
    why=_("ne pas leur faire choisir leur photo deux fois"),
    basis=Basis.PUBLIC_TASK,
    kept=WAITING,
    seen_by=_("personne avant que l’envie soit déposée"),
    columns={
        "size": "poids",
        "width": "largeur de la photo",
        "height": "hauteur de la photo",
        "alt": "description de la photo",
        "keep_until": "date jusqu’à laquelle elle attend (l’accord d’un parent, une envie par courriel)",
        "created_at": "date d’envoi",
    },
    technical="id name sha256 updated_at",
)
