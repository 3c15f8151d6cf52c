"""Every published result of a real election that its declared rule gives must come out of our count.

The real files lie beside the repository (see small_elections.REAL). Where they are absent, the small files of our own
stand in for them, and the last test says so.
"""

import sys
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from tests.voting.small_elections import FILES, REAL
from voting.election import Constraints, Election, Method
from voting.opening import opened
from voting.pabulib import DECLARED, read
from voting.result import count, select

HEAD = 6000  # enough for META and the header of PROJECTS
POZNAN = "comment;#1: This special greedy rule works as follows"
EXPECTED = Counter({
    ("approval", "greedy"): 35,
    ("approval", "greedy-exclusive"): 12,
    ("approval", "greedy-no-skip"): 40,
    ("approval", "greedy-threshold"): 41,
    ("approval", "greedy-custom"): 6,
    ("approval", "equalshares/add1"): 1,
    ("approval", "equalshares/add1-comparison"): 1,
    ("choose-1", "greedy-no-skip"): 25,
    ("choose-1", "greedy-custom"): 25,
    ("cumulative", "greedy"): 6,
    ("cumulative", "greedy-threshold"): 40,
    ("ordinal", "greedy"): 24,
})  # fmt: skip
"""How many real files of each vote type and rule publish their winners (`selected`)."""


@dataclass(frozen=True)
class Words:
    """What a file's comment says in words only: projects that exclude each other, others the city left out.

    `first`: level with another project, it passed first. `comment`: where it is written.
    """

    comment: str
    exclusive: tuple[tuple[str, ...], ...] = ()
    left_out: frozenset[str] = frozenset()
    first: str = ""


WORDS = {
    "exclusive.pb": Words("#1", exclusive=(("1", "2"),)),
    # Both for the Serek Bielański; 201 had more votes.
    "Poland_Warszawa_2022_Bielany.pb": Words("#2", exclusive=(("201", "1932"),)),
    # 459, 1687 and 2150 overlapped, and the city kept 2150, though it had fewest votes; it is level with 1821.
    "Poland_Warszawa_2021_Ursynow.pb": Words("#2", left_out=frozenset({"459", "1687"}), first="2150"),
    # Declares `greedy`; some projects stand in the same place as others, not named.
    "poland_warszawa_2024_.pb": Words("#2", left_out=frozenset({"1498", "1018"})),
}


def head_of(path):
    """vote_type, rule and whether winners are published, without reading the file."""
    rows = path.read_bytes()[:HEAD].decode(errors="replace").splitlines()
    meta = dict(row.split(";", 1) for row in rows if ";" in row and not row.startswith("project_id"))
    rule = meta.get("rule", "")
    if rule == "greedy-custom" and not any(row.startswith(POZNAN) for row in rows):
        rule = "its own"
    published = any(row.startswith("project_id") and "selected" in row.split(";") for row in rows)
    return meta.get("vote_type", ""), rule, published


def published(folder):
    """The files with official winners and a rule that gives them."""
    found = {path: head_of(path) for path in sorted(folder.glob("*.pb"))}
    return [path for path, (_, rule, winners) in found.items() if winners and rule in {*DECLARED, "greedy-custom"}]


def named(path):
    """The real file, or its stand-in of our own."""
    return (REAL if (REAL / path).exists() else FILES) / path


def election_of(path, file, words=None):
    """The election by the declared rule, with what the comment adds.

    Poznań describes its own rule: the first project too dear ends the selection (`selected` 1; 2 and 3 mark projects
    paid from other money).
    """
    method = Method("greedy-stop") if file.meta["rule"] == "greedy-custom" else None
    words = words or Words("")
    plain = file.election(method)
    limits = replace(plain.rules.constraints, exclusive=words.exclusive)
    candidates = sorted(plain.candidates, key=lambda one: one.id != words.first)
    running = tuple(replace(one, withdrawn=one.withdrawn or one.id in words.left_out) for one in candidates)
    return Election(running, replace(plain.rules, constraints=limits))


def winners_of(round_, ballots):
    return set(select(round_, opened(ballots, round_)).winners)


@pytest.mark.parametrize("path", published(FILES) + published(REAL), ids=lambda path: path.stem)
def test_winners_are_the_official_ones_when_the_declared_rule_counts(path):
    file = read(path)
    round_ = election_of(path, file, WORDS.get(path.name))
    urn = opened(file.ballots, round_)
    assert (urn.turnout.ballots, urn.turnout.void) == (len(file.ballots), {})
    assert winners_of(round_, urn) == file.official_selected


@pytest.mark.parametrize("path", [named(name) for name in WORDS if named(name).exists()], ids=lambda path: path.stem)
def test_winners_are_others_when_the_words_of_the_comment_are_not_heard(path):
    file = read(path)
    assert winners_of(election_of(path, file), file.ballots) != file.official_selected


# ---------------------------------------------------------------------------------- equal shares
SWIECIE = "Poland_Swiecie_2023.pb"
WIELICZKA = "Poland_Wieliczka_2023_Green_Budget.pb"
ADD1 = {"add1.pb": (3, 200), SWIECIE: (17, 1_040_337)}
COMPARED = {"comparison.pb": (2, 65), WIELICZKA: (30, 995_079)}


def cases(table):
    """The names of a table whose file is there, with what it says (winners, money spent in units of currency)."""
    return [pytest.param(name, *table[name], id=name) for name in table if named(name).exists()]


@pytest.mark.parametrize(("name", "number", "spent"), cases(ADD1))
@pytest.mark.parametrize("plain", [False, True], ids=["as read", "plain"])
def test_equal_shares_spend_what_was_published_when_projects_need_their_part_of_the_votes(name, number, spent, plain):
    """Świecie 2023: a project needs votes / voters of a third of its cost / budget at least."""
    file = read(named(name))
    round_ = file.election(constraints=Constraints(min_share=Fraction(1, 3)))
    ballots = [tuple(ballot) for ballot in file.ballots] if plain else file.ballots
    result = count(round_, ballots)
    assert set(result.winners) == file.official_selected
    assert (len(result.winners), result.spent) == (number, spent * 100)


@pytest.mark.parametrize(("name", "number", "spent"), cases(COMPARED))
def test_equal_shares_spend_what_was_published_when_compared_with_the_ranking(name, number, spent):
    file = read(named(name))
    result = count(file.election(), file.ballots)
    assert set(result.winners) == file.official_selected
    assert (len(result.winners), result.spent) == (number, spent * 100)


@pytest.mark.parametrize(("name", "number", "spent"), cases(COMPARED))
def test_equal_shares_spend_what_was_published_when_counted_plainly(name, number, spent):
    file = read(named(name))
    round_ = file.election()
    done = select(round_, opened([tuple(ballot) for ballot in file.ballots], round_))
    assert (len(done.winners), done.spent) == (number, spent * 100)


@pytest.mark.parametrize("share", [306, 313, 315])
def test_wieliczka_is_the_same_when_every_voter_holds_the_published_share(share):
    """The town published 313 zł a voter; from 306 to 315 the winners are the same, and 316 is too much."""
    if not named(WIELICZKA).exists():
        return  # said by the last test
    file = read(named(WIELICZKA))
    round_ = file.election(Method("equal-shares"))
    richer = replace(round_, rules=replace(round_.rules, budget=share * 100 * len(file.ballots)))
    assert winners_of(richer, file.ballots) == file.official_selected


def test_wieliczka_is_another_when_shares_stop_rising_as_soon_as_nothing_fits():
    if not named(WIELICZKA).exists():
        return  # said by the last test
    file = read(named(WIELICZKA))
    early = Method("equal-shares", completion="add1", stop="exhaustive", comparison="satisfaction")
    round_ = file.election(early)
    done = select(round_, opened(file.ballots, round_))
    assert (len(done.winners), done.spent) == (31, 984_579_00)


# ----------------------------------------------------------------------------------------- votes
def test_votes_are_the_official_ones_when_toulouse_is_counted():
    path = REAL / "France_Toulouse_2022.pb"
    if not path.exists():
        return  # said by the last test
    file = read(path)
    round_ = file.election()
    tally = opened(file.ballots, round_).profile.tally
    assert tally.votes == file.official_votes
    assert (tally.ballots, len(tally.votes)) == (4532, 199)


def test_the_real_files_are_all_there_when_the_folder_exists(capsys):
    if not REAL.is_dir():
        with capsys.disabled():
            sys.stdout.write(f"\n{REAL} is absent: only our own small files were counted (set COMPTOIR_PB_DIR)\n")
        return
    found = Counter(head_of(path)[:2] for path in published(REAL))
    assert found >= EXPECTED, f"{REAL} lacks {EXPECTED - found}"
