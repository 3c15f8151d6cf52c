"""Below 15: what is asked at the door, and what a parent's answer changes."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core import clock, crypto
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.ideas.models import Idea, IdeaDraft
from app.ideas.services import publish_idea
from app.minors.models import ParentalAgreement
from app.notifications.models import Notification, OutboxMessage
from app.privacy import services as leaving
from app.rounds.models import PhaseKind

SIGN_UP = {"name": "Lina", "email": "lina@exemple.fr", "password": ""}
IDEA = {
    "title": "Un four à pain",
    "body": "Cuire ensemble le samedi, et se parler.",
    "theme": "patrimoine",
    "municipality": "Arras",
}
PARENT = "parent@exemple.fr"


@pytest.fixture
def lina(people):
    child = people("Lina")
    child.under_15 = True
    db.session.commit()
    return child


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def link():
    mail = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == PARENT).order_by(OutboxMessage.id.desc()))
    return re.search(r"(/accord-parental/\S+)", mail.first().body).group(1)


def test_age_is_not_asked_when_the_rulebook_needs_none(visit, a_round):
    assert "15 ans" not in visit("/compte/inscription").text
    a_round(minors="unasked")
    assert "15 ans" not in visit("/compte/inscription").text
    assert visit("/compte/inscription", method="POST", **SIGN_UP).status_code == 303


@pytest.mark.parametrize(
    ("rule", "sentence"), [("refused", "à partir de 15 ans"), ("through_adult", "un adulte publie")]
)
def test_no_account_is_made_below_15_when_the_rulebook_refuses(visit, a_round, mails, rule, sentence):
    a_round(minors=rule)
    answer = visit("/compte/inscription", method="POST", **SIGN_UP, age="under")
    assert answer.status_code == 422 and sentence in answer.text.replace("\u00a0", " ")
    assert mails() == []
    assert visit("/compte/inscription", method="POST", **SIGN_UP).status_code == 422  # no answer is no answer
    assert visit("/compte/inscription", method="POST", **SIGN_UP, age="over").status_code == 303


def test_account_below_15_keeps_one_answer_and_no_birth_date(visit, a_round, mails):
    a_round(minors="with_parent")
    visit("/compte/inscription", method="POST", **SIGN_UP, age="under")
    code = re.search(r"\b\d{6}\b", mails()[-1][2]).group()
    assert visit("/compte/code", method="POST", code=code).status_code == 303
    kept = db.session.scalars(select(Person)).one()
    assert kept.under_15 is True
    assert [c.name for c in Person.__table__.columns if "birth" in c.name] == []


def test_idea_waits_for_the_parent_and_its_text_is_kept(visit, a_round, lina):
    a_round(minors="with_parent")
    refused = visit("/envies/nouvelle", by=lina, method="POST", **IDEA)
    assert refused.status_code == 422 and "Un parent doit d’abord" in refused.text
    assert count(Idea) == 0
    assert "Cuire ensemble" in visit("/envies/nouvelle", by=lina).text
    assert visit("/accord-parental", by=lina, method="POST", email=lina.email).status_code == 422
    assert visit("/accord-parental", by=lina, method="POST", email=PARENT).status_code == 303
    at = link()
    assert "Lina" in visit(at).text and count(Idea) == 0
    assert visit("/envies/nouvelle", by=lina, method="POST", **IDEA).status_code == 422  # opening decides nothing
    assert visit(f"{at}/donner", method="POST").status_code == 303
    assert visit("/envies/nouvelle", by=lina, method="POST", **IDEA).status_code == 303
    assert visit(f"{at}/retirer", method="POST").status_code == 303
    assert visit("/envies/nouvelle", by=lina, method="POST", **IDEA).status_code == 422
    asked = select(AuditEvent.verb).where(AuditEvent.verb.startswith("agreement")).order_by(AuditEvent.id)
    assert db.session.scalars(asked).all() == ["agreement.ask", "agreement.give", "agreement.withdraw"]


def test_a_text_waits_as_long_as_the_parent_may_answer(app, visit, a_round, lina):
    a_round(minors="with_parent")
    visit("/envies/nouvelle", by=lina, method="POST", **IDEA)
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    with time_machine.travel(clock.now() + timedelta(days=15), tick=False):
        assert app.test_cli_runner().invoke(args=["privacy", "purge"]).exit_code == 0
        visit(f"{link()}/donner", method="POST")
        visit.clients.clear()  # another browser, weeks later
        assert "Cuire ensemble" in visit("/envies/nouvelle", by=lina).text
        news = db.session.scalars(select(Notification).where(Notification.person_id == lina.id)).all()
        assert [each.link for each in news] == ["/envies/nouvelle"]
    with time_machine.travel(clock.now() + timedelta(days=90), tick=False):
        app.test_cli_runner().invoke(args=["privacy", "purge"])
        assert count(IdeaDraft) == 0


def test_a_child_is_told_what_becomes_of_what_was_typed(visit, a_round, an_idea, people, lina):
    round_ = a_round(minors="with_parent")
    idea = an_idea(people("Amel"), round_)
    answer = visit(f"/envies/{idea.public_id}/commenter", by=lina, method="POST", body="Je viens !").text
    assert "Copiez votre commentaire" in answer
    assert "Je viens !" in answer
    assert "Votre texte est gardé" not in answer


def test_another_parent_asked_kills_the_first_link(visit, a_round, lina):
    a_round(minors="with_parent")
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    first = link()
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    assert visit(f"{first}/donner", method="POST").status_code == 404
    assert visit(link()[:-2] + "xx").status_code == 404


def test_parents_are_written_to_five_times_a_day_at_most(visit, a_round, lina):
    a_round(minors="with_parent")
    answers = [visit("/accord-parental", by=lina, method="POST", email=PARENT).status_code for _n in range(6)]
    assert answers == [303] * 5 + [422]


def test_fifteenth_birthday_deletes_what_was_kept_of_the_parent(visit, a_round, lina):
    a_round(minors="with_parent")
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    assert visit("/accord-parental/quinze-ans", by=lina, method="POST").status_code == 303
    assert count(ParentalAgreement) == 0
    assert visit("/envies/nouvelle", by=lina, method="POST", **IDEA).status_code == 303
    assert visit("/accord-parental", by=lina).status_code == 403


def test_dossier_is_prepared_but_not_submitted_before_the_agreement(visit, a_round, a_project, lina):
    project = a_project(lina, a_round(PhaseKind.SUBMISSION, minors="with_parent"))
    refused = visit(f"/projets/{project.public_id}/deposer", by=lina, method="POST")
    assert refused.status_code == 409 and "Un parent doit d’abord" in refused.text
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    visit(f"{link()}/donner", method="POST")
    assert visit(f"/projets/{project.public_id}/deposer", by=lina, method="POST").status_code == 303


def test_parents_link_dies_after_thirty_days_without_an_agreement_and_serves_as_long_as_there_is_one(
    visit, a_round, lina
):
    a_round(minors="with_parent")
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    at, asked = link(), clock.now()
    with time_machine.travel(asked + timedelta(days=31)):
        assert visit(at).status_code == visit(f"{at}/donner", method="POST").status_code == 404
    with time_machine.travel(asked + timedelta(days=29)):
        assert visit(f"{at}/donner", method="POST").status_code == 303
    with time_machine.travel(asked + timedelta(days=400)):
        assert "Retirer mon accord" in visit(at).text
        assert visit(f"{at}/retirer", method="POST").status_code == 303
        assert visit(f"{at}/retirer", method="POST").status_code == 409
    with time_machine.travel(asked + timedelta(days=431)):
        assert visit(at).status_code == 404


def test_a_link_signed_for_something_else_opens_nothing(visit, a_round, lina):
    a_round(minors="with_parent")
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    agreement = db.session.scalars(select(ParentalAgreement)).one()
    other = crypto.signer("organisation.invitation").dumps(agreement.public_id)
    assert visit(f"/accord-parental/{other}").status_code == 404


def test_waiting_idea_is_not_published_once_the_parent_has_withdrawn(visit, people, a_round, an_idea, lina):
    idea = an_idea(lina, a_round(minors="with_parent"), status="pending")
    with pytest.raises(Refused, match="l’accord d’un parent"):
        publish_idea(idea, by=people("Équipe"))
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    visit(f"{link()}/donner", method="POST")
    publish_idea(idea, by=people("Équipe 2"))
    assert idea.status == "published"


@pytest.mark.parametrize(("rule", "asked"), [("through_adult", True), ("with_parent", False)])
def test_adult_writes_in_the_name_of_a_class_when_the_rulebook_says_so(visit, people, a_round, rule, asked):
    a_round(minors=rule)
    teacher = people("Maud")
    assert ("Au nom de" in visit("/envies/nouvelle", by=teacher).text) is asked
    made = visit("/envies/nouvelle", by=teacher, method="POST", **IDEA, on_behalf_of="La classe  de CM2")
    assert made.status_code == 303
    idea = db.session.scalars(select(Idea)).one()
    assert idea.on_behalf_of == ("La classe de CM2" if asked else "")
    assert ("La classe de CM2" in visit(f"/envies/{idea.public_id}", by=teacher).text) is asked


def test_name_of_the_class_waits_with_the_rest_while_the_adult_signs_in(visit, people, a_round):
    a_round(minors="through_adult")
    assert visit("/envies/nouvelle", method="POST", **IDEA, on_behalf_of="Le club").location.startswith("/compte")
    assert "Le club" in visit("/envies/nouvelle").text


def test_what_is_kept_of_the_parent_goes_with_the_account(visit, a_round, lina):
    a_round(minors="with_parent")
    visit("/accord-parental", by=lina, method="POST", email=PARENT)
    departure = leaving.ask_to_leave(lina.email, by=lina)
    db.session.commit()
    with time_machine.travel(departure.due_at + timedelta(hours=1)):
        assert leaving.leave(departure)
    db.session.commit()
    assert count(ParentalAgreement) == 0 and lina.under_15 is False
