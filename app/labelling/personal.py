"""What decisions on the label keep about people."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.privacy import KEPT, Basis, Leaving, personal
from app.labelling.models import LabelAppeal, LabelDecision, LabelRelease
from app.projects.models import Project, Proposal

TEN_YEARS = _("dix ans (pièces d’une subvention publique), puis selon les règles des archives publiques")
STAYS = Leaving(KEPT, _("La décision et le recours restent avec le dossier (RGPD, article 17.3), sans votre nom."))
TEAM = _("vous, l’équipe de votre projet et celle du programme")

personal(
    LabelRelease,
    _("Les annonces des décisions"),
    people=_("les personnes de l’équipe qui annoncent"),
    why=_("annoncer toutes les décisions au même moment, à deux"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=_("l’équipe du programme"),
    columns={
        "announced_at": "moment prévu",
        "released_at": "moment de l’annonce",
        "asked_by_id": "la personne qui a demandé",
        "approved_by_id": "la personne qui a confirmé",
    },
    technical="id public_id round_id status status_at version",
    not_exported="asked_by_id approved_by_id",
    whose=lambda person: (LabelRelease.asked_by_id == person.id) | (LabelRelease.approved_by_id == person.id),
    leaving=Leaving(KEPT, ""),
)
personal(
    LabelDecision,
    _("Les décisions sur le label"),
    people=_("les personnes qui portent un projet, celles qui préparent les décisions"),
    why=_("dire à chaque équipe ce qui est décidé, pourquoi et comment le contester"),
    basis=Basis.OBLIGATION,
    kept=TEN_YEARS,
    seen_by=TEAM,
    columns={
        "verdict": "la décision",
        "grounds": "motifs publiés",
        "reason": "raison",
        "advice": "ce qui peut être amélioré",
        "prepared_by_id": "la personne qui l’a préparée",
        "prepared_at": "date de préparation",
        "released_at": "date de l’annonce",
        "without_object": "si le dossier n’attendait plus de décision",
    },
    technical="id public_id proposal_id release_id version",
    not_exported="prepared_by_id",
    whose=lambda person: (
        LabelDecision.release_id.is_not(None)
        & LabelDecision.proposal_id.in_(
            select(Proposal.id).join(Project, Project.id == Proposal.project_id).where(Project.holder_id == person.id)
        )
    ),
    leaving=STAYS,
)
personal(
    LabelAppeal,
    _("Les recours contre un refus de label"),
    people=_("les personnes qui contestent un refus, celles qui les entendent"),
    why=_("faire entendre un recours par quelqu’un d’autre, et répondre"),
    basis=Basis.OBLIGATION,
    kept=TEN_YEARS,
    seen_by=TEAM,
    columns={
        "words": "ce qui est dit pour contester",
        "asked_by_id": "la personne qui conteste",
        "asked_at": "date",
        "answer": "réponse",
        "heard_by_id": "la personne qui a entendu le recours",
        "status": "où en est le recours",
        "status_at": "date de ce changement",
    },
    technical="id public_id decision_id",
    not_exported="asked_by_id heard_by_id",
    whose=lambda person: LabelAppeal.asked_by_id == person.id,
    leaving=STAYS,
)
