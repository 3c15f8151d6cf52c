"""Who writes down that the authorities were told: whoever works at the desk, whoever's text it is but not theirs."""

from app.accounts.policy import is_moderator, is_staff
from app.core.policy import allow

allow(case__alert=is_moderator | is_staff)
