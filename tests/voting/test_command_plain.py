"""With the standard library alone: numpy cannot be imported, and every answer is the same."""

import json
import subprocess
import sys

import pytest

from tests.voting.command_line import ROOT, city, started
from tests.voting.small_elections import FILES


def plainly(*arguments):
    done = started(*arguments, without_numpy=True)
    assert done.stderr == b"", done.stderr
    return done


@pytest.mark.parametrize("rule", ["greedy", "equal-shares+add1u", "phragmen", "max-welfare"])
def test_count_gives_the_same_document_without_numpy(tmp_path, rule):
    words = ("count", city(tmp_path), "--rule", rule, "--json", "--statistics", "--effective-support")
    assert plainly(*words).stdout == started(*words).stdout


@pytest.mark.parametrize("name", ["cumulative", "ordinal", "scoring", "choose_one"])
def test_count_reads_every_kind_of_ballots_without_numpy(name):
    words = ("count", FILES / f"{name}.pb", "--rule", "equal-shares", "--json")
    assert plainly(*words).stdout == started(*words).stdout


def test_verify_needs_no_numpy(tmp_path):
    path, proof = city(tmp_path), tmp_path / "proof.json"
    assert started("count", path, "--rule", "equal-shares+add1u", "--certificate", proof).returncode == 0
    assert plainly("verify", proof, path).returncode == 0
    document = json.loads(proof.read_bytes())
    document["result"]["winners"].reverse()
    proof.write_text(json.dumps(document))
    done = plainly("verify", proof, path, "--lang", "en")
    assert done.returncode == 1 and b"result.winners" in done.stdout


def test_compare_explain_and_bench_need_no_numpy(tmp_path):
    path = city(tmp_path)
    words = ("compare", path, "--rules", "greedy,equal-shares")
    assert plainly(*words).stdout == started(*words).stdout
    assert plainly("explain", path, "a", "--rule", "phragmen").returncode == 0
    assert plainly("bench", path, "--repeat", "1", "--rules", "greedy").returncode == 0


def test_verify_never_imports_numpy(tmp_path):
    path, proof = city(tmp_path), tmp_path / "proof.json"
    assert started("count", path, "--certificate", proof).returncode == 0
    code = (
        "import sys; from voting.cli.main import main; code = main(sys.argv[1:]); "
        "sys.exit(code or 'numpy' in sys.modules or 'voting.fast' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "verify", proof, path], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
