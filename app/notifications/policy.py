"""Whose news they are, and who chooses what is mailed."""

from app.core.policy import Rule, allow, signed_in

is_told = Rule(lambda actor, news: actor is not None and news.person_id == actor.id, "recipient")

allow(
    notification__list=signed_in,
    notification__read=is_told,
    notification__read_all=signed_in,
    notification__choose=signed_in,
)
