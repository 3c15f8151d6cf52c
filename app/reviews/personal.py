"""What labelling keeps about people: readers and their marks, those asked for an opinion, teams that answer."""

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, or_, select

from app.accounts.models import Person
from app.core.privacy import KEPT, Basis, Leaving, personal
from app.reviews.models import (
    AdmissibilityCheck,
    Checklist,
    Costing,
    HolderQuestion,
    Opinion,
    Reconciliation,
    ReconciliationMessage,
    Review,
    Score,
    ScoreChange,
    ScoringGrid,
)

TEN_YEARS = _("dix ans, avec le dossier du projet")
COMMITTEE, STAFF = _("les membres du comité"), _("les personnes de l’équipe")
TEAM = _("l’équipe ; seules les moyennes sont publiques")
READERS = _("l’équipe et les membres du comité qui lisent le dossier")
WORDS = _("Vos avis motivés restent, sans votre nom : une décision publique s’appuie dessus.")
DEEDS = Leaving(KEPT, _("Ce que vous avez fait pour l’examen d’un dossier reste avec lui, sans votre nom."))
SILENT = Leaving(KEPT, "")


def _own_reviews(person: Person) -> ColumnElement[bool]:
    return Score.review_id.in_(select(Review.id).where(Review.reviewer_id == person.id))


personal(
    Review,
    _("Les avis du comité de labellisation"),
    people=COMMITTEE,
    why=_("décider du label sur des avis motivés, et vérifier que personne ne juge son propre projet"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=TEAM,
    columns={
        "reviewer_id": "la personne qui donne l’avis",
        "assigned_by_id": "la personne de l’équipe qui a confié la lecture",
        "assigned_at": "date à laquelle la lecture est confiée",
        "written_at": "date de l’avis",
        "status": "où en est la lecture",
        "status_at": "date de cet état",
        "reason": "motif d’une récusation, d’une mise à l’écart ou d’un retrait",
    },
    technical="id public_id proposal_id grid_id version",
    not_exported="reviewer_id assigned_by_id",
    whose=lambda person: Review.reviewer_id == person.id,
    leaving=Leaving(KEPT, WORDS),
)
personal(
    Score,
    _("Les notes du comité"),
    people=COMMITTEE,
    why=_("noter chaque critère et dire pourquoi"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=TEAM,
    columns={"criterion": "critère", "points": "note de 0 à 4", "reason": "motif de la note", "place": "passage cité"},
    technical="id review_id",
    whose=_own_reviews,
    leaving=SILENT,
)
personal(
    ScoreChange,
    _("Les notes changées en conciliation"),
    people=COMMITTEE,
    why=_("garder les deux notes et la raison du changement"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={
        "before": "première note",
        "after": "nouvelle note",
        "reason": "raison du changement",
        "changed_at": "date du changement",
    },
    technical="id score_id",
    whose=lambda person: ScoreChange.score_id.in_(select(Score.id).where(_own_reviews(person))),
    leaving=SILENT,
)
personal(
    Reconciliation,
    _("Les conciliations"),
    people=STAFF,
    why=_("comprendre pourquoi des notes s’écartent, avant de décider"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={
        "why": "pourquoi elle est ouverte",
        "opened_by_id": "qui l’a ouverte",
        "opened_at": "date d’ouverture",
        "outcome": "ce qui en est sorti",
        "closed_by_id": "qui l’a close",
        "closed_at": "date de clôture",
    },
    technical="id public_id proposal_id",
    not_exported="opened_by_id closed_by_id",
    whose=lambda person: or_(Reconciliation.opened_by_id == person.id, Reconciliation.closed_by_id == person.id),
    leaving=DEEDS,
)
personal(
    ReconciliationMessage,
    _("Ce qui se dit en conciliation"),
    people=COMMITTEE,
    why=_("échanger sur des notes qui s’écartent"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={"author_id": "qui parle", "text": "message", "said_at": "date"},
    technical="id reconciliation_id",
    not_exported="author_id",
    whose=lambda person: ReconciliationMessage.author_id == person.id,
    leaving=SILENT,
)
personal(
    ScoringGrid,
    _("Les grilles de notation"),
    people=STAFF,
    why=_("noter tous les dossiers par les mêmes critères, et savoir qui les a écrits"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={"written_by_id": "qui a écrit cette version", "written_at": "date"},
    technical="id public_id round_id number criteria alert_from frozen_at",
    not_exported="written_by_id",
    whose=lambda person: ScoringGrid.written_by_id == person.id,
    leaving=SILENT,
)
personal(
    Checklist,
    _("Les points de recevabilité"),
    people=STAFF,
    why=_("vérifier tous les dossiers de la même façon"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={"written_by_id": "qui a écrit cette version", "written_at": "date"},
    technical="id public_id round_id number points",
    not_exported="written_by_id",
    whose=lambda person: Checklist.written_by_id == person.id,
    leaving=SILENT,
)
personal(
    AdmissibilityCheck,
    _("La recevabilité des dossiers"),
    people=STAFF,
    why=_("dire, point par point, si un dossier peut être examiné"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={
        "verdict": "réponse",
        "reason": "raison",
        "checked_by_id": "qui a vérifié",
        "checked_at": "date",
    },
    technical="id public_id proposal_id checklist_id point asked",
    not_exported="checked_by_id",
    whose=lambda person: AdmissibilityCheck.checked_by_id == person.id,
    leaving=SILENT,
)
personal(
    Opinion,
    _("Les avis des services"),
    people=_("les personnes des services à qui un avis est demandé"),
    why=_("éclairer l’examen d’un dossier par qui connaît le territoire"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={
        "service": "service",
        "asked_of_id": "la personne qui répond",
        "question": "ce qui lui est demandé",
        "asked_by_id": "qui demande",
        "asked_at": "date de la demande",
        "due_on": "jour attendu",
        "reminded_at": "date du rappel",
        "advice": "avis",
        "text": "raison de l’avis",
        "answered_at": "date de l’avis",
    },
    technical="id public_id proposal_id",
    not_exported="asked_of_id asked_by_id",
    whose=lambda person: Opinion.asked_of_id == person.id,
    leaving=SILENT,
)
personal(
    Costing,
    _("Les chiffrages"),
    people=STAFF,
    why=_("savoir si la somme demandée correspond au coût réel"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=READERS,
    columns={
        "estimate_cents": "montant estimé",
        "estimated_by": "qui estime",
        "note": "comment",
        "written_by_id": "qui l’a noté",
        "written_at": "date",
    },
    technical="id public_id proposal_id",
    not_exported="written_by_id",
    whose=lambda person: Costing.written_by_id == person.id,
    leaving=SILENT,
)
personal(
    HolderQuestion,
    _("Les questions posées aux équipes"),
    people=_("les personnes qui portent un projet, celles qui l’examinent"),
    why=_("préciser un dossier sans changer son texte"),
    basis=Basis.PUBLIC_TASK,
    kept=TEN_YEARS,
    seen_by=_("l’équipe du projet, l’équipe et les membres du comité"),
    columns={
        "text": "question",
        "asked_by_id": "qui demande",
        "asked_at": "date de la question",
        "due_on": "jour attendu",
        "answer": "réponse",
        "answered_by_id": "qui répond",
        "answered_at": "date de la réponse",
    },
    technical="id public_id proposal_id",
    not_exported="asked_by_id answered_by_id",
    whose=lambda person: or_(HolderQuestion.asked_by_id == person.id, HolderQuestion.answered_by_id == person.id),
    leaving=DEEDS,
)
