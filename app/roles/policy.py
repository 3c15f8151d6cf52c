"""Who gives roles, who delegates their own, and who declares, records and reads interests."""

from app.accounts.models import Role
from app.accounts.policy import has_role, is_administrator, is_moderator, is_staff, is_team
from app.core.policy import Rule, allow, needs_fresh

holds_what_can_be_delegated = Rule(
    lambda actor, _subject: actor is not None and bool(actor.roles) and any(g.is_delegable for g in actor.grants),
    "holder of a role that can be delegated",
)
is_own_delegation = Rule(
    lambda actor, grant: actor is not None and grant.delegated_from_id is not None and grant.granted_by_id == actor.id,
    "giver of the delegation",
)
is_own_declaration = Rule(
    lambda actor, interest: actor is not None and interest.person_id == interest.declared_by_id == actor.id,
    "own declaration",
)
is_about_another = Rule(
    lambda actor, interest: actor is not None and interest.person_id != actor.id, "about somebody else"
)

allow(
    role__see=is_administrator,
    role__grant=is_administrator,
    role__limit=is_administrator,
    role__revoke=is_administrator,
    delegation__give=holds_what_can_be_delegated,
    delegation__end=is_own_delegation,
    interest__declare=is_team,
    interest__withdraw=is_own_declaration | (is_administrator & is_about_another),
    interest__read=is_moderator | is_staff,
    interest__record=has_role(Role.MODERATOR, everywhere=True),
)
needs_fresh("role.grant", "role.limit", "role.revoke", "delegation.give")
