"""Who sees what came by e-mail: the words, whoever holds the link of the answer; that it came, the team."""

from app.accounts.policy import is_moderator, is_staff
from app.core.policy import allow, anyone

allow(
    mailed_idea__see=anyone,
    mailed_idea__open=anyone,
    mailed_idea__follow=is_moderator | is_staff,
)
