"""What is read of parental agreements."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts import age
from app.accounts.models import Person
from app.core import clock, links
from app.core.extensions import db
from app.minors.models import ParentalAgreement

LINK = "minors.agreement"  # what a parent's link is signed for
OPEN_FOR = timedelta(days=30)  # without an agreement in force, a link and what it tells live no longer


def agreement_of(person: Person) -> ParentalAgreement | None:
    """What was asked of a parent, answered or not."""
    return db.session.scalar(select(ParentalAgreement).where(ParentalAgreement.person_id == person.id))


def lacks_agreement(person: Person, rule: str) -> bool:
    """Whether somebody below 15 needs, by that rule, a parent's agreement that is not in force."""
    if not person.under_15 or rule != age.WITH_PARENT:
        return False
    agreement = agreement_of(person)
    return agreement is None or not agreement.is_in_force


def token_of(agreement: ParentalAgreement) -> str:
    """What the parent's link holds: an identifier, signed; asking another parent makes another one."""
    return links.sign(LINK, agreement.public_id)


def agreement_by_token(token: str) -> ParentalAgreement | None:
    """The agreement of a link; None when it was changed, replaced, or left without an agreement for 30 days."""
    if not (public_id := links.read(LINK, token)):
        return None
    found = db.session.scalar(select(ParentalAgreement).where(ParentalAgreement.public_id == public_id))
    return found if found and (found.is_in_force or clock.now() - found.last_word_at < OPEN_FOR) else None
