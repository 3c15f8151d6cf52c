"""Mails: a row in the deed's own transaction, a mail once it is committed.

The worker claims what is due (the claim is a lease: a worker that dies leaves it to another ten minutes later),
commits, hands each mail over, and commits what became of it. A mail leaves once; only a crash between the mail
server's answer and the commit could send it again.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core import clock, mail, outbox
from app.core.extensions import db
from app.core.links import full_address
from app.core.privacy import GONE
from app.notifications.models import OutboxMessage

LEASE = timedelta(minutes=10)  # longer than a batch of 20 mails that all time out (10 s each)
PAUSES = tuple(
    timedelta(minutes=m) for m in (1, 5, 30, 120, 720)
)  # after the first failure, the second…; the last one repeats
MOST_TRIES = 12  # about four days; then the message stays, with its failure, for somebody to read


@outbox.carried_by
def tell(
    address: str,
    subject: str,
    body: str,
    dedup: str | None = None,
    unsubscribe: str | None = None,
    in_reply_to: str | None = None,
) -> OutboxMessage | None:
    """Put a mail in the outbox, to leave after the commit; None when `dedup` was told already, or nobody is there.

    For somebody with an account, notify() also knows their language and their choices; `unsubscribe` is a path,
    `in_reply_to` the Message-ID of the mail this one answers.
    """
    if address.endswith("@" + GONE):
        return None
    message = OutboxMessage(to=address, subject=mail.one_line(subject), body=body, dedup=dedup)
    message.unsubscribe, message.in_reply_to = unsubscribe, in_reply_to
    if not dedup:
        db.session.add(message)
        return message
    if db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.dedup == dedup)):
        return None
    try:
        with db.session.begin_nested():
            db.session.add(message)
    except IntegrityError:  # told at the same instant by another request
        return None
    return message


def tell_all(letters: Iterable[tuple[str, str, str]]) -> int:
    """Put many mails (address, subject, body) in the outbox at once; gives how many, without those nobody is at."""
    messages = [
        OutboxMessage(to=address, subject=mail.one_line(subject), body=body)
        for address, subject, body in letters
        if not address.endswith("@" + GONE)
    ]
    db.session.add_all(messages)
    return len(messages)


def claim_due(limit: int = 20) -> Sequence[OutboxMessage]:
    """Take the oldest mails that are due, for ten minutes: no other worker takes them. Commit before delivering.

    PostgreSQL lets two workers take different rows (SKIP LOCKED); SQLite lets one worker in at a time.
    """
    due = select(OutboxMessage).where(
        OutboxMessage.sent_at.is_(None), OutboxMessage.due_at <= clock.now(), OutboxMessage.tries < MOST_TRIES
    )
    oldest = due.order_by(OutboxMessage.due_at, OutboxMessage.id).limit(limit)
    taken = db.session.scalars(oldest.with_for_update(skip_locked=True)).all()
    for message in taken:
        message.due_at = clock.now() + LEASE
        message.tries += 1
    db.session.flush()
    return taken


def hand_over(message: OutboxMessage) -> bool:
    """Deliver one claimed mail; a failure is written down and the next try put later. Return whether it left.

    Whatever is wrong with one mail, the others leave.
    """
    try:
        mail.deliver(message.to, message.subject, message.body, _headers(message))
    except Exception as failure:  # whatever is wrong with one message, the next ones leave
        cause = failure.__cause__ or failure
        message.failure = mail.one_line(f"{type(cause).__name__}: {cause}")[:300]
        message.due_at = clock.now() + PAUSES[min(message.tries, len(PAUSES)) - 1]
        return False
    message.sent_at, message.failure = clock.now(), None
    return True


def _headers(message: OutboxMessage) -> dict[str, str]:
    """What a mail answers, and what ends such mails without opening a page (RFC 2369, RFC 8058)."""
    if message.in_reply_to is not None:
        known = message.in_reply_to.strip("<>")
        answered = {"In-Reply-To": message.in_reply_to, "References": message.in_reply_to} if known else {}
        return {"Auto-Submitted": "auto-replied", **answered}
    if message.unsubscribe is None:
        return {}
    address = full_address(message.unsubscribe)
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
