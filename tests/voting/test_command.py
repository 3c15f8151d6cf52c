"""The command line, run as anybody would."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stdout

import pytest

from tests.voting.small_elections import FILES
from voting.__main__ import main


def run(capsys, *arguments):
    code = main([str(a) for a in arguments])
    return code, capsys.readouterr()


def test_count_prints_exact_json_when_asked(capsys):
    code, said = run(capsys, "count", FILES / "choose_one.pb", "--json")
    document = json.loads(said.out, parse_float=pytest.fail)
    assert code == 0
    assert (document["rule"], document["budget"], document["spent"]) == ("greedy-stop", "1000.50", "900.50")
    assert document["winners"] == ["A/1", "A/2"]
    assert document["agrees_with_official"] is True
    assert document["lines"][2]["why"].startswith("Non retenu")


def test_count_prints_a_table_when_nothing_else_is_asked(capsys):
    code, said = run(capsys, "count", FILES / "skip.pb", "--lang", "en", "--rule", "greedy-stop")
    assert code == 0
    assert "Official result: different" in said.out
    assert "Tie at 2\u00a0votes between" in said.out


def test_count_says_the_same_when_the_official_result_agrees(capsys):
    assert "Résultat officiel\u00a0: le même" in run(capsys, "count", FILES / "threshold.pb")[1].out


def test_count_says_nothing_of_an_official_result_when_there_is_none(capsys, tmp_path):
    path = tmp_path / "plain.pb"
    path.write_text((FILES / "skip.pb").read_text(encoding="utf-8").replace(";selected", ";note"), encoding="utf-8")
    assert "officiel" not in run(capsys, "count", path)[1].out


def test_duplicates_count_twice_when_asked(capsys):
    votes = []
    for more in ([], ["--count-duplicates"]):
        document = json.loads(run(capsys, "count", FILES / "skip.pb", "--json", *more)[1].out)
        votes.append({line["id"]: line["votes"] for line in document["lines"]})
    assert votes == [{"x": 2, "y": 2, "z": 2}, {"x": 2, "y": 2, "z": 3}]


@pytest.mark.parametrize(
    ("name", "message"),
    [("latin.pb", "Ligne 1\u00a0:"), ("absent.pb", "No such file")],
)
def test_count_says_one_sentence_when_the_file_is_wrong(capsys, name, message):
    code, said = run(capsys, "count", FILES / name)
    assert code == 2 and said.out == ""
    assert message in said.err and said.err.count("\n") == 1


def test_verify_agrees_when_nothing_was_changed(capsys, tmp_path):
    proof = tmp_path / "proof.json"
    assert run(capsys, "count", FILES / "threshold.pb", "--certificate", proof)[0] == 0
    assert run(capsys, "verify", proof, FILES / "threshold.pb")[0] == 0
    cast = [["1", "2"], ["1", "2", "3"], ["3", "1"], ["1", "5"], ["2", "1", "3"], ["4", "5"]]
    for data in (cast, {"ballots": cast}):
        (tmp_path / "cast.json").write_text(json.dumps(data))
        code, said = run(capsys, "verify", proof, tmp_path / "cast.json", "--lang", "en")
        assert (code, said.out) == (0, "The recount gives exactly the certified result.\n")
    code, said = run(capsys, "verify", proof, FILES / "skip.pb")
    assert code == 1 and "inputs.digest" in said.out


@pytest.mark.parametrize(
    ("text", "message"), [("{", "line 1"), ("3", "a list of ballots"), ("[3]", "a list of ballots")]
)
def test_verify_says_one_sentence_when_the_ballots_are_wrong(capsys, tmp_path, text, message):
    (tmp_path / "proof.json").write_text("{}")
    (tmp_path / "cast.json").write_text(text)
    code, said = run(capsys, "verify", tmp_path / "proof.json", tmp_path / "cast.json")
    assert code == 2 and message in said.err


def test_usage_is_told_when_the_command_is_wrong(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["count", "x.pb", "--rule", "coin"])
    assert caught.value.code == 2


def test_count_ends_quietly_when_its_reader_has_left():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream, redirect_stdout(stream):
        assert main(["count", str(FILES / "skip.pb")]) == 0


def test_module_runs_when_started_as_a_command():
    command = [sys.executable, "-m", "voting", "count", FILES / "skip.pb", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=FILES.parents[2], check=True)
    assert json.loads(done.stdout)["winners"] == ["x", "z"] and done.stderr == ""


def test_json_is_byte_identical_when_the_hash_seed_changes():
    command = [sys.executable, "-m", "voting", "count", FILES / "threshold.pb", "--json"]
    outputs = set()
    for seed in ("0", "1", "2"):
        hashing = {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        outputs.add(subprocess.run(command, capture_output=True, cwd=FILES.parents[2], check=True, env=hashing).stdout)
    assert len(outputs) == 1
