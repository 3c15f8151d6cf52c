"""What teams keep about people: who was invited, asked to hold a project, has a task, wrote a remark."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, exists, or_, select, update

from app.accounts.models import Person
from app.core.extensions import db
from app.core.privacy import KEPT, Basis, Leaving, deleting, personal, retention
from app.teams.models import Handover, Remark, Task, TeamInvitation, Thread

QUIET = {"synchronize_session": False}
TEAM = _("les personnes de l’équipe d’un projet, et celles qui l’accompagnent")
SEEN_BY = _("vous, l’équipe du projet, les personnes qui l’accompagnent et celles du programme")
WITH_PROJECT = _("avec le projet")
INVITATIONS = retention(
    "team-invitations",
    _("trente jours après la fin de l’invitation, qu’elle ait servi ou non"),
    timedelta(days=30),
    lambda before: select(TeamInvitation.id).where(TeamInvitation.expires_at < before),
    deleting(TeamInvitation.id),
)


def _forget_invitations(person: Person) -> None:
    to_me = delete(TeamInvitation).where(TeamInvitation.email == person.email)
    db.session.execute(to_me, execution_options=QUIET)


def _give_tasks_back(person: Person) -> None:
    mine = update(Task).where(Task.assignee_id == person.id).values(assignee_id=None)
    db.session.execute(mine, execution_options=QUIET)


def _delete_remarks(person: Person) -> None:
    """What the person wrote goes; a thread left without a word goes with it."""
    mine = delete(Remark).where(Remark.author_id == person.id)
    db.session.execute(mine, execution_options=QUIET)
    empty = delete(Thread).where(~exists().where(Remark.thread_id == Thread.id))
    db.session.execute(empty, execution_options=QUIET)


personal(
    TeamInvitation,
    _("Les invitations dans l’équipe d’un projet"),
    people=_("les personnes invitées"),
    why=_("proposer à quelqu’un d’écrire ou de lire un projet"),
    basis=Basis.PUBLIC_TASK,
    kept=INVITATIONS,
    seen_by=_("la personne qui porte le projet"),
    columns={
        "email": "adresse de la personne invitée ; vide pour un lien",
        "role": "ce qu’elle pourra faire",
        "sent_by_id": "la personne qui invite",
        "sent_at": "date d’envoi",
        "expires_at": "fin de validité",
        "revoked_at": "date du retrait",
    },
    technical="id public_id project_id most used",
    not_exported="sent_by_id",
    whose=lambda person: TeamInvitation.email == person.email,
    leaving=Leaving(_forget_invitations, _("Les invitations reçues à votre adresse sont effacées.")),
)
personal(
    Handover,
    _("Les projets confiés"),
    people=_("la personne à qui un projet est proposé, et celle qui le propose"),
    why=_("savoir qui répond d’un projet, et depuis quand"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_PROJECT,
    seen_by=SEEN_BY,
    columns={
        "to_id": "la personne à qui il est proposé",
        "offered_by_id": "la personne qui le propose",
        "message": "le mot qui accompagne la proposition",
        "offered_at": "date de la proposition",
        "status": "réponse",
        "status_at": "date de la réponse",
    },
    technical="id public_id project_id",
    not_exported="to_id offered_by_id",
    whose=lambda person: or_(Handover.to_id == person.id, Handover.offered_by_id == person.id),
    leaving=Leaving(KEPT, _("La trace de qui a porté un projet reste avec lui.")),
)
personal(
    Task,
    _("Les tâches d’un projet"),
    people=TEAM,
    why=_("se répartir le travail"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_PROJECT,
    seen_by=SEEN_BY,
    columns={
        "title": "ce qu’il y a à faire",
        "assignee_id": "la personne qui s’en charge",
        "due_on": "pour quand",
        "created_by_id": "la personne qui l’a écrite",
        "created_at": "date d’ajout",
        "done_at": "date où elle est faite",
        "done_by_id": "la personne qui l’a faite",
    },
    technical="id public_id project_id",
    not_exported="assignee_id created_by_id done_by_id",
    whose=lambda person: or_(
        Task.assignee_id == person.id, Task.created_by_id == person.id, Task.done_by_id == person.id
    ),
    leaving=Leaving(_give_tasks_back, _("Vos tâches restent à l’équipe du projet, sans votre nom.")),
)
personal(
    Thread,
    _("Les fils de remarques d’un dossier"),
    people=TEAM,
    why=_("savoir ce qui reste à régler dans un dossier"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_PROJECT,
    seen_by=SEEN_BY,
    columns={
        "place": "question du dossier",
        "opened_at": "date de la première remarque",
        "waits_since": "depuis quand l’équipe doit répondre",
        "resolved_at": "date où le fil est réglé",
        "resolved_by_id": "la personne qui l’a réglé",
    },
    technical="id public_id project_id",
    not_exported="resolved_by_id",
    whose=lambda person: Thread.resolved_by_id == person.id,
    leaving=Leaving(KEPT, _("Les fils que vous avez réglés restent réglés.")),
)
personal(
    Remark,
    _("Vos remarques dans les dossiers"),
    people=TEAM,
    why=_("améliorer un dossier ensemble"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_PROJECT,
    seen_by=SEEN_BY,
    columns={"author_id": "la personne qui écrit", "text": "remarque", "written_at": "date de la remarque"},
    technical="id thread_id",
    not_exported="author_id",
    whose=lambda person: Remark.author_id == person.id,
    leaving=Leaving(_delete_remarks, _("Vos remarques dans les dossiers sont effacées.")),
)
