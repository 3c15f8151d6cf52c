"""Who may enter the booth: everybody. What calendar and rulebook refuse is said by the services, on the page."""

from app.core.policy import allow, anyone

allow(booth__read=anyone, booth__cast=anyone)
