"""Reading and writing .pb files: real irregularities accepted, broken files refused with their line."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.small_elections import FILES, REAL, ballots, election
from voting import pabulib
from voting.election import Candidate, Constraints, Election, GrantRule, Method, Rules
from voting.pabulib import PabulibError, cents, units
from voting.result import count

SMALL = (FILES / "threshold.pb").read_text(encoding="utf-8")


def read(text):
    return pabulib.read(io.StringIO(text))


def test_read_keeps_everything_when_cells_are_quoted():
    file = pabulib.read(FILES / "choose_one.pb")
    assert file.candidates[0] == Candidate("A/1", 'Le four ; "à pain"', 400_00, theme="culture")
    assert file.candidates[1].cost == 500_50
    assert file.meta["budget"] == "1000.50"
    assert file.official_selected == {"A/1", "A/2"}
    assert file.official_votes == {"A/1": 3, "A/2": 2, "A/3": 1, "A/4": 1}
    assert file.voters[2] == ("3", "40-59")
    assert file.ballots[-1] == ("A/4",)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_read_gives_the_same_when_line_ends_mark_and_blank_lines_differ(end):
    changed = "\ufeff" + SMALL.replace("VOTES\n", "\n ;\nVOTES;;\n").replace("\n", end).rstrip()
    assert read(changed) == pabulib.read(io.BytesIO(changed.encode())) == read(SMALL)


def test_read_keeps_a_name_when_it_holds_exotic_separators():
    assert read(SMALL.replace("Fits", "F\u2028i\x85t\x0cs")).candidates[2].name == "F\u2028i\x85t\x0cs"


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


def test_progress_is_told_when_ballots_are_read():
    told = []
    text = SMALL + "".join(f"v{i};1\n" for i in range(1500))
    pabulib.read(io.StringIO(text), progress=lambda done, announced: told.append((done, announced)))
    assert told == [(1000, 6), (1506, 6)]


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("META\n", "", 1, "pb_section"),
        ("PROJECTS\n", "VOTES\n", 17, "pb_section"),
        ("key;value", "clef;value", 2, "pb_header"),
        ("project_id;cost;votes", "project_id;cost;cost", 18, "pb_twice"),
        ("voter_id;vote", "voter_id;voix", 25, "pb_header"),
        ("unit;Exemple", "country;Exemple", 5, "pb_twice"),
        ("budget;100\n", "", 1, "pb_missing"),
        ("budget;100\n", "budget;\n", 9, "pb_missing"),
        ("budget;100\n", "budget;1e9\n", 9, "pb_money"),
        ("budget;100\n", "budget;0.001\n", 9, "pb_money"),
        ("vote_type;approval", "vote_type;ordinal", 10, "pb_vote_type"),
        ("max_length;3", "max_length;three", 14, "pb_number"),
        ("max_length;3", "max_length;0", 14, "pb_lengths"),
        ("max_length;3", "", 13, "pb_lengths"),
        ("\n3;30;", "\n3;-30;", 21, "pb_money"),
        ("\n3;30;", "\n2;30;", 21, "pb_twice"),
        ("\n3;30;", "\n;30;", 21, "pb_missing"),
        (";Fits;1", ";Fits;1;extra", 21, "pb_cells"),
        ("c;3,1", "c;3,9", 28, "pb_unknown"),
        ("d;1,5", "a;1,5", 29, "pb_twice"),
        ("d;1,5", 'd;"1,5', 29, "pb_quote"),
        ("d;1,5", f'd;"{"1" * 140_000}"', 29, "pb_row"),
        ("d;1,5", f'd;"\n{"1" * 140_000}"', 29, "pb_row"),
    ],
)
def test_read_refuses_with_the_line_when_the_file_is_broken(old, new, line, code):
    text = SMALL.replace(old, new, 1)
    if code == "pb_lengths" and not new:
        text = text.replace("min_length;1", "min_length;9")
    with pytest.raises(PabulibError) as caught:
        read(text)
    assert (caught.value.line, caught.value.code) == (line, code)
    assert caught.value.sentence("fr").startswith(f"Ligne {line}\u00a0: ")
    assert str(caught.value).startswith(f"Line {line}: ")


@pytest.mark.parametrize("text", ["", "\n\n", "META\n", "META\nkey;value\n", "META;x\n"])
def test_read_refuses_when_the_file_ends_too_early(text):
    with pytest.raises(PabulibError):
        read(text)


def test_read_refuses_with_the_line_when_the_file_is_not_utf8():
    with pytest.raises(PabulibError, match="Line 1: the file is not UTF-8"):
        pabulib.read(FILES / "latin.pb")


def test_election_refuses_when_the_declared_rule_is_unknown():
    file = read(SMALL.replace("rule;greedy-threshold", "rule;coin"))
    with pytest.raises(PabulibError, match="Line 11: .*equalshares"):
        file.election()
    assert file.election(Method("greedy")).rules.constraints.min_support == 0


def test_election_takes_the_declared_limits_when_none_are_given():
    rules = read(SMALL).election().rules
    assert (rules.method, rules.budget, rules.constraints.min_support, rules.ballot.max) == (
        Method("greedy"),
        100_00,
        2,
        3,
    )
    one = pabulib.read(FILES / "choose_one.pb").election().rules
    assert (one.method, one.ballot.min, one.ballot.max) == (Method("greedy-stop"), 1, 1)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("4000.0", 4000_00), ("1331751.11", 1331751_11), ("0,5", 50), ("-1", None), ("٣", None)],
)
def test_cents_are_exact_when_the_cell_has_decimals(cell, amount):
    assert cents(cell) == amount


@given(st.integers(0, 10**15))
def test_cents_come_back_when_written_as_units(amount):
    assert cents(units(amount)) == amount


@pytest.mark.parametrize("path", sorted(FILES.glob("[cst]*.pb")), ids=lambda path: path.stem)
def test_write_reads_back_equal_when_a_file_is_copied(path, tmp_path):
    file = pabulib.read(path)
    pabulib.write(file, tmp_path / "copy.pb")
    assert pabulib.read(tmp_path / "copy.pb") == file


def test_write_reads_back_equal_when_the_files_are_real():
    approvals = [path for path in sorted(REAL.glob("*_2022*.pb")) if b"vote_type;approval" in path.read_bytes()]
    for path in approvals[:20]:
        file = pabulib.read(path)
        text = io.StringIO()
        pabulib.write(file, text)
        text.seek(0)
        assert pabulib.read(text) == file


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)


@given(st.lists(names, min_size=1, max_size=4), names, st.lists(st.integers(0, 3), max_size=5))
def test_from_election_reads_back_equal_when_names_are_strange(titles, theme, picks):
    candidates = tuple(Candidate(f"p{i}", title, i * 50, theme=theme) for i, title in enumerate(titles))
    round_ = Election(candidates, Rules(budget=120, constraints=Constraints(min_support=1)))
    cast = [(f"p{i % len(titles)}",) for i in picks]
    file = pabulib.from_election(round_, cast, meta={"description": theme}, result=count(round_, cast))
    text = io.StringIO()
    pabulib.write(file, text)
    text.seek(0)
    again = pabulib.read(text)
    assert again == file
    assert set(count(again.election(), again.ballots).winners) == again.official_selected


def test_from_election_says_custom_when_grants_vary():
    round_ = election(10, grant=GrantRule("votes", 0, 5))
    file = pabulib.from_election(round_, ballots(a=1), meta={}, voter_ids=["x"])
    assert (file.meta["rule"], file.voters, file.official_selected) == ("greedy-custom", [("x",)], None)
    assert "selected" not in file.projects[0]


def test_from_election_refuses_when_an_id_holds_a_comma():
    round_ = Election((Candidate("a,b", "A", 1),), Rules())
    with pytest.raises(ValueError, match="comma"):
        pabulib.from_election(round_, [], meta={})


def test_write_gives_an_empty_section_when_there_are_no_projects():
    file = pabulib.from_election(Election((), Rules()), [], meta={})
    text = io.StringIO()
    pabulib.write(file, text)
    assert "PROJECTS\nproject_id;cost\nVOTES\n" in text.getvalue()
