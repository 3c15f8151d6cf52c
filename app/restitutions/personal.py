"""What contributions and reports keep about people: a name when it was signed."""

from flask_babel import lazy_gettext as _
from sqlalchemy import update

from app.accounts.models import Person
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, not_personal, personal
from app.restitutions.models import Contribution, Restitution, RestitutionIdea


def _unsign(person: Person) -> None:
    mine = update(Contribution).where(Contribution.author_id == person.id).values(author_id=None)
    db.session.execute(mine, execution_options={"synchronize_session": False})


not_personal(Restitution, RestitutionIdea)
personal(
    Contribution,
    _("Vos contributions aux rendez-vous"),
    people=_("les personnes qui contribuent pendant un rendez-vous"),
    why=_("garder ce que les participants apportent, et l’inscrire dans ce qui s’est dit"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que le rendez-vous est présenté"),
    seen_by=_("tout le monde ; l’auteur seulement s’il a signé"),
    columns={
        "author_id": "la personne, si elle a signé",
        "body": "ce qui est écrit",
        "kind": "contribution ou recommandation",
        "created_at": "date",
        "status": "publiée ou masquée",
        "decision_reason": "raison de la décision",
    },
    technical="id public_id event_id session_id status_at",
    not_exported="author_id",
    whose=lambda person: Contribution.author_id == person.id,
    leaving=Leaving(_unsign, _("Vos contributions aux rendez-vous restent, sans votre nom.")),
)
