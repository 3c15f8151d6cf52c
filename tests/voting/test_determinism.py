"""One result, to the byte, whatever the machine: hash seeds, locales, orders of rows, versions of Python.

The versions tried are those found on the machine, python3.11 to python3.13, on the path or kept by pyenv; a machine
with one only compares it with itself. A locale that is not installed is replaced by C, by Python itself.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from tests.voting.small_elections import METHODS
from voting.certificate import canonical
from voting.election import BallotRule, Candidate, Constraints, Election, GrantRule, Quota, Reserve, Rules
from voting.result import count

ROOT = Path(__file__).parents[2]
KEPT = [str(folder) for folder in sorted(Path.home().glob(".pyenv/versions/*/bin"))]
PATHS = os.pathsep.join([*KEPT, os.environ["PATH"]])
PYTHONS = [found for minor in (11, 12, 13) if (found := shutil.which(f"python3.{minor}", path=PATHS))]
COUNT = """
import json, sys
from voting.certificate import canonical
from voting.election import Election
from voting.result import count
for line in sys.stdin.buffer:
    document = json.loads(line)
    ballots = [tuple(one if isinstance(one, str) else tuple(one) for one in row) for row in document["ballots"]]
    sys.stdout.buffer.write(canonical(count(Election.from_dict(document["election"]), ballots).to_dict()) + b"\\n")
"""


def drawn_rounds():
    """A round for each rule, the same at every call: many ties, uneven grants, every constraint, names beyond ASCII."""
    chance = random.Random("2026")
    for name, method in sorted(METHODS.items()):
        ids = [f"{letter}/{place}" for place, letter in enumerate("éaZz😀öÀ09")]
        candidates = tuple(
            Candidate(
                one,
                f"Projet «\u00a0{one}\u00a0»",
                chance.randrange(5, 40) * 100,
                project_budget=chance.choice([None, 5000]),
                scores={"ess": chance.randrange(5), "coopération": Fraction(chance.randrange(9), 2)},
                canton=chance.choice(["Arras", "Étaples", None]),
                tags=frozenset(chance.sample(["jeunes", "rural", "été"], 2)),
            )
            for one in ids
        )
        judged = method.name == "majority-judgment"
        ballots = [tuple(chance.sample(ids, chance.randrange(5))) for _ in range(40)]
        if judged:
            ballots = [tuple((one, chance.randrange(4)) for one in ballot) for ballot in ballots]
        rules = Rules(
            BallotRule("judgment", 1, 9, grades=4) if judged else BallotRule("approval", 1, 9),
            method,
            GrantRule(
                "criteria_votes", 300, 2500, Fraction(4, 5), 100, {"ess": 2, "coopération": 1}, "by_votes",
                ((Fraction(1, 3), 900), (Fraction(2, 3), 2500)),
            ),
            9_000,
            Constraints(
                min_support=1,
                min_share=Fraction(1, 50),
                exclusive=((ids[0], ids[3]),),
                quotas=(Quota("canton", count=4, amount=6_000),),
                reserves=(Reserve("été", 900, "tag", "jeunes"),),
                first_of_each="canton",
            ),
            seed=f"graine {name}",
        )  # fmt: skip
        yield Election(candidates, rules), ballots


ROUNDS = list(drawn_rounds())
EXPECTED = [canonical(count(round_, ballots).to_dict()) for round_, ballots in ROUNDS]


def written(rounds):
    """One JSON line for each round."""
    documents = ({"election": round_.to_dict(), "ballots": ballots} for round_, ballots in rounds)
    return "".join(json.dumps(document) + "\n" for document in documents).encode()


def counted_elsewhere(*, python=sys.executable, **environment):
    """The canonical results from a new process."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    command = [python, "-c", COUNT]
    done = subprocess.run(command, input=written(ROUNDS), capture_output=True, check=True, cwd=ROOT, env=env)
    return done.stdout.splitlines()


def test_rounds_say_something_when_they_are_compared():
    results = [json.loads(expected) for expected in EXPECTED]
    assert all(2 <= len(result["winners"]) < 9 and result["turnout"]["blank"] for result in results)
    assert len({tuple(result["winners"]) for result in results}) > 5
    assert sum(bool(result["ties"]) for result in results) > 5


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_result_is_the_same_when_the_hash_seed_changes(seed):
    assert counted_elsewhere(PYTHONHASHSEED=seed) == EXPECTED


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "fr_FR.UTF-8", "fr_FR.ISO-8859-1", "tr_TR.UTF-8"])
def test_result_is_the_same_when_the_locale_changes(locale):
    assert counted_elsewhere(LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0") == EXPECTED


@pytest.mark.parametrize("python", PYTHONS or [sys.executable], ids=os.path.basename)
def test_result_is_the_same_when_the_version_of_python_changes(python):
    assert counted_elsewhere(python=python) == EXPECTED


@pytest.mark.parametrize("shuffle", range(5))
def test_result_is_the_same_when_rows_come_in_another_order(shuffle):
    chance = random.Random(shuffle)
    for (round_, ballots), expected in zip(ROUNDS, EXPECTED, strict=True):
        candidates = chance.sample(round_.candidates, len(round_.candidates))
        mixed = [tuple(chance.sample(ballot, len(ballot))) for ballot in chance.sample(ballots, len(ballots))]
        assert canonical(count(Election(tuple(candidates), round_.rules), mixed).to_dict()) == expected
