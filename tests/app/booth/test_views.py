import re
from dataclasses import replace
from datetime import timedelta

import time_machine
from sqlalchemy import select

from app.booth import queries
from app.booth.models import Ballot
from app.core import clock
from app.core.extensions import db
from app.core.models import Base
from app.rounds.models import PhaseKind
from tests.app.booth.scene import code_in, some_proposals, vote

WHO = {
    "first_name": "Camille",
    "family_name": "Voisin",
    "birth_year": "1980",
    "municipality": "Arras",
    "email": "camille@exemple.fr",
}


def a_vote(a_round, count=5):
    round_ = a_round(PhaseKind.VOTE)
    some_proposals(round_, count)
    return round_, f"/vote/{round_.public_id}"


def choose(visit, at, *numbers):
    for number in numbers:
        assert visit(f"{at}/projets/{number}/poser", method="POST").status_code == 303


def order_of(page):
    return re.findall(r'id="projet-(\d+)"', page.text)


def test_the_booth_is_calm_when_no_vote_is_open(visit, a_round):
    a_round(PhaseKind.IDEAS)
    page = visit("/vote/")
    assert page.status_code == 200
    assert "Aucun vote n’est ouvert aujourd’hui" in page.text
    assert "ouvre le" in page.text


def test_the_booth_leads_to_the_round_in_vote(visit, a_round):
    _round, at = a_vote(a_round)
    assert visit("/vote/").location == f"{at}/"


def test_the_whole_vote_without_javascript(visit, a_round, mails):
    round_, at = a_vote(a_round)
    page = visit(f"{at}/")
    assert "Vous n’avez pas encore voté" in page.text
    choose(visit, at, 1, 2, 3)
    assert "Vérifier mon choix" in visit(f"{at}/").text
    answer = visit(f"{at}/verifier", method="POST", **WHO)
    assert (answer.status_code, answer.location) == (303, f"{at}/confirmer")
    assert "camille@exemple.fr" in visit(f"{at}/confirmer").text
    answer = visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    assert (answer.status_code, answer.location) == (303, f"{at}/recu")
    page = visit(f"{at}/recu")
    assert "Vous avez voté." in page.text
    assert list(queries.ballots_of(round_)) == [("P1", "P2", "P3")]
    kept = visit(f"{at}/recu.json")
    assert kept.mimetype == "application/json"
    assert "Ce bulletin est dans l’urne" in visit("/vote/recu", method="POST", receipt=kept.text).text
    assert "Posez vos jetons" in visit(f"{at}/").text
    assert visit(f"{at}/confirmer").location == f"{at}/verifier"


def test_a_second_vote_replaces_the_first_and_says_so(visit, a_round, mails):
    round_, at = a_vote(a_round)
    for numbers in ((1, 2, 3), (3, 4, 5)):
        choose(visit, at, *numbers)
        visit(f"{at}/verifier", method="POST", **WHO)
        visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    assert "Votre nouveau choix remplace le précédent." in visit(f"{at}/recu").text
    assert list(queries.ballots_of(round_)) == [("P3", "P4", "P5")]


def test_the_mailed_receipt_holds_no_choice_and_stays_out_of_the_database(visit, a_round, mails):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    visit(f"{at}/verifier", method="POST", **WHO)
    visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    address, subject, body = mails()[-1]
    assert (address, subject) == ("camille@exemple.fr", "Votre reçu de vote")
    assert "Projet" not in body
    commitment = db.session.scalars(select(Ballot.commitment)).one()
    assert commitment in body
    tables = [table for name, table in Base.metadata.tables.items() if name != "ballot"]
    rows = [str(row) for table in tables for row in db.session.execute(select(table))]
    assert [row for row in rows if commitment in row] == []


def test_the_vote_stands_when_the_receipt_cannot_be_mailed(app, visit, a_round, mails):
    round_, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    visit(f"{at}/verifier", method="POST", **WHO)
    code = code_in(mails)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL="smtp://127.0.0.1:1")
    visit(f"{at}/confirmer", method="POST", code=code)
    assert "téléchargez votre reçu ici" in visit(f"{at}/recu").text
    assert list(queries.ballots_of(round_)) == [("P1", "P2", "P3")]


def test_the_order_is_stable_for_a_visitor_and_cannot_be_forced(visit, a_round, people):
    _round, at = a_vote(a_round, 30)
    first, rest = order_of(visit(f"{at}/")), order_of(visit(f"{at}/?page=2"))
    assert (len(first), len(rest)) == (24, 6)
    assert sorted(map(int, first + rest)) == list(range(1, 31))
    assert order_of(visit(f"{at}/?seed=1&q=")) == first
    others = {tuple(order_of(visit(f"{at}/", by=people(name)))) for name in ("Amel", "Bruno")}
    assert len({tuple(first), *others}) == 3


def test_previous_and_next_follow_the_visitors_order(visit, a_round):
    _round, at = a_vote(a_round)
    order = order_of(visit(f"{at}/"))
    page = visit(f"{at}/projets/{order[1]}")
    assert re.findall(rf'href="{at}/projets/(\d+)"[^>]*><svg', page.text) == [order[0], order[2]]
    assert "Le texte du projet" in page.text


def test_filters_are_addresses(visit, a_round):
    _round, at = a_vote(a_round)
    assert order_of(visit(f"{at}/?lieu=bethune")) == ["1"]
    assert order_of(visit(f"{at}/?q=resume+projet+3")) == ["3"]
    assert order_of(visit(f"{at}/?theme=isolement")) == ["1"]
    assert "Aucun projet ne correspond" in visit(f"{at}/?q=introuvable").text


def test_htmx_gets_the_card_and_the_slots(visit, a_round):
    _round, at = a_vote(a_round)
    answer = visit(f"{at}/projets/2/poser", method="POST", htmx=True)
    assert answer.status_code == 200
    assert answer.text.count('id="projet-2"') == 1
    assert 'id="jetons" hx-swap-oob' in answer.text
    assert "Retirer mon jeton" in answer.text
    assert "<html" not in answer.text


def test_a_fourth_token_is_refused_in_words(visit, a_round):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3, 4)
    assert "Vos 3 jetons sont déjà posés" in visit(f"{at}/").text
    assert "Vos 3 jetons sont déjà posés" in visit(f"{at}/projets/5/poser", method="POST", htmx=True).text


def test_a_token_goes_back_to_the_same_place(visit, a_round):
    _round, at = a_vote(a_round)
    assert (
        visit(f"{at}/projets/2/poser", method="POST", back=f"{at}/?q=projet#projet-2").location
        == f"{at}/?q=projet#projet-2"
    )
    assert visit(f"{at}/projets/2/retirer", method="POST", back="https://ailleurs.example/").location == f"{at}/"


def test_an_incomplete_choice_cannot_be_checked(visit, a_round, mails):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2)
    assert "Votre choix n’est pas complet" in visit(f"{at}/verifier").text
    answer = visit(f"{at}/verifier", method="POST", **WHO)
    assert answer.status_code == 422
    assert "il en faut exactement 3" in answer.text
    assert mails() == []


def test_wrong_answers_are_shown_and_what_was_typed_stays(visit, a_round, mails):
    round_, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    for wrong, sentence in (
        ({"municipality": "Lille"}, "Lille n’est pas une commune"),
        ({"birth_year": str(round_.year - 10)}, "Il faut avoir 11 ans"),
        ({"email": "camille"}, "Cette adresse semble incomplète"),
        ({"family_name": ""}, "Écrivez votre nom."),
    ):
        answer = visit(f"{at}/verifier", method="POST", **(WHO | wrong))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'value="Camille"' in answer.text
    assert mails() == []


def test_a_double_vote_with_another_address_gets_no_code(visit, a_round, mails):
    round_, at = a_vote(a_round)
    vote(round_, ["P1", "P2", "P3"], name="Camille Voisin", email="ailleurs@exemple.fr")
    choose(visit, at, 1, 2, 3)
    answer = visit(f"{at}/verifier", method="POST", **WHO)
    assert answer.status_code == 422
    assert "reprenez l’adresse" in answer.text
    assert mails() == []


def test_a_wrong_code_and_a_closed_vote_keep_the_choices(visit, a_round, mails):
    round_, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    visit(f"{at}/verifier", method="POST", **WHO)
    wrong = "000000" if code_in(mails) != "000000" else "111111"
    answer = visit(f"{at}/confirmer", method="POST", code=wrong)
    assert answer.status_code == 422
    assert "Il vous reste 4 essais" in answer.text
    assert "Il vous reste 3 essais" in visit(f"{at}/confirmer", method="POST", code=wrong).text
    phase = round_.phase(PhaseKind.VOTE)
    phase.ends_at = clock.now() - timedelta(seconds=1)
    answer = visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    assert answer.status_code == 422
    assert "est close depuis" in answer.text
    assert "Projet 1" in answer.text
    assert queries.turnout(round_) == 0


def test_an_expired_code_says_so(visit, a_round, mails):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    visit(f"{at}/verifier", method="POST", **WHO)
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        answer = visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    assert answer.status_code == 422
    assert "15 minutes" in answer.text


def test_an_unreachable_mail_server_changes_nothing(visit, a_round, app):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL="smtp://127.0.0.1:9")
    answer = visit(f"{at}/verifier", method="POST", **WHO)
    assert answer.status_code == 422
    assert "le serveur de courrier ne répond pas" in answer.text
    assert 'value="camille@exemple.fr"' in answer.text


def test_a_closed_vote_shows_projects_without_tokens(visit, a_round):
    round_ = a_round(PhaseKind.COUNT)
    some_proposals(round_)
    page = visit(f"/vote/{round_.public_id}/")
    assert "Projet 1" in page.text
    assert "Poser un jeton" not in page.text
    assert "est close depuis" in page.text


def test_unknown_rounds_and_projects_are_not_found(visit, a_round):
    _round, at = a_vote(a_round)
    assert [visit(path).status_code for path in ("/vote/rien/", f"{at}/projets/99", f"{at}/recu.json")] == [
        404,
        404,
        404,
    ]
    assert visit(f"{at}/projets/99/poser", method="POST").status_code == 404
    assert visit(f"{at}/recu").location == f"{at}/"


def test_two_hundred_projects_cost_few_queries(visit, a_round):
    _round, at = a_vote(a_round, 200)
    visit(f"{at}/", most_queries=8)
    visit(f"{at}/projets/7", most_queries=8)
