"""Who may link and unlink: everybody, for themselves."""

from app.core.policy import Rule, allow, needs_fresh, signed_in

is_own_identity = Rule(lambda actor, identity: actor is not None and identity.person_id == actor.id, "own identity")

allow(
    identity__see=signed_in,
    identity__link=signed_in,
    identity__unlink=signed_in & is_own_identity,
)
needs_fresh("identity.link", "identity.unlink")
