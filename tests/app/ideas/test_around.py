"""People around an idea: supporters counted once, followers, comments, the ways to share it."""

from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.errors import Refused
from app.core.extensions import db
from app.ideas import services
from app.ideas.around import stance_of
from app.ideas.models import IdeaComment, IdeaSupport
from app.ideas.status import CommentStatus
from app.notifications.models import Notification
from tests.races import at_once


def _support(visit, idea, person, verb="soutenir"):
    return visit(f"/envies/{idea.public_id}/{verb}", by=person, method="POST")


def test_support_counts_once_and_is_taken_back(visit, people, a_round, an_idea):
    idea, bruno = an_idea(people("Amel"), a_round()), people("Bruno")
    version = idea.version
    for verb, count in [("soutenir", 1), ("soutenir", 1), ("ne-plus-soutenir", 0), ("soutenir", 1)]:
        assert _support(visit, idea, bruno, verb).status_code == 303
        assert (idea.supporters, stance_of(bruno, idea).supports) == (count, bool(count))
    assert idea.version == version
    assert "Vous la soutenez" in visit(f"/envies/{idea.public_id}", by=bruno).text


def test_the_database_itself_refuses_a_second_support(people, a_round, an_idea):
    idea, bruno = an_idea(people("Amel"), a_round()), people("Bruno")
    for _ in range(2):
        db.session.add(IdeaSupport(idea_id=idea.id, person_id=bruno.id))
    with pytest.raises(Exception, match=r"(?i)unique"):
        db.session.commit()
    db.session.rollback()


def test_nobody_supports_their_own_idea_nor_one_that_waits(visit, people, a_round, an_idea):
    amel, round_ = people("Amel"), a_round()
    assert _support(visit, an_idea(amel, round_), amel).status_code == 403
    assert _support(visit, an_idea(amel, round_, "pending"), people("Bruno")).status_code == 403
    assert _support(visit, an_idea(amel, round_), None).status_code == 303


def test_buttons_alone_come_back_when_htmx_asks(visit, people, a_round, an_idea):
    idea, bruno = an_idea(people("Amel"), a_round()), people("Bruno")
    text = visit(f"/envies/{idea.public_id}/soutenir", by=bruno, method="POST", htmx=True).text
    assert "<html" not in text and "Vous soutenez cette envie." in text and ">1<" in text


def test_comments_wait_or_show_as_the_round_says(visit, people, a_round, an_idea):
    amel, bruno, chloe = people("Amel"), people("Bruno"), people("Chloé")
    idea = an_idea(amel, a_round(ideas_moderated="after"))
    other = an_idea(amel, a_round(name="Avant", ideas_moderated="before"))
    for each in (idea, other):
        assert (
            visit(f"/envies/{each.public_id}/commenter", by=bruno, method="POST", body="Je viens !").status_code == 303
        )
    assert "Je viens" in visit(f"/envies/{idea.public_id}").text
    assert "Je viens" in visit(f"/envies/{other.public_id}", by=bruno).text
    assert "Je viens" not in visit(f"/envies/{other.public_id}", by=chloe).text
    first = db.session.scalars(select(IdeaComment).where(IdeaComment.idea_id == idea.id)).one()
    answer = {"body": "Moi aussi.", "reply_to": first.public_id}
    visit(f"/envies/{idea.public_id}/commenter", by=chloe, method="POST", **answer)
    assert db.session.scalars(select(IdeaComment.reply_to_id).where(IdeaComment.body == "Moi aussi.")).one() == first.id
    told = {(n.person_id, str(n.topic)) for n in db.session.scalars(select(Notification))}
    assert {(amel.id, "comments"), (bruno.id, "comments")} <= told


def test_a_wrong_comment_keeps_its_words_and_the_same_twice_is_one(visit, people, a_round, an_idea):
    idea, bruno = an_idea(people("Amel"), a_round(ideas_moderated="after")), people("Bruno")
    address = f"/envies/{idea.public_id}/commenter"
    long = "Voilà. " * 200
    page = visit(address, by=bruno, method="POST", body=long)
    assert page.status_code == 422 and page.text.count("Voilà.") >= 200
    for status in (303, 422):
        assert visit(address, by=bruno, method="POST", body="Je viens.").status_code == status
    assert len(db.session.scalars(select(IdeaComment)).all()) == 1


def test_a_comment_is_hidden_with_a_reason_and_restored_by_another(visit, people, a_round, an_idea):
    amel, bruno = people("Amel"), people("Bruno")
    idea = an_idea(amel, a_round(ideas_moderated="after"))
    comment = services.comment_idea(idea, "Achetez chez moi.", by=bruno)
    services.comment_idea(idea, "Non merci.", by=amel, reply_to=comment)
    db.session.commit()
    chloe, dina = people("Chloé", Role.MODERATOR), people("Dina", Role.MODERATOR)
    case = f"/moderation/{comment.public_id}"
    page = visit(case, by=chloe)
    assert "Achetez" in page.text
    decision = {"decision": "hide", "ground": "publicite", "reason": "Une réclame.", "version": comment.version}
    assert page.status_code == 200
    assert visit(case, by=chloe, method="POST", **decision | {"reason": ""}).status_code == 422
    assert visit(case, by=chloe, method="POST", **decision).status_code == 303
    text = visit(f"/envies/{idea.public_id}").text
    assert "Achetez" not in text and "a été retiré" in text and "Non merci." in text
    told = db.session.scalars(select(Notification).where(Notification.person_id == bruno.id)).all()
    assert any("Une réclame." in news.body for news in told)
    with pytest.raises(Refused, match="une autre personne"):
        services.restore_comment(comment, "Je change d’avis.", by=chloe)
    services.restore_comment(comment, "Ce n’est pas une réclame.", by=dina)
    db.session.commit()
    assert comment.status is CommentStatus.PUBLISHED and "Achetez" in visit(f"/envies/{idea.public_id}").text


def test_nobody_decides_on_their_own_comment(visit, people, a_round, an_idea):
    chloe = people("Chloé", Role.MODERATOR)
    comment = services.comment_idea(an_idea(people("Amel"), a_round()), "Je viens.", by=chloe)
    db.session.commit()
    sent = visit(f"/moderation/{comment.public_id}", by=chloe, method="POST", decision="publish")
    assert sent.status_code == 403


def test_an_author_takes_a_comment_back_and_the_answers_stay(visit, people, a_round, an_idea):
    idea, bruno = an_idea(people("Amel"), a_round(ideas_moderated="after")), people("Bruno")
    comment = services.comment_idea(idea, "Je viens.", by=bruno)
    services.comment_idea(idea, "Bienvenue.", by=idea.author, reply_to=comment)
    db.session.commit()
    address = f"/envies/commentaires/{comment.public_id}/retirer"
    assert visit(address, by=idea.author, method="POST").status_code == 403
    assert visit(address, by=bruno, method="POST").status_code == 303
    text = visit(f"/envies/{idea.public_id}").text
    assert "Je viens." not in text and "Bienvenue." in text


def test_the_page_tells_how_to_share_and_asks_little(visit, people, a_round, an_idea):
    idea = an_idea(people("Amel"), a_round(ideas_moderated="after"))
    for n in range(3):
        services.comment_idea(idea, f"Commentaire {n}", by=people(f"Personne {n}"))
    db.session.commit()
    page = visit(f"/envies/{idea.public_id}", most_queries=9)
    assert f"/envies/{idea.public_id}" in page.text and "mailto:?subject=" in page.text
    assert "Son histoire" in unescape(page.text)
    code = visit(f"/envies/{idea.public_id}/qr.svg")
    assert code.mimetype == "image/svg+xml" and code.data.startswith(b"<svg")


def test_supports_arriving_together_are_all_counted(app, people, a_round, an_idea):
    idea = an_idea(people("Amel"), a_round())
    many = [people(f"Personne {n}") for n in range(4)]
    assert at_once is not None and many
    for person in many:
        services.support_idea(idea, by=person)
    db.session.commit()
    assert idea.supporters == 4
