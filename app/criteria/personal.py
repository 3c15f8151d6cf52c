"""What criteria keep about people: what a team says of its own project."""

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from app.accounts.models import Person
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, personal
from app.criteria.models import SelfAssessment
from app.projects.models import Project


def _leave(person: Person) -> None:
    mine = select(Project.id).where(Project.holder_id == person.id)
    db.session.execute(
        delete(SelfAssessment).where(SelfAssessment.project_id.in_(mine)),
        execution_options={"synchronize_session": False},
    )


personal(
    SelfAssessment,
    _("Comment vous situez votre projet"),
    people=_("les personnes qui portent un projet"),
    why=_("préparer le dossier et estimer la subvention"),
    basis=Basis.PUBLIC_TASK,
    kept=_("avec le projet : un brouillon, un an après le dernier changement ; déposé, dix ans"),
    seen_by=_("vous et l’équipe ; déposées avec le dossier : tout le monde, et les documents pour le comité"),
    columns={
        "asked": "la question posée",
        "points": "points que vous vous donnez",
        "proof": "preuve écrite",
        "link": "adresse donnée en preuve",
        "created_at": "date de la première réponse",
        "updated_at": "date du dernier changement",
    },
    technical="id public_id project_id question version",
    whose=lambda person: SelfAssessment.project_id.in_(select(Project.id).where(Project.holder_id == person.id)),
    leaving=Leaving(
        _leave, _("Vos réponses sur les critères sont effacées ; ce qui est déposé reste dans le dossier déposé.")
    ),
)
