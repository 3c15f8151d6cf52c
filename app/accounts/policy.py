"""Who a person is, as rules other policies build on; and who may do what with accounts."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.models import Role, ScopeKind
from app.accounts.scopes import covers, has_interest
from app.core.policy import Rule, allow, needs_fresh, signed_in


def has_role(*roles: Role, everywhere: bool = False) -> Rule:
    """The person holds one of these roles, now, and it reaches the subject; administrators hold them all.

    Without a subject a list opens to every scope and shows what it covers; `everywhere` asks for the whole site (to
    make new things). An actor that names roles but no grants holds them for the whole site.
    """
    wanted = {*roles, Role.ADMINISTRATOR}

    def holds(actor: Any, subject: Any) -> bool:
        if actor is None or not actor.roles & wanted:
            return False
        grants = [grant for grant in getattr(actor, "grants", ()) if grant.role in wanted]
        if not hasattr(actor, "grants"):
            return True
        if everywhere:
            return any(grant.scope is ScopeKind.SITE for grant in grants)
        return any(covers(grant, subject) for grant in grants)

    name = " or ".join(roles) or Role.ADMINISTRATOR
    return Rule(holds, f"{name} of the whole site" if everywhere and roles else name)


is_mentor = has_role(Role.MENTOR)
is_moderator = has_role(Role.MODERATOR)
is_reviewer = has_role(Role.REVIEWER)
is_staff = has_role(Role.STAFF)
is_administrator = has_role()
is_team = has_role(Role.MENTOR, Role.MODERATOR, Role.REVIEWER, Role.STAFF)
is_staff_everywhere = has_role(Role.STAFF, everywhere=True)
has_no_interest = Rule(
    lambda actor, subject: actor is not None and not has_interest(actor, subject),
    "no declared interest",
    says=_("Vous avez déclaré un lien d’intérêt : une autre personne de l’équipe doit s’en occuper."),
)
is_own_sign_in = Rule(lambda actor, sign_in: actor is not None and sign_in.person_id == actor.id, "own session")

allow(
    account__see=signed_in,
    account__change=signed_in,
    email__change=signed_in,
    password__change=signed_in,
    sign_in__revoke=signed_in & is_own_sign_in,
    sign_in__close_all=is_administrator,
)
needs_fresh("email.change", "password.change", "sign_in.close_all")
