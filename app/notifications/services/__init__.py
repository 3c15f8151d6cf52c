"""Telling people: mails in the outbox, news to those who have an account, what they choose; one file a family."""

from app.notifications.services.addresses import as_letter, mail_address, notify_address
from app.notifications.services.choosing import choose, unsubscribe
from app.notifications.services.digests import send_digests
from app.notifications.services.mails import LEASE, MOST_TRIES, claim_due, hand_over, tell, tell_all
from app.notifications.services.telling import Told, notify, notify_all, notify_each, read_all, read_notification

__all__ = [
    "LEASE",
    "MOST_TRIES",
    "Told",
    "choose",
    "claim_due",
    "hand_over",
    "notify",
    "as_letter",
    "mail_address",
    "notify_address",
    "notify_all",
    "notify_each",
    "read_all",
    "read_notification",
    "send_digests",
    "tell",
    "tell_all",
    "unsubscribe",
]
