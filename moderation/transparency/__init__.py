"""What is published about moderation: figures, the yearly report, and rows for the European database of reasons."""

from moderation.transparency.figures import Appeals, Delay, Figures, Heard, Tally, figures
from moderation.transparency.reasons_database import FIELDS, Row, row
from moderation.transparency.report import Period, Table, report

__all__ = [
    "FIELDS",
    "Appeals",
    "Delay",
    "Figures",
    "Heard",
    "Period",
    "Row",
    "Table",
    "Tally",
    "figures",
    "report",
    "row",
]
