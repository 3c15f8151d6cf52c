"""What whoever closes a phase looks at first: figures that the features above give, and what closing changes."""

from collections.abc import Callable, Sequence

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy import select

from app.core.audit import AuditEvent, name_of
from app.core.extensions import db
from app.core.text import number
from app.rounds.models import Phase, PhaseKind, Round

Figures = Callable[[Round], Sequence[tuple[str, int]]]
_given: dict[PhaseKind, list[Figures]] = {}
CONSEQUENCES: dict[PhaseKind, LazyString] = {
    PhaseKind.IDEAS: lazy_gettext(
        "Plus personne ne propose d’envie dans cette édition ; celles qui sont publiées restent à lire."
    ),
    PhaseKind.COMPTOIRS: lazy_gettext("Les rendez-vous déjà annoncés ont lieu ; l’édition passe à la suite."),
    PhaseKind.SUBMISSION: lazy_gettext(
        "Plus aucun dossier n’est déposé ; ceux qui ne le sont pas restent des brouillons."
    ),
    PhaseKind.LABELLING: lazy_gettext("Le comité ne décide plus ; un dossier sans décision ne va pas au vote."),
    PhaseKind.CONTESTATION: lazy_gettext("Plus aucun examen n’est rouvert ; la liste des projets du vote est fixée."),
    PhaseKind.VOTE: lazy_gettext("Plus aucun bulletin n’entre, à la seconde même ; le dépouillement peut commencer."),
}


def before_closing(kind: PhaseKind) -> Callable[[Figures], Figures]:
    """Register what a feature counts for whoever closes a phase of that kind."""

    def register(figures: Figures) -> Figures:
        _given.setdefault(kind, []).append(figures)
        return figures

    return register


def figures_of(phase: Phase) -> list[tuple[str, str]]:
    """The figures of a phase, each with its name."""
    found = [pair for figures in _given.get(phase.kind, []) for pair in figures(phase.round)]
    return [(name, number(count)) for name, count in found]


def consequence_of(phase: Phase) -> str:
    """What changes once it is closed."""
    return str(CONSEQUENCES.get(phase.kind, _("L’édition passe à la suite.")))


def reason_of_request(phase: Phase) -> str:
    """Why the closing was asked for, as the log keeps it; "" without a reason."""
    asked = select(AuditEvent).where(AuditEvent.subject == name_of(phase), AuditEvent.verb == "phase.request_close")
    line = db.session.scalars(asked.order_by(AuditEvent.id.desc()).limit(1)).first()
    return str(line.facts.get("reason", "")) if line else ""
