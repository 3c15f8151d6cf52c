"""Who asks for a parent's agreement, and who answers: whoever holds the link."""

from app.core.policy import Rule, allow, anyone, signed_in

is_under_15 = Rule(lambda actor, _subject: actor is not None and actor.under_15, "under 15")

allow(
    agreement__ask=signed_in & is_under_15,
    agreement__outgrow=signed_in & is_under_15,
    agreement__see=anyone,
    agreement__give=anyone,
    agreement__withdraw=anyone,
)
