"""What is read of messages."""

from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, lazyload

from app.core import clock, links
from app.core.extensions import db
from app.ideas.models import Idea
from app.mailbox.models import MailedIdea
from app.mailbox.status import Outcome

LINK = "mailbox.draft"  # what the link of the answer is signed for
KEPT_FOR = timedelta(days=30)


def token_of(mail: MailedIdea) -> str:
    """What the link of the answer holds."""
    return links.sign(LINK, mail.public_id)


def mail_by_token(token: str) -> MailedIdea | None:
    """The draft of a link; its words may be gone, posted or past their time."""
    if not (public_id := links.read(LINK, token)):
        return None
    kept = select(MailedIdea).where(MailedIdea.public_id == public_id, MailedIdea.outcome == Outcome.KEPT)
    return db.session.scalar(kept.options(joinedload(MailedIdea.idea)))


def came_already(key: str) -> bool:
    """Whether the message of that key was dealt with before."""
    return db.session.scalar(select(MailedIdea.id).where(MailedIdea.key == key)) is not None


def mail_of_draft(draft_id: int) -> MailedIdea | None:
    """The message that a draft of a browser goes on with."""
    return db.session.scalar(select(MailedIdea).where(MailedIdea.draft_id == draft_id))


def received(outcome: Outcome | None) -> Select[MailedIdea]:
    """What came, the latest first."""
    query = select(MailedIdea).order_by(MailedIdea.received_at.desc(), MailedIdea.id.desc())
    idea = joinedload(MailedIdea.idea).options(lazyload(Idea.author), lazyload(Idea.municipality))
    query = query.options(lazyload(MailedIdea.picture), idea)
    return query if outcome is None else query.where(MailedIdea.outcome == outcome)


def count_by_outcome() -> dict[Outcome, int]:
    """How many came in the last thirty days, by what was done with them."""
    lately = MailedIdea.received_at > clock.now() - KEPT_FOR
    query = select(MailedIdea.outcome, func.count()).where(lately).group_by(MailedIdea.outcome)
    return {row.outcome: row[1] for row in db.session.execute(query)}
