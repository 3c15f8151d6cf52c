"""Who reads a statement of reasons, who appeals, who hears: never who decided, nor who is concerned."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_moderator, is_staff
from app.accounts.scopes import has_interest
from app.appeals import parties
from app.appeals.models import Appeal
from app.casework import contents
from app.casework.models import Decision
from app.core.policy import Rule, allow, signed_in
from moderation.appeals import obstacle_to_hearing


def _content(appeal: Appeal) -> Any:
    case = appeal.decision.case
    return contents.content_of(case.subject_kind, case.reference)


def _is_concerned(actor: Any, decision: Decision) -> bool:
    return parties.reading_by(decision, actor).party is not None


def _may_judge(actor: Any, appeal: Appeal) -> bool:
    if actor is None or obstacle_to_hearing(parties.contested(appeal.decision), actor.id):
        return False
    content = _content(appeal)
    return content is None or (actor.id not in contents.parties(content) and not has_interest(actor, content))


is_concerned = Rule(
    _is_concerned, "concerned", says=_("Cette décision ne vous concerne pas : elle n’est montrée à personne d’autre.")
)
is_somebody_else = Rule(
    _may_judge,
    "somebody else",
    says=_("C’est votre décision, ou cela vous concerne : une autre personne doit examiner ce recours."),
)
is_desk = is_moderator | is_staff

allow(
    statement__read=signed_in & (is_concerned | is_desk),
    appeal__make=signed_in & is_concerned,
    appeal__list=is_desk,
    appeal__read=is_desk,
    appeal__hear=is_desk & is_somebody_else,
)
