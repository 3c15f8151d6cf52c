"""What the points a team gives itself would earn, by the grants of voting/: exact, and only an estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import get_locale

from app.budgets.queries import totals
from app.criteria.queries import Assessed
from app.projects.models import Project
from app.rounds.counting import rules_to_count
from app.rounds.queries import envelope_cents, rules_of
from voting.candidate import Candidate
from voting.grants.lines import GrantLine, limit_lines
from voting.grants.rule import GrantRule, minimum, rounded, upper
from voting.sentences import explain


@dataclass(frozen=True)
class Estimate:
    """The amount in cents, and its arithmetic line by line; `by_votes`: the votes may still lower it."""

    cents: int
    lines: list[str]
    by_votes: bool
    by_points: bool


def estimate(project: Project, found: Sequence[Assessed]) -> Estimate | None:
    """What the project would receive with these points; None while what it asks is not written.

    A criterion without points counts for nothing, as in the count.
    """
    sums = totals(project)
    if sums.asked is None:
        return None
    scores: Mapping[str, Fraction] = {one.criterion.key: one.mean for one in found if one.mean is not None}
    weights = {one.criterion.key: 1 for one in found}
    rule = rules_to_count(rules_of(project.round), envelope_cents(project.round), weights).grant
    candidate = Candidate(project.public_id, project.title, sums.asked, sums.expenses or None, scores)
    cents, lines = _worked_out(candidate, rule)
    language = "en" if str(get_locale()).startswith("en") else "fr"
    return Estimate(cents, [explain(line, language) for line in lines], rule.shared, rule.scored)


def _worked_out(candidate: Candidate, rule: GrantRule) -> tuple[int, list[GrantLine]]:
    exact, least = upper(candidate, rule), minimum(candidate, rule)
    cents, lines = rounded(exact, least, rule.step), limit_lines(candidate, rule)
    if cents != exact:
        lines.append(GrantLine("rounded", cents, {"step": rule.step}))
    return cents, lines
