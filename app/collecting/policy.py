"""Who prints sheets and types a pile: the team, mentors, those who host the meeting or whose role reaches it."""

from app.accounts.policy import is_moderator
from app.core.policy import allow
from app.events.policy import looks_after

collects = looks_after | is_moderator

allow(sheet__print=collects, sheet__type=collects)
