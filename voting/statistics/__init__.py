"""What a count did for the people who voted: turnout, satisfaction, money beside votes. Exact fractions throughout."""

from voting.statistics.backing import effective_support
from voting.statistics.figures import decimal, gini, median, percent
from voting.statistics.parts import Part, parts_by
from voting.statistics.report import Projects, Statistics, statistics_of
from voting.statistics.satisfaction import Satisfaction, reached, satisfaction_of, satisfactions

__all__ = [
    "Part", "Projects", "Satisfaction", "Statistics", "decimal", "effective_support", "gini", "median", "parts_by",
    "percent", "reached", "satisfaction_of", "satisfactions", "statistics_of",
]  # fmt: skip
