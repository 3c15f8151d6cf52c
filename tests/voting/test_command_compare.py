"""compare, explain, convert and bench."""

import json
import re
import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest

from tests.voting.command_line import city, refused, run
from tests.voting.small_elections import FILES
from voting.chart import Bar, Picture, Segment, bar, bars, columns, svg
from voting.chart.picture import shortened, wrapped
from voting.chart.style import DARK, LIGHT, MUTED, TRACK

RULES = "greedy,equal-shares+add1u,phragmen"
SVG = "{http://www.w3.org/2000/svg}"


def test_compare_prints_a_table_bars_and_sentences(capsys, tmp_path):
    code, said = run(capsys, "compare", city(tmp_path), "--rules", "greedy,equal-shares")
    assert (code, said.err) == (0, "")
    flat = re.sub(" +", " ", said.out)
    assert "1. classement par voix 3 1\u202f000\u00a0€ 1,00 42,9\u00a0% 0,490" in flat
    assert "parts égales ██████████████████████████████ 100,0\u00a0%" in flat
    assert "● ○ [a] 500\u00a0€ · Atelier" in flat and "○ ● [c] 300\u00a0€ · Canal" in flat
    assert "Culture 66,7\u00a0% 50,0\u00a0% 37,5\u00a0%" in flat and "Nord 58,3\u00a0% 100,0\u00a0%" in flat
    only = "Avec «\u00a0parts égales\u00a0» et non avec «\u00a0classement par voix\u00a0»\u00a0: «\u00a0Canal\u00a0»."
    assert only in said.out


def test_compare_runs_six_rules_when_none_is_named(capsys, tmp_path):
    code, said = run(capsys, "compare", city(tmp_path), "--json", "--lang", "en")
    document = json.loads(said.out, parse_float=pytest.fail)
    assert code == 0
    assert [outcome["rule"] for outcome in document["outcomes"]] == [
        "greedy", "greedy+cardinality", "equal-shares", "equal-shares+add1u", "phragmen", "max-welfare",
    ]  # fmt: skip
    assert len(document["pairs"]) == 15 and document["budget"] == 1000
    assert document["outcomes"][1]["spent"] == "650.50"
    assert document["sentences"][0] == "Projects selected by each of the 6 rules: 1."
    assert document["turnout"] == {"ballots": 7, "valid": 7, "blank": 0}


def test_compare_obeys_the_budget_and_the_limits(capsys, tmp_path):
    words = ["compare", city(tmp_path), "--rules", RULES, "--quota", "canton=1", "--budget", "800", "--json"]
    document = json.loads(run(capsys, *words)[1].out)
    canton = {"a": "N", "b": "N", "c": "S", "d": "S", "e": "N"}
    for outcome in document["outcomes"]:
        cantons = [canton[one] for one in outcome["winners"]]
        assert len(set(cantons)) == len(cantons)
    assert document["budget"] == 800


def test_several_files_are_several_comparisons(capsys, tmp_path):
    path = city(tmp_path)
    said = run(capsys, "compare", path, FILES / "threshold.pb", "--rules", RULES)[1].out
    assert "A small city" in said and "Up to three projects" in said
    documents = json.loads(run(capsys, "compare", path, FILES / "threshold.pb", "--rules", RULES, "--json")[1].out)
    assert [document["file"].rpartition("/")[2] for document in documents] == ["city.pb", "threshold.pb"]


@pytest.mark.parametrize("name", ["cumulative", "ordinal", "scoring", "choose_one", "knapsack"])
def test_compare_reads_every_kind_of_ballots(capsys, name):
    assert run(capsys, "compare", FILES / f"{name}.pb", "--rules", RULES)[0] == 0


def test_rules_that_agree_are_said_to(capsys):
    said = run(capsys, "compare", FILES / "threshold.pb", "--rules", "greedy,greedy+cardinality", "--budget", "1000000")
    assert "Toutes les règles retiennent les mêmes projets." in said[1].out


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("greedy", "two different rules"),
        ("greedy,greedy", "two different rules"),
        ("", "The rule “” is not known"),
        ("greedy,coin", "The rule “coin” is not known"),
        ("greedy,majority-judgment", "not compared"),
        ("greedy,phragmen+cost", "--utility"),
    ],
)
def test_wrong_rules_are_one_sentence(capsys, tmp_path, rules, message):
    assert message in refused(capsys, "compare", city(tmp_path), "--rules", rules, "--lang", "en")


def test_a_wrong_file_among_several_is_named(capsys, tmp_path):
    assert "latin.pb: Ligne 1" in refused(capsys, "compare", city(tmp_path), FILES / "latin.pb", "--rules", RULES)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_drawing_is_valid_and_says_what_it_shows(capsys, tmp_path, lang):
    out = tmp_path / "out.svg"
    path = city(tmp_path, Atelier="<At&lier> \x07")
    assert run(capsys, "compare", path, FILES / "skip.pb", "--rules", RULES, "--svg", out, "--lang", lang)[0] == 0
    root = ET.fromstring(out.read_bytes())  # noqa: S314  # our own
    assert root.get("role") == "img" and root.get("lang") == lang
    ids = root.get("aria-labelledby").split()
    told = {child.get("id"): child.text for child in root if child.get("id")}
    assert [*told] == ids and "A small city" in told["chart-title"] and len(told["chart-desc"]) > 100
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert any("<At&lier>" in text for text in texts) and any("100" in text for text in texts)
    assert all(mark.find(f"{SVG}title") is not None for mark in root.iter(f"{SVG}circle"))
    height = int(root.get("height"))
    assert all(0 <= int(text.get("y")) < height for text in root.iter(f"{SVG}text"))
    assert "@media (prefers-color-scheme:dark)" in root.find(f"{SVG}style").text
    assert out.read_bytes() == again(capsys, path, tmp_path, lang)


def again(capsys, path, tmp_path, lang):
    other = tmp_path / "again.svg"
    run(capsys, "compare", path, FILES / "skip.pb", "--rules", RULES, "--svg", other, "--lang", lang)
    return other.read_bytes()


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "muted", "track"), [(LIGHT, MUTED[0], TRACK[0]), (DARK, MUTED[1], TRACK[1])])
def test_text_stands_out_in_light_and_dark(scheme, muted, track):
    assert all(contrast(*pair) >= 4.5 for pair in scheme.values())
    assert contrast(scheme["ground"][0], muted) >= 4.5
    assert contrast(scheme["money"][0], track) >= 3


def test_segments_meet_and_never_leave_the_bar():
    thirds = tuple(Segment(Fraction(1, 3), "33 %", "a third", str(at)) for at in range(3))
    picture = Picture("t", "s", ("x",), "served", (Bar("x", thirds),), "money",
                      (Bar("x", (Segment(Fraction(5, 4), "125 %", "more"),), "5"),), "tokens", (), "", "d")  # fmt: skip
    root = ET.fromstring(svg([picture]))  # noqa: S314
    rects = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class").startswith(("level", "money"))]
    places = [(int(rect.get("x")), int(rect.get("width"))) for rect in rects]
    assert places == [(300, 163), (463, 164), (627, 163), (300, 490)]


@pytest.mark.parametrize(
    ("share", "drawn"),
    [(0, "    "), (Fraction(1, 32), "▏   "), (Fraction(1, 64), "▏   "), (Fraction(1, 65), "    "),
     (Fraction(1, 2), "██  "), (Fraction(5, 8), "██▌ "), (1, "████"), (2, "████"), (-1, "    ")],
)  # fmt: skip
def test_bars_go_by_eighths_of_a_character(share, drawn):
    assert bar(Fraction(share), 4) == drawn


def test_lines_are_aligned():
    assert bars([("a", Fraction(1), "x"), ("long", Fraction(0), "y")], 2) == ["a     ██  x", "long      y"]
    assert bars([]) == [] and columns([]) == []
    assert columns([["a", "1"], ["bb", "22"]]) == ["a    1", "bb  22"]
    assert shortened("one  two\nthree", 8) == "one two…" and shortened("one", 3) == "one"
    assert wrapped("one two three", 7) == ["one two", "three"] and wrapped("unbreakable", 3) == ["unbreakable"]


def test_explain_tells_the_story_of_a_winner(capsys, tmp_path):
    code, said = run(capsys, "explain", city(tmp_path), "b", "--lang", "en")
    assert code == 0
    for part in ("● [b] Bancs · €400 · Nord · Sport", "2nd, with 3\u00a0votes", "Winner:", "fewer it would not have",
                 "Amount asked: €400.", "Grant: €400.", "Its supporters: 3", "2.00"):  # fmt: skip
        assert part in said.out, part


def test_explain_tells_why_a_project_lost_and_to_whom(capsys, tmp_path):
    said = run(capsys, "explain", city(tmp_path), "canal", "--lang", "en")[1].out
    assert "○ [c] Canal" in said and "so €200 was missing" in said
    assert "With 1\u00a0vote more it would have been selected, instead of" in said
    assert "Grant" not in said


@pytest.mark.parametrize(
    "rule", ["equal-shares", "equal-shares+add1u", "phragmen", "max-welfare", "bounded-overspending"]
)
def test_explain_says_what_would_have_changed_under_rules_that_follow_voters(capsys, tmp_path, rule):
    path = city(tmp_path)
    said = run(capsys, "explain", path, "a", "--rule", rule, "--lang", "en")[1].out
    assert re.search(r"(it would (not )?have been selected|whatever its number of votes)", said)
    near = run(capsys, "explain", path, "--rule", rule, "--number", "1")[1].out
    assert near.count("[") == 2


def test_explain_shows_the_projects_near_the_line(capsys, tmp_path):
    said = run(capsys, "explain", city(tmp_path), "--number", "1", "--lang", "en")[1].out
    lines = said.splitlines()
    won, lost = lines.index("Winners nearest to the line:"), lines.index("Projects nearest to being selected:")
    assert lines[won + 1].startswith("● [") and lines[lost + 1].startswith("○ [c]")
    assert said.count("[") == 2


def test_explain_tells_the_ties_a_project_is_in(capsys):
    assert "Tie at 2\u00a0votes" in run(capsys, "explain", FILES / "skip.pb", "y", "--lang", "en")[1].out


def test_a_withdrawn_project_has_a_story_too(capsys):
    said = run(capsys, "explain", FILES / "threshold.pb", "5")[1].out
    assert "le projet a été retiré" in said


@pytest.mark.parametrize(
    ("name", "message"),
    [("zzz", "No project of this vote is called “zzz”."), ("", "is called “”"),
     ("Bancz", "did you mean “[b] Bancs”?"), ("b\nx", "No project of this vote is called “b x”")],
)  # fmt: skip
def test_an_unknown_project_is_one_sentence(capsys, tmp_path, name, message):
    assert message in refused(capsys, "explain", city(tmp_path), name, "--lang", "en")


def test_a_name_two_projects_share_asks_for_an_id(capsys, tmp_path):
    path = city(tmp_path, Bancs="Atelier")
    assert "give an id among a, b" in refused(capsys, "explain", path, "ATELIER", "--lang", "en")


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_the_number_of_projects_near_the_line_is_a_number(capsys, tmp_path, number):
    assert "--number" in refused(capsys, "explain", city(tmp_path), "--number", number)


def test_convert_writes_and_says_what_is_lost(capsys, tmp_path):
    out = tmp_path / "city.json"
    code, said = run(capsys, "convert", city(tmp_path), out, "--lang", "en")
    assert (code, said.err) == (0, "") and json.loads(out.read_bytes())
    back = tmp_path / "back.pb"
    assert run(capsys, "convert", out, back)[0] == 0
    before, after = (json.loads(run(capsys, "count", path, "--json")[1].out) for path in (city(tmp_path), back))
    assert before["winners"] == after["winners"] and before["budget"] == after["budget"]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [("absent.pb", "x.json", "there is no such file"), ("latin.pb", "x.json", "latin.pb: Line 1, column 5"),
     ("skip.pb", "x.zip", "x.zip"), (".", "x.json", "")],
)  # fmt: skip
def test_what_cannot_be_converted_is_one_sentence(capsys, tmp_path, source, target, message):
    assert message in refused(capsys, "convert", FILES / source, tmp_path / target, "--lang", "en")


def test_bench_times_files_and_invents_one(capsys):
    words = ["--repeat", "1", "--rules", "greedy,greedy-stop", "--lang", "en"]
    code, said = run(capsys, "bench", FILES / "skip.pb", FILES / "threshold.pb", *words)
    assert code == 0 and re.search(r"greedy-stop +\d+\.\d +\d+\.\d", said.out)
    code, said = run(capsys, "bench", *words)
    assert code == 0 and "invented election" in said.out and "1,000" in said.out


@pytest.mark.parametrize(
    ("words", "message"),
    [(["--repeat", "0"], "--repeat"), (["--rules", "coin"], "“coin”"), (["absent.pb"], "absent.pb"),
     (["--rules", "majority-judgment"], "not compared")],
)  # fmt: skip
def test_a_wrong_bench_is_one_sentence(capsys, words, message):
    assert message in refused(capsys, "bench", *words, "--lang", "en")


def test_names_may_come_after_options(capsys, tmp_path):
    path = city(tmp_path)
    assert (
        run(capsys, "explain", path, "--lang", "en", "b")[1].out
        == run(capsys, "explain", path, "b", "--lang", "en")[1].out
    )
    words = ["--rules", "greedy,phragmen"]
    late = run(capsys, "compare", path, *words, FILES / "skip.pb")[1].out
    assert late == run(capsys, "compare", path, FILES / "skip.pb", *words)[1].out
    assert "unrecognized arguments: c" in refused(capsys, "explain", path, "b", "--lang", "en", "c")
    assert "unrecognized arguments: --what" in refused(capsys, "compare", path, "--lang", "en", "--what")
    assert "unrecognized arguments: b" in refused(capsys, "count", path, "b")
