"""Every option of the command line: what it does, and the one sentence for what it cannot be."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.voting.command_line import city, refused, run
from tests.voting.small_elections import FILES, METHODS
from voting.cli.limits import share
from voting.cli.rule_names import method_named, name_on_line
from voting.election import Method
from voting.pabulib import DECLARED
from voting.presets import PRESETS


def winners(capsys, *arguments):
    code, said = run(capsys, "count", *arguments, "--json")
    assert code == 0, said.err
    return json.loads(said.out)["winners"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "abe"),
        ("--rule greedy-stop", "ab"),
        ("--rule greedy-no-skip", "ab"),
        ("--rule greedy --utility cardinality", "ced"),
        ("--rule equal-shares", "bce"),
        ("--rule equal-shares --utility cardinality", "ceb"),
        ("--rule equal-shares --budget 1051", "bce"),
        ("--rule equal-shares --budget 1051 --completion votes", "bced"),
        ("--rule equal-shares --budget 1051 --completion phragmen", "bced"),
        ("--rule equal-shares --comparison satisfaction", "bce"),
        ("--rule equalshares/add1 --increment 5", "ace"),
        ("--rule equalshares/add1 --start integral --stop exhaustive", "bce"),
        ("--rule phragmen --budget 700", "ce"),
        ("--rule phragmen --budget 700 --at-limit skip", "ced"),
        ("--rule max-welfare", "abe"),
        ("--rule max-welfare --utility cardinality", "bcd"),
        ("--budget 500", "a"),
        ("--budget 500.50", "a"),
        ("--budget 499.99", "b"),
        ("--budget 0", ""),
        ("--min-votes 2", "ab"),
        ("--min-share 1", "bcd"),
        ("--exclusive a,b", "ace"),
        ("--exclusive a,b --exclusive e,c", "ac"),
        ("--quota canton=1", "ac"),
        ("--quota canton:Nord=1", "ac"),
        ("--quota theme:Culture=0", "be"),
        ("--quota theme:Culture=499.99€", "bce"),
        ("--quota canton:Nord=500EUR", "ac"),
        ("--quota tag:Culture=1 --quota theme:Sport=0", "a"),
        ("--first-of-each canton", "ace"),
        ("--reserve Petits=100,up-to=100", "eab"),
        ("--reserve Sport=400,theme=Sport", "bae"),
        ("--reserve Sport=150,theme=Sport", "eab"),
        ("--reserve Sport=150,theme=Sport --keep-reserves", "eac"),
        ("--reserve Grands=500,above=400", "abe"),
    ],
)
def test_each_option_of_the_vote_changes_the_winners(capsys, tmp_path, options, expected):
    assert winners(capsys, city(tmp_path), *options.split()) == [*expected]


def test_quotas_take_amounts_with_spaces_and_names_with_signs(capsys, tmp_path):
    path = city(tmp_path, Culture="Arts = Lettres", **{"rule;greedy": "rule;greedy"})
    assert winners(capsys, path, "--quota", "theme:Arts = Lettres=0") == ["b", "e"]
    assert winners(capsys, path, "--budget", "1 000,00 €") == winners(capsys, path)
    assert winners(capsys, path, "--min-share", "0,25") == winners(capsys, path, "--min-share", "1/4")


def test_the_threshold_of_a_file_goes_with_its_rule_and_with_the_one_named_for_it(capsys, tmp_path):
    path = FILES / "threshold.pb"
    assert winners(capsys, path) == winners(capsys, path, "--rule", "greedy-threshold") == ["1", "3"]
    assert winners(capsys, path, "--rule", "greedy") == ["1", "3", "4"]
    assert winners(capsys, path, "--min-votes", "0") == ["1", "3", "4"]


def test_a_seed_draws_the_order_of_ties(capsys):
    orders = {tuple(winners(capsys, FILES / "skip.pb", "--seed", str(seed))) for seed in range(8)}
    assert len(orders) > 1


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_counts_a_file(capsys, tmp_path, name):
    path = city(tmp_path)
    code, said = run(capsys, "count", path, "--preset", name, "--budget", "100000", "--json")
    assert code == 0, said.err
    method = json.loads(said.out)["method"]
    assert method["preset"] == name and method["constraints"]["min_support"] == 1
    assert run(capsys, "compare", path, "--preset", name, "--rules", "greedy,equal-shares")[0] == 0


def test_a_rule_named_comes_before_that_of_a_preset(capsys, tmp_path):
    code, said = run(capsys, "count", city(tmp_path), "--preset", "meuse", "--rule", "phragmen", "--json")
    method = json.loads(said.out)["method"]
    assert code == 0 and method["name"] == "phragmen" and method["constraints"]["quotas"][0]["count"] == 1


@pytest.mark.parametrize("method", METHODS.values(), ids=str)
def test_the_name_of_a_method_is_read_back(method):
    assert method_named(name_on_line(method)) == replace(method, increment=100)


def test_pabulib_names_are_rules_too():
    for name, method in DECLARED.items():
        assert method_named(name) == method
    assert method_named("greedy+cardinality") == Method(utility="cardinality")


LONG = "9" * 40


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--rule", "coin"], "The rule “coin” is not known; choose one of greedy, "),
        (["--rule", ""], "The rule “” is not known"),
        (["--rule", "greedy+sugar"], "No rule has the option “sugar”"),
        (["--rule", "greedy+add1"], "--completion: the rule “greedy” does not use this option."),
        (["--rule", "phragmen", "--utility", "cost"], "--utility: the rule “phragmen” does not use"),
        (["--rule", "equal-shares", "--stop", "overspend"], "--stop: the rule “equal-shares” does not use"),
        (["--completion", "add1"], "--completion: the rule “greedy” does not use"),
        (["--start", "exact"], "--start: the rule"),
        (["--comparison", "satisfaction"], "--comparison: the rule"),
        (["--at-limit", "skip"], "--at-limit: the rule"),
        (["--increment", "1"], "--increment: the rule"),
        (["--rule", "equalshares/add1", "--increment", "0"], "--increment: shares cannot be raised by 0"),
        (["--rule", "equalshares/add1", "--increment", "x"], "--increment: “x” is not an amount"),
        (["--rule", "majority-judgment"], "Majority judgment needs ballots with grades"),
        (["--budget", "-5"], "--budget: “-5” is not an amount"),
        (["--budget", "many"], "--budget: “many” is not an amount"),
        (["--budget", "1.005"], "--budget: “1.005” is not an amount"),
        (["--budget", LONG], "is not an amount"),
        (["--budget", "1e9"], "is not an amount"),
        (["--budget", "nan"], "is not an amount"),
        (["--min-votes", "-1"], "--min-votes: “-1” is not a whole number of 0 or more"),
        (["--min-votes", "2.5"], "--min-votes: “2.5” is not a whole number"),
        (["--min-votes", LONG], "is not a whole number"),
        (["--min-share", "1/0"], "--min-share: “1/0” is not a fraction"),
        (["--min-share=-1/2"], "is not a fraction"),
        (["--min-share", "1e999999999"], "is not a fraction"),
        (["--exclusive", "a"], "--exclusive: “a” does not name two different projects"),
        (["--exclusive", "a,a"], "does not name two different projects"),
        (["--exclusive", "a,zz"], "No project of this vote is called “zz”"),
        (["--quota", "canton"], "--quota: “canton” is not a quota"),
        (["--quota", "ville=2"], "is not a quota"),
        (["--quota", "canton=many"], "is not a quota"),
        (["--quota", "canton=2.5"], "is not a quota"),
        (["--quota", "canton=-1"], "is not a quota"),
        (["--quota", "canton=1.005€"], "--quota: “1.005€” is not an amount"),
        (["--quota", "theme:Cuture=1"], "--quota: no project has the theme “Cuture”"),
        (["--quota", "canton:Ouest=1"], "--quota: no project is of the canton “Ouest”"),
        (["--quota", "tag:x=1"], "--quota: no project has the tag “x”"),
        (["--reserve", "youth"], "--reserve: “youth” is not a reserve"),
        (["--reserve", "=5"], "is not a reserve"),
        (["--reserve", "a=5,canton=Nord,theme=Sport"], "is not a reserve"),
        (["--reserve", "a=5,above=10,up-to=10"], "is not a reserve"),
        (["--reserve", "a=5,above=1,above=2"], "is not a reserve"),
        (["--reserve", "a=many"], "--reserve: “many” is not an amount"),
        (["--reserve", "a=5,up-to=-3"], "--reserve: “-3” is not an amount"),
        (["--reserve", "a=5,tag=youth"], "--reserve: no project has the tag “youth”"),
        (["--reserve", "a=5,canton=Ouest"], "--reserve: no project is of the canton “Ouest”"),
        (["--reserve", "a=1001"], "The reserves make €1,001 together, more than the budget of €1,000."),
        (["--preset", "narnia"], "The preset “narnia” is not known; choose one of pas-de-calais"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_wrong_option_is_one_sentence_in_each_command(capsys, tmp_path, options, message):
    path = city(tmp_path)
    assert message in refused(capsys, "count", path, *options, "--lang", "en")
    assert message in refused(capsys, "explain", path, *options, "--lang", "en")
    assert refused(capsys, "count", path, *options).endswith(".\n")
    if options[0].partition("=")[0] in (
        "--budget",
        "--quota",
        "--reserve",
        "--preset",
        "--exclusive",
        "--min-votes",
        "--min-share",
    ):
        assert message in refused(capsys, "compare", path, *options, "--lang", "en")


@pytest.mark.parametrize(
    "options",
    [
        ["--utility", "joy"], ["--completion", "add2"], ["--stop", "never"], ["--start", "late"],
        ["--comparison", "taste"], ["--at-limit", "leap"], ["--first-of-each", "ville"], ["--lang", "de"],
        ["--frobnicate"], ["--budget"], ["extra"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_choice_that_does_not_exist_is_one_line(capsys, tmp_path, options):
    assert "--help tells more" in refused(capsys, "count", city(tmp_path), *options)


@pytest.mark.parametrize(
    ("value", "message"),
    [("0", "whole number of 1 or more"), ("-3", "whole number"), ("x", "whole number"), ("6", "7 ballots were cast")],
)
def test_people_entitled_are_a_number_and_enough(capsys, tmp_path, value, message):
    assert message.replace(" ", "\u00a0", 1 if "ballots" in message else 0) in refused(
        capsys, "count", city(tmp_path), "--entitled", value, "--lang", "en"
    )


def test_a_preset_asks_for_a_whole_budget(capsys, tmp_path):
    said = refused(capsys, "count", city(tmp_path), "--preset", "gers", "--budget", "x", "--lang", "en")
    assert "--budget: “x” is not an amount" in said


def test_what_no_project_has_is_told(capsys, tmp_path):
    path = city(tmp_path, Culture="", Sport="", Nord="", Sud="")
    for by in ("canton", "theme", "tag"):
        assert f"the projects of this vote have no {by}" in refused(
            capsys, "count", path, "--first-of-each", by, "--lang", "en"
        )
        assert "de ce vote n’ont pas d" in refused(capsys, "count", path, "--quota", f"{by}=1")


def test_shares_are_exact():
    assert share("1/3", "") == Fraction(1, 3) and share("0.1", "") == Fraction(1, 10)
