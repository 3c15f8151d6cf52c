"""Broken .pb files are refused with the line and the column where the broken cell begins, never with a traceback."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.voting.small_elections import FILES
from voting import pabulib
from voting.pabulib import PabulibError
from voting.sentences import explain

SMALL = (FILES / "threshold.pb").read_text(encoding="utf-8")
POINTS = (FILES / "cumulative.pb").read_text(encoding="utf-8")
ORDINAL = (FILES / "ordinal.pb").read_text(encoding="utf-8")
SCORING = (FILES / "scoring.pb").read_text(encoding="utf-8")


def refusal(text, plainly=False):
    with pytest.raises(PabulibError) as caught:
        pabulib.read(io.BytesIO(text if isinstance(text, bytes) else text.encode()), plainly=plainly)
    return caught.value


BROKEN = [
    (SMALL, "META\n", "", 1, 1, "pb_section"),
    (SMALL, "PROJECTS\n", "VOTES\n", 17, 1, "pb_section"),
    (SMALL, "VOTES\nvoter_id;vote\n", "", 25, 3, "pb_money"),
    (SMALL, "key;value", "clef;value", 2, 1, "pb_header"),
    (SMALL, "project_id;cost;votes", "project_id;cost;cost", 18, 17, "pb_twice"),
    (SMALL, "voter_id;vote", "voter_id;voix", 25, 1, "pb_header"),
    (SMALL, "unit;Exemple", "country;Exemple", 5, 1, "pb_twice"),
    (SMALL, "unit;Exemple", ";Exemple", 5, 1, "pb_missing"),
    (SMALL, "budget;100\n", "", 1, 1, "pb_missing"),
    (SMALL, "budget;100\n", "budget;\n", 9, 8, "pb_missing"),
    (SMALL, "budget;100\n", "budget;1e9\n", 9, 8, "pb_money"),
    (SMALL, "budget;100\n", "budget;0.001\n", 9, 8, "pb_money"),
    (SMALL, "budget;100\n", "budget;-1\n", 9, 8, "pb_money"),
    (SMALL, "vote_type;approval", "vote_type;lottery", 10, 11, "pb_vote_type"),
    (SMALL, "max_length;3", "max_length;three", 14, 12, "pb_number"),
    (SMALL, "max_length;3", "max_length;0", 14, 12, "pb_lengths"),
    (SMALL, "min_length;1\nmax_length;3", "min_length;9", 13, 12, "pb_lengths"),
    (SMALL, "max_length;3", "max_sum_cost;many", 14, 14, "pb_money"),
    (SMALL, "max_length;3", "max_sum_cost;5\nmin_sum_cost;6", 14, 14, "pb_span"),
    (SMALL, "num_votes;6", "num_votes;six", 8, 11, "pb_number"),
    (SMALL, "\n3;30;", "\n3;-30;", 21, 3, "pb_money"),
    (SMALL, "\n3;30;", "\n2;30;", 21, 1, "pb_twice"),
    (SMALL, "\n3;30;", "\n;30;", 21, 1, "pb_missing"),
    (SMALL, ";Fits;1", ";Fits;1;extra", 21, 17, "pb_cells"),
    (SMALL, ";Fits;1", ';"Fi;ts";1;extra', 21, 20, "pb_cells"),
    (SMALL, ";Fits;1", ';"Fits;1', 21, 10, "pb_quote"),
    (SMALL, ";Fits;1", ';"Fi\nts";1;extra', 22, 7, "pb_cells"),
    (SMALL, ";Fits;1", ';"Fi\nts;1\n"9;50', 21, 10, "pb_quote"),
    (SMALL, "c;3,1", "c;3,9", 28, 3, "pb_unknown"),
    (SMALL, "c;3,1", "c;3;1", 28, 5, "pb_cells"),
    (SMALL, "c;3,1", ";3,1", 28, 1, "pb_missing"),
    (SMALL, "d;1,5", "a;1,5", 29, 1, "pb_twice"),
    (SMALL, "d;1,5", 'd;"1,5', 29, 3, "pb_quote"),
    (SMALL, "d;1,5", 'd;"1\n,5"', 29, 3, "pb_quote"),
    (SMALL, "d;1,5", f'd;"{"1" * 140_000}"', 29, 3, "pb_unknown"),
    (SMALL, "d;1,5", "VOTES\nvoter_id;vote\nd;1,5", 30, 10, "pb_unknown"),
    (POINTS, "vote;points", "vote;note", 24, 1, "pb_header"),
    (POINTS, "banc,four,mur;5,3,2", "banc,four,mur;5,3", 26, 19, "pb_points"),
    (POINTS, "parc;10", ";10", 27, 6, "pb_points"),
    (POINTS, "parc;10", "parc;dix", 27, 10, "pb_number"),
    (POINTS, "parc;10", "parc;-1", 27, 10, "pb_number"),
    (POINTS, "parc;10", "parc;1.5", 27, 10, "pb_number"),
    (POINTS, "max_sum_points;10", "max_sum_points;ten", 15, 16, "pb_number"),
    (POINTS, "min_points;1", "min_points;2\nmax_points;1", 17, 12, "pb_span"),
    (ORDINAL, "scoring_fn;Borda", "scoring_fn;Dowdall", 16, 12, "pb_scoring"),
    (SCORING, "default_score;0", "default_score;1", 15, 15, "pb_default_score"),
    (SCORING, "default_score;0", "default_score;none", 15, 15, "pb_number"),
    (SCORING.replace("scoring", "choose-1", 1), "max_points;5", "max_length;2", 14, 12, "pb_lengths"),
]


@pytest.mark.parametrize("plainly", [False, True], ids=["columns", "rows"])
@pytest.mark.parametrize(
    ("text", "old", "new", "line", "column", "code"), BROKEN, ids=[f"{case[-1]}-{at}" for at, case in enumerate(BROKEN)]
)
def test_read_refuses_with_line_and_column_when_the_file_is_broken(text, old, new, line, column, code, plainly):
    assert old in text
    error = refusal(text.replace(old, new, 1), plainly)
    assert (error.code, error.line, error.column) == (code, line, column)
    assert error.sentence("fr").startswith(f"Ligne {line}, colonne {column}\u00a0: ")
    assert str(error).startswith(f"Line {line}, column {column}: ")


def test_read_says_the_same_place_when_lines_end_otherwise():
    broken = "\ufeff" + SMALL.replace("c;3,1", "c;3,9")
    for end in ("\r\n", "\r"):
        error = refusal(broken.replace("\n", end))
        assert (error.line, error.column, error.code) == (28, 3, "pb_unknown")


def test_column_counts_characters_when_the_line_is_not_ascii():
    error = refusal(SMALL.replace("3;30;3;3;Fits;1", "é;30;3;3;«\u00a0ça\u00a0»;1;de trop"))
    assert (error.line, error.column) == (21, 19)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "META\n", "META\nkey;value\n", "META;x\n", "\ufeff", "META\nkey;value\nPROJECTS"]
)
def test_read_refuses_when_the_file_ends_too_early(text):
    error = refusal(text)
    assert error.line >= 1 and error.column >= 1


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("Fits", b"F\xff", 21, 11),
        ("Fits", b"\xc3\xa9\xc3", 21, 11),
        ("d;1,5", b"d\xe9;1,5", 29, 2),
        ("d;1,5", b"d\r\xe9;1,5", 30, 1),
        ("f;4,5\n", b"f;4,5\n\xed\xa0\x80;1", 32, 1),
    ],
)
@pytest.mark.parametrize("plainly", [False, True])
def test_read_refuses_with_the_place_of_the_byte_when_the_file_is_not_utf8(old, new, line, column, plainly):
    error = refusal(SMALL.encode().replace(old.encode(), new, 1), plainly)
    assert (error.code, error.line, error.column) == ("pb_encoding", line, column)


def test_read_refuses_when_a_text_is_not_unicode():
    with pytest.raises(PabulibError, match="Line 21, column 10"):
        pabulib.read(io.StringIO(SMALL.replace("Fits", "\udc80")))
    with pytest.raises(PabulibError, match="Line 1, column 5: the file is not UTF-8"):
        pabulib.read(FILES / "latin.pb")


def outcome(data, plainly):
    try:
        file = pabulib.read(io.BytesIO(data), plainly=plainly)
    except PabulibError as error:
        return error.code, error.line >= 1, error.column >= 1, error.sentence("fr"), error.sentence("en")
    assert all(explain(sentence) for _, sentence in file.warnings)
    text = io.StringIO()
    pabulib.write(file, text)
    again = pabulib.read(io.StringIO(text.getvalue()))
    assert again == file
    return file, file.warnings, file.broken


pieces = st.sampled_from(
    [*'\n\r;,"\x00\t é\u2028\x1f', "\r\n", '""', "1", "999", "-", "VOTES\n", "META\n", "\n\n", ";;"]
).map(str.encode)


@given(
    st.sampled_from([path.read_bytes() for path in sorted(FILES.glob("*.pb"))]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.binary(max_size=2) | pieces), min_size=1, max_size=3),
)
@example(SMALL.encode(), [(1.0, 0, b'"')])
def test_read_never_fails_otherwise_when_bytes_are_changed(data, changes):
    for where, removed, added in changes:
        at = int(where * len(data))
        data = data[:at] + added + data[at + removed :]
    assert outcome(data, plainly=False) == outcome(data, plainly=True)
