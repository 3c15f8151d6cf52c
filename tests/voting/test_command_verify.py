"""verify: what is no certificate, and the answer as JSON."""

import json

import pytest

from tests.voting.command_line import city, refused, run


def proof_of(capsys, tmp_path):
    proof = tmp_path / "proof.json"
    assert run(capsys, "count", city(tmp_path), "--certificate", proof)[0] == 0
    return proof, json.loads(proof.read_bytes())


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["format"], "comptoir-certificate/1", "its format is “comptoir-certificate/1”"),
        (["election"], 3, "“election” is not of the kind expected"),
        (["inputs"], {}, "it lacks “inputs.digest”"),
        (["election", "rules"], None, "“election.rules” is not of the kind"),
        (["election", "rules"], {"colour": 1}, "colour"),
        (["election", "rules", "budget"], "x", "cannot be read"),
        (["election", "candidates"], [{}], "cannot be read"),
        (["signatures"], [{}], "“digest” is missing"),
    ],
)
def test_what_is_no_certificate_is_one_clear_sentence(capsys, tmp_path, path, value, message):
    proof, document = proof_of(capsys, tmp_path)
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    proof.write_text(json.dumps(document))
    for lang in ("en", "fr"):
        said = refused(capsys, "verify", proof, city(tmp_path), "--lang", lang)
        assert "Error" not in said and "certifica" in said
    assert message in refused(capsys, "verify", proof, city(tmp_path), "--lang", "en")


def test_a_recount_is_told_as_json(capsys, tmp_path):
    proof, document = proof_of(capsys, tmp_path)
    code, said = run(capsys, "verify", proof, city(tmp_path), "--json")
    assert (code, json.loads(said.out)) == (0, {"identical": True, "differences": []})
    document["result"]["winners"].reverse()
    proof.write_text(json.dumps(document))
    code, said = run(capsys, "verify", proof, city(tmp_path), "--json", "--lang", "en")
    found = json.loads(said.out)
    assert code == 1 and not found["identical"]
    assert {one["code"] for one in found["differences"]} == {"digest_differs", "result_differs"}
    assert any(one["sentence"].startswith("The recount differs") for one in found["differences"])
    assert "path" in found["differences"][0]["values"]
