"""Who sees a team, changes it, and works in it: its own people, and those of the programme who accompany it."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_mentor, is_staff
from app.core.policy import Rule, allow, anyone, signed_in
from app.projects.policy import is_holder, is_member

is_of_programme = (is_mentor | is_staff) & has_no_interest
takes_part = is_member | is_of_programme
is_own_membership = Rule(lambda actor, member: actor is not None and member.person_id == actor.id, "own membership")
is_beside_holder = Rule(
    lambda actor, project: actor is not None and project.role_of(actor) is not None,
    "member beside the holder",
    says=_("Vous portez ce projet : confiez-le d’abord à quelqu’un de l’équipe, puis quittez-la."),
)


def _is_for(actor: Any, handover: Any) -> bool:
    return actor is not None and handover.to_id == actor.id


is_for_me = Rule(_is_for, "the one it is offered to", says=_("Ce projet est proposé à une autre personne."))

allow(
    team__see=takes_part,
    team__invite=is_holder,
    team__revoke=is_holder,
    team__change=is_holder,
    team__remove=is_holder,
    team__leave=is_beside_holder,
    team_invitation__see=anyone,
    team_invitation__accept=signed_in,
    handover__offer=is_holder | (is_staff & has_no_interest),
    handover__see=is_for_me | is_holder | is_of_programme,
    handover__accept=is_for_me,
    handover__decline=is_for_me,
    handover__withdraw=is_holder | (is_staff & has_no_interest),
    task__list=takes_part,
    task__add=takes_part,
    task__finish=takes_part,
    task__reopen=takes_part,
    task__remove=takes_part,
    remark__read=takes_part,
    remark__write=takes_part,
    remark__resolve=takes_part,
)
