"""The pages about projects."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.projects.models import Project, Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme

TYPED = {
    "title": "L’atelier vélo",
    "summary": "Réparer ensemble.",
    "collective": "",
    "theme": "transition",
    "municipality": "Arras",
}


def test_project_begins_from_nothing_when_typed(visit, people, a_round):
    a_round()
    amel = people("Amel")
    assert visit("/projets/nouveau", by=amel).status_code == 200
    answer = visit("/projets/nouveau", by=amel, method="POST", **TYPED)
    assert answer.status_code == 303
    page = visit(answer.location, by=amel)
    assert "Ce qui manque encore" in page.text
    assert "1 partie prête sur 10" in unescape(page.text)


@pytest.mark.parametrize(
    ("name", "value"), [("title", ""), ("summary", "x" * 281), ("theme", "zzz"), ("municipality", "Marseille")]
)
def test_new_project_keeps_what_was_typed_when_refused(visit, people, a_round, name, value):
    a_round()
    page = visit("/projets/nouveau", by=people("Amel"), method="POST", **TYPED | {name: value})
    assert page.status_code == 422
    assert (TYPED["summary"] if name != "summary" else TYPED["title"]) in unescape(page.text)
    assert db.session.scalars(select(Project)).all() == []


def test_new_project_is_refused_on_the_form_when_there_is_no_round(visit, people):
    page = visit("/projets/nouveau", by=people("Amel"), method="POST", **TYPED)
    assert page.status_code == 422
    assert "Aucune édition" in page.text and TYPED["summary"] in page.text


def test_idea_grows_when_its_author_presses_the_button(visit, people, a_round):
    amel, round_ = people("Amel"), a_round()
    idea = Idea(
        author=amel,
        round=round_,
        status=IdeaStatus.PUBLISHED,
        title="Un four",
        theme=Theme.HERITAGE,
        municipality_code="62041",
        body="Cuire ensemble.",
    )
    db.session.add(idea)
    db.session.commit()
    address = f"/projets/depuis/{idea.public_id}"
    assert address in visit(f"/envies/{idea.public_id}", by=amel).text
    assert address in visit("/projets/miens", by=amel).text
    assert visit(address, by=people("Bruno"), method="POST").status_code == 403
    assert visit(address, by=amel, method="POST").status_code == 303
    again = visit(address, by=amel, method="POST")
    assert again.status_code == 403 and "pas encore devenue projet" in again.text


def test_step_leads_to_the_next_one_when_saved(visit, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(), complete=False)
    address = f"/projets/{project.public_id}/etapes/"
    page = visit(address + "need", by=amel)
    assert "Voir un exemple" in page.text
    answer = visit(address + "need", by=amel, method="POST", need="Des vélos dorment.", then="next")
    assert (answer.status_code, answer.location) == (303, address + "objectives")
    answer = visit(address + "pitch", by=amel, method="POST", pitch="Venez samedi.", then="next")
    assert answer.location == address + "objectives"
    answer = visit(address + "team", by=amel, method="POST", team="Six voisins.", then="desk")
    assert answer.location == f"/projets/{project.public_id}"
    assert visit(address + "zzz", by=amel).status_code == 404


@pytest.mark.parametrize("key", ["need", "objectives", "team", "partners", "plan", "impact", "pitch"])
def test_every_step_is_a_page_when_opened(visit, people, a_round, a_project, key):
    amel = people("Amel")
    assert visit(f"/projets/{a_project(amel, a_round()).public_id}/etapes/{key}", by=amel).status_code == 200


def test_budget_is_a_table_when_its_step_is_opened(visit, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round())
    address = f"/projets/{project.public_id}"
    assert visit(f"{address}/etapes/budget", by=amel).location == f"{address}/budget"


def test_stale_presentation_keeps_both_texts_when_somebody_was_faster(visit, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(), complete=False)
    address, version = f"/projets/{project.public_id}/presentation", project.version
    assert (
        visit(address, by=amel, method="POST", **TYPED | {"title": "Premier titre"}, version=version).status_code == 303
    )
    page = visit(address, by=amel, method="POST", **TYPED | {"title": "Second titre"}, version=version)
    assert page.status_code == 422
    assert "Premier titre" in page.text and "Second titre" in page.text


def test_dossier_is_submitted_when_complete(visit, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(PhaseKind.SUBMISSION))
    assert "Relire et déposer" in visit(f"/projets/{project.public_id}", by=amel).text
    assert "Déposer mon dossier" in visit(f"/projets/{project.public_id}/deposer", by=amel).text
    answer = visit(f"/projets/{project.public_id}/deposer", by=amel, method="POST")
    assert answer.status_code == 303
    page = visit(answer.location, by=amel)
    assert "Votre dossier est déposé" in page.text
    proposal = db.session.scalars(select(Proposal)).one()
    assert visit(f"/projets/proposition/{proposal.public_id}").status_code == 401
    assert visit(f"/projets/proposition/{proposal.public_id}", by=amel).status_code == 200
    closed = visit(f"/projets/{project.public_id}/etapes/need", by=amel)
    assert closed.status_code == 403 and "son texte ne change plus" in closed.text
    assert visit(f"/projets/{project.public_id}/deposer", by=amel, method="POST").status_code == 403


def test_refused_submission_says_why_when_the_phase_is_closed(visit, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(PhaseKind.VOTE))
    answer = visit(f"/projets/{project.public_id}/deposer", by=amel, method="POST")
    assert answer.status_code == 403
    assert "est close depuis" in unescape(answer.text)
    assert project.status is ProjectStatus.DRAFT
    assert "est close depuis" in unescape(visit(f"/projets/{project.public_id}", by=amel).text)


def test_comptoir_is_offered_when_the_rulebook_asks_for_one(visit, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(PhaseKind.SUBMISSION, comptoir_required=True))
    page = visit(f"/projets/{project.public_id}", by=amel, most_queries=13)
    assert "Choisir un comptoir" in page.text and "Relire et déposer" not in page.text


def test_staff_waive_the_comptoir_from_the_list_of_dossiers(visit, people, a_round, a_project):
    amel, stella = people("Amel"), people("Stella", Role.STAFF)
    project = a_project(amel, a_round(PhaseKind.SUBMISSION, comptoir_required=True))
    address = f"/projets/{project.public_id}"
    assert address in visit("/projets/equipe", by=stella).text
    assert address not in visit("/projets/equipe?etat=submitted", by=stella).text
    assert visit("/projets/equipe", by=amel).status_code == 403
    assert visit(f"{address}/dispense", by=amel, method="POST", reason="Moi").status_code == 403
    assert visit(f"{address}/dispense", by=stella, method="POST", reason="").status_code == 422
    assert visit(f"{address}/dispense", by=stella, method="POST", reason="Déjà rencontrée.").status_code == 303
    assert "Relire et déposer" in visit(address, by=amel).text


def test_missing_parts_are_named_when_the_dossier_is_returned(visit, people, a_round, a_proposal):
    amel = people("Amel")
    project = a_proposal(amel, a_round(PhaseKind.LABELLING)).project
    project.status, project.to_complete = ProjectStatus.TO_COMPLETE, "Dites qui décide."
    db.session.commit()
    page = visit(f"/projets/{project.public_id}", by=amel)
    assert "Dites qui décide." in page.text and "Relire et déposer" in page.text


def test_others_stay_outside_when_the_project_is_not_theirs(visit, people, a_round, a_project):
    project = a_project(people("Amel"), a_round())
    address = f"/projets/{project.public_id}"
    assert visit(address).status_code == 303
    assert visit(address, by=people("Bruno")).status_code == 403
    staff = people("Dina", Role.STAFF)
    page = visit(address, by=staff)
    assert page.status_code == 200 and "/etapes/" not in page.text
    assert visit(address + "/etapes/need", by=staff).status_code == 403


@pytest.mark.parametrize(
    ("status", "code"), [("entered", 401), ("labelled", 200), ("refused", 401), ("replaced", 401), ("withdrawn", 401)]
)
def test_proposal_is_public_when_labelled(visit, people, a_round, a_proposal, status, code):
    proposal = a_proposal(people("Amel"), a_round(PhaseKind.SUBMISSION))
    proposal.number, proposal.status, proposal.scores = (
        4,
        ProposalStatus(status),
        {"cooperation": "7/3", "innovation": "4", "ess": "1/2"},
    )
    db.session.commit()
    page = visit(f"/projets/proposition/{proposal.public_id}")
    assert page.status_code == code
    if status == "labelled":
        text = unescape(page.text).replace("\u00a0", " ")
        assert "Projet n° 4" in text and "2,3 sur 4" in text and "0,5 sur 4" in text


def test_my_projects_ask_as_many_queries_when_there_are_one_or_three(visit, people, a_round, a_project):
    amel, round_ = people("Amel"), a_round()
    a_project(amel, round_, complete=False)
    one = len(visit("/projets/miens", by=amel).queries)
    a_project(amel, round_)
    a_project(amel, round_)
    assert len(visit("/projets/miens", by=amel).queries) == one
    assert "Vous n’avez pas encore de projet" in visit("/projets/miens", by=people("Bruno")).text


def test_staff_withdraw_a_proposal_from_its_page(visit, people, a_round, a_proposal):
    amel, stella = people("Amel"), people("Stella", Role.STAFF)
    proposal = a_proposal(amel, a_round(PhaseKind.LABELLING))
    page = f"/projets/proposition/{proposal.public_id}"
    address = f"{page}/retirer"
    assert address in visit(page, by=stella).text and address not in visit(page, by=amel).text
    assert visit(address, by=amel, method="POST", reason="Moi").status_code == 403
    assert visit(address, by=stella).status_code == 200
    assert visit(address, by=stella, method="POST", reason="").status_code == 422
    assert visit(address, by=stella, method="POST", reason="Le lieu a fermé.").status_code == 303
    assert proposal.status is ProposalStatus.WITHDRAWN
    assert "Le lieu a fermé." in visit(page, by=stella).text
    assert "Le lieu a fermé." in visit(f"/projets/{proposal.project.public_id}", by=amel).text


def test_a_text_too_long_is_kept_whole_and_told(people, a_round, a_project, visit):
    amel = people("Amel")
    project = a_project(amel, a_round(), complete=False)
    step = f"/projets/{project.public_id}/etapes/need"
    field = re.search(r'<textarea[^>]* name="(\w+)"', visit(step, by=amel).text)[1]
    long = "Une phrase.\r\n" * 400  # 4,800 signs once its lines end as in the browser
    refused = visit(step, by=amel, method="POST", **{field: long})
    assert refused.status_code == 422
    assert refused.text.count("Une phrase.") >= 400
    fits = "Une ligne\r\n" * 399  # 3,990 signs, and 4,389 as they are sent
    assert visit(step, by=amel, method="POST", **{field: fits}).status_code == 303
