"""What an appeal keeps about whoever made it and whoever answered; a year after the answer, only what is counted."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select, update

from app.accounts.models import Person
from app.appeals.models import Appeal
from app.appeals.status import AppealStatus
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, personal, retention

FORGOTTEN = {"person_id": None, "answered_by_id": None, "words": "", "answer": ""}


def _forget(keys: Sequence[Any]) -> None:
    """Keep what the yearly figures count, and no words nor names."""
    old = update(Appeal).where(Appeal.id.in_(keys)).values(**FORGOTTEN)
    db.session.execute(old, execution_options={"synchronize_session": False})


def _leave(person: Person) -> None:
    mine = update(Appeal).where(Appeal.person_id == person.id).values(person_id=None)
    answered = update(Appeal).where(Appeal.answered_by_id == person.id).values(answered_by_id=None)
    for statement in (mine, answered):
        db.session.execute(statement, execution_options={"synchronize_session": False})


APPEALS = retention(
    "appeals",
    _("un an après la réponse ; le reste est compté, sans nom ni texte"),
    timedelta(days=365),
    lambda before: (
        select(Appeal.id)
        .where(Appeal.status != AppealStatus.WAITING, Appeal.status_at < before)
        .where(or_(Appeal.words != "", Appeal.answer != "", Appeal.person_id.is_not(None)))
    ),
    _forget,
)
personal(
    Appeal,
    _("Vos recours contre une décision"),
    people=_("les personnes qui contestent une décision, et celles de l’équipe qui répondent"),
    why=_("faire relire une décision par quelqu’un d’autre (règlement (UE) 2022/2065, article 20)"),
    basis=Basis.OBLIGATION,
    kept=APPEALS,
    seen_by=_("vous et l’équipe de modération"),
    columns={
        "person_id": "la personne qui fait le recours",
        "words": "ce qu’elle dit",
        "party": "auteur, ou personne qui a signalé",
        "created_at": "date du recours",
        "status": "où il en est",
        "status_at": "date de la réponse",
        "answer": "la réponse",
        "answered_by_id": "la personne de l’équipe qui a répondu",
    },
    technical="id public_id version decision_id flag_id",
    not_exported="person_id answered_by_id",
    whose=lambda person: Appeal.person_id == person.id,
    leaving=Leaving(_leave, _("Vos recours restent un an après la réponse, sans votre nom.")),
)
