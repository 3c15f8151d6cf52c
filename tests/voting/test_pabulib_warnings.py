"""Irregular .pb files are accepted, and each irregularity is said once, with the line where it first is."""

import io

import pytest

from tests.voting.small_elections import FILES
from voting import pabulib
from voting.result import count
from voting.sentences import explain

SMALL = (FILES / "threshold.pb").read_text(encoding="utf-8")
POINTS = (FILES / "cumulative.pb").read_text(encoding="utf-8")
KNAPSACK = (FILES / "knapsack.pb").read_text(encoding="utf-8")


def warnings(text, plainly=False):
    file = pabulib.read(io.BytesIO(text.encode()), plainly=plainly)
    return {(sentence.code, line): dict(sentence.values) for line, sentence in file.warnings}


IRREGULAR = [
    (SMALL, "META\n", "\ufeffMETA\n", "pb_bom", 1, {}),
    (SMALL, "\n", "\r\n", "pb_crlf", 1, {}),
    (SMALL, "\n", "\r", "pb_crlf", 1, {}),
    (SMALL, "d;1,5\n", "d;1,5\r\n", "pb_crlf", 29, {}),
    (SMALL, "f;4,5\n", "f;4,5", "pb_no_end", 31, {}),
    (SMALL, "Fits;1\n", "Fits ; 1\n", "pb_spaces", 21, {"count": 1}),
    (SMALL, "key;value", "key; value", "pb_spaces", 2, {"count": 1}),
    (SMALL, ";1,2", "; 1,2", "pb_spaces", 26, {"count": 2}),
    (SMALL, "1,2\n", "1,\u00a02\n", "pb_spaces", 26, {"count": 1}),
    (SMALL, "a;1,2\n", "\u2003a;1,2\n", "pb_spaces", 26, {"count": 1}),
    (SMALL, "VOTES\n", "\n;\nVOTES\n", "pb_blank", 24, {"count": 2}),
    (SMALL, "d;1,5\n", "d;1,5\n\n", "pb_blank", 30, {"count": 1}),
    (SMALL, "Fits;1\n", "Fits\n", "pb_width", 21, {"found": 5, "expected": 6, "count": 1}),
    (SMALL, "d;1,5\n", "d\n", "pb_width", 29, {"found": 1, "expected": 2, "count": 1}),
    (SMALL, "d;1,5\n", "d;1,5;\n", "pb_width", 29, {"found": 3, "expected": 2, "count": 1}),
    (
        KNAPSACK,
        "voter_id;vote\n1;1,3\n2;2,3\n3;2,3",
        "vote;voter_id\n1,3;1\n2,3;2",
        "pb_order",
        22,
        {"name": "voter_id"},
    ),
    (SMALL, "key;value\n", "key;value;note\na;b;c\n", "pb_beside", 3, {"count": 1}),
    (SMALL, "budget;100", "budget;100,50", "pb_comma", 9, {"count": 1}),
    (SMALL, "\n3;30;", "\n3;30,5;", "pb_comma", 21, {"count": 1}),
    (SMALL, "num_votes;6", "num_votes;7", "pb_differs", 8, {"name": "num_votes", "value": "7", "found": 6}),
    (SMALL, "num_projects;5", "num_projects;4", "pb_differs", 7, {"name": "num_projects", "found": 5}),
    (SMALL, "score;name", "target;name", "pb_target", 18, {}),
    (SMALL, "Fits;1", "Fits;2", "pb_selected", 21, {"value": "2", "count": 1}),
    (SMALL, "First;1", "First;1", "pb_withdrawn", 23, {"count": 1}),
    (SMALL, "\n3;30;", "\n3;0.00;", "pb_free", 21, {"count": 1}),
    (SMALL, "\n3;30;", "\n3;100.01;", "pb_dear", 21, {"count": 1}),
    (SMALL, "rule;greedy-threshold", "rule;greedy-exclusive", "pb_exclusive", 11, {}),
    (SMALL, "f;4,5", "f;", "pb_empty", 31, {"count": 1}),
    (SMALL, "b;1,2,3", "b;1,2,1", "pb_repeat", 27, {"count": 1}),
    (SMALL, "max_length;3", "max_length;2", "pb_limit", 27, {"name": "max_length", "value": "2", "count": 2}),
    (SMALL, "min_length;1", "min_length;3", "pb_limit", 26, {"name": "min_length", "value": "3", "count": 4}),
    (KNAPSACK, "3;2,3", "3;1,2", "pb_limit", 25, {"name": "max_sum_cost", "value": "1000.00", "count": 1}),
    (KNAPSACK, "cost;100\n", "cost;900,00\n", "pb_limit", 24, {"name": "min_sum_cost", "value": "900,00", "count": 2}),
    (POINTS, "points;10\n", "points;9\n", "pb_limit", 25, {"name": "max_sum_points", "value": "9", "count": 5}),
    (POINTS, "min_points;1", "min_points;2", "pb_limit", 29, {"name": "min_points", "value": "2", "count": 1}),
    (POINTS, "min_points;1", "max_points;7", "pb_limit", 27, {"name": "max_points", "value": "7", "count": 1}),
    (POINTS, "min_points;1", "min_sum_points;10\nmax_points;9", "pb_limit", 28, {"name": "max_points", "count": 1}),
    (POINTS.replace("cumulative", "approval", 1), "max_length;3", "max_length;2", "pb_limit", 26, {"count": 2}),
]


@pytest.mark.parametrize("plainly", [False, True], ids=["columns", "rows"])
@pytest.mark.parametrize(
    ("text", "old", "new", "code", "line", "values"),
    IRREGULAR,
    ids=[f"{case[3]}-{at}" for at, case in enumerate(IRREGULAR)],
)
def test_read_warns_with_the_line_when_a_file_is_irregular(text, old, new, code, line, values, plainly):
    assert old in text
    found = warnings(text.replace(old, new), plainly)
    assert (code, line) in found
    said = found[code, line]
    assert said == {**said, **values, "line": str(line)}


def test_read_says_nothing_when_a_file_is_regular():
    assert pabulib.read(FILES / "cumulative.pb").warnings == ()
    assert pabulib.read(FILES / "ordinal.pb").warnings == ()


def test_warnings_speak_both_languages_in_the_order_of_lines_when_a_file_has_many():
    file = pabulib.read(FILES / "untidy.pb")
    lines = [line for line, _ in file.warnings]
    assert lines == sorted(lines) and len({sentence.code for _, sentence in file.warnings}) == 18
    for line, sentence in file.warnings:
        assert explain(sentence, "fr").startswith(f"Ligne {line}\u00a0: ")
        assert explain(sentence, "en").startswith(f"Line {line}: ")
    assert explain(file.warnings[-1][1], "en") == "Line 31: the last line is not ended."


def test_count_agrees_with_what_was_published_when_a_file_has_many_irregularities():
    file = pabulib.read(FILES / "untidy.pb")
    result = count(file.election(), file.ballots)
    assert {line.id: line.votes for line in result.lines} == file.official_votes
    assert set(result.winners) == file.official_selected
    assert (result.turnout.ballots, result.turnout.valid, result.turnout.blank) == (8, 7, 1)


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        ("max_length;3", "max_length;2", {"max_length"}),
        ("min_length;1", "min_length;3", {"min_length"}),
        (
            "max_length;3",
            "max_length;2\nmin_sum_cost;1000\nmax_sum_cost;1000",
            {"max_length", "min_sum_cost", "max_sum_cost"},
        ),
        ("max_length;3", "max_length;3", set()),
    ],
)
def test_ballots_count_when_they_break_the_declared_limits(old, new, broken):
    file = pabulib.read(io.StringIO(SMALL.replace(old, new)))
    turnout = count(file.election(), file.ballots).turnout
    assert (file.broken, turnout.valid, dict(turnout.void)) == (broken, 6, {})


def test_ballots_count_when_more_than_one_project_is_chosen_instead_of_one():
    file = pabulib.read(io.StringIO(SMALL.replace("approval", "choose-1").replace("max_length;3\n", "")))
    rule = file.election().rules.ballot
    assert (rule.kind, rule.max, file.broken) == ("approval", 5, {"max_length"})
    assert count(file.election(), file.ballots).turnout.valid == 6
    assert [explain(s, "en").split(";")[0] for _, s in file.warnings if s.code == "pb_limit"] == [
        "Line 25: the limit max_length = 1 is not kept (6\u00a0ballots)"
    ]


def test_points_count_when_they_break_the_declared_limits():
    changed = POINTS.replace("min_points;1", "min_points;3\nmax_points;5\nmin_sum_points;11").replace(
        "max_length;3", "max_length;1"
    )
    file = pabulib.read(io.StringIO(changed.replace("max_sum_points;10", "max_sum_points;12")))
    assert file.broken == {"min_points", "max_points", "min_sum_points", "max_length"}
    result = count(file.election(), file.ballots)
    assert {line.id: line.votes for line in result.lines} == file.official_scores
    assert result.turnout.valid == 5
