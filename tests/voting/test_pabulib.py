"""Reading and writing .pb files: nothing is lost, and what is written reads back equal."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.small_elections import FILES, REAL, ballots, election
from voting import pabulib
from voting.ballots import BallotRule
from voting.election import Candidate, Constraints, Election, GrantRule, Method, Quota, Rules
from voting.pabulib import PabulibError, cents, units
from voting.result import count

SMALL = (FILES / "threshold.pb").read_text(encoding="utf-8")
OURS = sorted(path for path in FILES.glob("*.pb") if path.name != "latin.pb")


def read(text):
    return pabulib.read(io.StringIO(text))


def written(file):
    text = io.StringIO()
    pabulib.write(file, text)
    return text.getvalue()


def test_read_keeps_everything_when_cells_are_quoted():
    file = pabulib.read(FILES / "choose_one.pb")
    culture = frozenset({"culture"})
    assert file.candidates[0] == Candidate("A/1", 'Le four ; "à pain"', 400_00, theme="culture", tags=culture)
    assert file.candidates[1].cost == 500_50
    assert file.meta["budget"] == "1000.50"
    assert file.official_selected == {"A/1", "A/2"}
    assert file.official_votes == {"A/1": 3, "A/2": 2, "A/3": 1, "A/4": 1}
    assert file.voters[2] == ("3", "40-59")
    assert file.ballots[-1] == ("A/4",)


def test_read_takes_tags_from_every_list_when_projects_have_several():
    candidates = pabulib.read(FILES / "cumulative.pb").candidates
    assert (candidates[0].theme, candidates[0].tags) == ("nature", {"nature", "sport", "enfants"})
    assert (candidates[3].theme, candidates[3].tags) == ("culture", {"culture"})
    assert pabulib.read(FILES / "untidy.pb").candidates[4].tags == {"enfants", "aînés"}


@pytest.mark.parametrize(
    ("name", "place"), [("district", "Nord"), ("neighborhood", "Sud")], ids=["district", "neighborhood"]
)
def test_read_takes_the_canton_when_a_column_has_it(name, place):
    text = SMALL.replace("cost;votes;score", f"cost;{name};score").replace("1;60;5;5", f"1;60;{place};5")
    assert read(text).candidates[0].canton == place


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_read_gives_the_same_when_line_ends_mark_and_blank_lines_differ(end):
    changed = "\ufeff" + SMALL.replace("VOTES\n", "\n ;\nVOTES;;\n").replace("\n", end).rstrip()
    assert read(changed) == pabulib.read(io.BytesIO(changed.encode())) == read(SMALL)


def test_read_keeps_a_name_when_it_holds_exotic_separators():
    assert read(SMALL.replace("Fits", "F\u2028i\x85t\x0cs")).candidates[2].name == "F\u2028i\x85t\x0cs"


def test_read_keeps_a_name_when_it_holds_quotes_and_line_ends():
    file = read(SMALL.replace("Fits", '"Fits; or ""so""\r\nhe said"'))
    assert file.candidates[2].name == 'Fits; or "so"\nhe said'
    assert read(written(file)) == file
    assert read(SMALL.replace("Fits", '"Fits" so')).candidates[2].name == "Fits so"
    assert read(SMALL.replace("Fits", 'Fi"ts')).candidates[2].name == 'Fi"ts'


def test_read_accepts_spaces_and_blanks_when_ballots_are_untidy():
    file = read(SMALL.replace("c;3,1", "c; 3, 1,").replace("f;4,5", "f;"))
    assert file.ballots[2] == ("3", "1") and file.ballots[5] == ()


def test_read_fills_short_rows_when_the_last_cells_are_left_out():
    untidy = SMALL.replace("score;name;selected", "score;name;selected;;").replace(";Fits;1", ";Fits")
    untidy = untidy.replace("a;1,2", "a;1,2;;")
    assert read(untidy).projects[2] == read(SMALL).projects[2] | {"selected": ""}


def test_withdrawn_is_seen_when_the_cost_is_the_sentinel():
    assert [c.withdrawn for c in read(SMALL).candidates] == [False, False, False, False, True]


def test_votes_are_unknown_when_the_column_is_missing():
    text = "META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;1\nVOTES\nvoter_id;vote\n"
    file = read(text)
    assert (file.official_votes, file.official_selected, file.ballots) == (None, None, [])
    assert read(text.replace("1;1\n", "")).official_selected is None


@pytest.mark.parametrize("plainly", [False, True])
def test_progress_is_told_when_ballots_are_read(plainly):
    told = []
    text = SMALL + "".join(f"v{i};1\n" for i in range(60_000))
    pabulib.read(io.StringIO(text), progress=lambda done, announced: told.append((done, announced)), plainly=plainly)
    assert len(told) > 2 and told == sorted(told) and told[-1] == (60_006, 6)


def test_election_refuses_when_the_declared_rule_is_unknown():
    file = read(SMALL.replace("rule;greedy-threshold", "rule;coin"))
    with pytest.raises(PabulibError, match="Line 11, column 6: .*equalshares"):
        file.election()
    assert file.election(Method("greedy")).rules.constraints.min_support == 0
    with pytest.raises(PabulibError, match="Line 1, column 1: "):
        read(SMALL.replace("rule;greedy-threshold\n", "")).election()


def test_election_takes_the_declared_limits_when_none_are_given():
    rules = read(SMALL).election().rules
    assert (rules.method, rules.budget, rules.constraints.min_support, rules.ballot.max) == (
        Method("greedy"),
        100_00,
        2,
        3,
    )
    one = pabulib.read(FILES / "choose_one.pb").election().rules
    assert (one.method, one.ballot.kind, one.ballot.min, one.ballot.max) == (Method("greedy-stop"), "choose-1", 1, 1)


@pytest.mark.parametrize("budget", ["0", "1000000000000", "10000000000000.01"])
def test_count_works_when_amounts_are_extreme(budget):
    file = read(SMALL.replace("budget;100", f"budget;{budget}").replace("1;60;5", f"1;{budget};5"))
    result = count(file.election(), file.ballots)
    assert result.budget == cents(budget)
    assert result.spent <= result.budget and result.winners[0] == "1"


def test_count_works_when_nobody_voted():
    head, _, _ = SMALL.partition("a;1,2\n")
    file = read(head)
    result = count(file.election(constraints=Constraints()), file.ballots)
    assert (len(file.ballots), result.turnout.ballots, len(result.lines)) == (0, 0, 5)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("4000.0", 4000_00), ("1331751.11", 1331751_11), ("0,5", 50), ("-1", None), ("٣", None)],
)
def test_cents_are_exact_when_the_cell_has_decimals(cell, amount):
    assert cents(cell) == amount


@given(st.integers(0, 10**18))
def test_cents_come_back_when_written_as_units(amount):
    assert cents(units(amount)) == amount


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_write_reads_back_equal_when_a_file_is_copied(path, tmp_path):
    file = pabulib.read(path)
    pabulib.write(file, tmp_path / "copy.pb")
    assert pabulib.read(tmp_path / "copy.pb") == file
    pabulib.write(pabulib.read(tmp_path / "copy.pb"), tmp_path / "again.pb")
    assert (tmp_path / "again.pb").read_bytes() == (tmp_path / "copy.pb").read_bytes()
    if path.name != "untidy.pb":
        assert (tmp_path / "copy.pb").read_bytes() == path.read_bytes()


def test_write_ends_a_file_as_the_format_asks_when_it_was_untidy():
    text = written(pabulib.read(FILES / "untidy.pb"))
    assert text.startswith("META\nkey;value\n") and text.endswith("8;6;18;Centre\n")
    assert "\r" not in text and "; " not in text.replace("Le four; ", "")
    assert 'cost;project_id;votes;name;target;selected\n600;1;3;"Le four; ""à pain""";enfants;1\n' in text
    assert read(text).warnings != ()


@pytest.mark.slow
def test_write_changes_no_byte_when_real_files_are_written_again():
    for path in sorted(REAL.glob("*.pb")):
        file = pabulib.read(path)
        normal = written(file)
        again = read(normal)
        assert again == file, path.name
        assert written(again) == normal, path.name


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)


@given(st.lists(names, min_size=1, max_size=4), names, st.lists(st.integers(0, 3), max_size=5))
def test_from_election_reads_back_equal_when_names_are_strange(titles, theme, picks):
    candidates = tuple(Candidate(f"p{i}", title, i * 50, theme=theme) for i, title in enumerate(titles))
    round_ = Election(candidates, Rules(budget=120, constraints=Constraints(min_support=1)))
    cast = [(f"p{i % len(titles)}",) for i in picks]
    file = pabulib.from_election(round_, cast, meta={"description": theme}, result=count(round_, cast))
    again = read(written(file))
    assert again == file
    assert set(count(again.election(), again.ballots).winners) == again.official_selected


POINTS = [(("a", 3), ("b", 1)), (("b", 2),), ()]
KINDS = [
    (BallotRule("approval", 1, 2), [("a", "b"), ("b",), ()], "approval"),
    (BallotRule("exactly", 2, 2), [("a", "b"), ("b", "c")], "approval"),
    (BallotRule("choose-1"), [("a",), ("c",), ()], "choose-1"),
    (BallotRule("knapsack", 1, 3, min_cost=40, max_cost=1_10), [("a", "b"), ("c",)], "approval"),
    (BallotRule("ranked", 1, 3), [("b", "a"), ("c",)], "ordinal"),
    (BallotRule("cumulative", 1, 2, min_points=1, max_points=4, min_sum=2, max_sum=4), POINTS, "cumulative"),
    (BallotRule("scored", 1, 3, max_points=5), POINTS, "scoring"),
]


@pytest.mark.parametrize(("rule", "cast", "vote_type"), KINDS, ids=[rule.kind for rule, _, _ in KINDS])
def test_from_election_counts_the_same_when_it_is_read_back(rule, cast, vote_type):
    round_ = election(60, 50, 40, ballot=rule)
    result = count(round_, cast)
    file = pabulib.from_election(round_, cast, meta={"max_length": "9", "currency": "EUR"}, result=result)
    again = read(written(file))
    assert (again, again.meta["vote_type"], again.meta["currency"]) == (file, vote_type, "EUR")
    known = again.election().rules.ballot
    assert replace(known, kind=rule.kind, duplicates="refuse") == rule
    recount = count(again.election(), again.ballots)
    assert [(line.id, line.votes, line.outcome) for line in recount.lines] == [
        (line.id, line.votes, line.outcome) for line in result.lines
    ]
    scores = again.official_votes if rule.plain else again.official_scores
    assert scores == {line.id: line.votes for line in result.lines}
    assert (recount.turnout, set(recount.winners)) == (result.turnout, again.official_selected)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (BallotRule("d21", 1, 2, minus=1), "pb_kind"),
        (BallotRule("judgment", 1, 2, grades=5), "pb_kind"),
        (BallotRule("ranked", 1, 2, vector=(3, 1)), "pb_vector"),
    ],
    ids=["d21", "judgment", "vector"],
)
def test_from_election_refuses_when_the_format_has_no_such_ballots(rule, code):
    method = Method("majority-judgment" if rule.kind == "judgment" else "greedy")
    with pytest.raises(pabulib.FileError, match="Pabulib format") as caught:
        pabulib.from_election(election(1, ballot=rule, method=method), [], meta={})
    assert caught.value.code == code and "format Pabulib" in caught.value.sentence("fr")


@pytest.mark.parametrize(
    ("rules", "declared"),
    [
        ({}, "greedy"),
        ({"method": Method("greedy-stop")}, "greedy-no-skip"),
        ({"limits": Constraints(min_support=2)}, "greedy-threshold"),
        ({"limits": Constraints(exclusive=(("a", "b"),))}, "greedy-exclusive"),
        ({"limits": Constraints(quotas=(Quota(count=1),))}, "greedy-custom"),
        ({"grant": GrantRule("votes", 0, 5)}, "greedy-custom"),
        ({"method": Method("greedy", utility="cardinality")}, "unknown"),
        ({"method": Method("equal-shares", completion="add1")}, "equalshares/add1"),
        ({"method": Method("equal-shares"), "limits": Constraints(quotas=(Quota(count=1),))}, "unknown"),
        ({"method": Method("phragmen")}, "unknown"),
    ],
)
def test_from_election_names_the_rule_when_the_format_has_a_name_for_it(rules, declared):
    assert pabulib.from_election(election(10, 20, **rules), [], meta={}).meta["rule"] == declared


def test_from_election_says_custom_when_grants_vary():
    round_ = election(10, grant=GrantRule("votes", 0, 5))
    file = pabulib.from_election(round_, ballots(a=1), meta={}, voter_ids=["x"])
    assert (file.meta["rule"], file.voters, file.official_selected) == ("greedy-custom", [("x",)], None)
    assert "selected" not in file.projects[0]


def test_from_election_keeps_groups_and_withdrawals_when_projects_have_them():
    one = Candidate("a", "A", 5, canton="Nord", theme="arts, sciences", tags={"jeunes"}, withdrawn=True)
    file = pabulib.from_election(Election((one,), Rules()), [], meta={})
    assert file.candidates == read(written(file)).candidates
    kept = file.candidates[0]
    assert (kept.canton, kept.theme, kept.tags) == ("Nord", "arts / sciences", {"arts / sciences", "jeunes"})
    assert kept.withdrawn


@pytest.mark.parametrize("one", ["a,b", " a", "a  b"])
def test_from_election_refuses_when_a_vote_could_not_name_an_id(one):
    with pytest.raises(ValueError, match="comma"):
        pabulib.from_election(Election((Candidate(one, "A", 1),), Rules()), [], meta={})


def test_write_gives_an_empty_section_when_there_are_no_projects():
    file = pabulib.from_election(Election((), Rules()), [], meta={})
    assert "PROJECTS\nproject_id;cost\nVOTES\n" in written(file)
