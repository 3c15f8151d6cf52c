"""What is published: figures from tallies, the report in the European template, rows of the database of reasons."""

import re
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from moderation.appeals import Appellant, Verdict
from moderation.danger import LINES
from moderation.grounds import GROUNDS, Ground
from moderation.statements import Effect, Source
from moderation.transparency import FIELDS, Heard, Period, Tally, figures, report, row
from moderation.transparency.categories import CATEGORIES, category_of
from moderation.transparency.figures import delay
from moderation.transparency.reasons_database import DATABASE_KNOWS, Sent

OWN, NOTICE = Source.OWN, Source.NOTICE
COUNTED = figures(
    [
        Tally(Effect.HIDDEN, Ground.HATEFUL, NOTICE, True, 4, 3),
        Tally(Effect.HIDDEN, Ground.ADVERTISING, OWN, True, 10, 5),
        Tally(Effect.REFUSED, Ground.OFF_TOPIC, OWN, False, 30, 2),
        Tally(Effect.KEPT, None, NOTICE, True, 6, 2),
        Tally(Effect.KEPT, None, NOTICE, False, 90, 8),
        Tally(Effect.RESTORED, None, OWN, True, 2, 1),
    ],
    [
        Heard(Effect.HIDDEN, Appellant.AUTHOR, Verdict.REVERSE, 48, 1),
        Heard(Effect.HIDDEN, Appellant.AUTHOR, Verdict.UPHOLD, 24, 2),
        Heard(Effect.KEPT, Appellant.REPORTER, None, 0, 1),
    ],
    Counter({Ground.HATEFUL: 5, Ground.OFF_TOPIC: 9}),
)
PERIOD = Period("Département", "Comptoir", date(2025, 1, 1), date(2025, 12, 31), date(2026, 2, 15))


def test_counts_are_by_ground_and_by_effect():
    assert COUNTED.total == 21
    assert COUNTED.by_ground == {Ground.HATEFUL: 3, Ground.ADVERTISING: 5, Ground.OFF_TOPIC: 2}
    assert COUNTED.by_effect[Effect.KEPT] == 10


def test_median_and_slowest_come_from_the_tallies():
    assert COUNTED.delay() == (10, 90)
    assert COUNTED.delay(lambda each: each.source is NOTICE) == (90, 90)
    assert delay([]) is None
    assert delay([(5, 1), (1, 1)]) == (1, 5)


def test_programs_are_measured_against_what_people_decided():
    found = COUNTED.accuracy
    assert found == (8, 2, 2, 8)
    assert (found.precision, found.recall, found.error_rate) == (Fraction(4, 5), Fraction(4, 5), Fraction(1, 5))
    assert figures([]).accuracy.error_rate is None


def test_appeals_are_counted_with_what_they_came_to():
    appeals = COUNTED.appeals()
    assert (appeals.made, appeals.upheld, appeals.reversed, appeals.waiting) == (4, 2, 1, 1)
    assert appeals.delay == (24, 48)
    assert COUNTED.appeals_against({Effect.KEPT}, Appellant.REPORTER).made == 1


def test_report_has_the_sheets_of_the_template_when_drawn():
    tables = {table.name: table for table in report(PERIOD, COUNTED)}
    assert list(tables) == [
        "1_report_identification",
        "2_categories_names",
        "3_member_states_orders",
        "4_notices",
        "5_own_initiative_illegal",
        "6_own_initiative_TC",
        "7_appeals_and_recidivism",
        "8_automated_means",
        "11_qualitative",
    ]
    for table in tables.values():
        assert {len(each) for each in table.rows} == {len(table.header)}
    total = dict(zip(tables["4_notices"].header, tables["4_notices"].rows[0], strict=True))
    assert total["Number of notices received"] == 14
    assert total["Number of actions taken on the basis of the law"] == 3
    assert total["Reporting period"] == "2025-01-01/2025-12-31"


def test_report_totals_agree_with_the_figures():
    tables = {table.name: table for table in report(PERIOD, COUNTED)}
    own = tables["6_own_initiative_TC"].rows
    assert own[0][5] == 7 == sum(each[5] for each in own[1:])
    assert tables["5_own_initiative_illegal"].rows[0][5] == 0
    values = {(each[4], each[5]): each[6] for each in tables["7_appeals_and_recidivism"].rows}
    complaints = "Number of complaints submitted to the internal-complaints mechanism"
    assert (values[complaints, "Total number"], values[complaints, "Decisions reversed"]) == (4, 1)
    assert {each[4]: each[6] for each in tables["8_automated_means"].rows}[
        "Accuracy of the automated means - Precision"
    ] == "80.00"


def test_empty_year_gives_a_report_too():
    assert all(table.rows for table in report(PERIOD, figures([])))


@pytest.mark.parametrize("ground", [*Ground, None])
@pytest.mark.parametrize("effect", sorted(DATABASE_KNOWS))
def test_row_is_complete_and_says_nothing_of_anybody(effect, ground):
    sent = Sent("Q7pX2", effect, ground, NOTICE, True, date(2026, 3, 2), date(2026, 3, 4), until=date(2026, 4, 4))
    made = row(sent)
    assert tuple(made) == FIELDS
    assert made["decision_visibility"] or made["decision_provision"] or made["decision_account"]
    needed = "illegal_content_legal_ground" if ground and GROUNDS[ground].is_law else "incompatible_content_ground"
    assert made[needed]
    assert made["category"] in CATEGORIES and made["category"] == category_of(ground)
    assert re.fullmatch(r"[\w-]+", str(made["puid"]))
    assert (made["content_date"], made["application_date"]) == ("2026-03-02", "2026-03-04")
    assert made["automated_detection"] == "Yes" and made["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"


@pytest.mark.parametrize("effect", sorted(set(Effect) - DATABASE_KNOWS))
def test_no_row_is_made_when_nothing_is_taken_away(effect):
    with pytest.raises(KeyError):
        row(Sent("Q7", effect, None, OWN, False, date(2026, 1, 1), date(2026, 1, 1)))


def test_numbers_to_call_are_there():
    assert {"15", "17", "112", "114", "119", "3114"} <= {line.number for line in LINES}
