"""Staff arrange the dossier of a round; nothing that was answered is lost."""

from html import unescape

import pytest

from app.accounts.models import Role
from app.core.errors import Refused
from app.core.extensions import db
from app.projects import queries, services
from app.projects.services import arranging
from app.projects.services.arranging import Asked
from app.rounds.models import PhaseKind


@pytest.fixture
def driss(people):
    return people("Driss", Role.STAFF)


@pytest.fixture
def home(a_round):
    """A round with its steps, and the address where they are arranged."""
    round_ = a_round(PhaseKind.IDEAS)
    services.default_steps(round_)
    db.session.commit()
    return round_, f"/gestion/editions/{round_.public_id}/dossier"


def keys(round_):
    return [step.key for step in queries.steps_of(round_)]


def test_staff_add_a_step_and_a_question_that_holders_then_answer(visit, people, driss, home, a_project):
    round_, address = home
    assert visit(address + "/", by=driss).status_code == 200
    step = {"title": "Le lieu", "guidance": "Où cela se passe."}
    assert visit(address + "/nouvelle", by=driss, method="POST", **step).status_code == 303
    key = keys(round_)[-1]
    question = {"label": "Quel jour ouvrez-vous ?", "kind": "date", "hint": "", "example": "", "required": "y"}
    assert visit(f"{address}/{key}/questions/nouvelle", by=driss, method="POST", **question).status_code == 303
    assert "Quel jour ouvrez-vous" in visit(f"{address}/{key}/apercu", by=driss).text
    amel = people("Amel")
    project = a_project(amel, round_, complete=False)
    field = queries.steps_of(round_)[-1].fields[0].key
    page = f"/projets/{project.public_id}/etapes/{key}"
    assert visit(page, by=amel, method="POST", **{field: "pas une date"}).status_code == 422
    assert visit(page, by=amel, method="POST", **{field: "2027-03-01"}).status_code == 303
    assert 'value="2027-03-01"' in visit(page, by=amel).text


def test_order_changes_with_the_buttons_and_by_hand(visit, driss, home):
    round_, address = home
    before = keys(round_)
    assert visit(f"{address}/{before[1]}/deplacer", by=driss, method="POST", to=1).status_code == 303
    assert keys(round_)[:2] == [before[1], before[0]]
    visit(f"{address}/{before[0]}/deplacer", by=driss, method="POST", to=9)
    assert keys(round_)[-1] == before[0]
    visit(f"{address}/{before[0]}/deplacer", by=driss, method="POST", to="zzz")
    assert keys(round_)[-1] == before[0]
    visit(f"{address}/criteria/questions/ess/deplacer", by=driss, method="POST", to=1)
    criteria = next(step for step in queries.steps_of(round_) if step.key == "criteria")
    assert [field.key for field in criteria.fields] == ["ess", "cooperation", "innovation"]


def test_answered_question_is_withdrawn_but_its_answers_stay(visit, people, driss, home, a_project):
    round_, address = home
    amel = people("Amel")
    project = a_project(amel, round_)
    visit(f"{address}/criteria/questions/ess/retirer", by=driss, method="POST")
    page = visit(f"/projets/{project.public_id}/etapes/criteria", by=amel)
    assert "Questions qui ne sont plus posées" in page.text and ": ess." in page.text
    assert 'name="ess"' not in page.text
    visit(f"{address}/criteria/questions/ess/remettre", by=driss, method="POST")
    assert 'name="ess"' in visit(f"/projets/{project.public_id}/etapes/criteria", by=amel).text
    before = keys(round_)
    visit(f"{address}/plan/retirer", by=driss, method="POST")
    assert "plan" not in keys(round_)
    assert ": plan." in visit(f"/projets/{project.public_id}/etapes/plan/versions", by=amel).text
    visit(f"{address}/plan/remettre", by=driss, method="POST")
    assert keys(round_) == before, "it returns to its place"
    assert "plan" in queries.answers_by_key(project, queries.steps_of(round_))


def test_reworded_question_shows_its_old_words_once_answered(visit, people, driss, home, a_project):
    round_, address = home
    amel = people("Amel")
    project = a_project(amel, round_)
    said = {"kind": "long_text", "hint": "", "example": "", "required": "y", "length": "4000"}
    visit(f"{address}/need/questions/need/modifier", by=driss, method="POST", label="Quel manque ?", **said)
    page = unescape(visit(f"/projets/{project.public_id}/etapes/need", by=amel).text)
    assert "Quel manque" in page and "Quel besoin avez-vous constaté" in page
    for wrong in ({"kind": "money"}, {"length": "3"}):
        answer = visit(f"{address}/need/questions/need/modifier", by=driss, method="POST", label="X", **said | wrong)
        assert answer.status_code == 422


def test_unanswered_question_is_simply_deleted(driss, home):
    round_, _address = home
    criteria = next(step for step in queries.steps_of(round_) if step.key == "criteria")
    assert not arranging.retire_question(criteria.fields[0], round_, by=driss)
    db.session.commit()
    assert [f.key for s in queries.every_step_of(round_) if s.key == "criteria" for f in s.every_field] == [
        "innovation",
        "ess",
    ]


def test_list_needs_choices_and_the_budget_stays(driss, home):
    round_, _address = home
    step = next(step for step in queries.steps_of(round_) if step.key == "budget")
    asked = Asked("Où ?", "choice", "", "", True, 200, ["Ici"])
    with pytest.raises(Refused, match="deux choix"):
        arranging.add_question(step, round_, asked, by=driss)
    with pytest.raises(Refused, match="chaque dossier"):
        arranging.retire_step(step, round_, by=driss)


def test_nothing_changes_once_the_dossiers_are_in(visit, driss, a_round, people):
    round_ = a_round(PhaseKind.LABELLING)
    address = f"/gestion/editions/{round_.public_id}/dossier"
    assert visit(address + "/", by=driss).status_code == 200
    refused = visit(address + "/adapter", by=driss, method="POST")
    assert refused.status_code == 403 and "ne changent plus" in refused.text
    assert visit(address + "/", by=people("Amel")).status_code == 403
