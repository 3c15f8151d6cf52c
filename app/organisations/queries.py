"""What is read of organisations, mandates, invitations and engagements."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts.models import Person
from app.core import clock, links
from app.core.extensions import db
from app.core.text import plain
from app.organisations import commitments
from app.organisations.identifiers import compact
from app.organisations.models import Engagement, Invitation, Mandate, MandateRole, Organisation
from app.organisations.status import LIVE, InvitationStatus, OrganisationStatus

BARE = joinedload(Mandate.person).lazyload(Person.role_grants)
LINK = "organisation.invitation"  # what an invitation's link is signed for


def organisation_by_public_id(public_id: str) -> Organisation | None:
    """The organisation of that public identifier, with its mandates; the door decides who sees it."""
    query = select(Organisation).where(Organisation.public_id == public_id)
    return db.session.scalar(query.options(selectinload(Organisation.mandates).options(BARE)))


def organisations_of(person: Person, *roles: MandateRole) -> Sequence[Organisation]:
    """Those in which somebody has a mandate in force (one of `roles`, any by default), by name."""
    query = (
        select(Organisation)
        .join(Organisation.mandates)
        .where(Mandate.person_id == person.id, *in_force(), Mandate.role.in_(roles or tuple(MandateRole)))
        .options(contains_eager(Organisation.mandates).options(BARE))
        .order_by(Organisation.sort_name, Organisation.id)
    )
    return db.session.scalars(query).unique().all()


def represents(person: Person, organisation: Organisation) -> bool:
    """Whether somebody may act for a living organisation today."""
    return organisation.status in LIVE and any(p.id == person.id for p in organisation.representatives)


def in_force() -> tuple[ColumnElement[bool], ...]:
    """The mandates that hold today, as conditions of a query."""
    today = clock.today()
    lasts = or_(Mandate.until.is_(None), Mandate.until >= today)
    return (Mandate.ended_at.is_(None), Mandate.since <= today, lasts)


def same_number(organisation: Organisation) -> Organisation | None:
    """Another living organisation that has one of its numbers."""
    same = [
        column == value
        for column, value in ((Organisation.siren, organisation.siren), (Organisation.rna, organisation.rna))
        if value
    ]
    if not same:
        return None
    query = select(Organisation).where(Organisation.status.in_(LIVE), or_(*same))
    return db.session.scalar(query.where(Organisation.id != (organisation.id or 0)).limit(1))


def to_confirm(person: Person) -> Select[int, datetime | None]:
    """Counts: the declared organisations this person may check (never their own), and since when the oldest waits."""
    own = exists().where(Mandate.organisation_id == Organisation.id, Mandate.person_id == person.id, *in_force())
    counted = select(func.count(), func.min(Organisation.created_at))
    return counted.where(Organisation.status == OrganisationStatus.DECLARED, ~own)


def search(words: str, status: OrganisationStatus | None = None) -> Select[Organisation]:
    """The organisations of a name or a number, for a list: those to check first come first, then by name."""
    query = select(Organisation).order_by(
        Organisation.status != OrganisationStatus.DECLARED, Organisation.sort_name, Organisation.id
    )
    if status:
        query = query.where(Organisation.status == status)
    number = compact(words)
    if number[:9].isdigit() or number[1:].isdigit():
        return query.where(or_(Organisation.siren == number[:9], Organisation.rna == number))
    for word in plain(words).split()[:8]:
        query = query.where(Organisation.sort_name.contains(word, autoescape=True))
    return query


# --- invitations ------------------------------------------------------------------------------------------------


def token_of(invitation: Invitation) -> str:
    """What the link of an invitation holds: its identifier, signed; no name, no address."""
    return links.sign(LINK, invitation.public_id)


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation of a link, answered or not; None when one sign of it was changed."""
    public_id = links.read(LINK, token)
    return invitation_by_public_id(public_id) if public_id else None


def invitation_by_public_id(public_id: str) -> Invitation | None:
    """The invitation of that public identifier, with its organisation."""
    query = select(Invitation).where(Invitation.public_id == public_id)
    organisation = joinedload(Invitation.organisation).selectinload(Organisation.mandates).options(BARE)
    return db.session.scalar(query.options(organisation))


def open_invitations(organisation: Organisation) -> Sequence[Invitation]:
    """Those sent and not answered, expired or not, latest first."""
    query = select(Invitation).where(
        Invitation.organisation_id == organisation.id, Invitation.status == InvitationStatus.SENT
    )
    return db.session.scalars(query.order_by(Invitation.sent_at.desc(), Invitation.id.desc())).all()


def mandate_by_public_id(public_id: str) -> Mandate | None:
    """The mandate of that public identifier, with its organisation."""
    query = select(Mandate).where(Mandate.public_id == public_id)
    organisation = joinedload(Mandate.organisation).selectinload(Organisation.mandates).options(BARE)
    return db.session.scalar(query.options(organisation))


# --- the contrat d’engagement républicain -----------------------------------------------------------------------


def engagement_of(organisation: Organisation) -> Engagement | None:
    """The engagement in force: the wording of today, accepted and not withdrawn."""
    query = select(Engagement).where(
        Engagement.organisation_id == organisation.id,
        Engagement.digest == commitments.version(),
        Engagement.withdrawn_at.is_(None),
    )
    return db.session.scalar(query)


def engagements_of(organisation: Organisation) -> Sequence[Engagement]:
    """Every acceptance, latest first."""
    query = select(Engagement).where(Engagement.organisation_id == organisation.id)
    return db.session.scalars(query.order_by(Engagement.accepted_at.desc(), Engagement.id.desc())).all()


def unengaged() -> ColumnElement[bool]:
    """The condition that picks the organisations that owe the engagement: `owes_engagement`, asked of the database."""
    given = exists().where(
        Engagement.organisation_id == Organisation.id,
        Engagement.digest == commitments.version(),
        Engagement.withdrawn_at.is_(None),
    )
    return and_(Organisation.kind.in_(commitments.SIGNERS), ~given)


def owes_engagement(organisation: Organisation) -> bool:
    """Whether the law asks this organisation for the engagement, and it is not given."""
    return organisation.kind in commitments.SIGNERS and engagement_of(organisation) is None
