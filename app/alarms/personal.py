"""What an alert keeps: who of the team told which authority."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.accounts.models import Person
from app.alarms.models import Alert
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, deleting, personal, retention


def _unname(person: Person) -> None:
    mine = update(Alert).where(Alert.told_by_id == person.id).values(told_by_id=None)
    db.session.execute(mine, execution_options={"synchronize_session": False})


ALERTS = retention(
    "alerts",
    _("trois ans"),
    timedelta(days=3 * 365),
    lambda before: select(Alert.id).where(Alert.told_at < before),
    deleting(Alert.id),
)
personal(
    Alert,
    _("Les alertes aux autorités"),
    people=_("les personnes de l’équipe qui préviennent une autorité"),
    why=_(
        "prévenir sans délai d’une menace pour la vie, et en garder la preuve (règlement (UE) 2022/2065, article 18)"
    ),
    basis=Basis.OBLIGATION,
    kept=ALERTS,
    seen_by=_("l’équipe de modération"),
    columns={
        "told_by_id": "la personne de l’équipe qui a prévenu",
        "note": "ce qu’il faut retenir de l’appel",
        "authority": "l’autorité prévenue",
        "told_at": "date et heure",
    },
    technical="id public_id case_id",
    not_exported="told_by_id note",
    whose=lambda person: Alert.told_by_id == person.id,
    leaving=Leaving(_unname, _("Les alertes que vous avez données restent, sans votre nom.")),
)
