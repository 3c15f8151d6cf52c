"""Votes read in columns are the votes read row by row: the same ballots, voters, warnings and refusals."""

import io
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.small_elections import FILES, REAL
from voting import pabulib
from voting.ballots import BallotRule
from voting.fast import read_suspects, reader
from voting.fast.columns import BallotColumns
from voting.fast.read_cells import Piece, Uncommon
from voting.fast.read_ids import Places
from voting.fast.read_voters import Distinct, Voters
from voting.result import count

HEAD = (
    "META\nkey;value\nbudget;{budget}\nvote_type;{kind}\n{limits}PROJECTS\nproject_id;cost\n{projects}VOTES\n{header}\n"
)


def both(data):
    return (pabulib.read(io.BytesIO(data), plainly=plainly) for plainly in (False, True))


def same(data):
    columns, rows = both(data)
    assert columns == rows
    assert (columns.warnings, columns.broken, columns.places) == (rows.warnings, rows.broken, rows.places)
    return columns


@pytest.fixture(params=[0, 40, reader.PIECE], ids=["row by row", "a few rows", "large"])
def piece(request, monkeypatch):
    monkeypatch.setattr(reader, "PIECE", request.param)


@pytest.mark.usefixtures("piece")
@pytest.mark.parametrize("path", sorted(set(FILES.glob("*.pb")) - {FILES / "latin.pb"}), ids=lambda path: path.stem)
def test_read_gives_equal_files_when_votes_are_read_in_columns(path):
    file = same(path.read_bytes())
    assert isinstance(file.ballots, BallotColumns) == (path.stem != "untidy")


letters = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=';,"')
ids = st.lists(st.text(letters, min_size=1, max_size=20), min_size=1, max_size=9, unique=True)


@st.composite
def files(draw):
    """A regular file of any type of votes, in bytes, with voters that differ."""
    projects, kind = draw(ids), draw(st.sampled_from(["approval", "choose-1", "ordinal", "cumulative", "scoring"]))
    header = draw(
        st.permutations(
            ["voter_id", "vote", "points", "age"] if kind in ("cumulative", "scoring") else ["vote", "voter_id", "sex"]
        )
    )
    rows = []
    for voter in draw(st.lists(st.text(letters, min_size=1, max_size=20), max_size=12, unique=True)):
        named = draw(st.lists(st.sampled_from(projects), max_size=1 if kind == "choose-1" else 6))
        points = [str(draw(st.integers(0, 10**12))) for _ in named]
        cells = {"voter_id": voter, "vote": ",".join(named), "points": ",".join(points), "age": "40-59", "sex": ""}
        rows.append(";".join(cells[name] for name in header))
    asked = draw(
        st.dictionaries(st.sampled_from(["max_length", "min_sum_cost", "max_sum_cost"]), st.just("1"), max_size=1)
    )
    limits = "".join(f"{key};{value}\n" for key, value in asked.items())
    costs = "".join(f"{one};{draw(st.sampled_from(['0', '1', '99999999999999999']))}\n" for one in projects)
    text = HEAD.format(budget=5, kind=kind, limits=limits, projects=costs, header=";".join(header)) + "".join(
        row + "\n" for row in rows
    )
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return text.replace("\n", end).removesuffix(draw(st.sampled_from(["", end]))).encode()


@given(files())
def test_read_gives_equal_files_when_ids_are_of_any_length(data):
    file = same(data)
    assert isinstance(file.ballots, BallotColumns) or not file.ballots


@pytest.mark.slow
def test_read_gives_equal_files_when_they_are_real():
    for path in sorted(REAL.glob("*.pb")):
        assert isinstance(same(path.read_bytes()).ballots, BallotColumns), path.name


@pytest.mark.parametrize(
    "row",
    [
        'x;"1"', "x", "x;1;2", ";1", " x;1", "x ;1", "x; 1", "x;1 ", "x;1,", "x;,1", "x;1,,2", "x;9",
        "x;\u00a01", "x;1\u2028", "x\t;1", "\x1fx;1",
        "\n", "x;1\r\r", "x;1\rz;2", "x\nz;1;", "a;1", "x;1\x00",
    ],
)  # fmt: skip
def test_rows_are_left_to_the_plain_reader_when_they_are_uncommon(row):
    text = (
        HEAD.format(budget=5, kind="approval", limits="", projects="1;1\n2;1\n", header="voter_id;vote")
        + f"a;1\n{row}\nb;2\n"
    )
    found = []
    for plainly in (False, True):
        try:
            file = pabulib.read(io.BytesIO(text.encode()), plainly=plainly)
            assert isinstance(file.ballots, list)
            found.append((file, file.warnings))
        except pabulib.PabulibError as error:
            found.append(str(error))
    assert found[0] == found[1]


@pytest.mark.parametrize("row", ["x;1;a", "x;1;1,2", "x;;1", "x;1;", "x;1;-1", f"x;1;{10**16}"])
def test_points_are_left_to_the_plain_reader_when_they_are_uncommon(row):
    text = HEAD.format(budget=5, kind="scoring", limits="", projects="1;1\n2;1\n", header="voter_id;vote;points") + row
    section = reader.Section(text.encode(), text.index(row), 3, 0, 1, 2, ["1", "2"], [1, 1])
    assert reader.read_votes(section, BallotRule("scored", 1, 2), lambda done: None) is None


@pytest.mark.parametrize("row", ["a;é\xe9", "a;\u00e0", "é;1", "a;€", "a;\u0085", "\U0001f600;1"])
def test_text_is_checked_when_it_is_not_ascii(row):
    for data in (row.encode(), row.encode()[:-1], row.encode("latin-1", "ignore")):
        try:
            common = data.decode() == data.decode().strip() and "\x85" not in data.decode()
        except UnicodeDecodeError:
            common = False
        try:
            Piece(data + b"\n", 2)
        except Uncommon:
            assert not common
        else:
            assert common


def test_places_are_exact_when_hashes_meet(monkeypatch):
    known = [f"{number:x}" for number in range(3000)] + ["long/" * 9 + str(number) for number in range(99)]
    piece = Piece(("x;" + ",".join(known) + "\n").encode(), 2)
    items = piece.items(1)
    for bits in (None, 0):  # all in one place of the table: every id is found by comparing
        if bits is not None:
            monkeypatch.setattr(Places, "_slots", lambda self, found: np.zeros(len(found[0]), np.int64))
        places = Places(known)
        assert places.find(piece, items.stop, items.length).tolist() == list(range(len(known)))
        if bits is not None:
            assert places.tries == len(known)
    with pytest.raises(Uncommon):
        Places(known[:-1]).find(piece, items.stop, items.length)


@pytest.mark.parametrize(
    "voters", [["1", "2", "10"], ["b", "a"], ["voter-0001-x", "voter-0001-y"], ["2", "1", "10000000000"]]
)
def test_voters_are_told_apart_when_their_ids_differ(voters):
    for more in ([], voters[:1]):
        distinct = Distinct()
        for voter in voters + more:
            distinct.add(Piece(f"{voter};1\n".encode(), 2), 0)
        if more:
            with pytest.raises(Uncommon):
                distinct.check()
        else:
            distinct.check()


def test_repeats_are_found_when_the_table_holds_a_few_rows_only(monkeypatch):
    monkeypatch.setattr(read_suspects, "MATRIX", 1)
    monkeypatch.setattr(read_suspects, "BLOCK", 1)
    text = HEAD.format(
        budget=5, kind="approval", limits="max_sum_cost;2\n", projects="1;1\n2;1\n3;9\n", header="voter_id;vote"
    )
    file = same((text + "a;1,1\nb;1,2\nc;2,1,2\nd;\ne;3").encode())
    assert {(s.code, line) for line, s in file.warnings if s.code != "pb_dear"} == {
        ("pb_repeat", 13), ("pb_empty", 16), ("pb_limit", 17), ("pb_no_end", 17)
    }  # fmt: skip


def test_voters_are_a_sequence_when_they_are_kept_as_bytes():
    rows = [(f"v{number}", "é", str(number % 3)) for number in range(25_000)]
    head = HEAD.format(budget=5, kind="approval", limits="", projects="1;1\n", header="voter_id;vote;city;sex")
    file = pabulib.read(io.StringIO(head + "".join(f"{one};1;{city};{sex}\n" for one, city, sex in rows)))
    assert isinstance(file.voters, Voters) and len(file.voters) == len(rows)
    assert list(file.voters) == rows and file.voters == rows and rows == file.voters
    assert (file.voters[0], file.voters[-1], file.voters[24_999]) == (rows[0], rows[-1], rows[-1])
    assert file.voters[5:9] == rows[5:9] and file.voters != rows[1:] and file.voters != 3
    with pytest.raises(IndexError):
        file.voters[25_000]
    assert repr(file.voters) == "<25000 voters>"


WITHOUT = """
import sys
sys.modules["numpy"] = None
from voting import pabulib
from voting.result import count
for name in sys.argv[1:]:
    file = pabulib.read(name)
    assert isinstance(file.ballots, list)
    assert [one for ballot, times in pabulib.stream(name).groups() for one in [ballot] * times] == file.ballots
    print(*count(file.election(), file.ballots).winners)
assert not any(name.startswith("voting.fast.") and sys.modules[name] for name in sys.modules)
"""


def test_read_and_stream_work_when_numpy_is_absent():
    ours = [str(path) for path in FILES.glob("*.pb") if path.name != "latin.pb"]
    done = subprocess.run([sys.executable, "-c", WITHOUT, *ours], capture_output=True, text=True, check=False)
    files = [pabulib.read(path) for path in ours]
    winners = [" ".join(count(file.election(), file.ballots).winners) for file in files]
    assert (done.stdout.splitlines(), done.stderr) == (winners, "")
