"""The tally sheet: the same count as the ballots one by one, one way only to write it, and every change is noticed."""

import hashlib
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.command_line import city, refused, run
from tests.voting.small_elections import election
from voting.ballots import BallotRule
from voting.certificate import certificate, verify, verify_sheet
from voting.election import Method
from voting.pabulib import FileError
from voting.recount import in_groups, in_order, recounted
from voting.result import count
from voting.sheet import recounted_from_sheet, sheet, sheet_digest, writer

IDS = ("a", "b", "c", "d", "e")
APPROVALS = st.lists(st.frozensets(st.sampled_from(IDS)).map(lambda ids: tuple(sorted(ids))), max_size=60)


def a_round(method="greedy", **rule):
    return election(10, 20, 30, 40, 50, budget=60, ballot=BallotRule(**{"max": 3, **rule}), method=Method(method))


def grouped(ballots):
    return list(in_order(in_groups(ballots)))


def text_of(round_, ballots):
    return b"".join(sheet(round_, grouped(ballots)))


def test_a_line_says_which_ballots_name_its_project():
    cast = [("b", "a"), ("a",), ("b",), (), ("a", "b")]  # in order: blank, a, ab, ab, b
    assert text_of(election(10, 20), cast) == b"comptoir-sheet/1;5\na;70\nb;38\n"


@settings(max_examples=200)
@given(
    APPROVALS, st.sampled_from([8, 10, 1 << 16]), st.integers(0, 3), st.integers(3, 5),
    st.sampled_from(["greedy", "max-welfare", "equal-shares", "phragmen"]), st.sampled_from([None, 70]),
)  # fmt: skip
def test_a_sheet_counts_as_its_ballots_do(ballots, size, least, most, method, dearest):
    round_ = a_round(method, min=least, max=most, max_cost=dearest)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "BLOCK", size)
        urn, digest = recounted_from_sheet(round_, io.BytesIO(text_of(round_, ballots)))
    plain, _ = recounted(round_, grouped(ballots))
    assert (urn.turnout, urn.profile.tally, urn.profile.groups) == (
        plain.turnout, plain.profile.tally, plain.profile.groups,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "BLOCK", size)
        assert digest == sheet_digest(round_, grouped(ballots))


def certified(ballots=(("a", "b"), ("c",), ("a",)) * 9):
    round_ = a_round()
    return round_, certificate(round_, ballots, count(round_, ballots)), text_of(round_, ballots)


def test_the_digest_certified_is_that_of_the_file():
    round_, document, text = certified()
    assert document["inputs"]["sheet"] == f"sha256:{hashlib.sha256(text).hexdigest()}"
    assert verify_sheet(document, io.BytesIO(text)) == []
    assert verify(document, [("a", "b"), ("c",), ("a",)] * 9) == []


@pytest.mark.parametrize("place", range(27))
def test_any_bit_that_changes_is_noticed(place):
    _, document, text = certified()
    at, changed = text.index(b"a;") + 2 + place // 4, bytearray(text)
    changed[at] = ord("0123456789abcdef"[int(chr(changed[at]), 16) ^ (8 >> place % 4)])
    found = {one.values.get("path") for one in verify_sheet(document, io.BytesIO(changed))}
    assert "inputs.sheet" in found and any(str(path).startswith("result.") for path in found)


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        (b"comptoir-sheet/1;27", b"comptoir-sheet/2;27", 1, "sheet_header"),
        (b"/1;27", b"/1;027", 1, "sheet_header"),
        (b"/1;27", b"/1;37", 2, "sheet_bits"),
        (b"/1;27", b"/1;24", 2, "sheet_bits"),
        (b"\nb;", b"\nz;", 3, "sheet_project"),
        (b"\nb;", b"\n\nb;", 3, "sheet_project"),
        (b"\nc;00", b"\nc; 0", 4, "sheet_bits"),
        (b"\nc;0", b"\nc;g", 4, "sheet_bits"),
        (b"\nc;", b"\nc;00", 4, "sheet_bits"),
        (b"\ne;00000000\n", b"\ne;00000000", 6, "sheet_bits"),
        (b"\ne;00000000\n", b"\ne;00000000\n\n", 7, "sheet_end"),
        (b"\ne;00000000\n", b"\n", 6, "sheet_project"),
        (b"\ne;00000000\n", b"\ne;00000001\n", 6, "sheet_bits"),
        (b"\nb;", b"\n\xe9;", 3, "sheet_project"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_at_its_line(old, new, line, code):
    _, document, text = certified()
    assert old in text
    with pytest.raises(FileError) as caught:
        verify_sheet(document, io.BytesIO(text.replace(old, new)))
    assert (caught.value.code, caught.value.values["line"]) == (code, line)


@pytest.mark.parametrize(
    ("ballots", "rule"),
    [
        ([("a", "a")], {}), ([("a", "zzz")], {}), ([("a", "b")], {"kind": "ranked"}),
        ([(("a", 1),)], {"kind": "scored", "max_points": 3}),
    ],
)  # fmt: skip
def test_ballots_that_say_more_have_no_sheet(ballots, rule):
    round_ = a_round(**rule)
    document = certificate(round_, ballots, count(round_, ballots))
    assert "sheet" not in document["inputs"]
    assert [one.code for one in verify_sheet(document, io.BytesIO(b"comptoir-sheet/1;0\n"))] == ["certificate_broken"]
    with pytest.raises(FileError):
        text_of(round_, ballots)


def test_the_commands_write_and_verify_a_sheet(capsys, tmp_path):
    proof, target = tmp_path / "proof.json", tmp_path / "sheet.txt"
    assert run(capsys, "count", city(tmp_path), "--certificate", proof)[0] == 0
    assert run(capsys, "convert", city(tmp_path), target)[0] == 0
    assert run(capsys, "verify", proof, target)[0] == 0
    document = json.loads(proof.read_bytes())
    document["result"]["winners"].reverse()
    proof.write_text(json.dumps(document))
    assert run(capsys, "verify", proof, target)[0] == 1
    target.write_bytes(b"x")
    assert "sheet.txt" in refused(capsys, "verify", proof, target)
