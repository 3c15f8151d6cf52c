"""Who says that two proposals exclude each other, and who joins two projects: the two holders, nobody else."""

from typing import Any

from app.accounts.policy import is_staff
from app.core.policy import Rule, allow
from app.pairings.models import Merger
from app.projects.policy import in_team, is_holder


def _holds_asking(actor: Any, merger: Merger) -> bool:
    return is_holder(actor, merger.asking)


def _holds_asked(actor: Any, merger: Merger) -> bool:
    return is_holder(actor, merger.asked)


def _is_of_either(actor: Any, merger: Merger) -> bool:
    return any(in_team(actor, project) for project in merger.projects)


asks = Rule(_holds_asking, "holder of the project that asks")
is_asked = Rule(_holds_asked, "holder of the project that is asked")

allow(
    exclusion__declare=is_staff,
    exclusion__lift=is_staff,
    merger__ask=is_holder,
    merger__see=Rule(_is_of_either, "of one of the two teams") | is_staff,
    merger__answer=is_asked,
    merger__withdraw=asks,
)
