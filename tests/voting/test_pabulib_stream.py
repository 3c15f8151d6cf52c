"""The votes streamed in groups are those of the file, whatever its shape; broken ones are refused at their place."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.small_elections import FILES, REAL
from voting import pabulib
from voting.pabulib import PabulibError, stream, streaming

SMALL = (FILES / "threshold.pb").read_text(encoding="utf-8")
OURS = sorted(path for path in FILES.glob("*.pb") if path.name != "latin.pb")


def flat(groups):
    return [ballot for ballot, times in groups for _ in range(times)]


@pytest.mark.parametrize("size", [1, 30, 1 << 18])
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_groups_are_the_ballots_of_the_file_when_pieces_are_of_any_size(path, size, monkeypatch):
    monkeypatch.setattr(streaming, "PIECE", size)
    source, file = stream(path), pabulib.read(path)
    assert (source.meta, source.projects, source.candidates) == (file.meta, file.projects, file.candidates)
    assert source.official_selected == file.official_selected
    assert flat(source.groups()) == flat(source.groups()) == list(file.ballots)


def test_groups_are_long_when_ballots_are_sorted(tmp_path, monkeypatch):
    monkeypatch.setattr(streaming, "PIECE", 50)
    head, _, _ = SMALL.partition("a;1,2\n")
    cells = ["1,2"] * 40 + ["1,2,3"] * 2 + [""] * 7 + ["3"]
    path = tmp_path / "sorted.pb"
    path.write_text(head + "".join(f"{number};{cell}\n" for number, cell in enumerate(cells)), encoding="utf-8")
    assert list(stream(path).groups()) == [(("1", "2"), 40), (("1", "2", "3"), 2), ((), 7), (("3",), 1)]


@given(st.sampled_from(OURS), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_groups_are_the_same_when_lines_end_otherwise(tmp_path_factory, path, end, ended):
    text = path.read_text(encoding="utf-8-sig").replace("\n", end)
    target = tmp_path_factory.mktemp("ends") / "file.pb"
    target.write_bytes((text if ended else text.removesuffix(end)).encode())
    assert flat(stream(target).groups()) == list(pabulib.read(path).ballots)


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "code"),
    [
        ("c;3,1", "c;3,9", 28, 3, "pb_unknown"),
        ("c;3,1", "c;3;1", 28, 5, "pb_cells"),
        ("c;3,1", ";3,1", 28, 1, "pb_missing"),
        ("d;1,5", 'd;"1,5', 29, 3, "pb_quote"),
        ("budget;100", "budget;", 9, 8, "pb_missing"),
    ],
)
@pytest.mark.parametrize("size", [1, 1 << 18])
def test_groups_stop_with_line_and_column_when_a_vote_is_broken(
    old, new, line, column, code, size, tmp_path, monkeypatch
):
    monkeypatch.setattr(streaming, "PIECE", size)
    path = tmp_path / "broken.pb"
    path.write_text(SMALL.replace(old, new), encoding="utf-8")
    with pytest.raises(PabulibError) as caught:
        list(stream(path).groups())
    assert (caught.value.line, caught.value.column, caught.value.code) == (line, column, code)


@pytest.mark.parametrize(("points", "code"), [("5,x", "pb_number"), ("5,-1", "pb_number"), ("5", "pb_points")])
def test_groups_stop_with_line_and_column_when_points_are_broken(points, code, tmp_path):
    path = tmp_path / "broken.pb"
    path.write_text(
        (FILES / "scoring.pb").read_text(encoding="utf-8").replace("1;5,0;", f"1;{points};"), encoding="utf-8"
    )
    with pytest.raises(PabulibError, match="Line 23, column 3: ") as caught:
        list(stream(path).groups())
    assert caught.value.code == code


def test_there_are_no_groups_when_nobody_voted(tmp_path):
    path = tmp_path / "empty.pb"
    path.write_text(SMALL.partition("a;1,2\n")[0], encoding="utf-8")
    assert list(stream(path).groups()) == []


def test_groups_stop_when_the_votes_are_not_utf8(tmp_path):
    path = tmp_path / "latin.pb"
    path.write_bytes(SMALL.encode() + b"\xe9;1\n")
    with pytest.raises(PabulibError, match="Line 32, column 1: the file is not UTF-8"):
        list(stream(path).groups())


def test_memory_stays_flat_when_the_votes_are_many(tmp_path, monkeypatch):
    monkeypatch.setattr(streaming, "PIECE", 1 << 15)
    head, _, _ = SMALL.partition("a;1,2\n")
    peaks = []
    for votes in (30_000, 120_000):
        path = tmp_path / f"{votes}.pb"
        path.write_text(
            head + "".join(f"{number};{1 + number % 5},{1 + (number + 1) % 5}\n" for number in range(votes))
        )
        tracemalloc.start()
        assert sum(times for _, times in stream(path).groups()) == votes
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


@pytest.mark.slow
def test_groups_are_the_ballots_when_files_are_real():
    for path in sorted(REAL.glob("*.pb")):
        assert flat(stream(path).groups()) == list(pabulib.read(path).ballots), path.name


def test_stream_says_what_is_irregular_before_the_votes():
    codes = [sentence.code for _, sentence in stream(FILES / "untidy.pb").warnings]
    assert "pb_target" in codes and "pb_empty" not in codes
