"""Who sees the staff's landing page and the audit log."""

from app.accounts.policy import is_staff_everywhere, is_team
from app.core.policy import allow

allow(admin__waiting=is_team, audit__read=is_staff_everywhere)
