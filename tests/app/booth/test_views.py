import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.booth import queries
from app.booth.models import Ballot, Voter
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
    page = visit(f"{at}/")
    assert "Vous avez voté. Pour changer d’avis" in page.text
    assert "Vous n’avez pas encore voté" not in page.text
    choose(visit, at, 4)
    assert "Vous avez voté. Ce nouveau choix ne compte pas" in visit(f"{at}/").text
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
    words = re.sub(r"\S{100,}", "", body)  # without the receipt itself
    assert [code for code in ("P1", "P2", "P3", "Projet 1", "Projet 2", "Projet 3") if code in words] == []
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
    beside = re.search(r'<nav class="row-between".*?</nav>', page.text, re.S)[0]
    assert re.findall(rf'href="{at}/projets/(\d+)"', beside) == [order[0], order[2]]
    assert beside.index("Projet suivant") < beside.rindex("<svg")  # the arrow points onward
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
    page = visit(f"{at}/verifier")
    assert "Votre choix n’est pas complet" in page.text
    assert "Jetons posés : 2 sur 3. Il en manque un." in page.text.replace("\u00a0", " ")
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
        ({"email": "toto<camille@exemple.fr>"}, "Cette adresse semble incomplète"),
        ({"email": "x,camille@exemple.fr"}, "Cette adresse semble incomplète"),
        ({"email": "a@exemple.fr,"}, "Cette adresse semble incomplète"),
        ({"email": "a@[exemple.fr"}, "Cette adresse semble incomplète"),
        ({"email": "(x)camille@exemple.fr"}, "Cette adresse semble incomplète"),
        ({"family_name": ""}, "Écrivez votre nom."),
        ({"family_name": "…"}, "Écrivez au moins une lettre."),
        ({"family_name": "Voi\u202esin"}, "caractères invisibles"),
        ({"family_name": "V\u043eisin"}, "deux alphabets"),  # a Cyrillic o
    ):
        answer = visit(f"{at}/verifier", method="POST", **(WHO | wrong))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'value="Camille"' in answer.text
    assert mails() == []


@pytest.mark.parametrize("family_name", ["Voi\u200bsin", "Voi\u00adsin", " VOISIN ", "Voisin\ufeff"])
def test_signs_nobody_sees_make_no_second_voter(visit, a_round, mails, family_name):
    round_, at = a_vote(a_round)
    vote(round_, ["P1", "P2", "P3"], name="Camille Voisin", email="ailleurs@exemple.fr")
    choose(visit, at, 1, 2, 3)
    assert visit(f"{at}/verifier", method="POST", **(WHO | {"family_name": family_name})).status_code == 303
    answer = visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    assert "Un vote est déjà enregistré pour cette personne" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Voter)) == 1


def test_no_page_tells_who_has_voted_before_the_code_is_typed(visit, a_round, people, mails):
    round_, at = a_vote(a_round)
    vote(round_, ["P1", "P2", "P3"], name="Camille Voisin", email="ailleurs@exemple.fr")
    answers = []
    for by, name in ((people("Amel"), "Voisin"), (people("Bruno"), "Inconnue")):
        for number in (1, 2, 3):
            visit(f"{at}/projets/{number}/poser", by=by, method="POST")
        answer = visit(f"{at}/verifier", by=by, method="POST", **(WHO | {"family_name": name}))
        answers.append((answer.status_code, answer.location, main_of(visit(f"{at}/confirmer", by=by))))
    assert answers[0] == answers[1]
    assert [to for to, _subject, _body in mails()] == ["camille@exemple.fr"] * 2


def main_of(page):
    """What the page says, without its tokens and the visitor's own order."""
    return re.sub(r'value="[^"]*"', "", page.text.split("<main")[1])


def test_a_double_vote_with_another_address_is_refused_once_the_code_is_typed(visit, a_round, mails):
    round_, at = a_vote(a_round)
    vote(round_, ["P1", "P2", "P3"], name="Camille Voisin", email="ailleurs@exemple.fr")
    choose(visit, at, 3, 4, 5)
    visit(f"{at}/verifier", method="POST", **WHO)
    answer = visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    assert answer.status_code == 422
    assert "reprenez l’adresse de la première fois" in answer.text
    assert "Projet 4" in answer.text
    assert queries.ballots_of(round_) == [("P1", "P2", "P3")]
    assert visit(f"{at}/recu").location == f"{at}/"


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
    assert "10 minutes" in answer.text


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


def test_a_token_put_after_the_closing_leads_back_to_the_projects(visit, a_round):
    round_, at = a_vote(a_round)
    choose(visit, at, 1)
    round_.phase(PhaseKind.VOTE).ends_at = clock.now() - timedelta(seconds=1)
    assert visit(f"{at}/projets/2/poser", method="POST").location == f"{at}/"
    assert visit(f"{at}/projets/2/poser", method="POST", htmx=True).headers["HX-Redirect"] == f"{at}/"
    assert "est close depuis" in visit(f"{at}/").text


def test_who_one_is_is_forgotten_after_half_an_hour_or_at_once(visit, a_round, mails):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    visit(f"{at}/verifier", method="POST", **WHO)
    assert 'value="Camille"' in visit(f"{at}/verifier").text.replace("\u00a0", " ")
    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=False):
        assert visit(f"{at}/confirmer").location == f"{at}/verifier"
        page = visit(f"{at}/verifier")
        assert 'value="Camille"' not in page.text
        assert "Projet 3" in page.text
    visit(f"{at}/verifier", method="POST", **WHO)
    assert visit(f"{at}/oublier", method="POST").location == f"{at}/"
    page = visit(f"{at}/verifier")
    text = page.text.replace("\u00a0", " ")
    assert ('value="Camille"' in text, "Jetons posés : 0 sur 3." in text) == (False, True)


def test_a_receipt_is_forgotten_on_a_shared_computer(visit, a_round, mails):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2, 3)
    visit(f"{at}/verifier", method="POST", **WHO)
    visit(f"{at}/confirmer", method="POST", code=code_in(mails))
    visit(f"{at}/oublier", method="POST")
    assert visit(f"{at}/recu.json").status_code == 404
    assert "Vous n’avez pas encore voté" in visit(f"{at}/").text


def test_looking_at_other_rounds_keeps_the_choice_begun(visit, a_round):
    _round, at = a_vote(a_round)
    choose(visit, at, 1, 2)
    for n in range(4):
        visit(f"/vote/{a_round(PhaseKind.VOTE, name=f'Autre {n}').public_id}/")
    assert "Jetons posés : 2 sur 3." in visit(f"{at}/verifier").text.replace("\u00a0", " ")
