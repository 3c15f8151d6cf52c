"""Results, ballots and elections in CSV and JSON: exact, the same back, and harmless in a spreadsheet."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.small_elections import ballots, election
from voting.ballots import BallotRule
from voting.certificate import canonical
from voting.election import Candidate, Constraints, Election, GrantRule, Quota, Reserve, Rules
from voting.formats import Document, ballots_csv, ballots_from_csv, from_json, result_csv, to_json
from voting.pabulib import FileError, PabulibError
from voting.result import count
from voting.sentences import explain


def rows(text):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_result_csv_holds_every_project_when_counted():
    result = count(election(60_00, 40_50, 10_00, budget=100_00), ballots(a=3, b=1, c=2))
    header, *lines = rows(result_csv(result))
    assert header == ["rank", "id", "name", "votes", "cost", "outcome", "grant", "why"]
    assert [line[:7] for line in lines] == [
        ["1", "a", "Project A", "3", "60", "selected", "60"],
        ["2", "c", "Project C", "2", "10", "selected", "10"],
        ["3", "b", "Project B", "1", "40.50", "too_dear", "0"],
    ]
    assert [line[7] for line in lines] == [explain(line.why) for line in result.lines]
    english = result_csv(result, "en", "PLN")
    assert "Winner: 1st with 3\u00a0votes" in english and "PLN\u00a060" in english


@pytest.mark.parametrize("name", ["=1+1", "+33", "-5 °C", "@here", "\tA", "\rA"])
def test_result_csv_computes_nothing_when_a_name_looks_like_a_formula(name):
    round_ = Election((Candidate("=a", name, 1),), Rules(budget=1))
    line = rows(result_csv(count(round_, [("=a",)])))[1]
    assert line[1:3] == ["'=a", "'" + name]


def test_result_csv_keeps_cells_apart_when_a_name_holds_separators():
    round_ = Election((Candidate("a", 'Four; "pain"\nMairie', 1),), Rules(budget=1))
    assert rows(result_csv(count(round_, [("a",)])))[1][2] == 'Four; "pain"\nMairie'


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=","), min_size=1, max_size=5
)
numbers = st.integers(-(10**17), 10**17)
plain = st.lists(st.lists(names, max_size=4).map(tuple), max_size=6)
marked = st.lists(st.lists(st.tuples(names, numbers), max_size=4).map(tuple), max_size=6)


@given(st.tuples(plain, st.just(False)) | st.tuples(marked, st.just(True)))
def test_ballots_come_back_when_written_as_csv(given_):
    cast, numbered = given_
    assert ballots_from_csv(ballots_csv(cast, marked=numbered).encode()) == cast


def test_ballots_csv_is_read_by_people_when_it_is_opened():
    assert ballots_csv([("a", "b"), (), ("=c",)]) == "ballot;vote\n1;a,b\n2;\n3;'=c\n"
    assert ballots_csv([(("a", 1), ("b", -1))], marked=True) == "ballot;vote;points\n1;a,b;1,-1\n"
    assert ballots_csv([(("b", -1),)], marked=True) == "ballot;vote;points\n1;b;'-1\n"


def test_ballots_come_back_when_a_spreadsheet_saved_them():
    saved = "\ufeffvote;note;ballot\r\n a, b ;x;1\r\n;;2\r\n"
    assert ballots_from_csv(saved.encode()) == [("a", "b"), ()]


@pytest.mark.parametrize("one", ["a,b", " a", "", "a\u00a0"])
def test_ballots_csv_refuses_when_a_list_cannot_hold_an_id(one):
    with pytest.raises(FileError, match="comma"):
        ballots_csv([("x", one)])


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("", 1, 1, "pb_header"),
        ("ballot;choice\n", 1, 1, "pb_header"),
        ("ballot;vote;vote\n", 1, 13, "pb_twice"),
        ("ballot;vote;points\n1;a,b;1\n", 2, 7, "pb_points"),
        ("ballot;vote;points\n1;a,b;1,x\n", 2, 7, "csv_number"),
        ("ballot;vote\n1;a;b\n", 2, 5, "pb_cells"),
        ('ballot;vote\n1;"a\n', 2, 3, "pb_quote"),
        ("ballot;vote\n1;\xe9\n", 2, 3, "pb_encoding"),
    ],
)
def test_ballots_from_csv_refuses_with_line_and_column_when_it_is_broken(text, line, column, code):
    with pytest.raises(PabulibError) as caught:
        ballots_from_csv(text.encode("latin-1"))
    assert (caught.value.line, caught.value.column, caught.value.code) == (line, column, code)
    assert caught.value.sentence("fr").startswith(f"Ligne {line}, colonne {column}")


RICH = Election(
    (
        Candidate(
            "a", "Le four ; «\u00a0à pain\u00a0»", 10**12, 2 * 10**12, {"c1": 4}, "Nord", "culture", False, {"jeunes"}
        ),
        Candidate("b", 'B"', 5, withdrawn=True),
    ),
    Rules(
        BallotRule("cumulative", 1, 2, max_sum=10),
        grant=GrantRule("votes", 0, 5),
        budget=10**13,
        constraints=Constraints(2, None, (("a", "b"),), (Quota(count=1),), (Reserve("R", 5),)),
        seed="lots",
    ),
)


def test_an_election_comes_back_when_written_as_json():
    cast = [(("a", 10),), (("b", 3), ("a", 2)), ()]
    document = Document(RICH, cast, {"unit": "Ville", "currency": "EUR"})
    data = to_json(document)
    again = from_json(data)
    assert again == document and to_json(again) == data
    assert data == canonical(json.loads(data))
    assert count(again.election, again.ballots) == count(RICH, cast)


texts = st.text(st.characters(codec="utf-8"), max_size=5)
entries = st.lists(texts, max_size=3).map(tuple) | st.lists(st.tuples(texts, st.integers(-9, 9)), max_size=3).map(tuple)


@given(st.lists(entries, max_size=5), st.dictionaries(texts, texts, max_size=3), st.booleans())
def test_json_is_canonical_when_texts_are_strange(cast, meta, alone):
    document = Document(None if alone else RICH, cast, meta)
    data = to_json(document)
    assert from_json(data) == document
    assert data == canonical(json.loads(data))


def test_ballots_alone_are_read_when_the_json_is_a_list():
    assert from_json(b'[["a","b"],[],[["a",2]]]') == Document(None, [("a", "b"), (), (("a", 2),)])


@pytest.mark.parametrize(
    "document",
    [
        Document(None, [(("a", 2**53),)]),
        Document(Election((), Rules(budget=2**53)), []),
        Document(None, [], {"a": "\ud800"}),
    ],
)
def test_to_json_refuses_when_something_would_not_be_exact(document):
    with pytest.raises(FileError) as caught:
        to_json(document)
    assert caught.value.code == "json_inexact"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "json_syntax"),
        (b"\xff", "json_broken"),
        (b"[" * 100_000, "json_broken"),
        (b"3", "json_broken"),
        (b"[3]", "json_broken"),
        (b"[[3]]", "json_broken"),
        (b'[[["a", 1.5]]]', "json_broken"),
        (b'[[["a", NaN]]]', "json_broken"),
        (b'[[["a", true]]]', "json_broken"),
        (b'[[["a", 1, 2]]]', "json_broken"),
        (b"[[[1, 1]]]", "json_broken"),
        (b"{}", "json_broken"),
        (b'{"ballots": {}}', "json_broken"),
        (b'{"ballots": [], "format": "other"}', "json_broken"),
        (b'{"ballots": [], "meta": {"a": 1}}', "json_broken"),
        (b'{"ballots": [], "meta": []}', "json_broken"),
        (b'{"ballots": [], "election": {"candidates": []}}', "json_broken"),
        (b'{"ballots": [], "election": {"candidates": [{"id": 3}], "rules": {}}}', "json_broken"),
    ],
)
def test_from_json_refuses_in_a_sentence_when_it_is_not_an_election(data, code):
    with pytest.raises(FileError) as caught:
        from_json(data)
    assert caught.value.code == code and caught.value.sentence("fr")


def test_from_json_says_line_and_column_when_it_is_not_json():
    with pytest.raises(FileError, match="Line 2, column 1: this is not JSON"):
        from_json(b'{"ballots":\n}')
