"""Who takes away the statements of reasons of a year: whoever works at the desk. Rules and figures are everybody's."""

from app.accounts.policy import is_moderator, is_staff
from app.core.policy import allow

allow(statement__export=is_moderator | is_staff)
