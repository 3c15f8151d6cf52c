"""Who may read, write and submit a project, and who reads a proposal."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_mentor, is_moderator, is_reviewer, is_staff, is_team
from app.core.policy import Rule, allow, signed_in
from app.ideas.policy import is_author
from app.ideas.status import IdeaStatus
from app.projects.status import ProjectStatus, ProposalStatus

PUBLIC = {ProposalStatus.ENTERED, ProposalStatus.LABELLED}


def holder_id(subject: Any) -> int | None:
    """Who holds a project, or the project of a proposal; nobody for an imported proposal."""
    if subject is None:
        return None
    owner = subject if hasattr(subject, "holder_id") else subject.project
    return owner.holder_id if owner else None


is_holder = Rule(lambda actor, subject: actor is not None and holder_id(subject) == actor.id, "holder")
is_not_holder = Rule(
    lambda actor, subject: actor is not None and holder_id(subject) != actor.id,
    "not holder",
    says=_("C’est votre propre projet : une autre personne doit l’examiner."),
)
is_being_written = Rule(
    lambda _actor, project: project.status is not ProjectStatus.SUBMITTED,
    "being written",
    says=_("Votre dossier est déposé : son texte ne change plus, sauf si l’équipe vous demande de le compléter."),
)
is_grown = Rule(
    lambda _actor, idea: idea.status is IdeaStatus.PUBLISHED,
    "published idea",
    says=_("Seule une envie publiée, et pas encore devenue projet, peut grandir."),
)
is_public = Rule(
    lambda _actor, proposal: proposal.status in PUBLIC,
    "public proposal",
    says=_("Cette proposition n’est plus publique : elle a été remplacée, retirée, ou n’a pas reçu le label."),
)

allow(
    project__list=signed_in,
    project__post=signed_in,
    project__grow=is_author & is_grown,
    project__see=is_holder | is_team,
    project__edit=is_holder & is_being_written,
    project__follow=is_team,
    project__waive_comptoir=is_staff & is_not_holder & is_being_written,
    project__submit=is_holder & is_being_written,
    proposal__see=is_holder | is_reviewer | is_staff | is_moderator | is_mentor | is_public,
)
