"""What submissions keep about people, for how long, and what leaving does to it."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.privacy import KEPT, Basis, Leaving, personal
from app.projects.models import Project
from app.submissions.models import CompletionRequest, Submission

TEN_YEARS = _("dix ans (pièces d’une subvention publique), puis selon les règles des archives publiques")
TEAM = _("vous, l’équipe de votre projet et celle du programme")
STAYS = Leaving(
    KEPT, _("L’accusé de réception et la demande de compléter restent avec le dossier déposé (RGPD, article 17.3).")
)
personal(
    Submission,
    _("Les accusés de réception"),
    people=_("les personnes qui déposent un dossier"),
    why=_("prouver qu’un dossier a été déposé, quand, et ce qu’il disait"),
    basis=Basis.OBLIGATION,
    kept=TEN_YEARS,
    seen_by=TEAM,
    columns={
        "public_id": "adresse de l’accusé de réception",
        "year": "année du numéro",
        "place": "rang du dossier dans l’année",
        "submitted_at": "date et heure du dépôt",
        "submitted_by_id": "la personne qui a déposé",
        "digest": "empreinte du dossier figé",
    },
    technical="id project_id proposal_id",
    not_exported="submitted_by_id",
    whose=lambda person: Submission.submitted_by_id == person.id,
    leaving=STAYS,
)
personal(
    CompletionRequest,
    _("Les demandes de compléter un dossier"),
    people=_("les personnes qui portent un projet, l’équipe qui l’examine"),
    why=_("dire ce qui manque, une fois, et pouvoir le montrer ensuite"),
    basis=Basis.OBLIGATION,
    kept=TEN_YEARS,
    seen_by=TEAM,
    columns={
        "public_id": "identifiant de la demande",
        "reasons": "ce qui manque, partie par partie",
        "asked_at": "date de la demande",
        "asked_by_id": "la personne de l’équipe qui demande",
    },
    technical="id project_id proposal_id",
    not_exported="asked_by_id",
    whose=lambda person: CompletionRequest.project_id.in_(select(Project.id).where(Project.holder_id == person.id)),
    leaving=STAYS,
)
