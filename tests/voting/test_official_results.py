"""Every published result of a real approval election must come out of our count.

The real files lie beside the repository (see small_elections.REAL). Where they are absent, the small
files of our own stand in for them, and the last test says so.
"""

import sys

import pytest

from tests.voting.small_elections import FILES, REAL
from voting.election import Election
from voting.pabulib import DECLARED, read
from voting.result import count

HEAD = 4096

# Files whose published winners their declared rule cannot give: the projects the city left out,
# and why. docs/counting.md says the same.
DISAGREEING = {
    "poland_warszawa_2024_.pb": (
        {"1498", "1018"},
        "mutually exclusive projects (comment #2 of the file): the file declares `greedy`, not `greedy-exclusive`",
    ),
}


def declared(path):
    """vote_type and rule, from the head of the file: most files are not ours to count yet."""
    with path.open(encoding="utf-8-sig") as stream:
        rows = [line.strip().split(";", 1) for line in stream.read(HEAD).splitlines()]
    meta = {row[0]: row[1] for row in rows if len(row) == 2}
    return meta.get("vote_type"), meta.get("rule")


def countable(folder, *rules):
    wanted = {(kind, rule) for kind in ("approval", "choose-1") for rule in rules}
    return [path for path in sorted(folder.glob("*.pb")) if path.name != "latin.pb" and declared(path) in wanted]


@pytest.mark.parametrize("path", countable(FILES, *DECLARED), ids=lambda path: path.stem)
def test_winners_are_the_expected_ones_when_the_file_is_ours(path):
    file = read(path)
    assert set(count(file.election(), file.ballots).winners) == file.official_selected


@pytest.mark.parametrize("path", countable(REAL, *DECLARED) or countable(FILES, *DECLARED), ids=lambda path: path.stem)
def test_winners_are_the_official_ones_when_the_file_is_real(path):
    file = read(path)
    result = count(file.election(), file.ballots)
    assert result.turnout.valid == result.turnout.ballots == len(file.ballots)
    assert result.spent <= result.budget
    if file.official_selected is not None:
        assert (set(result.winners) == file.official_selected) == (path.name not in DISAGREEING)


@pytest.mark.parametrize("name", DISAGREEING)
def test_winners_are_the_official_ones_when_excluded_projects_are_set_aside(name):
    if not (REAL / name).exists():
        return  # said by the last test
    file = read(REAL / name)
    excluded, _reason = DISAGREEING[name]
    plain = file.election()
    kept = tuple(candidate for candidate in plain.candidates if candidate.id not in excluded)
    cast = [tuple(one for one in ballot if one not in excluded) for ballot in file.ballots]
    assert set(count(Election(kept, plain.rules), cast).winners) == file.official_selected


def test_votes_are_the_official_ones_when_toulouse_is_counted():
    path = REAL / "France_Toulouse_2022.pb"
    if not path.exists():
        return  # said by the last test
    file = read(path)
    result = count(file.election(), file.ballots)
    assert {line.id: line.votes for line in result.lines} == file.official_votes
    assert (result.turnout.ballots, len(result.lines)) == (4532, 199)


def test_the_real_files_are_all_there_when_the_folder_exists(capsys):
    if not REAL.is_dir():
        with capsys.disabled():
            sys.stdout.write(f"\n{REAL} is absent: only our own small files were counted (set COMPTOIR_PB_DIR)\n")
        return
    files = [p for p in countable(REAL, "greedy", "greedy-no-skip") if declared(p)[0] == "approval"]
    approval = [p for p in files if b";selected" in p.read_bytes()[:HEAD]]
    assert len(approval) >= 75, f"{REAL} holds only {len(approval)} approval files with an official result"
