"""Counting and verifying from the command line, run as anybody would."""

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from fractions import Fraction

import pytest

from tests.voting.command_line import ROOT, city, refused, run, started
from tests.voting.small_elections import FILES
from voting.cli import count as counting
from voting.cli.main import COMMANDS, main, parser


def counted(capsys, *arguments):
    code, said = run(capsys, "count", *arguments, "--json")
    assert code == 0, said.err
    return json.loads(said.out, parse_float=pytest.fail)


def test_count_prints_exact_json_when_asked(capsys):
    document = counted(capsys, FILES / "choose_one.pb")
    assert (document["rule"], document["budget"], document["spent"]) == ("greedy-stop", "1000.50", "900.50")
    assert document["winners"] == ["A/1", "A/2"]
    assert document["agrees_with_official"] is True
    assert document["lines"][2]["why"].startswith("Non retenu")


def test_json_says_every_option_the_count_was_made_with(capsys, tmp_path):
    method = counted(capsys, city(tmp_path), "--rule", "equalshares/add1", "--increment", "0.50", "--seed", "s",
                     "--reserve", "Jeunes=100,theme=Sport,up-to=400", "--quota", "canton=3")["method"]  # fmt: skip
    assert (method["name"], method["completion"], method["increment"], method["seed"]) == (
        "equal-shares", "add1", "0.50", "s",
    )  # fmt: skip
    assert method["as_option"] == "equal-shares+add1"
    reserve = method["constraints"]["reserves"][0]
    assert (reserve["amount"], reserve["up_to"], reserve["value"]) == (100, 400, "Sport")
    assert method["constraints"]["quotas"] == [{"by": "canton", "value": None, "count": 3, "amount": None}]


def test_count_prints_a_table_when_nothing_else_is_asked(capsys):
    code, said = run(capsys, "count", FILES / "skip.pb", "--lang", "en", "--rule", "greedy-stop")
    assert code == 0
    assert "Official result: different" in said.out
    assert "Tie at 2\u00a0votes between" in said.out
    assert "Remarks on the file:" in said.out


def test_count_says_the_same_when_the_official_result_agrees(capsys):
    assert "Résultat officiel\u00a0: le même" in run(capsys, "count", FILES / "threshold.pb")[1].out


def test_count_says_nothing_of_an_official_result_when_there_is_none(capsys, tmp_path):
    path = tmp_path / "plain.pb"
    path.write_text((FILES / "skip.pb").read_text(encoding="utf-8").replace(";selected", ";note"), encoding="utf-8")
    assert "officiel" not in run(capsys, "count", path)[1].out


@pytest.mark.parametrize(
    ("currency", "lang", "amount"),
    [("EUR", "fr", "1\u202f000\u00a0€"), ("EUR", "en", "€1,000"), ("HUF", "fr", "1\u202f000\u00a0HUF"),
     ("PLN", "en", "PLN\u00a01,000"), ("", "fr", "1\u202f000\u00a0€")],
)  # fmt: skip
def test_amounts_are_in_the_currency_of_the_file(capsys, tmp_path, currency, lang, amount):
    said = run(capsys, "count", city(tmp_path, currency), "--lang", lang, "--statistics")[1].out
    assert amount in said
    assert ("€" in said) == (currency in ("EUR", ""))


def test_duplicates_count_twice_when_asked(capsys):
    votes = []
    for more in ([], ["--count-duplicates"]):
        document = counted(capsys, FILES / "skip.pb", *more)
        votes.append({line["id"]: line["votes"] for line in document["lines"]})
    assert votes == [{"x": 2, "y": 2, "z": 2}, {"x": 2, "y": 2, "z": 3}]


def test_winners_come_in_order_of_selection(capsys, tmp_path):
    document = counted(capsys, city(tmp_path), "--rule", "greedy+cardinality")
    assert document["winners"] == ["c", "e", "d"]


def test_statistics_come_with_the_count(capsys, tmp_path):
    path = city(tmp_path)
    found = counted(capsys, path, "--entitled", "14", "--effective-support")["statistics"]
    assert found["turnout"]["participation"] == "1/2"
    assert found["money"]["spent"] == 1000
    assert [part["name"] for part in found["parts"]["theme"]] == ["Culture", "Sport"]
    assert all(0 <= Fraction(share) <= 1 for share in found["effective"].values())
    said = run(capsys, "count", path, "--entitled", "14", "--effective-support")[1].out
    assert "Participation\u00a0: 50,0\u00a0% (7 sur 14 personnes pouvant voter)" in said
    assert "Soutien effectif" in said and "part de l’argent" in said
    assert "statistics" not in counted(capsys, path)


def test_void_ballots_are_told_by_reason(capsys, tmp_path):
    path = city(tmp_path, **{"1;a,b\n": "1;\n"})
    said = run(capsys, "count", path, "--statistics", "--lang", "en")[1].out
    assert "(void 0, blank 1)" in said


def test_csv_is_written_for_a_spreadsheet(capsys, tmp_path):
    out = tmp_path / "out.csv"
    assert run(capsys, "count", city(tmp_path), "--csv", out)[0] == 0
    rows = [*csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")), delimiter=";")]
    assert [row["id"] for row in rows] == ["a", "b", "c", "d", "e"]
    assert rows[3]["cost"] == "250.50" and rows[4]["name"] == "'=Eau"


def test_a_name_cannot_move_the_cursor(capsys, tmp_path):
    said = run(capsys, "count", city(tmp_path, Atelier="At\x1b[31melier\x07"))[1].out
    assert "\x1b" not in said and "\x07" not in said and "At\ufffd[31melier" in said


@pytest.mark.parametrize(
    ("name", "message"),
    [("latin.pb", "latin.pb: Ligne 1, colonne 5\u00a0:"), ("absent.pb", "absent.pb: il n’y a pas de tel fichier"),
     (".", "c’est un dossier")],
)  # fmt: skip
def test_count_says_one_sentence_when_the_file_is_wrong(capsys, name, message):
    assert message in refused(capsys, "count", FILES / name)


def test_a_rule_the_file_declares_and_nobody_knows_is_told_with_its_place(capsys, tmp_path):
    said = refused(capsys, "count", city(tmp_path, **{"rule;greedy": "rule;coin"}), "--lang", "en")
    assert "city.pb: Line 11, column 6: the file’s rule “coin” is not known here" in said


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


@pytest.mark.parametrize("name", ["cumulative", "ordinal", "scoring", "choose_one"])
def test_verify_agrees_whatever_the_kind_of_ballots(capsys, tmp_path, name):
    proof, path = tmp_path / "proof.json", FILES / f"{name}.pb"
    assert run(capsys, "count", path, "--rule", "equal-shares+add1u", "--certificate", proof)[0] == 0
    assert run(capsys, "verify", proof, path)[0] == 0


def test_verify_reads_points_when_ballots_are_json(capsys, tmp_path):
    proof, path = tmp_path / "proof.json", FILES / "cumulative.pb"
    run(capsys, "count", path, "--rule", "greedy", "--certificate", proof)
    from voting import pabulib

    (tmp_path / "cast.json").write_text(json.dumps([list(ballot) for ballot in pabulib.read(path).ballots]))
    assert run(capsys, "verify", proof, tmp_path / "cast.json")[0] == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "cast.json, line 1, column 2: this is not JSON"),
        ("3", "a list of ballots"),
        ("[3]", "a list of ballots"),
        ("{}", "a list of ballots"),
        ("[[true]]", "a list of ballots"),
        ('[[["a", 1, 2]]]', "a list of ballots"),
        ('[[["a", true]]]', "a list of ballots"),
        ("[" * 100_000, "this is not JSON"),
        ("9" * 5000, "this is not JSON"),
        (b"\xff\xfe", "this is not JSON"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_verify_says_one_sentence_when_the_ballots_are_wrong(capsys, tmp_path, text, message):
    (tmp_path / "proof.json").write_text("{}")
    (tmp_path / "cast.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert message in refused(capsys, "verify", tmp_path / "proof.json", tmp_path / "cast.json", "--lang", "en")


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "9" * 5000], ids=lambda text: text[:3])
def test_verify_says_one_sentence_when_the_certificate_is_no_json(capsys, tmp_path, text):
    (tmp_path / "proof.json").write_text(text)
    assert "proof.json" in refused(capsys, "verify", tmp_path / "proof.json", FILES / "skip.pb")


def test_verify_says_where_when_the_ballots_are_a_wrong_file(capsys, tmp_path):
    proof = tmp_path / "proof.json"
    run(capsys, "count", city(tmp_path), "--certificate", proof)
    assert "Ligne 1, colonne 5" in refused(capsys, "verify", proof, FILES / "latin.pb")
    assert "Ligne 30, colonne 3" in refused(capsys, "verify", proof, city(tmp_path, **{"5;c,d": "5;c,zz"}))


@pytest.mark.parametrize("content", ["[]", "{}", '{"election": 3}', "null", '"x"'])
def test_verify_says_that_a_certificate_is_broken(capsys, tmp_path, content):
    (tmp_path / "proof.json").write_text(content)
    assert refused(capsys, "verify", tmp_path / "proof.json", city(tmp_path)).startswith("Le certificat est illisible")


def test_files_to_read_are_never_written_over(capsys, tmp_path):
    path = city(tmp_path)
    before = path.read_bytes()
    for option in ("--csv", "--certificate"):
        assert "choisissez un autre nom" in refused(capsys, "count", path, option, path)
    assert "choisissez un autre nom" in refused(capsys, "compare", path, "--svg", path)
    assert "choisissez un autre nom" in refused(capsys, "convert", path, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("option", "words"),
    [("--csv", ["count"]), ("--certificate", ["count"]), ("--svg", ["compare", "--rules", "greedy,greedy-stop"])],
)
def test_a_place_that_cannot_be_written_is_told(capsys, tmp_path, option, words):
    command, *rest = words
    path = city(tmp_path)
    assert "c’est un dossier" in refused(capsys, command, path, *rest, option, tmp_path)
    assert "il n’y a pas de tel fichier" in refused(capsys, command, path, *rest, option, tmp_path / "no" / "x")


def test_usage_is_told_on_one_line_when_the_command_is_wrong(capsys):
    for words in ([], ["guess"], ["count"], ["count", "x.pb", "--rul", "greedy"], ["count", "x.pb", "--lang", "de"]):
        assert refused(capsys, *words).startswith("python -m voting")


def test_help_has_an_example_that_can_be_read(capsys):
    for name in COMMANDS:
        code, said = run(capsys, name, "--help")
        assert code == 0 and f"example: python -m voting {name}" in said.out
        command = parser().parse_args(said.out.split("python -m voting ")[-1].split())
        assert callable(command.run)


def test_memory_and_interruptions_end_without_a_traceback(capsys, monkeypatch, tmp_path):
    def no_memory(*_):
        raise MemoryError

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(counting, "opened", no_memory)
    assert "mémoire" in refused(capsys, "count", city(tmp_path))
    monkeypatch.setattr(counting, "opened", interrupted)
    code, said = run(capsys, "count", city(tmp_path))
    assert (code, said.err) == (130, "")


def test_progress_is_said_on_the_error_output_alone(capsys, tmp_path):
    code, said = run(capsys, "count", city(tmp_path), "--progress", "--json", "--statistics", "--lang", "en")
    assert code == 0 and json.loads(said.out)
    assert said.err.startswith("Reading ") and "Counting by greedy…" in said.err
    assert run(capsys, "count", city(tmp_path))[1].err == ""


def test_progress_on_a_terminal_is_one_line_that_is_wiped(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    said = run(capsys, "count", city(tmp_path))[1]
    assert "\n" not in said.err and said.err.endswith("\r") and "Comptage par greedy" in said.err
    err = run(capsys, "count", FILES / "latin.pb")[1].err
    assert err.split("\r")[-1].count("\n") == 1


def test_count_ends_quietly_when_its_reader_has_left():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream, redirect_stdout(stream):
        assert main(["count", str(FILES / "skip.pb")]) == 0


def test_module_runs_when_started_as_a_command():
    done = started("count", FILES / "skip.pb", "--json", check=True, text=True)
    assert json.loads(done.stdout)["winners"] == ["x", "z"] and done.stderr == ""


def test_json_is_byte_identical_when_the_hash_seed_changes():
    outputs = set()
    for seed in ("0", "1", "2"):
        hashing = {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        command = ("count", FILES / "threshold.pb", "--json", "--rule", "equal-shares+add1u", "--statistics")
        outputs.add(started(*command, check=True, env=hashing).stdout)
    assert len(outputs) == 1


def test_a_pipe_that_closes_ends_the_command_quietly(tmp_path):
    command = f"{sys.executable} -m voting count {FILES / 'threshold.pb'} | head -c 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.endswith("0\n") and done.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_full_disk_is_told():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "voting", "count", FILES / "skip.pb"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (2, "il n’y a plus de place sur le disque\n")


def test_a_name_that_is_no_text_is_read_and_shown(tmp_path):
    odd = os.fsencode(tmp_path) + b"/caf\xe9.pb"
    with open(odd, "wb") as file:
        file.write((FILES / "skip.pb").read_bytes())
    assert started("count", odd, "--json").returncode == 0
    wrong = started("count", odd.replace(b"caf", b"the"))
    assert wrong.returncode == 2 and b"\\udce9" in wrong.stderr and wrong.stderr.count(b"\n") == 1
    compared = started("compare", odd, "--rules", "greedy,greedy-stop", "--json")
    assert json.loads(compared.stdout)["file"].endswith("caf\udce9.pb")


def test_a_terminal_without_accents_still_gets_an_answer():
    done = started("count", FILES / "threshold.pb", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and b"R\\xe8gle" in done.stdout


def test_without_an_output_nothing_breaks():
    command = f"{sys.executable} -m voting count {FILES / 'threshold.pb'} >&- 2>&-"
    assert subprocess.run(["bash", "-c", command], cwd=ROOT, check=False).returncode == 0
