"""Who may count, sign and proclaim, and who reads."""

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_staff
from app.core.policy import Rule, allow
from app.results.status import ResultStatus

is_proclaimed = Rule(
    lambda _actor, result: result.status is ResultStatus.PUBLISHED,
    "proclaimed",
    says=_("Ce résultat n’est pas encore proclamé. Il paraîtra ici après la signature de deux personnes."),
)

allow(
    result__read=is_proclaimed | is_staff,
    result__manage=is_staff,
    result__count=is_staff,
    result__sign=is_staff,
    result__publish=is_staff,
)
