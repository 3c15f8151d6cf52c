import hashlib
import json
import re
from fractions import Fraction

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects.models import Project, Proposal
from app.results import queries, services
from app.results.numbers import percent, stage_sentence
from app.results.presentation import OUTCOMES, ResultPage
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme
from tests.app.booth.scene import some_proposals, vote
from voting import pabulib
from voting.__main__ import main as voting_command
from voting.allocation import outcome


@pytest.fixture
def staff(people):
    return people("Amel", Role.STAFF), people("Bruno", Role.STAFF)


def closed_round(a_round, staff, projects=6, voters=5):
    round_ = a_round(PhaseKind.VOTE, envelope_cents=2_000_000)
    some_proposals(round_, projects)
    for n in range(voters):
        vote(round_, ["P1", "P2", f"P{3 + n % (projects - 2)}"], n)
    phase = round_.phase(PhaseKind.VOTE)
    advance(phase, "request_close", by=staff[0])
    advance(phase, "close", by=staff[1])
    db.session.commit()
    return round_


def proclaimed(a_round, staff, **sizes):
    round_ = closed_round(a_round, staff, **sizes)
    services.count_round(round_, by=staff[0])
    db.session.commit()
    result = queries.result_of(round_)
    for person in staff:
        services.sign(result, by=person)
    services.publish(result, by=staff[0])
    db.session.commit()
    return round_


def test_staff_counts_signs_twice_and_proclaims(visit, a_round, staff):
    round_ = closed_round(a_round, staff)
    amel, bruno = staff
    at = f"/gestion/resultats/{round_.public_id}"
    assert round_.name in visit("/gestion/resultats/", by=amel).text
    assert "Dépouiller le vote" in visit(at, by=amel).text
    assert visit(f"{at}/depouiller", by=amel, method="POST").status_code == 303
    assert visit(f"/resultats/{round_.public_id}").status_code == 401
    assert visit(f"/resultats/{round_.public_id}", by=amel).status_code == 200
    assert visit(f"{at}/signer", by=amel, method="POST").status_code == 303
    assert "une autre personne de l’équipe" in visit(at, by=amel).text
    again = visit(f"{at}/signer", by=amel, method="POST")
    assert (again.status_code, "une autre personne de l’équipe" in again.text) == (403, True)
    assert visit(f"{at}/proclamer", by=amel, method="POST").status_code == 409
    assert visit(f"{at}/signer", by=bruno, method="POST").status_code == 303
    assert "Proclamer le résultat" in visit(at, by=bruno).text
    assert visit(f"{at}/proclamer", by=bruno, method="POST").status_code == 303
    assert "Résultat proclamé" in visit(at, by=bruno).text
    assert visit(f"/resultats/{round_.public_id}").status_code == 200


def test_whoever_holds_a_project_takes_no_part_in_the_count_of_its_round(visit, a_round, staff):
    round_ = closed_round(a_round, staff)
    amel, bruno = staff
    project = Project(
        round_id=round_.id, holder_id=amel.id, title="Projet 1", theme=Theme.ARTS, municipality_code="62041"
    )
    db.session.add(project)
    db.session.flush()
    db.session.scalars(select(Proposal).where(Proposal.code == "P1")).one().project_id = project.id
    db.session.commit()
    at, phase = f"/gestion/resultats/{round_.public_id}", round_.phase(PhaseKind.VOTE).public_id
    said = "Vous êtes de l’équipe d’un projet de cette édition"
    pages = [visit(f"{at}/depouiller", by=amel, method="POST")]
    pages += [
        visit(f"/gestion/editions/phases/{phase}/{deed}", by=amel, method="POST") for deed in ("cloturer", "confirmer")
    ]
    assert "Dépouiller le vote" not in visit(at, by=amel).text
    assert visit(f"{at}/depouiller", by=bruno, method="POST").status_code == 303
    pages += [visit(f"{at}/{deed}", by=amel, method="POST") for deed in ("signer", "proclamer")]
    assert [(page.status_code, said in page.text) for page in pages] == [(403, True)] * 5
    assert said in visit(at, by=amel).text
    other = a_round(PhaseKind.VOTE, name="Autre")
    asked = f"/gestion/editions/phases/{other.phase(PhaseKind.VOTE).public_id}/cloturer"
    assert visit(asked, by=amel, method="POST", reason="").status_code == 303


def test_the_public_ballots_come_in_the_order_of_what_they_hold(visit, a_round, staff):
    round_ = proclaimed(a_round, staff, voters=9)
    text = visit(f"/resultats/{round_.public_id}/bulletins.pb").text
    votes = [line.split(";", 1)[1] for line in text.split("VOTES\n")[1].splitlines()[1:]]
    assert len(votes) == 9
    assert votes == sorted(votes)


def test_the_desk_is_closed_to_everybody_else(visit, a_round, staff, people):
    round_ = closed_round(a_round, staff)
    at = f"/gestion/resultats/{round_.public_id}"
    assert visit(at).status_code == 303
    for path in ("depouiller", "signer", "proclamer"):
        assert visit(f"{at}/{path}", by=people(f"Chloé {path}"), method="POST").status_code in {403, 404}


def test_every_project_has_its_sentence_and_grants_stay_within_the_envelope(visit, a_round, staff):
    round_ = proclaimed(a_round, staff)
    page = visit(f"/resultats/{round_.public_id}")
    result = queries.result_of(round_)
    for line in result.lines:
        assert f"Projet {line.proposal.number}</a>" in page.text
    assert page.text.count("Lauréat : ") + page.text.count("Lauréat\u00a0: ") >= sum(line.won for line in result.lines)
    cells = re.findall(r'data-label="Subvention"[^>]*>([^<]*)<', page.text)
    paid = [int("".join(c for c in cell.split(",")[0] if c.isdigit())) * 100 for cell in cells if "€" in cell]
    assert len(cells) == len(result.lines)
    assert sum(paid) == sum(line.grant_cents for line in result.lines) <= 2_000_000
    assert "Ce qui aurait tout changé" in page.text


def test_every_outcome_of_the_rulebook_has_its_word():
    known = {value for name, value in vars(outcome).items() if name.isupper() and isinstance(value, str)}
    assert set(OUTCOMES) == known


def test_the_page_says_what_the_voters_see_and_where_the_money_goes(visit, a_round, staff):
    page = visit(f"/resultats/{proclaimed(a_round, staff).public_id}")
    for words in ("des votants ont au moins un de leurs choix parmi les lauréats", "L’argent et les voix, par thème"):
        assert words in page.text
    assert page.text.count("Voir en tableau") == 2
    assert "par canton" not in page.text


def test_a_count_of_before_has_its_page_without_statistics(visit, a_round, staff):
    round_ = proclaimed(a_round, staff)
    queries.result_of(round_).statistics = {}
    db.session.commit()
    page = visit(f"/resultats/{round_.public_id}")
    assert (page.status_code, "Voir en tableau" in page.text) == (200, False)
    assert visit(f"/gestion/resultats/{round_.public_id}/et-si", by=staff[0]).status_code == 200


def test_ties_that_nobody_looked_into_are_shown_too(visit, a_round, staff, app):
    round_ = proclaimed(a_round, staff)
    result = queries.result_of(round_)
    ties = [
        {"votes": None, "ids": ["P1", "P2"], "decisive": None},
        {"votes": 3, "ids": ["P3", "P4"], "decisive": False},
    ]
    result.certificate = {**result.certificate, "result": {**result.certificate["result"], "ties": ties}}
    with app.test_request_context():
        said = ResultPage(result).ties()
    assert len(said) == 1
    assert "Projet 1" in said[0]


def test_ballots_of_points_speak_of_points(visit, a_round, staff, app):
    round_ = proclaimed(a_round, staff)
    result = queries.result_of(round_)
    election = result.certificate["election"]
    rules = {**election["rules"], "ballot": {**election["rules"]["ballot"], "kind": "cumulative"}}
    result.certificate = {**result.certificate, "election": {**election, "rules": rules}}
    with app.test_request_context():
        shown = ResultPage(result)
        assert shown.headers[2] == "Points"
        assert "des points" in shown.parts("theme")[0]["values"][0]["text"]


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("", ""),
        ("youth", "Retenu sur la part réservée aux jeunes."),
        ("first_of_each:canton", "Retenu comme premier de son canton."),
        ("tranche:0:500000", "Retenu sur la part des projets jusqu’à 5 000 €."),
        ("tranche:500000:0", "Retenu sur la part des projets de plus de 5 000 €."),
        ("Arras-1", "Retenu sur l’enveloppe « Arras-1 »."),
    ],
)
def test_the_envelope_of_a_winner_is_said(app, stage, said):
    with app.test_request_context():
        assert stage_sentence(stage, "EUR").replace("\u202f", " ").replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("share", "written"),
    [
        ("0", "0 %"),
        ("1/100000", "0,1 %"),
        ("1/20", "5,0 %"),
        ("1/2", "50 %"),
        ("999999/1000000", "99,9 %"),
        ("1", "100 %"),
    ],
)
def test_a_share_is_all_or_nothing_only_when_it_is(share, written):
    assert percent(Fraction(share), "fr").replace("\u00a0", " ") == written


def test_pages_speak_english_on_demand(visit, a_round, staff, app):
    round_ = proclaimed(a_round, staff)
    client = app.test_client()
    client.set_cookie("lang", "en")
    assert "Winner: 1st with 5" in client.get(f"/resultats/{round_.public_id}").text


def test_the_arithmetic_of_a_grant_has_its_page(visit, a_round, staff):
    round_ = proclaimed(a_round, staff)
    page = visit(f"/resultats/{round_.public_id}/projets/1")
    assert "Comment la subvention est calculée" in page.text
    assert "Montant demandé" in page.text
    assert visit(f"/resultats/{round_.public_id}/projets/99").status_code == 404


def test_the_public_files_recount_outside_the_platform(visit, a_round, staff, tmp_path, capsys):
    round_ = proclaimed(a_round, staff)
    at = f"/resultats/{round_.public_id}"
    (tmp_path / "c.json").write_bytes(visit(f"{at}/certificat.json").data)
    (tmp_path / "b.pb").write_bytes(visit(f"{at}/bulletins.pb").data)
    assert voting_command(["verify", str(tmp_path / "c.json"), str(tmp_path / "b.pb")]) == 0
    (tmp_path / "s.txt").write_bytes(sheet := visit(f"{at}/pointage.txt").data)
    assert voting_command(["verify", str(tmp_path / "c.json"), str(tmp_path / "s.txt")]) == 0
    document = json.loads((tmp_path / "c.json").read_bytes())
    assert document["inputs"]["sheet"] == f"sha256:{hashlib.sha256(sheet).hexdigest()}"
    assert document["inputs"]["sheet"] in visit(f"{at}/certificat").text
    assert document["round"]["id"] == round_.public_id
    assert [signature["name"] for signature in document["signatures"]] == [person.name for person in staff]
    file = pabulib.read(tmp_path / "b.pb")
    assert sorted(file.official_selected) == sorted(document["result"]["winners"])
    assert len(file.ballots) == 5
    assert "Camille" not in (tmp_path / "b.pb").read_text()


def test_the_certificate_is_a_document_with_two_signatures(visit, a_round, staff):
    page = visit(f"/resultats/{proclaimed(a_round, staff).public_id}/certificat")
    assert [name for name in ("Amel, ", "Bruno, ") if name in page.text] == ["Amel, ", "Bruno, "]


def test_the_list_of_results_when_empty_and_when_proclaimed(visit, a_round, staff):
    assert "Pas encore de résultat" in visit("/resultats/").text
    round_ = proclaimed(a_round, staff)
    assert round_.name in visit("/resultats/").text
    assert visit("/resultats/rien").status_code == 404


def test_two_hundred_projects_cost_few_queries(visit, a_round, staff):
    round_ = proclaimed(a_round, staff, projects=200, voters=3)
    for path in ("", "/certificat", "/projets/1", "/bulletins.pb", "/pointage.txt"):
        visit(f"/resultats/{round_.public_id}{path}", most_queries=8)


def test_flask_results_verify_says_identical_or_what_differs(app, a_round, staff):
    round_ = proclaimed(a_round, staff)
    runner = app.test_cli_runner()
    answer = runner.invoke(args=["results", "verify", round_.public_id])
    assert (answer.exit_code, answer.output.split(",")[0]) == (0, "Identique : 5 bulletins")
    queries.result_of(round_).lines[0].grant_cents += 1
    db.session.commit()
    answer = runner.invoke(args=["results", "verify", round_.name])
    assert (answer.exit_code, answer.output) == (
        1,
        f"La ligne du projet {queries.result_of(round_).lines[0].proposal.code} n’est pas celle du certificat.\n",
    )
    assert runner.invoke(args=["results", "verify", "rien"]).exit_code == 1
