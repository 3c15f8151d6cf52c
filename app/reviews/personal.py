"""What reviews keep about those who write them."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.privacy import KEPT, Basis, Leaving, personal
from app.reviews.models import Review, Score

WORDS = _("Vos avis motivés restent, sans votre nom : une décision publique s’appuie dessus.")

personal(
    Review,
    _("Les avis du comité de labellisation"),
    people=_("les membres du comité"),
    why=_("décider du label sur des avis motivés, et vérifier que personne ne juge son propre projet"),
    basis=Basis.PUBLIC_TASK,
    kept=_("dix ans, avec le dossier du projet"),
    seen_by=_("l’équipe ; seules les moyennes sont publiques"),
    columns={"reviewer_id": "la personne qui donne l’avis", "written_at": "date de l’avis"},
    technical="id public_id proposal_id version",
    not_exported="reviewer_id",
    whose=lambda person: Review.reviewer_id == person.id,
    leaving=Leaving(KEPT, WORDS),
)
personal(
    Score,
    _("Les notes du comité"),
    people=_("les membres du comité"),
    why=_("noter chaque critère et dire pourquoi"),
    basis=Basis.PUBLIC_TASK,
    kept=_("dix ans, avec le dossier du projet"),
    seen_by=_("l’équipe ; seules les moyennes sont publiques"),
    columns={"criterion": "critère", "points": "note de 0 à 4", "reason": "motif de la note"},
    technical="id review_id",
    whose=lambda person: Score.review_id.in_(select(Review.id).where(Review.reviewer_id == person.id)),
    leaving=Leaving(KEPT, ""),
)
