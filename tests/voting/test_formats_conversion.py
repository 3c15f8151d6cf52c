"""From one format to another: nothing is lost without being said."""

import json
from dataclasses import replace

import pytest

from tests.voting.small_elections import FILES, REAL
from tests.voting.test_formats import RICH
from voting import pabulib
from voting.allocation import Method
from voting.ballots import BallotRule
from voting.election import Candidate, Election, GrantRule, Rules
from voting.formats import Document, convert, from_json, to_json
from voting.pabulib import FileError
from voting.result import count

OURS = sorted(path for path in FILES.glob("*.pb") if path.name != "latin.pb")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_the_count_stays_the_same_when_a_file_goes_to_json_and_back(path, tmp_path):
    convert(path, tmp_path / "a.json")
    convert(tmp_path / "a.json", tmp_path / "b.pb")
    convert(tmp_path / "b.pb", tmp_path / "c.JSON")
    first, file = pabulib.read(path), pabulib.read(tmp_path / "b.pb")
    document = from_json((tmp_path / "a.json").read_bytes())
    assert document.ballots == first.ballots == file.ballots
    assert document.election == first.election()
    assert document.meta == first.meta
    results = [count(one.election(), one.ballots) for one in (first, file)]
    assert [(line.id, line.votes, line.outcome) for line in results[0].lines] == [
        (line.id, line.votes, line.outcome) for line in results[1].lines
    ]


def test_conversion_says_what_json_does_not_hold_when_a_file_has_more(tmp_path):
    said = convert(FILES / "untidy.pb", tmp_path / "a.json", lang="en")
    assert said[0] == "Line 1: the file begins with a byte order mark."
    assert said[-2:] == [
        "These columns of the projects are not kept: votes, selected.",
        "These columns of the votes are not kept: voter_id, age, neighborhood.",
    ]
    assert convert(FILES / "ordinal.pb", tmp_path / "a.json", lang="fr") == [
        "Ces colonnes des projets ne sont pas gardées\u00a0: votes, score, selected.",
        "Ces colonnes des votes ne sont pas gardées\u00a0: voter_id, points.",
    ]


def test_conversion_says_that_voters_are_lost_when_they_have_more_than_numbers(tmp_path):
    assert convert(FILES / "threshold.pb", tmp_path / "a.json", lang="en")[-1].endswith(": voter_id.")
    assert convert(FILES / "knapsack.pb", tmp_path / "a.json", lang="en")[-1].endswith(": votes, selected.")


def test_conversion_says_the_rule_when_it_is_not_known(tmp_path):
    text = (FILES / "ordinal.pb").read_text(encoding="utf-8").replace("greedy-no-skip", "unknown")
    (tmp_path / "a.pb").write_text(text, encoding="utf-8")
    assert "The rule “unknown” is not known here" in convert(tmp_path / "a.pb", tmp_path / "a.json", lang="en")[0]
    assert from_json((tmp_path / "a.json").read_bytes()).election.rules.method == Method("greedy")


def lost(tmp_path, election, ballots=()):
    (tmp_path / "a.json").write_bytes(to_json(Document(election, list(ballots), {"unit": "Ville"})))
    said = convert(tmp_path / "a.json", tmp_path / "a.pb", lang="en")
    assert pabulib.read(tmp_path / "a.pb").meta["unit"] == "Ville"
    return said


def test_conversion_says_what_pabulib_does_not_hold_when_an_election_has_more(tmp_path):
    cast = [(("a", 5), ("a", 5)), (("b", 1),)]
    said = lost(tmp_path, RICH, cast)
    assert [sentence.split(" ")[-1] for sentence in said] == ["out.", "exclusions.", "ties.", "scores.", "so.", "once."]
    assert lost(tmp_path, Election((Candidate("a", "A", 1),), Rules(method=Method("phragmen")))) == [
        "The Pabulib format has no name for the rule “phragmen” and its options."
    ]
    assert lost(tmp_path, Election((Candidate("a", "A", 1),), Rules())) == []


def test_conversion_refuses_when_pabulib_has_no_such_ballots(tmp_path):
    rules = Rules(BallotRule("d21", 1, 3, minus=1), grant=GrantRule())
    (tmp_path / "a.json").write_bytes(to_json(Document(replace(RICH, rules=rules), [])))
    with pytest.raises(FileError, match="no ballots of the kind “d21”"):
        convert(tmp_path / "a.json", tmp_path / "a.pb")
    assert not (tmp_path / "a.pb").exists()


@pytest.mark.parametrize("name", ["threshold", "cumulative"])
def test_ballots_alone_are_kept_when_the_target_is_csv(name, tmp_path):
    said = convert(FILES / f"{name}.pb", tmp_path / "a.csv", lang="en")
    assert said[-1] == "A .csv file keeps the ballots only: no projects and no rules."
    assert convert(tmp_path / "a.csv", tmp_path / "b.csv") == []
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert convert(tmp_path / "a.csv", tmp_path / "b.json") == [
        "Ce document ne contient que des bulletins\u00a0: ni projets, ni règles."
    ]
    cast = from_json((tmp_path / "b.json").read_bytes())
    assert (cast.election, cast.ballots) == (None, list(pabulib.read(FILES / f"{name}.pb").ballots))
    assert json.loads((tmp_path / "b.json").read_bytes())["ballots"]
    for source in ("a.csv", "b.json"):
        with pytest.raises(FileError, match=r"missing to write c\.pb"):
            convert(tmp_path / source, tmp_path / "c.pb")


def test_a_file_is_put_in_order_when_it_stays_pabulib(tmp_path):
    said = convert(FILES / "untidy.pb", tmp_path / "a.pb", lang="en")
    assert len(said) == len(pabulib.read(FILES / "untidy.pb").warnings)
    assert pabulib.read(tmp_path / "a.pb") == pabulib.read(FILES / "untidy.pb")
    assert convert(FILES / "cumulative.pb", tmp_path / "b.pb") == []
    assert (tmp_path / "b.pb").read_bytes() == (FILES / "cumulative.pb").read_bytes()


@pytest.mark.parametrize(("source", "target"), [("skip.txt", "a.pb"), ("skip.pb", "a.xlsx"), ("skip.pb", "a")])
def test_conversion_refuses_when_an_ending_is_not_known(source, target, tmp_path):
    with pytest.raises(FileError, match=r"only \.pb, \.json and \.csv"):
        convert(FILES / source, tmp_path / target)


def test_conversion_refuses_as_reading_does_when_the_source_is_broken_or_absent(tmp_path):
    with pytest.raises(pabulib.PabulibError, match="Line 1, column 5"):
        convert(FILES / "latin.pb", tmp_path / "a.json")
    with pytest.raises(FileNotFoundError):
        convert(tmp_path / "absent.json", tmp_path / "a.pb")


@pytest.mark.slow
def test_real_files_come_back_when_they_go_to_json(tmp_path):
    for path in sorted(REAL.glob("*.pb"), key=lambda path: path.stat().st_size)[:150]:
        convert(path, tmp_path / "a.json")
        convert(tmp_path / "a.json", tmp_path / "a.pb")
        file, first = pabulib.read(tmp_path / "a.pb"), pabulib.read(path)
        assert file.ballots == first.ballots, path.name
        assert file.election(Method()).rules.ballot == first.election(Method()).rules.ballot, path.name
