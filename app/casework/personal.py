"""What a report keeps about whoever made it: an account or an address, until a year after the answer."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.accounts.models import Person
from app.casework.models import Flag
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, deleting, personal, retention


def _unname(person: Person) -> None:
    mine = update(Flag).where(Flag.person_id == person.id).values(person_id=None)
    db.session.execute(mine, execution_options={"synchronize_session": False})


FLAGS = retention(
    "flags",
    _("un an après la réponse"),
    timedelta(days=365),
    lambda before: select(Flag.id).where(Flag.closed_at < before),
    deleting(Flag.id),
)
personal(
    Flag,
    _("Vos signalements"),
    people=_("les personnes qui signalent un commentaire, avec un compte ou sans"),
    why=_("lire ce qui est signalé, et répondre à qui l’a signalé (règlement (UE) 2022/2065, article 16)"),
    basis=Basis.OBLIGATION,
    kept=FLAGS,
    seen_by=_("vous ; l’équipe lit le motif et les précisions, sans votre nom"),
    columns={
        "person_id": "la personne qui signale",
        "email": "l’adresse donnée pour recevoir la réponse, sans compte",
        "ground": "ce qui ne va pas",
        "words": "les précisions données",
        "created_at": "date du signalement",
        "closed_at": "date de la réponse",
        "outcome": "ce qui a été décidé",
    },
    technical="id public_id comment_id",
    not_exported="person_id email",
    whose=lambda person: Flag.person_id == person.id,
    leaving=Leaving(_unname, _("Vos signalements restent, sans votre nom, jusqu’à un an après leur réponse.")),
)
