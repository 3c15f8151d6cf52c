"""Who may do what with a meeting."""

from app.accounts.models import Role
from app.accounts.policy import has_role, is_mentor, is_staff
from app.core.policy import allow, anyone, signed_in

allow(
    event__see=anyone,
    event__register=signed_in,
    event__unregister=signed_in,
    event__create=has_role(Role.STAFF, Role.MENTOR, everywhere=True),
    event__manage=is_staff | is_mentor,
)
