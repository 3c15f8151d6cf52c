"""What is read of what meetings brought."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, func, or_, select

from app.accounts.models import Person, Role
from app.accounts.scopes import covered
from app.core import clock
from app.core.extensions import db
from app.events.models import Event, EventHost, EventKind, Registration
from app.events.status import EventStatus
from app.ideas.models import Idea
from app.ideas.status import SHOWN
from app.restitutions.models import Contribution, Restitution, RestitutionIdea
from app.restitutions.status import ContributionStatus, RestitutionStatus

MOST = 300  # contributions on one page
SUGGESTED = 12
RECENT = timedelta(days=60)  # a report that did not come in two months is no longer waited for


def contribution_by_public_id(public_id: str) -> Contribution | None:
    """The contribution of that public identifier."""
    return db.session.scalar(select(Contribution).where(Contribution.public_id == public_id))


def contributions_to(event: Event, *, hidden: bool = False) -> Sequence[Contribution]:
    """What people contributed, the latest first; those hidden too for whoever looks after the meeting."""
    query = select(Contribution).where(Contribution.event_id == event.id)
    if not hidden:
        query = query.where(Contribution.status == ContributionStatus.PUBLISHED)
    return db.session.scalars(query.order_by(Contribution.id.desc()).limit(MOST)).all()


def restitution_of(event: Event) -> Restitution | None:
    """The report of a meeting, written or being written."""
    return db.session.scalar(select(Restitution).where(Restitution.event_id == event.id))


def to_write(person: Person) -> Select[int, datetime | None]:
    """Counts: the comptoirs of two months that this person looks after without a published report, and since when."""
    published = exists().where(Restitution.event_id == Event.id, Restitution.status == RestitutionStatus.PUBLISHED)
    is_host = exists().where(EventHost.event_id == Event.id, EventHost.person_id == person.id)
    over = (Event.ends_at < clock.now(), Event.ends_at > clock.now() - RECENT, Event.status == EventStatus.ANNOUNCED)
    query = select(func.count(), func.min(Event.ends_at)).where(*over, Event.kind == EventKind.COMPTOIR, ~published)
    return query.where(covered(person, Event, Role.STAFF) | is_host)


def restitution_by_address(public_id: str) -> Restitution | None:
    """The report of the meeting of that public identifier."""
    return db.session.scalar(select(Restitution).join(Event).where(Event.public_id == public_id))


def restitutions_about(idea: Idea) -> Sequence[Restitution]:
    """The published reports that touch an idea, the latest meeting first."""
    touched = select(RestitutionIdea.restitution_id).where(RestitutionIdea.idea_id == idea.id)
    query = select(Restitution).join(Event).where(Restitution.id.in_(touched))
    published = query.where(Restitution.status == RestitutionStatus.PUBLISHED)
    return db.session.scalars(published.order_by(Event.starts_at.desc())).all()


def ideas_to_touch(restitution: Restitution, words: str) -> Sequence[Idea]:
    """Published ideas of that title that the report does not touch yet; without words, those of the commune."""
    touched = select(RestitutionIdea.idea_id).where(RestitutionIdea.restitution_id == restitution.id)
    query = select(Idea).where(Idea.status.in_(SHOWN), Idea.id.not_in(touched))
    if words:
        query = query.where(Idea.title.icontains(words, autoescape=True))
    else:
        query = query.where(Idea.municipality_code == restitution.event.municipality_code)
    return db.session.scalars(query.order_by(Idea.id.desc()).limit(SUGGESTED)).all()


def participants(event: Event) -> tuple[Sequence[Person], Sequence[Registration]]:
    """Who is told of the report: those seen there (all on a seat when nobody was noted), with or without account."""
    seated = select(Registration).where(Registration.event_id == event.id, Registration.seat.is_not(None))
    named = or_(Registration.person_id.is_not(None), Registration.guest_email.is_not(None))
    everybody = db.session.scalars(seated.where(named)).all()
    seen = [one for one in everybody if one.attended] or everybody
    return [one.person for one in seen if one.person], [one for one in seen if one.guest_email]
