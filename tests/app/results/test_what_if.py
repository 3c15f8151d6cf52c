"""What other rules would have given: the same ballots, nothing written but a line of the log."""

import re
import threading

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects.models import Proposal
from app.results import queries, services, whatif
from app.results.desk import DeskPage, notes, refusal
from app.results.forms import WhatIfForm
from app.results.models import Result, ResultLine
from app.results.translation import election_of
from app.results.workshop import Workshop
from app.rounds.models import PhaseKind, Round
from app.territories.models import Canton, Municipality
from tests.app.booth.scene import some_proposals, vote
from tests.voting.small_elections import FILES
from voting.election import BallotRule
from voting.presets import PRESETS
from voting.result import count

EVERYTHING = frozenset({"canton", "scores", "youth"})


@pytest.fixture
def staff(people):
    return people("Amel", Role.STAFF), people("Bruno", Role.STAFF)


@pytest.fixture
def counted(a_round, staff):
    """A counted round: P1 to P3 win with the many, P4 to P6 have the few."""

    def make(projects=6, envelope_cents=1_800_000, cantons=False, **rules):
        asked = {"grant_mode": "requested", "ceiling_cents": 0, "floor_cents": 0, **rules}
        round_ = a_round(PhaseKind.VOTE, envelope_cents=envelope_cents, **asked)
        some_proposals(round_, projects)
        for n, codes in enumerate((["P1", "P2", "P3"],) * 4 + (["P4", "P5", "P6"],) * 3):
            vote(round_, codes, n)
        if cantons:
            canton = Canton(code="6201", name="Arras-1", department_code="62")
            db.session.add(canton)
            for place in db.session.scalars(select(Municipality).where(Municipality.code.in_(["62041", "62119"]))):
                place.canton = canton
        phase = round_.phase(PhaseKind.VOTE)
        advance(phase, "request_close", by=staff[0])
        advance(phase, "close", by=staff[1])
        services.count_round(round_, by=staff[0])
        db.session.commit()
        return round_

    return make


def at(round_, path=""):
    return f"/gestion/resultats/{round_.public_id}/et-si{path}"


def text_of(answer):
    return answer.text.replace("\u00a0", " ").replace("\u202f", " ")


def everything():
    """Every stored row of the count and its round, to see that none changed."""
    lines = db.session.execute(select(ResultLine.id, ResultLine.outcome, ResultLine.grant_cents)).all()
    return sorted(lines), db.session.execute(select(Result.digest, Result.status, Result.version)).all()


def test_every_preset_is_counted_as_the_rulebook_counts_it(counted):
    scene = whatif.Scene(queries.result_of(counted()))
    ballots = [("P1", "P2", "P3")] * 4 + [("P4", "P5", "P6")] * 3
    for key in PRESETS:
        election = scene.election(whatif.preset_rules(scene, key))
        outcome = scene.outcome(election.rules)
        expected = count(election, ballots)
        assert dict(outcome.paid) == {line.id: line.grant for line in expected.lines if line.won}
        assert election.rules.ballot == BallotRule("exactly", 3, 3)


def test_equal_shares_give_the_few_their_part(counted, visit, staff):
    round_ = counted()
    page = text_of(visit(at(round_, "/modeles/equal-shares"), by=staff[0]))
    variant = DeskPage(queries.result_of(round_)).preset("equal-shares").count()
    assert set(variant.scene.won) == {"P1", "P2", "P3"}
    assert len(variant.entering) == 1
    assert len(variant.leaving) == 1
    assert (variant.outcome.better, variant.outcome.worse, variant.outcome.level) == (3, 4, 0)
    assert "3 votants verraient davantage de leurs choix retenus, 4 en verraient moins" in page
    assert "Entre" in page and "Sort" in page
    assert "57 %" in page and "100 %" in page


def test_the_desk_shows_every_preset_and_its_link_without_javascript(counted, visit, staff):
    round_ = counted()
    page = visit(at(round_), by=staff[0])
    assert [PRESETS[key].name("fr") in page.text for key in PRESETS] == [True] * len(PRESETS)
    assert "Rien ne change" in text_of(page)
    assert page.text.count("hx-get") == 1  # they are counted one after the other
    assert f'href="{at(round_, "/modeles/gers")}"' in page.text


def test_htmx_gets_the_card_and_the_next_one_that_waits(counted, visit, staff):
    round_ = counted()
    card = visit(at(round_, "/modeles/gers"), by=staff[0], htmx=True)
    assert "<html" not in card.text
    assert 'id="modele-gers"' in card.text
    assert 'hx-swap-oob="true"' in card.text
    assert f'hx-get="{at(round_, "/modeles/equal-shares")}"' in card.text  # those of cantons are not tried here
    last = visit(at(round_, "/modeles/free"), by=staff[0], htmx=True)
    assert "hx-swap-oob" not in last.text


def test_nothing_is_stored_but_a_line_of_the_log(counted, visit, staff):
    round_ = counted()
    before = everything()
    visit(at(round_), by=staff[0])
    visit(at(round_, "/modeles/gers"), by=staff[0])
    visit(at(round_, "/essai?rule=phragmen"), by=staff[0])
    visit(at(round_, "/essai"), by=staff[0])  # the form alone: nothing was looked at
    visit(at(round_, "/modeles/free"), by=staff[0], htmx=True)
    assert everything() == before
    lines = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "result.explore").order_by(AuditEvent.id))
    assert [line.facts["tried"] for line in lines] == ["presets", "gers", {"rule": "phragmen"}]
    assert services.discrepancies(queries.result_of(round_)) == []


def test_a_count_not_made_yet_has_no_desk(a_round, visit, staff):
    assert visit(at(a_round(PhaseKind.VOTE)), by=staff[0]).status_code == 404
    assert visit("/gestion/resultats/rien/et-si", by=staff[0]).status_code == 404


def test_an_unknown_preset_is_not_there(counted, visit, staff):
    assert visit(at(counted(), "/modeles/tombola"), by=staff[0]).status_code == 404


@pytest.mark.parametrize("path", ["", "/modeles/gers", "/essai"])
def test_the_desk_is_closed_to_everybody_else(counted, visit, people, path):
    round_ = counted()
    assert visit(at(round_, path)).status_code == 303
    assert visit(at(round_, path), by=people("Chloé")).status_code == 403


def test_an_address_is_a_variant_whose_gaps_are_the_rules_of_the_vote(counted, visit, staff):
    round_ = counted()
    page = text_of(visit(at(round_, "/essai?envelope=12000"), by=staff[0], most_queries=13))
    assert "Votre essai" in page
    assert "12 000 €" in page
    scene = whatif.Scene(queries.result_of(round_))
    form = WhatIfForm(scene, {"envelope": "12000"})
    assert form.validate()
    assert form.rules().budget == 1_200_000
    assert form.rules().method == scene.rules.method
    assert form.rules().grant.mode == "requested"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("envelope=beaucoup", "Écrivez un montant en euros"),
        ("rule=tombola", "Choisissez une réponse"),
        ("min_votes=trois", "Écrivez un nombre entier entre 0 et 10000"),
        ("min_votes=-1", "Écrivez un nombre entier entre 0 et 10000"),
        ("canton_winners=1", "n’ont pas de canton connu"),
        ("first_of_each_canton=y", "n’ont pas de canton connu"),
        ("canton_shares=y", "n’ont pas de canton connu"),
        ("youth_percent=10", "n’est signalé comme porté par des jeunes"),
        ("grant_mode=criteria&ceiling=", "écrivez le plafond"),
        ("floor=9000&ceiling=4500", "plus haut que le plafond"),
        ("small_percent=20", "jusqu’à combien va un petit projet"),
        ("middle_percent=20", "jusqu’à combien va un moyen projet"),
        ("small_up_to=5000&middle_up_to=4000", "au-delà des petits"),
        ("small_up_to=5000&small_percent=80&large_percent=30", "dépassent l’enveloppe entière"),
        ("grant_mode=votes&floor=150&step=100", "multiple du pas d’arrondi"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_answer_and_stays(counted, visit, staff, asked, sentence):
    answer = visit(at(counted(), f"/essai?{asked}"), by=staff[0], most_queries=13)
    page = text_of(answer)
    assert (answer.status_code, sentence in page) == (422, True)
    assert "Rien n’est perdu" in page
    name, value = asked.split("&")[-1].split("=")
    assert f'value="{value}"' in answer.text or f'name="{name}"' in answer.text


def test_what_is_no_number_is_said_once(counted, visit, staff):
    page = text_of(visit(at(counted(), "/essai?min_votes=trois"), by=staff[0]))
    assert page.count("Écrivez un nombre entier entre 0 et 10000") == 2  # in the summary, and beside the field


def test_scores_are_asked_for_when_grants_follow_them(counted, visit, staff):
    round_ = counted()
    for proposal in db.session.scalars(select(Proposal)):
        proposal.scores = None
    db.session.commit()
    page = visit(at(round_, "/essai?grant_mode=criteria&ceiling=9000"), by=staff[0])
    assert (page.status_code, "pas de notes du comité" in text_of(page)) == (422, True)


def test_a_preset_fills_the_form(counted, visit, staff):
    round_ = counted()
    page = visit(at(round_, "/essai?modele=equal-shares"), by=staff[0])
    chosen = [tag for tag in re.findall(r"<input[^>]*>", page.text) if 'value="equal-shares"' in tag]
    assert (page.status_code, len(chosen), "checked" in chosen[0]) == (200, 1, True)
    assert "Votre essai" not in page.text
    assert visit(at(round_, "/essai?modele=tombola"), by=staff[0]).status_code == 200


def test_cantons_and_the_young_are_counted_where_they_are_known(counted, visit, staff):
    round_ = counted(cantons=True)
    db.session.scalars(select(Proposal).where(Proposal.code == "P6")).one().youth = True
    db.session.commit()
    scene = whatif.Scene(queries.result_of(round_))
    assert {c.canton for c in scene.candidates} == {"Arras-1", None}
    assert [c.id for c in scene.candidates if c.tags] == ["P6"]
    meuse = scene.outcome(whatif.preset_rules(scene, "meuse"))
    assert sum(c.canton == "Arras-1" for c in scene.candidates if c.id in meuse.paid) == 1
    page = text_of(visit(at(round_, "/essai?youth_percent=40"), by=staff[0]))
    assert "40 % de l’enveloppe vont d’abord aux projets portés par des jeunes" in page
    assert "Projet 6" in page
    assert services.discrepancies(queries.result_of(round_)) != []  # the youth of a project is part of the count
    db.session.scalars(select(Proposal).where(Proposal.code == "P6")).one().youth = False
    db.session.scalars(select(Canton)).one().name = "Arras-2"
    assert services.discrepancies(queries.result_of(round_)) == []  # the name of a canton is not


def test_an_imported_round_is_tried_too_and_skips_what_its_ballots_cannot_say(app, visit, staff):
    app.test_cli_runner().invoke(args=["rounds", "import", str(FILES / "choose_one.pb")])
    round_ = db.session.scalars(select(Round)).one()
    page = text_of(visit(at(round_), by=staff[0]))
    assert "Les bulletins de ce vote portent un projet au plus, et ces règles en demandent au moins 3." in page
    variant = text_of(visit(at(round_, "/modeles/free"), by=staff[0]))
    assert "Comme compté" in variant
    unit = round_.currency.replace("EUR", "euros")
    assert f"Enveloppe, en {unit}" in text_of(visit(at(round_, "/essai"), by=staff[0]))
    told = text_of(visit(at(round_, "/modeles/gers"), by=staff[0]))
    assert "ne peuvent pas être essayées" in told
    assert visit(at(round_, "/essai?rule=equal-shares&completion=add1u"), by=staff[0]).status_code == 200


@pytest.mark.parametrize(
    ("key", "ballot", "known", "begins"),
    [
        ("lot-et-garonne", BallotRule("choose-1", 1, 1), EVERYTHING, "Les bulletins de ce vote portent un projet"),
        ("lot-et-garonne", BallotRule("approval", 1, 10), EVERYTHING, ""),
        ("free", BallotRule("judgment", 1, 10, grades=5), EVERYTHING, "Les bulletins de ce vote portent des mentions"),
        ("meuse", BallotRule("approval", 1, 3), frozenset(), "Ces règles comparent les cantons"),
        ("meuse", BallotRule("cumulative", 1, 3, max_sum=10), EVERYTHING, ""),
    ],
)
def test_a_preset_that_does_not_fit_is_said(counted, key, ballot, known, begins):
    rules = whatif.preset_rules(whatif.Scene(queries.result_of(counted())), key)
    found = refusal(rules, ballot, known)
    assert (found[: len(begins)], bool(found)) == (begins, bool(begins))


def test_the_differences_between_the_ballots_and_a_preset_are_said(counted):
    scene = whatif.Scene(queries.result_of(counted()))
    said = " ".join(notes(whatif.preset_rules(scene, "gers"), BallotRule("cumulative", 1, 8), frozenset()))
    assert "Ce vote permettait 8 projets par bulletin, ces règles en demandent 3 au plus" in said
    assert "moins de projets que ces règles n’en demandent (3)" in said
    assert "donnent des points" in said
    assert "la part des jeunes revient à tous" in said


def test_a_long_count_goes_on_and_is_there_the_next_time(counted, visit, staff, monkeypatch):
    round_ = counted()
    let_go = threading.Event()
    slow = whatif.explored
    monkeypatch.setattr(whatif, "SECONDS", 0.05)
    monkeypatch.setattr(whatif, "WORKSHOP", Workshop())
    monkeypatch.setattr(whatif, "explored", lambda *a: let_go.wait(20) and slow(*a))
    page = text_of(visit(at(round_, "/modeles/free"), by=staff[0]))
    assert "Le calcul continue" in page
    assert "Voir s’il est prêt" in page
    card = visit(at(round_, "/modeles/free"), by=staff[0], htmx=True)
    assert "Calcul en cours" in card.text
    assert 'hx-trigger="load delay:2s"' in card.text
    again = visit(at(round_, "/modeles/free?entiere=1"), by=staff[0], htmx=True)
    assert ("<html" in again.text, "Le calcul continue" in text_of(again)) == (True, True)
    let_go.set()
    monkeypatch.setattr(whatif, "SECONDS", 20)
    assert "Comme compté" in visit(at(round_, "/modeles/free"), by=staff[0]).text


def test_a_count_too_heavy_for_a_page_is_said(counted, visit, staff, monkeypatch):
    round_ = counted()
    monkeypatch.setattr(whatif, "_is_heavy", lambda *_asked: True)
    monkeypatch.setattr(whatif, "WORKSHOP", Workshop())
    assert "trop long pour une page" in text_of(
        visit(at(round_, "/essai?rule=bounded-overspending"), by=staff[0], most_queries=13)
    )
    card = visit(at(round_, "/modeles/gers"), by=staff[0], htmx=True)
    assert "trop long pour une page" in text_of(card)


def test_a_workshop_makes_each_thing_once_and_forgets_the_oldest():
    made, shop = [], Workshop(kept=2)

    def work(name):
        return lambda: made.append(name) or name

    assert [shop.ask(name, work(name), 5) for name in ("a", "b", "a", "c")] == ["a", "b", "a", "c"]
    assert made == ["a", "b", "c"]
    assert (shop.found("b"), shop.found("a"), shop.found("c")) == (None, "a", "c")
    with pytest.raises(ZeroDivisionError):
        shop.ask("d", lambda: 1 // 0, 5)
    assert shop.found("d") is None
    assert shop.ask("e", work("e"), 5) == "e"


def test_two_hundred_projects_cost_few_queries(counted, visit, staff):
    round_ = counted(projects=200)
    for path in ("", "/modeles/equal-shares", "/essai", "/essai?rule=greedy-stop"):
        visit(at(round_, path), by=staff[0])


def test_the_desk_speaks_english(counted, visit, staff, app):
    round_ = counted()
    visit("/langue/en", by=staff[0])
    page = visit(at(round_, "/modeles/equal-shares"), by=staff[0])
    assert "What if?" in page.text
    assert "As counted" in page.text
    assert "Equal shares" in visit(at(round_), by=staff[0]).text


def test_the_ways_to_the_desk(counted, visit, staff):
    round_ = counted()
    assert at(round_) in visit("/gestion/resultats/", by=staff[0]).text
    assert at(round_) in visit(f"/gestion/resultats/{round_.public_id}", by=staff[0]).text
    assert db.session.scalar(select(func.count()).select_from(Result)) == 1
    assert election_of(round_).rules.budget == 1_800_000
