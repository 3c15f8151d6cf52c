"""What is kept of a parent's agreement, for how long, and what leaving does to it."""

from flask_babel import lazy_gettext as _
from sqlalchemy import func, or_, select

from app.core.privacy import DELETED, Basis, Leaving, deleting, personal, retention
from app.minors.models import ParentalAgreement
from app.minors.queries import OPEN_FOR

WITHOUT = retention(
    "agreements",
    _("un accord donné : jusqu’aux 15 ans ou au départ ; une demande sans accord, ou un accord retiré : trente jours"),
    OPEN_FOR,
    lambda before: select(ParentalAgreement.id).where(
        or_(ParentalAgreement.given_at.is_(None), ParentalAgreement.withdrawn_at.is_not(None)),
        func.coalesce(ParentalAgreement.withdrawn_at, ParentalAgreement.asked_at) < before,
    ),
    deleting(ParentalAgreement.id),
)
personal(
    ParentalAgreement,
    _("L’accord d’un parent"),
    people=_("les personnes de moins de 15 ans, et le parent qu’elles désignent"),
    why=_("la loi demande l’accord d’un parent avant 15 ans (loi Informatique et libertés, article 45)"),
    basis=Basis.OBLIGATION,
    kept=WITHOUT,
    seen_by=_("vous et le parent qui a reçu le lien"),
    columns={
        "person_id": "la personne de moins de 15 ans",
        "parent_email": "adresse du parent : lui demander son accord, rien d’autre",
        "asked_at": "date de la demande",
        "given_at": "date de l’accord",
        "withdrawn_at": "date du refus ou du retrait",
    },
    technical="id public_id",
    not_exported="person_id",
    whose=lambda person: ParentalAgreement.person_id == person.id,
    leaving=Leaving(DELETED, _("L’adresse de votre parent et sa réponse sont effacées.")),
)
