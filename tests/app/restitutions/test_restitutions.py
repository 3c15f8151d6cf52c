"""What a meeting brings: contributions, and the report that tells everybody concerned."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.policy import RULES
from app.events.models import Registration
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.notifications.models import Notification, OutboxMessage
from app.notifications.topics import Topic
from app.restitutions import queries, services
from app.restitutions.models import Contribution, ContributionKind
from app.restitutions.status import ContributionStatus
from app.rounds.themes import Theme

SAYS = {"kind": "recommendation", "body": "Des horaires du soir.", "named": ""}


@pytest.fixture
def an_idea(app, a_round):
    """A factory of a committed idea."""

    def make(author, status=IdeaStatus.PUBLISHED, title="Un four à pain"):
        idea = Idea(
            round=a_round(name=title),
            title=title,
            body="Ensemble.",
            theme=Theme.ISOLATION,
            municipality_code="62041",
            author=author,
            status=status,
        )
        db.session.add(idea)
        db.session.commit()
        return idea

    return make


def page_of(event, name):
    return f"/comptoirs/{event.public_id}/{name}"


def test_who_takes_part_contributes_signed_or_not(held, visit):
    event, (amel, bruno), _staff = held()

    visit(page_of(event, "contributions"), by=amel.person, method="POST", **SAYS)
    visit(page_of(event, "contributions"), by=bruno.person, method="POST", **SAYS | {"named": "y"})

    signed, unsigned = queries.contributions_to(event)
    assert (unsigned.author_id, signed.author) == (None, bruno.person)
    page = visit(page_of(event, "contributions")).text
    assert (page.count("Des horaires du soir."), "Sans signature" in page, "Amel" in page) == (2, True, False)


def test_who_was_not_there_is_told_why_and_keeps_their_words(held, people, visit):
    event, _seats, _staff = held()
    answer = visit(page_of(event, "contributions"), by=people("Zoé"), method="POST", **SAYS)
    assert answer.status_code == 422
    assert "viennent des personnes qui participent" in answer.text
    assert queries.contributions_to(event) == []


def test_nobody_contributes_before_it_begins(held, visit):
    event, (amel, _bruno), _staff = held(days=2)
    answer = visit(page_of(event, "contributions"), by=amel.person, method="POST", **SAYS)
    assert answer.status_code == 403
    assert "il n’a pas encore commencé" in answer.text


def test_a_contribution_is_hidden_for_a_reason_and_shown_again(held, people, visit):
    event, (amel, _bruno), staff = held()
    one = services.add_contribution(event, ContributionKind.CONTRIBUTION, "Insulte.", None, named=True, by=amel.person)
    db.session.commit()
    address = f"/comptoirs/contribution/{one.public_id}"

    assert visit(address + "/masquer", by=amel.person, method="POST", reason="x").status_code == 403
    assert visit(address + "/masquer", by=staff, method="POST", reason="").status_code == 422
    visit(address + "/masquer", by=staff, method="POST", reason="Propos blessants.")
    assert "Insulte." not in visit(page_of(event, "contributions")).text
    assert "Propos blessants." in visit(page_of(event, "contributions"), by=staff).text
    told = db.session.query(Notification).filter_by(person_id=amel.person_id, topic=Topic.DECISIONS).one()
    assert "Propos blessants." in told.body
    visit(address + "/retablir", by=people("Modératrice", Role.MODERATOR), method="POST", reason="Une citation.")
    assert "Insulte." in visit(page_of(event, "contributions")).text


def test_a_report_is_written_linked_published_and_told(held, people, visit, an_idea, mails):
    event, (amel, bruno), staff = held()
    author = people("Chloé")
    idea, waiting = an_idea(author), an_idea(author, IdeaStatus.PENDING, "Un four en attente")
    amel.attended = True
    db.session.commit()

    write = page_of(event, "restitution/ecrire")
    visit(write, by=staff, method="POST", body="## Suites\n\nUn **four**.")
    report = queries.restitution_of(event)
    assert visit(page_of(event, "restitution")).status_code in {401, 403}
    found = visit(write + "?q=four", by=staff).text
    assert (idea.public_id in found, waiting.public_id in found) == (True, False)
    for _twice in range(2):
        visit(page_of(event, "restitution/envies"), by=staff, method="POST", idea=idea.public_id)
    refused = visit(page_of(event, "restitution/envies"), by=staff, method="POST", idea=waiting.public_id)
    assert refused.status_code == 409
    assert "On en a parlé" not in visit(f"/envies/{idea.public_id}").text
    visit(page_of(event, "restitution/publier"), by=staff, method="POST")

    page = visit(page_of(event, "restitution")).text
    assert "<strong>four</strong>" in page
    assert idea.title in page
    assert "On en a parlé" in visit(f"/envies/{idea.public_id}").text
    news = {(one.person_id, one.title) for one in db.session.query(Notification) if one.link.endswith("/restitution")}
    assert (amel.person_id, "Ce qui s’est dit à « Comptoir du samedi » est publié.") in {
        (key, title.replace("\u202f", " ").replace("\u00a0", " ")) for key, title in news
    }
    assert {key for key, _title in news} == {amel.person_id, author.id}, "Bruno was not seen there"
    with pytest.raises(Refused):
        services.publish(report, by=staff)


def test_two_writers_lose_nothing(held, visit):
    event, _seats, staff = held()
    write = page_of(event, "restitution/ecrire")
    assert visit(write, by=staff, method="POST", body="Première.", version="").status_code == 303
    assert visit(write, by=staff, method="POST", body="Au même moment.", version="").status_code == 422
    visit(write, by=staff, method="POST", body="Deuxième.", version="1")
    late = visit(write, by=staff, method="POST", body="La mienne.", version="1")
    assert late.status_code == 422
    assert ("La mienne." in late.text, "Deuxième." in late.text) == (True, True)
    assert queries.restitution_of(event).body == "Deuxième."


def test_only_those_who_look_after_the_meeting_write(held, people):
    event, (amel, _bruno), staff = held()
    asking = (amel.person, staff, people("M", Role.MODERATOR), None)
    allowed = [RULES["restitution.write"](one, event) for one in asking]
    assert allowed == [False, True, False, False]
    assert Contribution.lifecycle.open_moves(ContributionStatus.PUBLISHED) == ["hide"]


def test_a_comptoir_without_a_report_waits_for_those_who_look_after_it(held, people):
    event, (amel, _bruno), staff = held()
    event.starts_at, event.ends_at = clock.now() - timedelta(days=3), clock.now() - timedelta(days=2)
    db.session.commit()
    asked = (staff, amel.person, people("Mo", Role.MODERATOR))
    assert [db.session.execute(queries.to_write(one)).one()[0] for one in asked] == [1, 0, 0]
    services.publish(services.write(event, "Nous avons parlé.", version=None, by=staff), by=staff)
    assert db.session.execute(queries.to_write(staff)).one()[0] == 0


def test_each_person_is_told_once_and_counted(held, people, visit, an_idea, mails):
    """Amel took part and wrote two of the ideas; a guest gave the address of Amel’s account."""
    event, (amel, bruno), staff = held()
    report = services.write(event, "Des suites.", version=None, by=staff)
    for title in ("Un four", "Un verger"):
        services.touch(report, an_idea(amel.person, title=title), by=staff)
    db.session.add(Registration(event_id=event.id, seat=9, guest_name="A.", guest_email=amel.person.email))
    db.session.commit()
    answer = visit(page_of(event, "restitution/publier"), by=staff, method="POST")
    news = [one for one in db.session.query(Notification) if one.link.endswith("/restitution")]
    assert sorted(one.person_id for one in news) == sorted([amel.person_id, bruno.person_id])
    hers = next(one.title for one in news if one.person_id == amel.person_id)
    assert "« Un four », « Un verger »" in hers.replace("\u202f", " ").replace("\xa0", " ")
    told = [one.to for one in db.session.query(OutboxMessage) if "/restitution" in one.body]
    assert sorted(told) == sorted([amel.person.email, bruno.person.email])
    assert "2 personnes sont prévenues" in visit(answer.location, by=staff).text.replace("\xa0", " ")
