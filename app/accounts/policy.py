"""Who a person is, as rules other policies build on; and who may do what with accounts."""

from app.accounts.models import Role
from app.core.policy import Rule, allow, needs_fresh, signed_in


def has_role(*roles: Role) -> Rule:
    """The person holds one of these roles; administrators hold them all."""
    wanted = {*roles, Role.ADMINISTRATOR}
    name = " or ".join(roles) or Role.ADMINISTRATOR
    return Rule(lambda actor, _subject: actor is not None and bool(actor.roles & wanted), name)


is_mentor = has_role(Role.MENTOR)
is_moderator = has_role(Role.MODERATOR)
is_reviewer = has_role(Role.REVIEWER)
is_staff = has_role(Role.STAFF)
is_administrator = has_role()
is_team = has_role(Role.MENTOR, Role.MODERATOR, Role.REVIEWER, Role.STAFF)
is_own_sign_in = Rule(lambda actor, sign_in: actor is not None and sign_in.person_id == actor.id, "own session")

allow(
    account__see=signed_in,
    account__change=signed_in,
    sign_in__revoke=signed_in & is_own_sign_in,
    role__see=is_administrator,
    role__grant=is_administrator,
    role__revoke=is_administrator,
)
needs_fresh("role.grant", "role.revoke")
