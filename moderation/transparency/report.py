"""The yearly report (Regulation (EU) 2022/2065, articles 15 and 24) in the tables of its European template.

Implementing Regulation (EU) 2024/2835, annex I: one table a sheet, the same columns and indicators, in English as the
template asks, delays in hours. Tables 9 and 10 (staff by language, users by country) are for very large platforms only.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from moderation.appeals import Appellant
from moderation.grounds import GROUNDS, Ground
from moderation.statements import Effect, Source
from moderation.transparency.categories import CATEGORIES, OTHER, category_of
from moderation.transparency.figures import Appeals, Figures, Tally

Cell: TypeAlias = str | int
HOSTING = "Only for providers of hosting services, including online platforms"
PLATFORMS = "Only for providers of online platforms"
ILLEGAL = "Category of illegal content"
OTHER_NAME = 'Description of the sub-category "Other"'
_NOTICES = (
    "Number of notices received",
    "Number of notices received from Trusted flaggers",
    "Number of specific items of information included in the total number of notices",
    "Median time to take action",
    "Number of actions taken on the basis of the law",
    "Number of actions taken on the basis of the terms and conditions of the service",
)
_MEASURES = (
    "Number of measures taken at the provider's own initiative",
    "Number of measures taken after detection with solely automated means",
    "Visibility restriction Removal",
    "Visibility restriction Disable",
    "Visibility restriction Demoted",
    "Visibility restriction Other",
    "Monetary restriction Suspension",
    "Provision of the service Suspension",
    "Account restriction Suspension",
)
_INDICATED = ("Section", "Indicator", "Scope", "Value", "Contextual Information")
COMPLAINTS = "Internal complaints mechanism"
AUTOMATED = "Use of automated means for content moderation"
_VISIBLE = (Effect.HIDDEN, Effect.REFUSED, Effect.SENT_BACK, Effect.MERGED)
_ABOUT: tuple[tuple[str, Appellant, tuple[Effect, ...]], ...] = (
    (
        "Complaint regarding a decision to remove or disable access to or restrict visibility of information",
        Appellant.AUTHOR,
        _VISIBLE,
    ),
    (
        "Complaint regarding a decision to suspend or terminate the provision of the service",
        Appellant.AUTHOR,
        (Effect.NO_COMMENT, Effect.NO_POST, Effect.WARNED),
    ),
    ("Complaint regarding a decision to suspend or terminate an account", Appellant.AUTHOR, (Effect.SUSPENDED,)),
    (
        "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16",
        Appellant.REPORTER,
        (Effect.KEPT, Effect.PUBLISHED),
    ),
)
_IN_WORDS: tuple[tuple[str, str], ...] = (
    (
        "Summary of the content moderation engaged in at the providers’ own initiative",
        "A team reads what is posted, before or after publication as each round says. It decides on published grounds "
        "only, gives its reasons each time, and anybody may appeal within six months, free of charge.",
    ),
    (
        "Qualitative description of the automated means",
        "Programs point at links, personal data, insults, shouting and near-duplicates. They say what they saw and "
        "where. They hide nothing and decide nothing.",
    ),
    (
        "Qualitative description of indicators of accuracy and possible rate of error of automated means",
        "Each decision of the team tests the hints: right when a text that was pointed at is restricted, wrong when it "
        "is kept. Precision, recall and accuracy are computed on all decisions of the period.",
    ),
    (
        "Specification of the precise purposes to apply automated means",
        "To show the team what to look at first.",
    ),
    (
        "Safeguards applied to the use of automated means",
        "No measure without a person; an appeal is heard by another person; rates of error are published here.",
    ),
)


class Period(NamedTuple):
    """Who reports on which days, and when."""

    provider: str
    service: str
    start: date
    end: date
    published: date

    @property
    def said(self) -> str:
        """The period as the template writes it (ISO 8601)."""
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


@dataclass(frozen=True)
class Table:
    """One sheet of the template: its number and name, its header and its rows."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]

    @property
    def file(self) -> str:
        """What its file is called."""
        return f"{self.name}.csv"


def report(period: Period, counted: Figures) -> list[Table]:
    """The report of a period, in the order of the template."""
    return [
        _identification(period),
        _categories(),
        _orders(period),
        _notices(period, counted),
        _own(period, counted, "5_own_initiative_illegal", is_law=True),
        _own(period, counted, "6_own_initiative_TC", is_law=False),
        _appeals(period, counted),
        _automated(period, counted),
        _words(period),
    ]


def _identification(period: Period) -> Table:
    rows = [
        ("Name of the service provider", period.provider),
        ("Date of the publication of the report", period.published.isoformat()),
        ("Starting date of reporting period", period.start.isoformat()),
        ("Ending date of reporting period", period.end.isoformat()),
    ]
    header = ("Applicability", "Service", "Indicator", "Value")
    return Table("1_report_identification", header, [("All", period.service, *row) for row in rows])


def _categories() -> Table:
    header = ("Category label", "Category of illegal content / incompatible with the terms and conditions", "Grounds")
    named: dict[str, list[str]] = {}
    for ground in Ground:
        named.setdefault(category_of(ground), []).append(GROUNDS[ground].label.en)
    rows = [(code, "TC" if code == OTHER else "Illegal content", "; ".join(said)) for code, said in named.items()]
    return Table("2_categories_names", header, rows)


def _orders(period: Period) -> Table:
    """Orders of authorities reach the publication director by letter: the site counts none."""
    header = ("Applicability", "Service", "Reporting period", ILLEGAL, "Scope", "Number of orders to act", "Contextual")
    note = "Orders are answered by the publication director, outside this site"
    return Table("3_member_states_orders", header, [("All", period.service, period.said, "TOTAL", "FR", "", note)])


def _notices(period: Period, counted: Figures) -> Table:
    header = ("Applicability", "Service", "Reporting period", ILLEGAL, OTHER_NAME, *_NOTICES)
    received: Counter[str] = Counter()
    for ground, count in counted.notices.items():
        received[category_of(ground)] += count
    acted = [each for each in counted.tallies if each.source is Source.NOTICE]
    rows: list[tuple[Cell, ...]] = []
    for code in ("TOTAL", *CATEGORIES):
        mine = [each for each in acted if code in ("TOTAL", category_of(each.ground))]
        number = counted.notices.total() if code == "TOTAL" else received[code]
        rows.append((HOSTING, period.service, period.said, code, "", number, 0, number, *_acted(mine)))
    return Table("4_notices", header, rows)


def _acted(tallies: list[Tally]) -> tuple[Cell, Cell, Cell]:
    took = Figures(tallies).delay()
    taken = [each for each in Figures(tallies).restricting if each.ground]
    by_law = sum(each.number for each in taken if each.ground and GROUNDS[each.ground].is_law)
    return took.median if took else "", by_law, sum(each.number for each in taken) - by_law


def _own(period: Period, counted: Figures, name: str, *, is_law: bool) -> Table:
    title = ILLEGAL if is_law else "Category of incompatibility with the provider's terms and conditions"
    header = ("Applicability", "Service", "Reporting period", title, OTHER_NAME, *_MEASURES)
    own = [
        each
        for each in counted.restricting
        if each.source is Source.OWN and (each.ground is not None and GROUNDS[each.ground].is_law) is is_law
    ]
    rows = []
    for code in ("TOTAL", *CATEGORIES):
        done: Counter[Effect] = Counter()
        for each in own:
            if code in ("TOTAL", category_of(each.ground)):
                done[each.effect] += each.number
        rows.append(("All", period.service, period.said, code, "", *_measures(done)))
    return Table(name, header, rows)


def _measures(done: Counter[Effect]) -> tuple[Cell, ...]:
    other = done[Effect.REFUSED] + done[Effect.SENT_BACK] + done[Effect.MERGED] + done[Effect.WARNED]
    limited = done[Effect.NO_COMMENT] + done[Effect.NO_POST]
    return done.total(), 0, 0, done[Effect.HIDDEN], 0, other, 0, limited, done[Effect.SUSPENDED]


def _appeals(period: Period, counted: Figures) -> Table:
    total = "Number of complaints submitted to the internal-complaints mechanism"
    rows = _outcomes(total, counted.appeals())
    for said, by, effects in _ABOUT:
        rows += _outcomes(said, counted.appeals_against(effects, by))
    header = ("Applicability", "Service", "Reporting period", *_INDICATED)
    return Table(
        "7_appeals_and_recidivism",
        header,
        [(PLATFORMS, period.service, period.said, COMPLAINTS, *row, "") for row in rows],
    )


def _outcomes(indicator: str, appeals: Appeals) -> list[tuple[Cell, ...]]:
    values: dict[str, Cell] = {
        "Total number": appeals.made,
        "Decisions upheld": appeals.upheld,
        "Decisions partially reversed": 0,
        "Decisions reversed": appeals.reversed,
        "Median time": appeals.delay.median if appeals.delay else "",
        "Decision omitted": appeals.waiting,
    }
    return [(indicator, scope, value) for scope, value in values.items()]


def _automated(period: Period, counted: Figures) -> Table:
    found = counted.accuracy
    taken = sum(each.number for each in counted.restricting)
    values: list[tuple[str, Cell]] = [
        ("Number of measures solely taken by automated means", 0),
        ("Number of measures not taken by automated means", taken),
        ("Accuracy of the automated means - Accuracy", percent(found.accuracy)),
        ("Accuracy of the automated means - Precision", percent(found.precision)),
        ("Accuracy of the automated means - Recall", percent(found.recall)),
    ]
    header = ("Applicability", "Service", "Reporting period", *_INDICATED)
    note = "Hints only: a person decides each time"
    rows = [
        ("All", period.service, period.said, AUTOMATED, said, "Total number", value, note) for said, value in values
    ]
    return Table("8_automated_means", header, rows)


def _words(period: Period) -> Table:
    header = ("Applicability", "Service", "Reporting period", "Indicator", "Value")
    return Table("11_qualitative", header, [("All", period.service, period.said, *row) for row in _IN_WORDS])


def percent(share: Fraction | None) -> str:
    """A share as the template writes it: 97.55, with a point; nothing when nothing was measured."""
    return "" if share is None else f"{float(share * 100):.2f}"
