"""What sheets keep about people: who printed, typed and claimed them; never what the paper says."""

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, update

from app.accounts.models import Person
from app.collecting.models import Sheet, SheetBatch
from app.core.extensions import db
from app.core.privacy import KEPT, Basis, Leaving, personal

QUIET = {"synchronize_session": False}


def _unname(person: Person) -> None:
    for column in (Sheet.typed_by_id, Sheet.claimed_by_id):
        mine = update(Sheet).where(column == person.id).values({column: None})
        db.session.execute(mine, execution_options=QUIET)


personal(
    SheetBatch,
    _("Les feuilles imprimées pour un comptoir"),
    people=_("les personnes qui préparent un comptoir"),
    why=_("savoir combien de feuilles circulent, et qui les a imprimées"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que le rendez-vous"),
    seen_by=_("l’équipe, les accompagnateurs et les personnes qui accueillent"),
    columns={"made_by_id": "la personne qui a imprimé", "created_at": "date de l’impression"},
    technical="id public_id event_id first last",
    not_exported="made_by_id",
    whose=lambda person: SheetBatch.made_by_id == person.id,
    leaving=Leaving(KEPT, _("Le compte des feuilles reste, sous le nom « Personne partie ».")),
)
personal(
    Sheet,
    _("Les feuilles remplies à un comptoir"),
    people=_("les personnes qui recopient une feuille, et celles qui réclament la leur"),
    why=_("rendre à son auteur une envie écrite sur papier"),
    basis=Basis.PUBLIC_TASK,
    kept=_("aussi longtemps que l’envie"),
    seen_by=_("personne : seuls des comptes en sont montrés"),
    columns={
        "typed_by_id": "la personne qui l’a recopiée",
        "typed_at": "date de la saisie",
        "claimed_by_id": "la personne qui l’a réclamée avec le code",
        "claimed_at": "date de la réclamation",
    },
    technical="id public_id batch_id event_id number code_digest idea_id",
    not_exported="typed_by_id claimed_by_id",
    whose=lambda person: or_(Sheet.typed_by_id == person.id, Sheet.claimed_by_id == person.id),
    leaving=Leaving(_unname, _("La feuille reste liée à l’envie, sans votre nom.")),
)
