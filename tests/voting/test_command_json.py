"""Commands on a .json election, files with nothing to count, and answers as JSON."""

import json

import pytest

from tests.voting.command_line import city, refused, run
from voting.ballots import BallotRule
from voting.election import Candidate, Election, Method, Rules
from voting.formats import Document, to_json

CANDIDATES = tuple(Candidate(one, f"Projet {one}", cost) for one, cost in (("a", 6_000), ("b", 5_000), ("c", 4_000)))
ELECTIONS = {
    "d21": (BallotRule("d21", 1, 2, minus=1), "greedy", [(("a", 1), ("b", 1), ("c", -1)), (("b", 1), ("c", 1))]),
    "judgment": (
        BallotRule("judgment", 1, 3, grades=6),
        "majority-judgment",
        [(("a", 3), ("b", 4)), (("b", 2), ("c", 5))],
    ),
    "exactly": (BallotRule("exactly", 2, 2), "equal-shares", [("a", "b"), ("b", "c"), ("b", "c"), ("a",)]),
}


def document(tmp_path, name, budget=10_000, ballots=None):
    ballot, rule, cast = ELECTIONS[name]
    election = Election(CANDIDATES, Rules(ballot, Method(rule), budget=budget, seed="s"))
    path = tmp_path / f"{name}.json"
    path.write_bytes(to_json(Document(election, cast if ballots is None else ballots)))
    return path


@pytest.mark.parametrize("name", ELECTIONS)
def test_a_json_election_is_counted_by_its_own_rule(capsys, tmp_path, name):
    path = document(tmp_path, name)
    code, said = run(capsys, "count", path, "--json", "--statistics")
    assert code == 0, said.err
    found = json.loads(said.out)
    assert found["rule"] == ELECTIONS[name][1] and found["method"]["seed"] == "s" and "b" in found["winners"]
    for words in (["count", path], ["explain", path], ["explain", path, "b"]):
        assert run(capsys, *words)[0] == 0


def test_rules_are_compared_and_timed_on_a_json_election(capsys, tmp_path):
    path = document(tmp_path, "exactly")
    assert run(capsys, "compare", path, "--rules", "greedy,phragmen")[0] == 0
    assert run(capsys, "bench", path, "--rules", "greedy", "--repeat", "1")[0] == 0
    found = json.loads(run(capsys, "count", path, "--rule", "greedy", "--json", "--count-duplicates")[1].out)
    assert found["rule"] == "greedy" and found["turnout"]["valid"] == 3


def test_a_converted_file_counts_as_before(capsys, tmp_path):
    path, out = city(tmp_path), tmp_path / "city.json"
    assert run(capsys, "convert", path, out)[0] == 0
    before, after = (json.loads(run(capsys, "count", one, "--json")[1].out) for one in (path, out))
    assert [before[key] for key in ("winners", "budget", "currency", "lines")] == [
        after[key] for key in ("winners", "budget", "currency", "lines")
    ]


@pytest.mark.parametrize("command", ["compare", "bench"])
def test_grades_are_for_majority_judgment_alone(capsys, tmp_path, command):
    graded = document(tmp_path, "judgment")
    assert "hold grades" in refused(capsys, command, graded, "--rules", "greedy,phragmen", "--lang", "en")
    assert "hold grades" in refused(capsys, "count", graded, "--rule", "greedy", "--lang", "en")
    plain = document(tmp_path, "exactly")
    assert "have none" in refused(capsys, "count", plain, "--rule", "majority-judgment", "--lang", "en")


@pytest.mark.parametrize(
    ("content", "message"),
    [("[]", "holds ballots only"), ("{", "Line 1, column 2"), ("3", "does not hold an election"),
     ('{"ballots": [], "election": {}}', "does not hold an election")],
)  # fmt: skip
def test_a_json_file_that_is_no_election_is_one_sentence(capsys, tmp_path, content, message):
    path = tmp_path / "x.json"
    path.write_text(content)
    for command in ("count", "compare", "explain", "bench"):
        assert message in refused(capsys, command, path, "--lang", "en")


@pytest.mark.parametrize("command", ["count", "compare", "explain", "bench"])
def test_a_file_with_nothing_to_count_is_refused_with_its_place(capsys, tmp_path, command):
    poor = city(tmp_path, **{"budget;1000": "budget;0"})
    assert "city.pb: Line 9, column 8: the budget is zero" in refused(capsys, command, poor, "--lang", "en")
    assert "l’enveloppe est de zéro" in refused(capsys, command, poor)
    if command != "bench":
        assert run(capsys, command, poor, "--budget", "500")[0] == 0
    poor = document(tmp_path, "exactly", budget=0)
    assert "the budget of this document is zero" in refused(capsys, command, poor, "--lang", "en").lower()
    text = city(tmp_path).read_text(encoding="utf-8")
    empty = tmp_path / "empty.pb"
    empty.write_text(text[: text.index("1;a,b")].replace("num_votes;7", "num_votes;0"), encoding="utf-8")
    assert "empty.pb: Line 25, column 1: the file ends here" in refused(capsys, command, empty, "--lang", "en")
    assert "aucun bulletin" in refused(capsys, command, empty)
    empty = document(tmp_path, "exactly", ballots=[])
    assert "holds no ballot" in refused(capsys, command, empty, "--lang", "en")


def test_explain_answers_as_json(capsys, tmp_path):
    path = city(tmp_path)
    found = json.loads(run(capsys, "explain", path, "c", "--json", "--lang", "en")[1].out, parse_float=pytest.fail)
    assert found["project"]["id"] == "c" and "With 1" in found["project"]["changes"][0]
    assert found["method"]["name"] == "greedy" and found["currency"] == "EUR"
    found = json.loads(run(capsys, "explain", path, "--json", "--number", "1")[1].out, parse_float=pytest.fail)
    assert len(found["near_won"]) == 1 and [one["id"] for one in found["near_lost"]] == ["c"]
    assert found["near_won"][0]["grant_steps"]


def test_bench_answers_as_json(capsys, tmp_path):
    words = ["--json", "--repeat", "1", "--rules", "greedy,phragmen"]
    (found,) = json.loads(run(capsys, "bench", city(tmp_path), *words)[1].out, parse_float=pytest.fail)
    assert found["ballots"] == 7 and [*found["rules_ms"]] == ["greedy", "phragmen"] and float(found["reading_ms"]) > 0
    assert json.loads(run(capsys, "bench", *words)[1].out)[0]["file"] is None


def test_small_mistakes_are_named(capsys, tmp_path):
    said = refused(capsys, "count", city(tmp_path, **{"rule;greedy\n": ""}), "--lang", "en")
    assert "“rule” is missing in META" in said
    said = refused(capsys, "count", city(tmp_path, **{"rule;greedy": "rule;" + "x" * 5000}), "--lang", "en")
    assert "x" * 200 + "…" in said and len(said) < 700
    said = refused(capsys, "count", city(tmp_path), "--reserve", "X=20,foo=3", "--lang", "en")
    assert "“foo” is not known here; after the amount come canton" in said
