"""A comment is reported inside the page, by anybody; the desk reads it, answers, and says nothing of who reported."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.casework import queries
from app.casework.models import Flag, Outcome
from app.core.extensions import db
from app.ideas import services as ideas
from app.ideas.status import CommentStatus
from app.notifications.models import Notification, OutboxMessage
from moderation.grounds import Ground


@pytest.fixture
def comment(people, a_round, an_idea):
    """A comment that everybody reads, by Bruno, under the idea of Amel."""
    idea = an_idea(people("Amel"), a_round())
    found = ideas.comment_idea(idea, "Frigos d’occasion, appelez vite !", by=people("Bruno"))
    ideas.publish_comment(found, by=None)
    db.session.query(Notification).delete()
    db.session.query(OutboxMessage).delete()
    db.session.commit()
    return found


def _report(visit, comment, *, by=None, **more):
    data = {"ground": Ground.ADVERTISING.value, "words": "Une réclame.", "good_faith": "y"} | more
    return visit(f"/signaler/comment/{comment.public_id}", by=by, method="POST", **data)


def test_anybody_reports_a_comment_once_and_is_told_what_was_decided(visit, people, comment):
    chloe, stella = people("Chloé"), people("Stella", Role.MODERATOR)
    page = visit(f"/envies/{comment.idea.public_id}").text
    assert f"/signaler/comment/{comment.public_id}" in page
    assert _report(visit, comment, email="Dina@exemple.fr").status_code == 303
    assert _report(visit, comment, by=chloe).status_code == 303
    assert "déjà signalé" in _report(visit, comment, by=chloe).text
    assert _report(visit, comment, by=comment.author).status_code == 403
    assert _report(visit, comment, ground="").status_code == 422
    db.session.expire_all()
    assert db.session.query(Flag).count() == 2
    assert "Frigos" in visit("/moderation/?signales=1", by=stella).text
    assert queries.cases_waiting_for(stella).flagged == 1
    assert "Un contenu signalé" in visit("/gestion/", by=stella).text
    desk = visit(f"/moderation/{comment.public_id}", by=stella).text
    assert "2 signalements" in desk
    assert "Chloé" not in desk
    answer = {"decision": "hide", "ground": "publicite", "reason": "Une vente.", "version": 1}
    assert visit(f"/moderation/{comment.public_id}", by=stella, method="POST", **answer).status_code == 303
    assert comment.status is CommentStatus.HIDDEN
    assert {flag.outcome for flag in db.session.query(Flag)} == {Outcome.UPHELD}
    told = {(news.person.name, news.title) for news in db.session.query(Notification)}
    assert {title for name, title in told if name == "Chloé"} == {
        "Votre signalement est arrivé",
        "La réponse à votre signalement",
    }
    assert len([title for name, title in told if name == "Bruno"]) == 1
    mails = {(mail.to, mail.subject) for mail in db.session.scalars(select(OutboxMessage))}
    assert ("dina@exemple.fr", "La réponse à votre signalement") in mails
    bodies = [each.body for each in db.session.query(Notification) if each.person.name == "Bruno"]
    assert not any(name in body for body in bodies for name in ("Chloé", "Dina"))
    assert _report(visit, comment).status_code in {403, 409}  # nobody reads it any more


def test_a_reported_comment_stands_when_somebody_says_why(visit, people, comment):
    stella, chloe = people("Stella", Role.MODERATOR), people("Chloé")
    _report(visit, comment, by=chloe)
    address, answer = f"/moderation/{comment.public_id}", {"decision": "dismiss"}
    assert visit(address, by=chloe, method="POST", **answer).status_code == 403
    assert "les personnes qui ont signalé" in visit(address, by=stella, method="POST", **answer).text
    answer["reason"] = "Un voisin propose son aide."
    assert visit(address, by=stella, method="POST", **answer).status_code == 303
    assert comment.status is CommentStatus.PUBLISHED
    assert db.session.query(Flag).one().outcome is Outcome.KEPT
    assert "Un voisin propose" in db.session.query(Notification).filter_by(person_id=chloe.id).all()[-1].body
    assert db.session.query(Notification).filter_by(person_id=comment.author_id).count() == 0
    assert "Quelqu’un vient de décider" in visit(address, by=stella, method="POST", **answer).text


def test_an_address_that_nobody_proved_is_not_flooded(visit, people, a_round, an_idea, comment):
    for number in range(6):
        other = ideas.comment_idea(comment.idea, f"Commentaire {number}", by=people(f"Auteur {number}"))
        ideas.publish_comment(other, by=None)
        db.session.commit()
        answer = _report(visit, other, email="victime@exemple.fr")
    assert answer.status_code == 422
    assert db.session.query(OutboxMessage).filter_by(to="victime@exemple.fr").count() == 5
