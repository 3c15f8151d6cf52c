import json
from fractions import Fraction

import pytest

from tests.voting.small_elections import ballots, election
from voting.certificate import canonical, certificate, digest, verify, with_signatures
from voting.election import Election, GrantRule
from voting.result import count
from voting.sentences import explain

CAST = [("a", "b"), ("b",), ("c", "a")]


def certified():
    grant = GrantRule("criteria", 10, 50, Fraction(4, 5), 5, {"ess": 1}, "by_rank")
    round_ = election(60, 50, 40, grant=grant, scores={"ess": Fraction(7, 2)}, project_budget=90, seed="s")
    return certificate(round_, CAST, count(round_, CAST), round="2024")


def test_canonical_sorts_and_keeps_letters_when_an_object_is_written():
    assert canonical({"b": [1, None, True], "a": "é\n"}) == '{"a":"é\\n","b":[1,null,true]}'.encode()


def test_canonical_sorts_by_utf16_when_keys_go_beyond_the_first_plane():
    assert canonical({"\ufb33": 1, "😀": 2}) == '{"😀":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize("bad", [1.0, {1: 2}, {"a"}, Fraction(1, 2)])
def test_canonical_refuses_when_a_value_has_no_exact_json(bad):
    with pytest.raises(TypeError):
        canonical(bad)


def test_canonical_refuses_an_integer_when_json_readers_would_round_it():
    with pytest.raises(ValueError, match="too large"):
        canonical(2**53)


def test_digest_is_the_sha256_when_recomputed_elsewhere():
    # printf '{}' | sha256sum
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_verify_finds_nothing_when_the_ballots_come_in_another_order():
    document = json.loads(canonical(certified()))
    assert verify(document, [("a", "c"), ("b",), ("b", "a")]) == []


def test_election_comes_back_equal_when_written_and_read():
    document = certified()["election"]
    assert Election.from_dict(json.loads(json.dumps(document))).to_dict() == document


def test_verify_names_the_place_when_the_result_was_changed():
    document = certified()
    document["result"]["lines"][0]["votes"] = 99
    document["result"]["winners"] = []
    found = [(d.code, d.values["path"]) for d in verify(document, CAST)]
    assert found == [
        ("digest_differs", "digest"),
        ("result_differs", "result.lines[0].votes"),
        ("result_differs", "result.winners"),
    ]


def test_verify_names_the_ballots_when_one_is_missing():
    found = verify(certified(), CAST[:2])
    assert found[0].values["path"] == "inputs.digest"
    assert "result.turnout.ballots" in [d.values["path"] for d in found]


@pytest.mark.parametrize("broken", [{}, [], {"election": 3}, {**certified(), "format": "other/9"}])
def test_verify_says_broken_when_the_document_is_no_certificate(broken):
    (only,) = verify(broken, [])
    assert explain(only).startswith("Le certificat est illisible")


def test_turnout_sorts_ballots_out_when_some_are_blank_or_void():
    result = count(election(10, 20), [("a",), (), ("a", "a"), ("z",), ("z", "a")])
    turnout = result.turnout
    assert (turnout.ballots, turnout.valid, turnout.blank) == (5, 1, 1)
    assert turnout.void == {"duplicate": 1, "unknown": 2}
    assert count(election(10), ballots(a=2)).to_dict()["turnout"]["ballots"] == 2


def test_a_signature_of_another_certificate_is_noticed():
    document = certified()
    signed = with_signatures(document, [("Amel", "2026-11-23T10:00:00+00:00", document["digest"])])
    assert verify(signed, CAST) == []
    forged = with_signatures(document, [("Amel", "2026-11-23T10:00:00+00:00", "sha256:" + "0" * 64)])
    assert [sentence.values["path"] for sentence in verify(forged, CAST)] == ["signatures[0]"]
