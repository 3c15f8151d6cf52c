"""Who loads the outlines of the map."""

from app.accounts.policy import is_staff_everywhere
from app.core.policy import allow

allow(outline__load=is_staff_everywhere)
