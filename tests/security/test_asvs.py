"""docs/asvs.csv says the truth: every "yes" has a proof that exists, every "no" says why, the README counts alike."""

import csv
import pathlib
import re
from collections import Counter

import pytest

TABLE = list(csv.DictReader(pathlib.Path("docs/asvs.csv").read_text("utf-8").splitlines()))
# OWASP ASVS 5.0.0 holds 70 requirements of level 1 and 183 of level 2; twelve of level 3 are kept to besides.
EXPECTED = {"L1": 70, "L2": 183, "L3": 12}
ANSWERS = ("yes", "no", "not applicable")


def exists(proof: str) -> bool:
    """Whether a file, or a test of a file ("tests/x.py::test_y"), is there."""
    name, _colons, test = proof.partition("::")
    path = pathlib.Path(name)
    return path.exists() and (not test or re.search(rf"^def {test}\(", path.read_text("utf-8"), re.M) is not None)


def test_every_requirement_of_levels_1_and_2_is_answered():
    assert len({row["requirement"] for row in TABLE}) == len(TABLE)
    assert Counter(row["level"] for row in TABLE) == EXPECTED


@pytest.mark.parametrize("row", TABLE, ids=[row["requirement"] for row in TABLE])
def test_an_answer_has_its_proof_or_its_reason(row):
    assert row["answer"] in ANSWERS and row["meaning"]
    if row["answer"] == "yes":
        proofs = row["proof"].split()
        assert proofs and [proof for proof in proofs if not exists(proof)] == []
    else:
        assert row["remark"] and not row["proof"]


def counts():
    """The table of the README: one line per level."""
    found = Counter((row["level"], row["answer"]) for row in TABLE)
    return [f"| {level} | " + " | ".join(str(found[level, answer]) for answer in ANSWERS) + " |" for level in EXPECTED]


@pytest.mark.parametrize("page", ["README.md", "docs/security.md"])
def test_the_counts_are_those_of_the_table(page):
    text = pathlib.Path(page).read_text("utf-8")
    assert [line for line in counts() if line not in text] == []
