"""Who may do what with second factors: one's own; and an administrator when somebody lost everything."""

from app.accounts.policy import is_administrator
from app.core.policy import Rule, allow, needs_fresh, signed_in

is_owner = Rule(lambda actor, passkey: actor is not None and passkey.person_id == actor.id, "own passkey")

allow(
    factor__see=signed_in,
    factor__confirm=signed_in,
    factor__add=signed_in,
    factor__remove=signed_in,
    passkey__remove=signed_in & is_owner,
    recovery__renew=signed_in,
    factor__reset=is_administrator,
)
needs_fresh("factor.add", "factor.remove", "passkey.remove", "recovery.renew", "factor.reset")
