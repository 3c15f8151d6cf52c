"""What budgets keep about people: the table of one's own project."""

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, delete, select

from app.accounts.models import Person
from app.budgets.models import Budget, BudgetLine
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, personal
from app.projects.models import Project

HOLDERS = _("les personnes qui portent un projet")
KEPT_WITH = _("avec le projet : un brouillon, un an après le dernier changement ; déposé, dix ans")


def _tables(person: Person) -> Select[int]:
    return select(Budget.id).where(Budget.project_id.in_(select(Project.id).where(Project.holder_id == person.id)))


def _leave(person: Person) -> None:
    """What was submitted is frozen with the proposal; the working table goes."""
    quiet = {"synchronize_session": False}
    ids = list(db.session.scalars(_tables(person)))
    db.session.execute(delete(BudgetLine).where(BudgetLine.budget_id.in_(ids)), execution_options=quiet)
    db.session.execute(delete(Budget).where(Budget.id.in_(ids)), execution_options=quiet)


personal(
    BudgetLine,
    _("Les lignes de vos budgets"),
    people=HOLDERS,
    why=_("chiffrer le projet et dire qui le paie"),
    basis=Basis.PUBLIC_TASK,
    kept=KEPT_WITH,
    seen_by=_("vous et l’équipe"),
    columns={
        "account": "compte de la nomenclature",
        "label": "libellé",
        "quantity": "quantité, en millièmes",
        "unit": "unité",
        "unit_cents": "prix unitaire, en centimes",
        "amount_cents": "montant, en centimes",
        "is_asked": "somme demandée au Budget citoyen",
        "funding": "réponse du financeur",
        "funding_on": "date de cette réponse",
    },
    technical="id public_id budget_id position",
    whose=lambda person: BudgetLine.budget_id.in_(_tables(person)),
    leaving=Leaving(_leave, _("Les tableaux de budget de travail sont effacés, déposés ou non.")),
)
personal(
    Budget,
    _("Les budgets de vos projets"),
    people=HOLDERS,
    why=_("savoir quand le tableau a changé, pour que deux personnes l’écrivent sans se perdre"),
    basis=Basis.PUBLIC_TASK,
    kept=KEPT_WITH,
    seen_by=_("vous et l’équipe"),
    columns={"created_at": "date du premier enregistrement", "updated_at": "date du dernier changement"},
    technical="id public_id project_id version",
    whose=lambda person: Budget.id.in_(_tables(person)),
    leaving=Leaving(lambda _person: None, ""),
)
