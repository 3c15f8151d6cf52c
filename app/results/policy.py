"""Who may count, sign and proclaim, and who reads. Whoever is of the team of a project takes no part in its count."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_staff
from app.core.policy import Rule, allow, needs_fresh
from app.results.models import Result
from app.results.stakes import has_declared_a_project, holds_a_project
from app.results.status import ResultStatus
from app.rounds.policy import STAKES


def _holds_nothing(actor: Any, subject: Any) -> bool:
    round_ = subject.round if isinstance(subject, Result) else subject
    return actor is not None and not holds_a_project(actor, round_)


is_proclaimed = Rule(
    lambda _actor, result: result.status is ResultStatus.PUBLISHED,
    "proclaimed",
    says=_("Ce résultat n’est pas encore proclamé. Il paraîtra ici après la signature de deux personnes."),
)
holds_nothing_here = Rule(
    _holds_nothing,
    "holds nothing here",
    says=_(
        "Vous êtes de l’équipe d’un projet de cette édition : d’autres personnes du programme doivent s’occuper de "
        "son vote."
    ),
)
has_declared_nothing_here = has_no_interest & Rule(
    lambda actor, subject: (
        actor is not None
        and not has_declared_a_project(actor, subject.round if isinstance(subject, Result) else subject)
    ),
    "none in its projects",
    says=has_no_interest.says,
)
has_not_signed = Rule(
    lambda actor, result: actor is not None and actor.id not in {each.person_id for each in result.signatures},
    "has not signed",
    says=_("Vous avez déjà signé ce résultat. La seconde signature doit être celle d’une autre personne de l’équipe."),
)
STAKES += [holds_nothing_here, has_declared_nothing_here]  # and does not close its vote

allow(
    result__read=is_proclaimed | is_staff,
    result__manage=is_staff,
    result__explore=is_staff,
    result__count=is_staff & holds_nothing_here & has_declared_nothing_here,
    result__sign=is_staff & holds_nothing_here & has_declared_nothing_here & has_not_signed,
    result__publish=is_staff & holds_nothing_here & has_declared_nothing_here,
)
needs_fresh("result.sign", "result.publish")
