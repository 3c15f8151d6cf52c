"""What is stored of labelling: grids, readings with their marks, and what is asked around a dossier."""

from app.reviews.models.around import ADVICE_NAMES, ADVICE_TONES, Advice, Costing, HolderQuestion, Opinion
from app.reviews.models.grids import VERDICT_NAMES, AdmissibilityCheck, Checklist, ScoringGrid, Verdict
from app.reviews.models.readings import (
    CRITERION_NAMES,
    Criterion,
    Reconciliation,
    ReconciliationMessage,
    Review,
    Score,
    ScoreChange,
)

__all__ = [
    "ADVICE_NAMES",
    "ADVICE_TONES",
    "CRITERION_NAMES",
    "VERDICT_NAMES",
    "AdmissibilityCheck",
    "Advice",
    "Checklist",
    "Costing",
    "Criterion",
    "HolderQuestion",
    "Opinion",
    "Reconciliation",
    "ReconciliationMessage",
    "Review",
    "Score",
    "ScoreChange",
    "ScoringGrid",
    "Verdict",
]
