"""A team assesses itself: points with proof, an exact estimate, questions that follow the rulebook."""

import pytest

from app.accounts.models import Role
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.criteria import services
from app.criteria.estimate import estimate
from app.criteria.grid import grid_of
from app.criteria.models import SelfAssessment
from app.criteria.queries import assessed
from app.criteria.services import Answer
from app.rounds import services as rounds
from app.rounds.models import PhaseKind
from app.rounds.queries import draft_of, rules_being_written, rules_of

FOUR, TWO = Answer(4, "Trente voisins.", ""), Answer(2, "Deux réunions.", "https://exemple.fr/bilan")
TEXTS = {"cooperation": ["Avec qui ?"], "innovation": ["Quoi de neuf ?"], "ess": ["Qui décide ?", "Pour qui ?"]}


@pytest.fixture
def amel(people):
    return people("Amel")


@pytest.fixture
def project(amel, a_round, a_project):
    return a_project(
        amel,
        a_round(grant_mode="criteria", floor_cents=100_000, ceiling_cents=1_000_000),
        requested="9000",
        budget="20000",
    )


def say(project, points, by):
    for one in assessed(project):
        told = {question.key: Answer(points, "Un fait.", "") for question in one.criterion.questions}
        services.assess(project, one, told, by=by, seen=one.digest)
    db.session.commit()


@pytest.mark.parametrize(("points", "euros"), [(0, 1000), (2, 5500), (3, 7700), (4, 9000)])
def test_estimate_is_what_the_count_would_give(amel, project, points, euros):
    say(project, points, amel)
    found = estimate(project, assessed(project))
    assert found.cents == euros * 100
    told = " ".join(found.lines)
    assert f"{points * 3} points sur 12" in told and "10\u202f000\xa0€" in told


def test_points_in_thirds_are_written_to_two_decimals_and_exactly(amel, project):
    one = assessed(project)[0]
    told = {question.key: Answer(2, "Un fait.", "") for question in one.criterion.questions[1:]}
    services.assess(project, one, told, by=amel, seen=one.digest)
    db.session.commit()
    found = estimate(project, assessed(project))
    assert "1,33 (exactement 4/3) points sur 12" in " ".join(found.lines).replace("\xa0", " ")
    assert "Vos points donnent 2" in found.in_short


def test_estimate_says_what_stops_it(amel, project):
    say(project, 4, amel)
    assert "mais vous demandez 9\u202f000" in estimate(project, assessed(project)).in_short


def test_estimate_waits_for_what_is_asked(amel, a_round, a_project):
    project = a_project(amel, a_round(), complete=False)
    assert estimate(project, assessed(project)) is None


def test_mean_is_exact_and_a_question_passed_over_counts_zero(amel, project):
    one = assessed(project)[0]
    keys = [question.key for question in one.criterion.questions]
    services.assess(project, one, {keys[0]: FOUR, keys[1]: TWO}, by=amel, seen=one.digest)
    db.session.commit()
    one = assessed(project)[0]
    assert (one.mean, one.open, one.unproved) == (2, 1, 0)
    with pytest.raises(Stale):
        services.assess(project, one, {keys[0]: TWO}, by=amel, seen="another")


def test_questions_are_those_of_the_rulebook_once_published(people, project):
    staff, round_ = people("Sami", Role.STAFF), project.round
    before = grid_of(rules_of(round_))
    draft = services.write_grid(round_, TEXTS, by=staff)
    db.session.commit()
    assert grid_of(rules_of(round_)) == before
    rounds.publish_rulebook(round_, draft.text, rules_being_written(round_), by=staff)
    db.session.commit()
    assert [question.text for one in grid_of(rules_of(round_)) for question in one.questions] == [
        "Avec qui ?",
        "Quoi de neuf ?",
        "Qui décide ?",
        "Pour qui ?",
    ]
    rules = {name: value for name, value in rules_of(round_).items() if name != "criteria"}
    assert rounds.write_rulebook(round_, draft.text, rules, by=staff).rules["criteria"] == TEXTS


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([], "au moins une"),
        (["a"] * 2, "les mêmes"),
        (["x" * 241], "240 caractères"),
        (list("abcdefg"), "Six questions"),
    ],
)
def test_a_grid_nobody_could_answer_is_refused(people, project, texts, words):
    with pytest.raises(Refused, match=words):
        services.write_grid(project.round, {**TEXTS, "ess": texts}, by=people("Sami", Role.STAFF))
    db.session.rollback()
    assert draft_of(project.round) is None


def test_pages_take_points_proof_and_link(visit, people, amel, project):
    here = f"/projets/{project.public_id}/criteres"
    assert "Estimation de la subvention" in visit(here, by=amel).text
    typed = {"q1_points": "3", "q1_proof": "Douze voisins.", "q1_link": "https://exemple.fr"}
    seen = assessed(project)[2].digest
    assert visit(f"{here}/ess", by=amel, method="POST", seen=seen, **typed).status_code == 303
    text = visit(here, by=people("Mona", Role.MENTOR)).text
    assert "Douze voisins." in text and "https://exemple.fr" in text and "C’est une estimation" in text
    answer = db.session.query(SelfAssessment).filter_by(points=3).one()
    assert "Joindre ou retirer un document" in visit(f"/projets/criteres/preuve/{answer.public_id}", by=amel).text
    assert visit(f"/fichiers/selfassessment/{answer.public_id}/documents", by=amel).status_code == 200
    stale = visit(f"{here}/ess", by=amel, method="POST", seen=seen, **{**typed, "q1_proof": "Treize voisins."})
    assert stale.status_code == 422
    assert "Douze voisins." in stale.text and "Treize voisins." in stale.text
    assert visit(f"{here}/ess", by=people("Zoé")).status_code == 403
    assert visit(f"{here}/zzz", by=amel).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"q1_points": "5"}, "de 0 à 4"),
        ({"q1_link": "javascript:alert(1)"}, "commence par https"),
        ({"q1_proof": "x" * 1501}, "1 500 caractères"),
    ],
)
def test_wrong_answers_are_told_and_change_nothing(visit, amel, project, typed, words):
    here = f"/projets/{project.public_id}/criteres/ess"
    answer = visit(here, by=amel, method="POST", seen=assessed(project)[2].digest, **typed)
    assert answer.status_code == 422 and words in answer.text
    assert db.session.query(SelfAssessment).count() == 0


def test_step_of_the_criteria_leads_to_the_points(visit, amel, project):
    text = visit(f"/projets/{project.public_id}/etapes/criteria", by=amel, most_queries=13).text
    assert f"/projets/{project.public_id}/criteres/cooperation" in text and "Estimer la subvention" in text


def test_staff_write_the_questions_and_a_vote_freezes_them(visit, people, project, a_round):
    staff = people("Sami", Role.STAFF)
    here = f"/gestion/editions/{project.round.public_id}/criteres"
    assert "Une question par ligne" in visit(here, by=staff).text
    stamp = {"number": str(project.round.rulebook.number), "version": str(project.round.rulebook.version)}
    typed = {key: "\n".join(texts) for key, texts in TEXTS.items()}
    assert visit(here, by=staff, method="POST", **typed, **stamp).status_code == 303
    assert draft_of(project.round).rules["criteria"] == TEXTS
    voting = a_round(PhaseKind.VOTE, name="Vote")
    assert "figé" in visit(f"/gestion/editions/{voting.public_id}/criteres", by=staff).text
