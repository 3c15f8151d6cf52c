"""What the points a team gives itself would earn, by the grants of voting/: exact, and only an estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import get_locale
from flask_babel import gettext as _

from app.budgets.queries import totals
from app.core.text import money
from app.criteria.queries import Assessed
from app.projects.models import Project
from app.rounds.counting import rules_to_count, weights_of
from app.rounds.queries import envelope_cents, rules_of
from voting.candidate import Candidate
from voting.grants.lines import GrantLine, limit_lines
from voting.grants.rule import GrantRule, cap, merit, minimum, rounded, upper
from voting.sentences import explain


@dataclass(frozen=True)
class Estimate:
    """The amount in cents, and its arithmetic line by line; `by_votes`: the votes may still lower it.

    `earned`: what the points alone are worth, None when the rulebook looks at none; `most`: what this project can get.
    """

    cents: int
    lines: list[str]
    by_votes: bool
    earned: int | None
    most: int
    asked: int

    @property
    def in_short(self) -> str:
        """What made the amount, in one sentence; "" where points change nothing."""
        if self.earned is None:
            return ""
        earned = money(self.earned // 100 * 100)
        if self.earned <= self.most:
            return _("Vos points donnent %(earned)s.", earned=earned)
        if self.most == self.asked:
            told = {"earned": earned, "asked": money(self.asked)}
            return _(
                "Vos points donneraient %(earned)s, mais vous demandez %(asked)s : l’estimation s’arrête là.", **told
            )
        told = {"earned": earned, "most": money(self.most)}
        return _("Vos points donneraient %(earned)s, mais le règlement donne au plus %(most)s à ce projet.", **told)


def estimate(project: Project, found: Sequence[Assessed]) -> Estimate | None:
    """What the project would receive with these points; None while what it asks is not written.

    A criterion without points counts for nothing, as in the count; so does a sub-question without any.
    """
    sums = totals(project)
    if sums.asked is None:
        return None
    scores: Mapping[str, Fraction] = {one.criterion.key: one.mean for one in found if one.mean is not None}
    asked, weighed = {one.criterion.key for one in found}, weights_of(project.round)
    weights = {key: weight for key, weight in weighed.items() if key in asked} or dict.fromkeys(asked, 1)
    rule = rules_to_count(rules_of(project.round), envelope_cents(project.round), weights).grant
    candidate = Candidate(project.public_id, project.title, sums.asked, sums.expenses or None, scores)
    cents, lines = _worked_out(candidate, rule)
    language = "en" if str(get_locale()).startswith("en") else "fr"
    said = [explain(line, language) for line in lines]
    earned = int(merit(candidate, rule)) if rule.scored else None
    return Estimate(cents, said, rule.shared, earned, cap(candidate, rule), sums.asked)


def _worked_out(candidate: Candidate, rule: GrantRule) -> tuple[int, list[GrantLine]]:
    exact, least = upper(candidate, rule), minimum(candidate, rule)
    cents, lines = rounded(exact, least, rule.step), limit_lines(candidate, rule)
    if cents != exact:
        lines.append(GrantLine("rounded", cents, {"step": rule.step}))
    return cents, lines
