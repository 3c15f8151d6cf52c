"""What is kept about people when two proposals are declared exclusive, or joined."""

from flask_babel import lazy_gettext as _
from sqlalchemy import or_

from app.core.privacy import KEPT, Basis, Leaving, personal
from app.pairings.models import Merger, ProposalExclusion

TEN_YEARS = _("dix ans (pièces d’une subvention publique), puis selon les règles des archives publiques")
TEAM = _("vous, l’équipe de votre projet et celle du programme")

personal(
    ProposalExclusion,
    _("Les projets qui s’excluent"),
    people=_("les personnes de l’équipe qui le disent"),
    why=_("compter le vote sans retenir deux projets qui ne peuvent pas se faire ensemble"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=_("l’équipe du programme"),
    columns={
        "reason": "pourquoi un seul des deux",
        "declared_by_id": "la personne qui l’a dit",
        "declared_at": "date",
        "lifted_at": "date à laquelle ce n’est plus vrai",
        "lift_reason": "pourquoi ce n’est plus vrai",
    },
    technical="id public_id round_id first_id second_id",
    not_exported="declared_by_id",
    whose=lambda person: ProposalExclusion.declared_by_id == person.id,
    leaving=Leaving(KEPT, ""),
)
personal(
    Merger,
    _("Les rapprochements de projets"),
    people=_("les personnes qui portent un projet"),
    why=_("faire de deux projets un seul, avec l’accord des deux équipes"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=TEAM,
    columns={
        "title": "nom du projet commun",
        "summary": "résumé",
        "words": "ce que les équipes feront ensemble",
        "requested_cents": "somme demandée",
        "asked_by_id": "la personne qui propose",
        "asked_at": "date",
        "answered_by_id": "la personne qui répond",
        "reason": "raison d’un refus",
        "status": "où en est la demande",
        "status_at": "date de ce changement",
    },
    technical="id public_id asking_id asked_id merged_id",
    not_exported="asked_by_id answered_by_id",
    whose=lambda person: or_(Merger.asked_by_id == person.id, Merger.answered_by_id == person.id),
    leaving=Leaving(KEPT, _("Les rapprochements restent avec les dossiers, sans votre nom.")),
)
