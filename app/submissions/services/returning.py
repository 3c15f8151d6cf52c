"""A submitted dossier is sent back once, with what is missing part by part; sent again, it takes its own place."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.projects import services as projects
from app.projects.models import Project, Proposal
from app.projects.status import ProposalStatus
from app.projects.steps import said
from app.rounds import calendar
from app.rounds.models import PhaseKind
from app.submissions.models import CompletionRequest

WHOLE = ""  # the key of the dossier as a whole


class Reason(NamedTuple):
    """What one part lacks; `title` as the round has it."""

    key: str
    title: str
    text: str


def send_back(proposal: Proposal, reasons: Sequence[Reason], *, by: Person) -> CompletionRequest:
    """Send the dossier back to its team; the next submission replaces this proposal.

    Raises Refused without a reason, once decided, the second time, or while dossiers are neither taken nor examined.
    """
    projects.hold(proposal)
    project = proposal.project
    if proposal.status is not ProposalStatus.ENTERED or project is None:
        raise Refused(_("La décision est prise : ce dossier ne peut plus être renvoyé."))
    if not calendar.is_open(proposal.round, PhaseKind.SUBMISSION):
        calendar.require_open(proposal.round, PhaseKind.LABELLING)
    given = [reason for reason in reasons if reason.text.strip()]
    if not given:
        raise MoveRefused(_("Dites ce qui manque, dans une partie au moins : la personne lira vos raisons."))
    whole = "\n".join(_line(reason) for reason in given)
    advance(project, "return_", by=by, reason=whole)
    request = _write(project, proposal, given, by)
    project.to_complete = whole
    db.session.flush()
    _tell_team(project, whole, by)
    return request


def _line(reason: Reason) -> str:
    text = " ".join(reason.text.split())
    return _("%(part)s : %(text)s", part=said(reason.title), text=text) if reason.key != WHOLE else text


def _write(project: Project, proposal: Proposal, given: Sequence[Reason], by: Person) -> CompletionRequest:
    request = CompletionRequest(
        project_id=project.id,
        proposal_id=proposal.id,
        reasons=[reason._asdict() for reason in given],
        asked_by_id=by.id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(request)
    except IntegrityError:
        raise Refused(
            _("Ce dossier a déjà été renvoyé une fois : le comité décide maintenant avec ce qu’il a.")
        ) from None
    return request


def _tell_team(project: Project, missing: str, by: Person) -> None:
    """Tell the holder, whom the law owes it (CRPA L114-5), and the rest of the team."""
    subject = lazy_gettext("Votre dossier « %(title)s » est à compléter", title=project.title)
    told = [
        lazy_gettext("Le comité a besoin d’un dossier plus complet avant de décider. Ce qui manque :"),
        missing,
        _until(project),
    ]
    link = f"/projets/{project.public_id}"
    notify(project.holder, Topic.DECISIONS, subject, *told, link=link, by=by)
    team = [member.person for member in project.members]
    notify_all(team, Topic.MY_PROJECT, subject, *told, link=link, by=by)


def _until(project: Project) -> LazyString:
    phase = project.round.phase(PhaseKind.LABELLING)
    if phase is None:
        return lazy_gettext("La suite : complétez-le, puis déposez-le de nouveau.")
    when = LazyString(lambda: calendar.end_in_words(phase))
    return lazy_gettext("La suite : complétez-le, puis déposez-le de nouveau avant le %(when)s.", when=when)
