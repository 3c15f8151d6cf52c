"""Two teams make one project: one asks with the words of both, the other agrees, a new frozen proposal carries both."""

from typing import NamedTuple

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.text import money
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.pairings import queries
from app.pairings.models import Merger
from app.projects import services as projects
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds import calendar
from app.rounds.models import PhaseKind
from app.submissions.services import submit_joined


class Joint(NamedTuple):
    """What the common project would be."""

    title: str
    summary: str
    words: str
    requested_cents: int


def ask(project: Project, code: str, joint: Joint, *, by: Person) -> Merger:
    """Propose to the team of another dossier, named by its code, to become one.

    Raises Refused when either is not waiting for the committee, or more is asked than both asked.
    """
    asking, asked = queries.entered_of(project), queries.entered_by_code(project.round, code)
    if asking is None:
        raise Refused(_("Votre dossier n’est pas déposé, ou le comité a déjà décidé : il ne se rapproche plus."))
    if asked is None:
        raise Refused(_("Aucun dossier déposé de cette édition n’a ce code : vérifiez-le avec l’autre équipe."), "code")
    if asked.project_id == project.id:
        raise Refused(_("C’est le code de votre propre dossier."), "code")
    _check(asking, asked, joint.requested_cents)
    merger = Merger(asking=asking, asked=asked, asked_by_id=by.id, **joint._asdict())
    try:
        with db.session.begin_nested():
            db.session.add(merger)
    except IntegrityError:
        raise Refused(_("Vous avez déjà une demande en cours : attendez la réponse, ou retirez-la.")) from None
    audit.record("merger.ask", merger, by=by, asking=asking.code, asked=asked.code)
    told = lazy_gettext(
        "L’équipe de « %(title)s » propose que vos deux projets n’en fassent qu’un. La suite : lisez sa proposition, "
        "puis acceptez-la ou déclinez-la. Rien ne change sans votre accord.",
        title=asking.title,
    )
    if asked.project is not None:
        notify(asked.project.holder, Topic.MY_PROJECT, _subject(asked), told, link=_link(merger), by=by)
    return merger


def accept(merger: Merger, *, by: Person) -> Proposal:
    """Agree: both proposals give way to a new one, whose team is both. Raises Refused when either left meanwhile."""
    _hold(merger)
    _check(merger.asking, merger.asked, merger.requested_cents)
    told = (merger.title, merger.summary, merger.words, merger.requested_cents)
    made = submit_joined(merger.asking, merger.asked, *told, by=by)
    merger.merged_id, merger.answered_by_id = made.id, by.id
    advance(merger, "accept", by=by, proposal=made.public_id)
    db.session.flush()
    if made.project is not None:
        sentence = lazy_gettext(
            "Vos deux projets n’en font qu’un : « %(title)s ». La suite : le comité examine ce nouveau dossier, et les "
            "deux équipes reçoivent sa décision.",
            title=made.title,
        )
        link = f"/projets/{made.project.public_id}"
        notify_all(made.project.team, Topic.MY_PROJECT, _subject(made), sentence, link=link, by=by)
    return made


def decline(merger: Merger, reason: str, *, by: Person) -> None:
    """Say no, and why; both projects go on as they are."""
    _hold(merger)
    with db.session.no_autoflush:
        merger.reason, merger.answered_by_id = reason.strip() or None, by.id
        advance(merger, "decline", by=by, reason=reason.strip())
    sentence = lazy_gettext(
        "L’équipe de « %(title)s » décline : vos deux projets continuent chacun de leur côté.", title=merger.asked.title
    )
    why = lazy_gettext("Raison : %(reason)s", reason=reason.strip())
    if merger.asking.project is not None:
        holder = merger.asking.project.holder
        notify(holder, Topic.MY_PROJECT, _subject(merger.asking), sentence, why, link=_link(merger), by=by)


def withdraw(merger: Merger, *, by: Person) -> None:
    """Take the question back before it is answered."""
    _hold(merger)
    advance(merger, "withdraw", by=by)


def _subject(proposal: Proposal) -> LazyString:
    return lazy_gettext("Rapprochement du projet « %(title)s »", title=proposal.title)


def _link(merger: Merger) -> str:
    return f"/projets/rapprochements/{merger.public_id}"


def _hold(merger: Merger) -> None:
    for proposal in sorted((merger.asking, merger.asked), key=lambda each: each.id):
        projects.hold(proposal)
    db.session.refresh(merger, with_for_update={"of": Merger})


def _check(asking: Proposal, asked: Proposal, requested_cents: int) -> None:
    if not calendar.is_open(asking.round, PhaseKind.SUBMISSION):
        calendar.require_open(asking.round, PhaseKind.LABELLING)
    for each in (asking, asked):
        if each.status is not ProposalStatus.ENTERED:
            raise Refused(
                _("« %(title)s » n’attend plus le comité : « %(status)s ».", title=each.title, status=each.status_label)
            )
        if each.project is not None and each.project.status is ProjectStatus.TO_COMPLETE:
            raise Refused(_("« %(title)s » est renvoyé pour être complété : déposez-le d’abord.", title=each.title))
    most = asking.requested_cents + asked.requested_cents
    if requested_cents > most:
        raise Refused(
            _("Les deux projets demandaient %(most)s à eux deux : pas davantage.", most=money(most)), "requested_cents"
        )
