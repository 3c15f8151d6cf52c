"""What projects keep about people, for how long, and what leaving does to it."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, delete, exists, select

from app.accounts.models import Person
from app.core.extensions import db
from app.core.privacy import DELETED, KEPT, Basis, Leaving, Words, before_leaving, not_personal, personal, retention
from app.projects.models import Answer, Hosting, Member, Project, Proposal, Step, StepField, StepVersion
from app.projects.policy import CANDIDATES
from app.projects.status import ProjectStatus
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import PhaseStatus, RoundStatus

QUIET = {"synchronize_session": False}
HOLDERS = _("les personnes qui portent un projet")
NEVER_ENTERED = ~exists().where(Proposal.project_id == Project.id)


def _delete(which: ColumnElement[bool]) -> None:
    """Delete projects never entered in a round, with their answers; what has been submitted is a public record."""
    ids = select(Project.id).where(which, NEVER_ENTERED)
    db.session.execute(delete(Hosting).where(Hosting.project_id.in_(ids)), execution_options=QUIET)
    db.session.execute(delete(Answer).where(Answer.project_id.in_(ids)), execution_options=QUIET)
    db.session.execute(delete(StepVersion).where(StepVersion.project_id.in_(ids)), execution_options=QUIET)
    db.session.execute(delete(Project).where(Project.id.in_(ids)), execution_options=QUIET)


def _delete_drafts(ids: Sequence[int]) -> None:
    _delete(Project.id.in_(ids))


def _delete_answers(person: Person) -> None:
    mine = select(Project.id).where(Project.holder_id == person.id)
    db.session.execute(delete(Answer).where(Answer.project_id.in_(mine)), execution_options=QUIET)


def _delete_versions(person: Person) -> None:
    mine = select(Project.id).where(Project.holder_id == person.id)
    db.session.execute(delete(StepVersion).where(StepVersion.project_id.in_(mine)), execution_options=QUIET)


def _leave(person: Person) -> None:
    _delete(Project.holder_id == person.id)


def _untouched_since(before: object) -> ColumnElement[bool]:
    return ~exists().where(Answer.project_id == Project.id, Answer.written_at >= before)


DRAFTS = retention(
    "drafts",
    _("brouillon jamais déposé : un an après le dernier changement ; déposé : dix ans, puis les archives publiques"),
    timedelta(days=365),
    lambda before: select(Project.id).where(
        Project.status == ProjectStatus.DRAFT, Project.updated_at < before, _untouched_since(before), NEVER_ENTERED
    ),
    _delete_drafts,
)


not_personal(Step, StepField)
personal(
    Project,
    _("Vos projets"),
    people=HOLDERS,
    why=_("écrire le dossier par étapes, être accompagné, le déposer"),
    basis=Basis.PUBLIC_TASK,
    kept=DRAFTS,
    seen_by=_("vous et l’équipe ; tout le monde une fois le projet labellisé"),
    columns={
        "public_id": "adresse du projet sur le site",
        "holder_id": "la personne qui porte le projet",
        "title": "titre",
        "summary": "résumé",
        "collective": "nom du collectif ou de l’association",
        "theme": "thème",
        "municipality_code": "commune du projet (code INSEE)",
        "youth": "porté par des jeunes, comme l’équipe le dit",
        "status": "où il en est",
        "status_at": "date de cet état",
        "to_complete": "ce que l’équipe demande de compléter",
        "comptoir_waiver": "pourquoi une dispense de comptoir a été donnée",
        "created_at": "date de création",
        "updated_at": "date du dernier changement",
    },
    technical="id round_id idea_id version hidden_at",
    not_exported="holder_id",
    whose=lambda person: Project.holder_id == person.id,
    leaving=Leaving(
        _leave,
        _("Vos brouillons de projets sont effacés. Un projet déposé reste, porté par « Personne partie »."),
    ),
)
personal(
    Member,
    _("Les équipes dont vous êtes"),
    people=_("les personnes qui écrivent ou lisent un dossier avec celle qui le porte"),
    why=_("écrire un dossier à plusieurs"),
    basis=Basis.PUBLIC_TASK,
    kept=_("avec le projet, ou jusqu’à ce que la personne quitte l’équipe"),
    seen_by=_("vous, les autres membres de l’équipe du projet et l’équipe du programme"),
    columns={
        "person_id": "la personne membre",
        "role": "ce qu’elle peut faire : écrire ou lire",
        "joined_at": "date d’arrivée dans l’équipe",
    },
    technical="id public_id project_id",
    not_exported="person_id",
    whose=lambda person: Member.person_id == person.id,
    leaving=Leaving(DELETED, _("Vous quittez les équipes des projets des autres ; ce que vous y avez écrit y reste.")),
)
personal(
    Answer,
    _("Ce que vous écrivez dans un dossier"),
    people=HOLDERS,
    why=_("composer le dossier"),
    basis=Basis.PUBLIC_TASK,
    kept=DRAFTS,
    seen_by=_("vous et l’équipe"),
    columns={"text": "réponse écrite", "written_at": "date de la réponse"},
    technical="id project_id field_id",
    whose=lambda person: Answer.project_id.in_(select(Project.id).where(Project.holder_id == person.id)),
    leaving=Leaving(_delete_answers, _("Vos réponses de travail sont effacées, déposées ou non.")),
)
personal(
    StepVersion,
    _("Les versions de ce que vous écrivez"),
    people=_("les personnes qui écrivent un dossier"),
    why=_("retrouver un texte, écrire à plusieurs sans rien perdre"),
    basis=Basis.PUBLIC_TASK,
    kept=DRAFTS,
    seen_by=_("l’équipe du projet et celle du programme"),
    columns={
        "author_id": "la personne qui a écrit cette version",
        "texts": "réponses de l’étape dans cette version",
        "kind": "comment elle a été enregistrée",
        "began_at": "début de l’écriture",
        "saved_at": "dernier enregistrement",
    },
    technical="id project_id step_id number page",
    not_exported="author_id",
    whose=lambda person: StepVersion.author_id == person.id,
    leaving=Leaving(
        _delete_versions,
        _("Les versions de vos projets sont effacées ; celles des projets d’autres personnes restent, sans votre nom."),
    ),
)
personal(
    Hosting,
    _("Les structures qui portent vos projets"),
    people=_("les personnes qui demandent à une structure de porter un projet, ou qui lui répondent"),
    why=_("savoir quelle structure porte un projet, et sur quelles conditions"),
    basis=Basis.PUBLIC_TASK,
    kept=_("avec le projet"),
    seen_by=_("vous, la structure et l’équipe ; tout le monde une fois le projet labellisé"),
    columns={
        "asked_by_id": "la personne qui demande",
        "answered_by_id": "la personne qui répond pour la structure",
        "message": "le mot écrit à la structure",
        "terms": "conditions écrites par la structure",
        "reason": "pourquoi il est décliné ou fini",
        "status": "où il en est",
        "status_at": "date de cet état",
        "created_at": "date de la demande",
    },
    technical="id public_id project_id organisation_id is_own takes_account takes_accounting takes_insurance "
    "updated_at",
    not_exported="asked_by_id answered_by_id",
    whose=lambda person: Hosting.asked_by_id == person.id,
    leaving=Leaving(KEPT, _("La structure d’un projet déposé reste avec lui ; celle d’un brouillon est effacée.")),
)
personal(
    Proposal,
    _("Les projets déposés"),
    people=HOLDERS,
    why=_("examiner le dossier, le soumettre au vote, verser et justifier la subvention"),
    basis=Basis.PUBLIC_TASK,
    kept=_("dix ans (pièces d’une subvention publique), puis selon les règles des archives publiques"),
    seen_by=_("vous et l’équipe ; tout le monde une fois le projet labellisé"),
    columns={
        "public_id": "adresse sur le site",
        "code": "nom du projet dans les bulletins",
        "title": "titre déposé",
        "summary": "résumé déposé",
        "collective": "nom du collectif ou de l’association",
        "place": "lieu du projet",
        "answers": "dossier tel qu’il a été déposé",
        "requested_cents": "subvention demandée, en centimes",
        "budget_cents": "budget, en centimes",
        "scores": "notes du comité",
        "status": "où il en est",
        "status_at": "date de cet état",
        "decision_reason": "motif de la décision",
        "decided_by_id": "la personne de l’équipe qui a refusé : une autre relit",
        "created_at": "date du dépôt",
    },
    technical="id round_id project_id number theme municipality_code youth version updated_at",
    not_exported="decided_by_id",
    whose=lambda person: Proposal.project_id.in_(select(Project.id).where(Project.holder_id == person.id)),
    leaving=Leaving(
        KEPT,
        _(
            "Les projets déposés : le vote, l’égalité entre les projets et la justification des subventions en "
            "dépendent (RGPD, article 17.3)."
        ),
    ),
)


@before_leaving
def hand_over_the_project(person: Person) -> Words | None:
    """A team does not lose its project with its holder: it is handed over, or the team is told first."""
    written = select(Project.title).where(Project.holder_id == person.id, NEVER_ENTERED)
    title = db.session.scalar(written.where(exists().where(Member.project_id == Project.id)).limit(1))
    return title and _(
        "Vous portez le projet « %(title)s » avec une équipe : confiez-le d’abord à quelqu’un, ou retirez les membres "
        "de l’équipe pour qu’il soit effacé avec votre compte.",
        title=title,
    )


@before_leaving
def finish_the_round(person: Person) -> Words | None:
    """A project in a round under way needs somebody who answers for it."""
    over = exists().where(
        Phase.round_id == Round.id, Phase.kind == PhaseKind.RESULTS, Phase.status == PhaseStatus.CLOSED
    )
    mine = select(Proposal.title).join(Project).join(Round, Round.id == Proposal.round_id)
    title = db.session.scalar(
        mine.where(
            Project.holder_id == person.id,
            Proposal.status.in_(CANDIDATES),
            Round.status == RoundStatus.PUBLISHED,
            ~over,
        ).limit(1)
    )
    return title and _(
        "Votre projet « %(title)s » est dans une édition en cours. Écrivez d’abord à l’équipe : elle le retire (avant "
        "le vote), ou vous attendez la fin de la phase des résultats.",
        title=title,
    )
