"""A dossier that passes its checks is frozen as a proposal of its round, and its holder gets a receipt."""

import secrets

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.text import moment
from app.files.services import copy_documents, copy_files
from app.minors.services import require_agreement
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.projects.models import Project, Proposal
from app.projects.status import ProposalStatus
from app.rounds.models import Round
from app.rounds.queries import rules_of
from app.submissions import queries
from app.submissions.content import Content, content_of, digest_of
from app.submissions.models import Submission

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
CODE_LENGTH = 5


def submit_project(project: Project, *, by: Person, code: str = "") -> Proposal:
    """Freeze the project as a proposal of its round, in place of the one it had; the holder gets a receipt.

    Raises Refused when the phase is closed, something is missing, or a comptoir is owed. `code` is drawn if not given.
    """
    db.session.scalar(select(Project.id).where(Project.id == project.id).with_for_update())  # its carrier stays too
    db.session.expire(project, ["hosting"])
    _check(project, by)
    advance(project, "submit", by=by)
    project.to_complete = None
    for older in project.proposals:
        if older.status is ProposalStatus.ENTERED:
            advance(older, "replace", by=by)
    content = content_of(project)
    proposal = _freeze(project, content, code or new_code(project.round))
    frozen = [file.sha256 for file in (*copy_files(project, proposal), *copy_documents(content.pieces, proposal))]
    audit.record("proposal.enter", proposal, by=by, project=project.public_id, code=proposal.code, files=frozen)
    _tell_team(receive(proposal, frozen, by), by)
    return proposal


def _check(project: Project, by: Person) -> None:
    """Raise Refused with what keeps the dossier from being sent, in the words of its page."""
    checks = {check.key: check for check in queries.checks_of(project)}
    if closed := checks["phase"].lacking:
        raise Refused(closed[0])
    require_agreement(by, rules_of(project.round)["minors"], _("Votre dossier est gardé, vous le déposerez ensuite."))
    if any(older.status is ProposalStatus.LABELLED for older in project.proposals):
        raise Refused(_("Ce projet a déjà reçu le label : il ne se dépose pas deux fois."))
    written = [sentence for key in ("parts", "carrier") if key in checks for sentence in checks[key].lacking]
    if written:
        raise Refused(_("Il manque encore : %(missing)s.", missing=" ; ".join(written)))
    if owed := [sentence for check in checks.values() for sentence in check.lacking]:
        raise Refused(owed[0])


def receive(proposal: Proposal, files: list[str], by: Person) -> Submission:
    """Write the receipt under the next number of the year; two dossiers at the same instant get two numbers."""
    year = clock.today().year
    while True:
        received = Submission(
            project=proposal.project,
            proposal=proposal,
            year=year,
            place=queries.next_place(year),
            submitted_by_id=by.id,
            digest=digest_of(proposal, files),
        )
        try:
            with db.session.begin_nested():
                db.session.add(received)
        except IntegrityError:
            continue
        audit.record("submission.receive", received, by=by, number=received.number, digest=received.digest)
        return received


def waive_comptoir(project: Project, reason: str, *, by: Person) -> None:
    """Let a project be submitted although nobody of its team came to a comptoir; the reason is kept and shown."""
    if not reason.strip():
        raise Refused(_("Donnez la raison de cette dispense : elle est gardée avec le dossier."))
    project.comptoir_waiver = reason.strip()
    audit.record("project.waive_comptoir", project, by=by, reason=reason.strip())


def _freeze(project: Project, content: Content, code: str) -> Proposal:
    proposal = Proposal(
        round=project.round,
        project=project,
        code=code,
        title=project.title,
        summary=project.summary,
        collective=project.collective,
        theme=project.theme,
        municipality=project.municipality,
        place=project.municipality.name,
        youth=project.youth,
        answers=content.answers,
        requested_cents=content.requested_cents,
        budget_cents=content.budget_cents,
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def new_code(round: Round) -> str:
    """A code that no proposal of the round has."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _n in range(CODE_LENGTH))
        if db.session.scalar(select(Proposal.id).where(Proposal.round_id == round.id, Proposal.code == code)) is None:
            return code


def _tell_team(received: Submission, by: Person) -> None:
    """Send the receipt to the holder, which the law asks for, and the news to the rest of the team."""
    project, proposal = received.project, received.proposal
    subject = lazy_gettext("Votre dossier « %(title)s » est déposé", title=proposal.title)
    when = LazyString(lambda: moment(received.submitted_at))
    told = lazy_gettext(
        "Accusé de réception n° %(number)s : votre dossier « %(title)s » est bien déposé le %(when)s, sous le code "
        "%(code)s.",
        number=received.number,
        title=proposal.title,
        when=when,
        code=proposal.code,
    )
    after = lazy_gettext(
        "La suite : un comité va l’examiner ; vous recevrez un courriel avec sa décision et ses raisons. Gardez ce "
        "numéro : il prouve votre dépôt."
    )
    link, dedup = f"/projets/recu/{received.public_id}", f"proposal-entered-{proposal.public_id}"
    notify(project.holder, Topic.DECISIONS, subject, told, after, link=link, by=by, dedup=dedup)
    team = [member.person for member in project.members]
    notify_all(team, Topic.MY_PROJECT, subject, told, after, link=link, by=by, dedup=dedup)
