"""Telling people: mails in the outbox, news to those who have an account, what they choose; one file a family."""

from app.notifications.services.choosing import choose, unsubscribe
from app.notifications.services.digests import send_digests
from app.notifications.services.mails import LEASE, MOST_TRIES, claim_due, hand_over, tell
from app.notifications.services.telling import notify, notify_all, read_all, read_notification

__all__ = [
    "LEASE",
    "MOST_TRIES",
    "choose",
    "claim_due",
    "hand_over",
    "notify",
    "notify_all",
    "read_all",
    "read_notification",
    "send_digests",
    "tell",
    "unsubscribe",
]
