"""Staff say that two proposals cannot both win, and why; both teams are told, and the count obeys."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.notifications.services import notify_all
from app.notifications.topics import Topic
from app.pairings.models import ProposalExclusion
from app.projects import policy
from app.projects.models import Proposal
from app.projects.policy import CANDIDATES
from app.rounds.models import Phase, Round


def declare_exclusion(first: Proposal, second: Proposal, reason: str, *, by: Person) -> ProposalExclusion:
    """Say that one at most of the two wins. Raises Refused without a reason, twice, or once the vote has begun."""
    if first.id == second.id:
        raise Refused(_("Choisissez deux projets différents."), "second")
    if not reason.strip():
        raise Refused(_("Donnez la raison : les deux équipes la liront."), "reason")
    if first.round_id != second.round_id:
        raise Refused(_("Ces deux projets ne sont pas de la même édition."), "second")
    _check_before_the_vote(first, by)
    gone = next((each for each in (first, second) if each.status not in CANDIDATES), None)
    if gone is not None:
        raise Refused(_("« %(title)s » n’est plus en lice : %(status)s.", title=gone.title, status=gone.status_label))
    low, high = sorted((first, second), key=lambda each: each.id)
    made = ProposalExclusion(
        round_id=first.round_id, first=low, second=high, reason=reason.strip(), declared_by_id=by.id
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(_("C’est déjà dit pour ces deux projets.")) from None
    audit.record("exclusion.declare", made, by=by, first=low.code, second=high.code, reason=reason.strip())
    for mine, other in ((low, high), (high, low)):
        _tell(mine, other, reason, by)
    return made


def lift_exclusion(exclusion: ProposalExclusion, reason: str, *, by: Person) -> None:
    """Say that both may win after all. Raises Refused without a reason, or once the vote has begun."""
    if not reason.strip():
        raise Refused(_("Donnez la raison : elle est gardée au journal."), "reason")
    _check_before_the_vote(exclusion.first, by)
    exclusion.lifted_at, exclusion.lift_reason = clock.now(), reason.strip()
    db.session.flush()
    pair = {"first": exclusion.first.code, "second": exclusion.second.code}
    audit.record("exclusion.lift", exclusion, by=by, reason=reason.strip(), **pair)


def _check_before_the_vote(proposal: Proposal, by: Person) -> None:
    db.session.scalar(select(Round.id).where(Round.id == proposal.round_id).with_for_update())
    fresh = select(Phase).where(Phase.round_id == proposal.round_id).execution_options(populate_existing=True)
    db.session.scalars(fresh).all()
    if why_not := policy.before_the_vote.why_not(by, proposal):
        raise Refused(why_not)


def _tell(mine: Proposal, other: Proposal, reason: str, by: Person) -> None:
    if mine.project is None:
        return
    subject = lazy_gettext("Votre projet « %(title)s » et un autre s’excluent", title=mine.title)
    told = lazy_gettext(
        "Votre projet et « %(other)s » ne peuvent pas être réalisés tous les deux : un seul au plus sera retenu, celui "
        "que le vote place devant. La suite : vous pouvez aussi rapprocher vos deux projets.",
        other=other.title,
    )
    why = lazy_gettext("Raison : %(reason)s", reason=reason.strip())
    link = f"/projets/{mine.project.public_id}"
    notify_all(mine.project.team, Topic.MY_PROJECT, subject, told, why, link=link, by=by)
