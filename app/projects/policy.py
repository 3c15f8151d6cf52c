"""Who may read, write and submit a project, and who reads or withdraws a proposal; and when.

Where a text is typed (a step, a reason), the door asks who; the service asks when, so that the text stays on the page.
"""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_staff, is_team
from app.core.policy import Rule, allow, needs_fresh, signed_in
from app.ideas.policy import is_author
from app.ideas.status import IdeaStatus
from app.organisations.policy import is_representative
from app.projects.models import MemberRole, Project, Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.calendar import over
from app.rounds.models import PhaseKind, Round
from app.rounds.policy import during
from app.rounds.status import PhaseStatus, RoundStatus

CANDIDATES = {ProposalStatus.ENTERED, ProposalStatus.LABELLED}


def _vote_is_to_come(_actor: object, proposal: Proposal) -> bool:
    vote = proposal.round.phase(PhaseKind.VOTE)
    return vote is not None and vote.status is PhaseStatus.PLANNED


def _still_takes_changes(round_: Round) -> bool:
    submission = round_.phase(PhaseKind.SUBMISSION)
    return round_.status is not RoundStatus.ARCHIVED and (submission is None or not over(submission))


def _project(subject: Any) -> Project | None:
    """The project itself, or the one that a proposal, a hosting, an invitation or a task belongs to."""
    return subject if isinstance(subject, Project) else getattr(subject, "project", None)


def in_team(actor: Any, subject: Any, *roles: MemberRole) -> bool:
    """Whether somebody holds the project or has one of these roles in it (any by default)."""
    project = _project(subject)
    if actor is None or project is None:
        return False
    return project.holder_id == actor.id or project.role_of(actor) in (roles or tuple(MemberRole))


def _holds(actor: Any, subject: Any) -> bool:
    project = _project(subject)
    return actor is not None and project is not None and project.holder_id == actor.id


is_holder = Rule(_holds, "holder")
is_member = Rule(in_team, "of the team of the project")
is_editor = Rule(
    lambda actor, subject: in_team(actor, subject, MemberRole.EDITOR),
    "holder or editor",
    says=_("Seules les personnes de l’équipe qui écrivent le dossier peuvent le changer."),
)
is_not_member = Rule(
    lambda actor, subject: actor is not None and not in_team(actor, subject),
    "not of the team of the project",
    says=_("C’est votre propre projet : une autre personne doit l’examiner."),
)
is_being_written = Rule(
    lambda _actor, project: project.status is not ProjectStatus.SUBMITTED,
    "being written",
    says=_("Votre dossier est déposé : son texte ne change plus, sauf si l’équipe vous demande de le compléter."),
)
is_sent_back = Rule(lambda _actor, project: project.status is ProjectStatus.TO_COMPLETE, "sent back")
takes_dossiers = during(PhaseKind.SUBMISSION) | (is_sent_back & during(PhaseKind.LABELLING))
is_ripe = Rule(
    lambda _actor, idea: idea.status is IdeaStatus.PUBLISHED,
    "published idea",
    says=_("Seule une envie publiée, et pas encore devenue projet, peut grandir."),
)


def _is_hidden(proposal: Proposal) -> bool:
    return proposal.project is not None and proposal.project.hidden_at is not None


HIDDEN = _(
    "L’équipe a masqué la page de ce projet. Il reste sur le bulletin : le vote ne change pas en cours de route."
)
NOT_PUBLIC = _(
    "Cette proposition n’est pas publique : elle n’a pas reçu le label, ou bien elle a été remplacée ou retirée."
)
is_public = Rule(
    lambda _actor, proposal: proposal.status is ProposalStatus.LABELLED and not _is_hidden(proposal),
    "labelled, not hidden by moderation",
    says=lambda proposal: HIDDEN if _is_hidden(proposal) else NOT_PUBLIC,
)
is_candidate = Rule(
    lambda _actor, proposal: proposal.status in CANDIDATES,
    "candidate",
    says=lambda proposal: _("L’état est maintenant « %(status)s ».", status=proposal.status_label),
)
is_of_written_project = Rule(
    lambda actor, hosting: is_being_written(actor, hosting.project),
    "project being written",
    says=_("Le dossier est déposé : la structure qui le porte ne change plus."),
)
takes_changes = Rule(
    lambda _actor, subject: _still_takes_changes(getattr(subject, "round", subject)),
    "dossiers not all in",
    says=_("Les dossiers de cette édition sont déposés : leurs parties ne changent plus."),
)
before_the_vote = Rule(
    _vote_is_to_come,
    "before the vote",
    says=_("Le vote est ouvert ou passé : la liste des projets ne change plus."),
)

allow(
    project__list=signed_in,
    project__start=signed_in,
    project__grow=is_author & is_ripe,
    project__see=is_member | is_team,
    project__edit=is_editor & is_being_written,
    project__rewrite=is_editor
    & Rule(lambda actor, page: is_being_written(actor, page.project), "being written", is_being_written.says),
    project__follow=is_team,
    project__carry=is_holder & is_being_written,
    dossier__see=is_staff,
    dossier__arrange=is_staff & takes_changes,
    hosting__list=signed_in,
    hosting__see=is_member | is_representative | is_team,
    hosting__accept=is_representative & is_of_written_project,
    hosting__decline=is_representative,
    hosting__end=(is_holder | is_representative) & is_of_written_project,
    proposal__read_documents=is_member | is_team,
    proposal__see=is_member | is_team | is_public,
    proposal__withdraw=is_staff & is_not_member & is_candidate & before_the_vote & has_no_interest,
)
needs_fresh("proposal.withdraw")
