"""What a team says of itself on the criteria is frozen with its dossier, with its proofs, and read by the committee."""

import io

import pytest

from app.accounts.models import Role
from app.core.extensions import db
from app.criteria.models import SelfAssessment
from app.criteria.queries import assessed
from app.criteria.services import Answer, assess
from app.files.queries import documents_of
from app.files.services import keep_document, remove_file
from app.projects.queries import steps_of
from app.projects.status import ProposalStatus
from app.projects.steps import CRITERIA
from app.rounds.models import PhaseKind
from app.submissions.services import submit_project
from tests.app.files.sent import a_pdf

WORDS = "Trente voisins décident le premier lundi."


@pytest.fixture
def amel(people):
    return people("Amel")


@pytest.fixture
def project(amel, a_round, a_project):
    found = a_project(amel, a_round(PhaseKind.SUBMISSION))
    one = assessed(found)[0]
    first, second, _third = one.criterion.questions
    told = {first.key: Answer(3, WORDS, "https://exemple.fr/bilan"), second.key: Answer(0, "", "")}
    assess(found, one, told, by=amel, seen=one.digest)
    db.session.flush()
    answer = assessed(found)[0].answers[0][1]
    keep_document(answer, io.BytesIO(a_pdf()), "compte rendu.pdf", by=amel)
    db.session.commit()
    return found


def said(page):
    return page.text.replace("\u00a0", " ")


def test_the_recap_shows_points_words_and_proofs(visit, amel, project):
    page = said(visit(f"/projets/{project.public_id}/deposer", by=amel))
    assert "Coopération : où l’équipe se situe, de 0 à 4" in page
    for words in (WORDS, "https://exemple.fr/bilan", "3 sur 4 (c’est en place)", "0 sur 4 (pas encore)"):
        assert words in page
    assert "pas de point donné" in page and "compte rendu" in page
    assert "Innovation sociale : où l’équipe se situe" not in page  # nothing was answered there


def test_reviewers_and_everybody_read_it_once_frozen(visit, people, amel, project):
    proposal = submit_project(project, by=amel)
    db.session.commit()
    helene = people("Hélène", Role.REVIEWER)
    desk = said(visit(f"/labellisation/{proposal.public_id}", by=helene))
    assert WORDS in desk and "3 sur 4 (c’est en place)" in desk and "Preuve, Coopération : compte rendu" in desk
    proposal.number, proposal.status = 1, ProposalStatus.LABELLED
    db.session.commit()
    public = said(visit(f"/projets/proposition/{proposal.public_id}"))
    assert WORDS in public and "3 sur 4 (c’est en place)" in public and "compte rendu" not in public
    keys = [line["key"] for line in proposal.answers]
    assert keys.index("assessed_cooperation") == keys.index("cooperation") + 1


def test_the_proof_outlives_its_answer_and_is_read_by_team_and_committee_only(visit, people, amel, project):
    proposal = submit_project(project, by=amel)
    db.session.commit()
    (frozen,) = [file for file in documents_of(proposal) if "compte rendu" in file.title]
    answer = db.session.query(SelfAssessment).filter(SelfAssessment.proof == WORDS).one()
    remove_file(documents_of(answer)[0], by=amel)
    db.session.delete(answer)
    db.session.commit()

    def answered(by):
        answer = visit(address, by=by)
        answer.close()
        return answer.status_code

    address = f"/fichiers/{frozen.public_id}.pdf"
    assert [answered(by) for by in (amel, people("Hélène", Role.REVIEWER), people("Bruno"))] == [200, 200, 403]


def test_it_is_frozen_in_a_round_without_a_part_for_the_criteria(amel, project):
    part = next(step for step in steps_of(project.round) if step.kind == CRITERIA)
    part.kind = "questions"
    db.session.commit()
    last = submit_project(project, by=amel).answers[-1]
    assert (last["step"], last["key"]) == ("Les trois critères", "assessed_cooperation") and WORDS in last["text"]
