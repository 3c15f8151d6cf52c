"""What the desk keeps about people: reports, cases and decisions; for how long, and what leaving does to them."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.accounts.models import Person
from app.casework import contents
from app.casework.models import Case, Decision, Flag, SavedAnswer
from app.casework.status import OPEN, CaseStatus
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.privacy import KEPT, Basis, Leaving, deleting, not_personal, personal, retention

QUIET = {"synchronize_session": False}


def _unname(person: Person) -> None:
    mine = update(Flag).where(Flag.person_id == person.id).values(person_id=None)
    db.session.execute(mine, execution_options=QUIET)


def _close_what_is_gone(person: Person) -> None:
    """Close the cases on what leaves with them; the figures stay, without title."""
    for case in db.session.scalars(select(Case).where(Case.author_id == person.id, Case.status.in_(OPEN))):
        if contents.is_withdrawn(contents.content_of(case.subject_kind, case.reference)):
            advance(case, "close", by=None, withdrawn=True)
    db.session.flush()
    gone = update(Case).where(Case.author_id == person.id, Case.status.not_in(OPEN))
    db.session.execute(gone.values(title=""), execution_options=QUIET)


def _untitle(ids: Sequence[int]) -> None:
    db.session.execute(update(Case).where(Case.id.in_(ids)).values(title=""), execution_options=QUIET)


FLAGS = retention(
    "flags",
    _("un an après la réponse"),
    timedelta(days=365),
    lambda before: select(Flag.id).where(Flag.closed_at < before),
    deleting(Flag.id),
)
personal(
    Flag,
    _("Vos signalements"),
    people=_("les personnes qui signalent un contenu, avec un compte ou sans"),
    why=_("lire ce qui est signalé, et répondre à qui l’a signalé (règlement (UE) 2022/2065, article 16)"),
    basis=Basis.OBLIGATION,
    kept=FLAGS,
    seen_by=_("vous ; l’équipe lit le motif et les précisions, sans votre nom"),
    columns={
        "person_id": "la personne qui signale",
        "email": "l’adresse donnée pour recevoir la réponse, sans compte",
        "ground": "ce qui ne va pas",
        "words": "les précisions données",
        "good_faith": "fait de bonne foi, comme vous l’avez dit",
        "weight": "ce qu’il pèse, d’après ce que sont devenus vos signalements d’avant",
        "created_at": "date du signalement",
        "closed_at": "date de la réponse",
        "outcome": "ce qui a été décidé",
    },
    technical="id public_id case_id",
    not_exported="person_id email",
    whose=lambda person: Flag.person_id == person.id,
    leaving=Leaving(_unname, _("Vos signalements restent, sans votre nom, jusqu’à un an après leur réponse.")),
)
personal(
    Case,
    _("Les dossiers de modération sur ce que vous publiez"),
    people=_("les personnes dont un contenu est relu ou signalé, et l’équipe qui le relit"),
    why=_("relire ce qui est publié, et pouvoir dire ce qui a été décidé et pourquoi"),
    basis=Basis.OBLIGATION,
    kept=retention(
        "cases",
        _("le titre : un an après la décision ; le reste, sans titre, aussi longtemps que les chiffres publics"),
        timedelta(days=365),
        lambda before: select(Case.id).where(
            Case.status.in_([CaseStatus.DECIDED, CaseStatus.CLOSED]), Case.status_at < before, Case.title != ""
        ),
        _untitle,
    ),
    seen_by=_("vous et l’équipe"),
    columns={
        "title": "titre ou premiers mots du contenu",
        "author_id": "la personne qui l’a écrit",
        "hints": "ce que la machine a remarqué",
        "gravity": "gravité possible",
        "grounds": "motifs signalés, et combien de fois",
        "opened_at": "date d’ouverture",
        "claimed_by_id": "la personne de l’équipe qui le relit",
        "claimed_at": "depuis quand",
        "status": "où il en est",
        "status_at": "date de cet état",
    },
    technical="id public_id subject_kind reference round_id event_id municipality_code cause link_site due_at weight "
    "is_flood version",
    not_exported="author_id claimed_by_id claimed_at",
    whose=lambda person: Case.author_id == person.id,
    leaving=Leaving(
        _close_what_is_gone,
        _("Les dossiers sur vos contenus restent dans les chiffres, sans titre ni nom."),
        stays=True,
    ),
)
personal(
    Decision,
    _("Les décisions de modération"),
    people=_("l’équipe qui décide, et les personnes dont un contenu est jugé"),
    why=_("donner les raisons d’une décision et permettre de la contester (règlement (UE) 2022/2065, article 17)"),
    basis=Basis.OBLIGATION,
    kept=_("aussi longtemps que le dossier"),
    seen_by=_("l’auteur du contenu, sans le nom de qui a décidé ; l’équipe"),
    columns={
        "verb": "ce qui a été décidé",
        "ground": "motif publié",
        "facts": "les faits",
        "reason": "la raison",
        "automated": "décidé par un programme ou non",
        "by_id": "la personne de l’équipe qui a décidé",
        "at": "date",
    },
    technical="id public_id case_id before into measure_id undoes_id",
    not_exported="by_id",
    whose=lambda person: Decision.case_id.in_(select(Case.id).where(Case.author_id == person.id)),
    leaving=Leaving(KEPT, _("Les décisions restent : d’autres s’appuient dessus.")),
)
not_personal(SavedAnswer)
