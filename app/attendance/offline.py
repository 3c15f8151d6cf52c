"""The list at the door on a phone without a network: which page it may keep, and for how long.

A service worker (W3C, "Service Workers") answers for this one page; its script stands at an address of the meeting, so
that the browser itself refuses it a wider scope. What the phone keeps is erased after the meeting and at sign-out.
"""

from datetime import datetime, timedelta

from app.core import clock
from app.core.headers import ALWAYS, csp_nonce, policy
from app.events.models import Event

BEFORE = timedelta(days=2)  # a village hall without a network: the list is opened at home, the day before
AFTER = timedelta(days=1)  # what was noted in the evening leaves in the morning, when the network is back

PAGE = {
    # Of all pages, the one that reads codes may look, and the one that works without a network may have a worker.
    "Permissions-Policy": ALWAYS["Permissions-Policy"].replace("camera=()", "camera=(self)"),
}
WORKER = {
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


def page_headers() -> dict[str, str]:
    """The headers of the list at the door: one script address may be given to a worker, by the policy of that name."""
    strict = policy(csp_nonce()).replace("trusted-types default", "trusted-types default attendance")
    return {**PAGE, "Content-Security-Policy": f"{strict}; worker-src 'self'"}


def kept_until(event: Event) -> datetime | None:
    """Until when a phone may keep the list; None when it keeps nothing: too early, over, or called off."""
    end, now = event.ends_at + AFTER, clock.now()
    return end if event.starts_at - BEFORE <= now < end and event.is_announced else None
