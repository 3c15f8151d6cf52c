"""What others decide: a proposal withdrawn; its holder reads why."""

from flask import current_app
from flask_babel import LazyString, lazy_gettext
from sqlalchemy import select

from app.accounts.models import Person
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.projects import policy
from app.projects.models import Proposal
from app.rounds.models import Phase, Round


def hold(proposal: Proposal) -> None:
    """Keep the proposal's row for oneself until the commit, and read it and its project as they are now."""
    db.session.refresh(proposal, with_for_update={"of": Proposal})
    if proposal.project is not None:
        db.session.refresh(proposal.project)


def withdraw_proposal(proposal: Proposal, reason: str, *, by: Person) -> None:
    """Take a proposal out of its round, labelled or not, for a reason its holder reads.

    Raises Refused once the vote has begun: people may already have chosen it.
    """
    hold(proposal)
    db.session.scalar(select(Round.id).where(Round.id == proposal.round_id).with_for_update())  # the vote opens there
    db.session.scalars(
        select(Phase).where(Phase.round_id == proposal.round_id).execution_options(populate_existing=True)
    ).all()
    if why_not := policy.before_the_vote.why_not(by, proposal):
        raise Refused(why_not)
    advance(proposal, "withdraw", by=by, reason=reason.strip())
    proposal.decision_reason, proposal.decided_by_id = reason.strip(), by.id
    db.session.flush()
    subject = lazy_gettext("Votre projet « %(title)s » est retiré", title=proposal.title)
    opening = lazy_gettext(
        "L’équipe a retiré votre projet de l’édition « %(round)s » : il ne sera pas soumis au vote. La suite : "
        "vous n’êtes pas d’accord ? Écrivez à %(contact)s.",
        round=proposal.round.name,
        contact=current_app.config["SETTINGS"].CONTACT,
    )
    tell_decision(proposal, subject, opening, reason, by=by)


def tell_decision(proposal: Proposal, subject: LazyString, opening: LazyString, reason: str, *, by: Person) -> None:
    """Tell the holder what was decided and why, and the rest of the team; an imported proposal has nobody to tell."""
    if proposal.project is None:
        return
    holder, *team = proposal.project.team
    why = lazy_gettext("Raison : %(reason)s", reason=reason.strip())
    link = f"/projets/{proposal.project.public_id}"
    notify(holder, Topic.DECISIONS, subject, opening, why, link=link, by=by)
    notify_all(team, Topic.MY_PROJECT, subject, opening, why, link=link, by=by)
