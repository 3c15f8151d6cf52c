"""A dossier is read again, sent, received, sent back once, sent again, taken back."""

from html import unescape

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person, Role
from app.core.errors import Refused
from app.core.extensions import db
from app.notifications.models import Notification, OutboxMessage
from app.notifications.topics import Topic
from app.projects.models import Member, MemberRole, Project, Proposal
from app.projects.queries import steps_of
from app.projects.services import answer_step
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import PhaseKind
from app.submissions import queries
from app.submissions.content import digest_of
from app.submissions.models import CompletionRequest, Submission
from app.submissions.services import WHOLE, Reason, send_back, submit_project, withdraw_project
from tests.races import run_together

SUBMISSION, LABELLING = PhaseKind.SUBMISSION, PhaseKind.LABELLING


@pytest.fixture
def amel(people):
    return people("Amel")


def submitted(project, by):
    submit_project(project, by=by)
    db.session.commit()
    return queries.submissions_of(project)[0]


def test_checks_say_what_is_missing_in_plain_words(amel, a_round, a_project):
    round_ = a_round(PhaseKind.IDEAS, comptoir_required=True, carrier_required=True)
    checks = {check.key: check for check in queries.checks_of(a_project(amel, round_, complete=False))}
    assert list(checks) == ["parts", "carrier", "comptoir", "phase"]
    assert not any(check.is_done for check in checks.values())
    assert "Le besoin" in checks["parts"].lacking[0] and "comptoir" in checks["comptoir"].lacking[0]
    assert "ouvre le" in checks["phase"].lacking[0]
    ready = queries.checks_of(a_project(amel, a_round(SUBMISSION, "Une autre"), title="Un four"))
    assert [check.key for check in ready if check.is_done] == ["parts", "phase"]


def test_page_shows_the_whole_dossier_then_the_receipt_with_its_number(visit, amel, people, a_round, a_project, mails):
    project = a_project(amel, a_round(SUBMISSION))
    page = unescape(visit(f"/projets/{project.public_id}/deposer", by=amel).text)
    assert (
        "Réponse : plan." in page.replace("\u00a0", " ")
        and "Déposer mon dossier" in page
        and "8 000" in page.replace("\u202f", " ")
    )
    answer = visit(f"/projets/{project.public_id}/deposer", by=amel, method="POST")
    received = db.session.scalars(select(Submission)).one()
    assert answer.location == f"/projets/recu/{received.public_id}"
    assert received.number.endswith("-0001") and received.digest == digest_of(received.proposal, [])
    page = visit(answer.location, by=amel).text
    assert received.number in page and received.digest in page
    assert visit(answer.location, by=people("Curieux")).status_code == 403
    assert visit(answer.location, by=people("Odile", Role.STAFF)).status_code == 200
    told = db.session.scalars(select(Notification)).one()
    assert (told.topic, told.link, received.number in told.body) == (Topic.DECISIONS, answer.location, True)
    assert "La loi demande" in db.session.scalars(select(OutboxMessage)).one().body


def test_recap_is_open_to_the_team_but_only_the_holder_sends(visit, amel, people, a_round, a_project):
    project, bruno = a_project(amel, a_round(SUBMISSION)), people("Bruno")
    db.session.add(Member(project_id=project.id, person_id=bruno.id, role=MemberRole.EDITOR))
    db.session.commit()
    page = visit(f"/projets/{project.public_id}/deposer", by=bruno)
    assert "C’est Amel qui dépose le dossier" in unescape(page.text) and "Déposer mon dossier" not in page.text
    assert visit(f"/projets/{project.public_id}/deposer", by=bruno, method="POST").status_code == 403
    assert visit(f"/projets/{project.public_id}/deposer", by=people("Curieux")).status_code == 403
    submitted(project, amel)
    assert {each.topic for each in db.session.scalars(select(Notification))} == {Topic.DECISIONS, Topic.MY_PROJECT}


def test_staff_send_back_part_by_part_once_and_the_new_dossier_takes_the_place(visit, amel, people, a_round, a_project):
    staff, round_ = people("Odile", Role.STAFF), a_round(SUBMISSION)
    project = a_project(amel, round_)
    first = submitted(project, amel)
    address = f"/projets/{project.public_id}/renvoyer"
    empty = visit(address, by=staff, method="POST")
    assert empty.status_code == 422 and "Dites ce qui manque" in empty.text
    assert visit(address, by=amel, method="POST", part_plan="Moi").status_code == 403
    typed = {"part_plan": "Quand commence l’atelier ?", "part_whole": "Un dossier prometteur."}
    assert visit(address, by=staff, method="POST", **typed).status_code == 303
    asked = db.session.scalars(select(CompletionRequest)).one()
    assert [(each["key"], each["text"]) for each in asked.reasons] == [
        ("plan", typed["part_plan"]),
        (WHOLE, typed["part_whole"]),
    ]
    desk = unescape(visit(f"/projets/{project.public_id}", by=amel).text).replace("\u00a0", " ")
    assert "Le calendrier : Quand commence l’atelier ?" in desk and "Relire et déposer" in desk
    assert "À compléter" in visit(f"/projets/{project.public_id}/deposer", by=amel).text
    second = submitted(project, amel)
    assert (first.proposal.status, second.proposal.status) == (ProposalStatus.REPLACED, ProposalStatus.ENTERED)
    assert second.number != first.number
    again = visit(address, by=staff, method="POST", part_plan="Encore")
    assert again.status_code == 422 and "déjà été renvoyé une fois" in again.text
    assert project.status is ProjectStatus.SUBMITTED


def test_a_part_that_was_asked_for_waits_until_it_is_written_again(visit, amel, people, a_round, a_project):
    staff, project = people("Odile", Role.STAFF), a_project(amel, a_round(SUBMISSION))
    helper = people("Nadia")
    db.session.add(Member(project=project, person=helper, role=MemberRole.EDITOR))
    submitted(project, amel)
    asked = [
        Reason("presentation", "Présentation", "Pour qui ?"),
        Reason("plan", "Le calendrier", "Quand commence l’atelier ?"),
        Reason(WHOLE, "", "Joignez la lettre."),
    ]
    send_back(project.proposals[-1], asked, by=staff)
    db.session.commit()
    assert queries.still_asked(project) == {"presentation": "Pour qui ?", "plan": "Quand commence l’atelier ?"}
    desk = unescape(visit(f"/projets/{project.public_id}", by=amel).text)
    assert "2 parties à compléter" in desk and "Le comité demande : Quand commence" in desk
    assert "Tout est prêt" not in desk and queries.checks_of(project)[0].is_done  # nothing is missing: it may be sent
    steps = steps_of(project.round)
    answer_step(project, next(step for step in steps if step.key == "need"), {"need": "Autre chose."}, by=amel)
    assert "plan" in queries.still_asked(project)
    answer_step(project, next(step for step in steps if step.key == "plan"), {"plan": "Le 3 mars."}, by=amel)
    project.summary = "Pour les familles du quartier."
    db.session.commit()
    assert queries.still_asked(project) == {}
    assert "Relire et déposer" in visit(f"/projets/{project.public_id}", by=amel).text
    page = unescape(visit(f"/projets/{project.public_id}", by=helper).text)
    assert "C’est Amel qui dépose le dossier" in page and "relisez-le" not in page
    submitted(project, amel)
    assert queries.still_asked(project) == {}


def test_two_people_who_send_back_at_once_send_back_once(app, amel, people, a_round, a_proposal):
    proposal = a_proposal(amel, a_round(LABELLING))
    staff = [people("Odile", Role.STAFF).id, people("Paul", Role.STAFF).id]
    key = proposal.id
    db.session.commit()

    def deed(one):
        return lambda: send_back(
            db.session.get(Proposal, key), [Reason(WHOLE, "", "Tout.")], by=db.session.get(Person, one)
        )

    found = run_together(app, [deed(one) for one in staff])
    assert found.count("ok") == 1 and len(found) == 2
    assert db.session.scalar(select(func.count()).select_from(CompletionRequest)) == 1


def test_holder_takes_the_dossier_back_and_may_send_it_again(visit, amel, a_round, a_project):
    project = a_project(amel, a_round(SUBMISSION))
    first = submitted(project, amel)
    address = f"/projets/{project.public_id}/retirer"
    assert visit(address, by=amel, method="POST", reason="").status_code == 422
    assert visit(address, by=amel, method="POST", reason="Nous ne sommes pas prêts.").status_code == 303
    assert (project.status, first.proposal.status) == (ProjectStatus.DRAFT, ProposalStatus.WITHDRAWN)
    assert visit(address, by=amel).status_code == 403
    assert visit(f"/projets/{project.public_id}/deposer", by=amel, method="POST").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Submission)) == 2


def test_decided_dossier_is_not_taken_back(amel, a_round, a_proposal):
    proposal = a_proposal(amel, a_round(LABELLING))
    proposal.number, proposal.status = 1, ProposalStatus.LABELLED
    db.session.commit()
    with pytest.raises(Refused, match="Le comité a décidé"):
        withdraw_project(proposal.project, "Non.", by=amel)
    assert proposal.project.status is ProjectStatus.SUBMITTED


def test_dossiers_sent_at_once_get_different_numbers(app, amel, a_round, a_project):
    round_ = a_round(SUBMISSION)
    keys, holder = [a_project(amel, round_, title=f"Projet {n}").id for n in range(4)], amel.id

    def deed(key):
        return lambda: submit_project(db.session.get(Project, key), by=db.session.get(Person, holder))

    assert run_together(app, [deed(key) for key in keys]) == ["ok"] * 4
    assert sorted(db.session.scalars(select(Submission.place))) == [1, 2, 3, 4]


def test_the_reason_of_a_waiver_has_a_limit(people, a_round, a_project, visit):
    project, staff = a_project(people("Amel"), a_round()), people("Staff", Role.STAFF)
    answer = visit(f"/projets/{project.public_id}/dispense", by=staff, method="POST", reason="x" * 1001)
    assert (answer.status_code, "000 caractères au plus" in answer.text) == (422, True)
