"""Real elections made elsewhere, imported, counted and shown; their folder may be absent (see small_elections)."""

import pytest
from sqlalchemy import func, select

from app.booth.models import Ballot
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.projects.models import Proposal
from app.results import queries, services
from app.results.presentation import ResultPage
from app.results.status import ResultStatus
from app.rounds import queries as rounds
from app.rounds.models import Round
from app.rounds.status import RoundStatus
from tests.voting.small_elections import FILES, REAL
from voting import pabulib
from voting.result import count

SMALL = (
    "France_Toulouse_2022",
    "Poland_Zabrze_2020_Pawlow",
    "Poland_Gdynia_2022_Kamienna_Gora__large",
    "Poland_Gdynia_2020_Leszczynki__small",
    "Poland_Warszawa_2017_ZielonaGrzybowa",
    "Poland_Lodz_2022_Nad_Nerem",
    "Poland_Warszawa_2019_Miedzylesie",
    "Poland_Gdynia_2024_Orlowo__small",
    "Poland_Warszawa_2018_Falenica",
)
CASES = [FILES / name for name in ("choose_one.pb", "skip.pb", "threshold.pb")] + [
    p for name in SMALL if (p := REAL / f"{name}.pb").exists()
]


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["rounds", "import", *map(str, arguments)])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_real_election_is_counted_as_the_rulebook_counts_it(app, visit, path):
    file = pabulib.read(path)
    expected = count(file.election(), file.ballots)
    answer = run(app, path)
    assert answer.exit_code == 0, answer.output
    round_ = db.session.scalars(select(Round)).one()
    result = queries.result_of(round_)
    assert (round_.status, result.status, result.signatures) == (RoundStatus.PUBLISHED, ResultStatus.PUBLISHED, [])
    assert (round_.imported_from, round_.currency) == (path.name, file.meta.get("currency", "EUR"))
    assert [(x.proposal.code, x.position, x.votes, x.outcome, x.grant_cents) for x in result.lines] == [
        (x.id, x.rank, x.votes, x.outcome, x.grant) for x in expected.lines
    ]
    assert result.certificate["result"]["winners"] == list(expected.winners)
    assert services.discrepancies(result) == []
    page = visit(f"/resultats/{round_.public_id}", most_queries=8)
    assert page.status_code == 200
    assert page.text.count('class="is-won"') == len(expected.winners)
    assert sum(line.grant_cents for line in result.lines) <= expected.budget
    if file.official_selected is not None:
        assert ResultPage(result).agreement.is_identical
        assert "identique au résultat officiel" in page.text
    if file.official_votes == {line.id: line.votes for line in expected.lines}:
        assert "sont celles que le fichier publie" in page.text
    assert visit(f"/resultats/{round_.public_id}/certificat").status_code == 200
    exported = visit(f"/resultats/{round_.public_id}/bulletins.pb").text
    assert len(exported.split("VOTES\n")[1].splitlines()) == len(file.ballots) + 1


def test_an_imported_round_is_never_the_current_one(app, a_round):
    round_ = a_round()
    run(app, FILES / "skip.pb")
    assert rounds.current_round() == round_


def test_the_same_file_twice_is_refused_clearly(app):
    assert run(app, FILES / "skip.pb").exit_code == 0
    again = run(app, FILES / "skip.pb", "--name", "Un autre nom")
    assert (again.exit_code, "Le fichier skip.pb est déjà importé. Rien n’a été écrit." in again.output) == (1, True)
    assert db.session.scalar(select(func.count()).select_from(Round)) == 1


def test_a_name_already_taken_asks_for_another(app):
    run(app, FILES / "skip.pb", "--name", "Essai")
    again = run(app, FILES / "threshold.pb", "--name", "Essai")
    assert (again.exit_code, "Donnez un autre nom avec --name" in again.output) == (1, True)
    assert run(app, FILES / "threshold.pb", "--name", "Essai 2").exit_code == 0


def test_a_different_official_result_is_said_with_its_projects(app, visit, tmp_path):
    other = tmp_path / "other.pb"
    other.write_text((FILES / "skip.pb").read_text().replace("x;60;2;X;1\ny;60;2;Y;0", "x;60;2;X;0\ny;60;2;Y;1"))
    run(app, other)
    page = visit(f"/resultats/{db.session.scalars(select(Round)).one().public_id}")
    assert "différente du résultat officiel" in page.text
    assert "«\u00a0Y\u00a0» est lauréat officiellement, pas ici." in page.text
    assert "«\u00a0X\u00a0» est lauréat ici, pas officiellement." in page.text


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("budget;", "budget;beaucoup", "ligne"),
        ("VOTES", "VOIX", "ligne"),
        ("rule;greedy", "rule;sortition", "ligne"),
    ],
)
def test_a_broken_file_names_its_line_and_writes_nothing(app, tmp_path, before, after, line):
    broken = tmp_path / "broken.pb"
    broken.write_text((FILES / "skip.pb").read_text().replace(before, after, 1))
    answer = run(app, broken)
    assert answer.exit_code == 1
    assert line in answer.output.lower()
    for table in (Round, Proposal, Ballot, AuditEvent):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def test_an_unknown_project_in_a_ballot_names_its_line(app, tmp_path):
    text = (FILES / "skip.pb").read_text().rstrip("\n").splitlines()
    broken = tmp_path / "broken.pb"
    broken.write_text("\n".join([*text[:-1], "nobody;" + text[-1].split(";")[1]]) + "\n")
    answer = run(app, broken)
    assert (answer.exit_code, f"{len(text)}" in answer.output, "nobody" in answer.output) == (1, True, True)


def test_the_import_is_written_down_without_a_person(app):
    run(app, FILES / "skip.pb")
    lines = [(line.verb, line.actor) for line in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert lines == [
        ("round.import", None),
        ("round.publish", None),
        ("result.certify", None),
        ("result.publish", None),
    ]
