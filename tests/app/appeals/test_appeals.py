"""Statements of reasons and appeals: who reads, who contests, who hears, and what comes back."""

from datetime import timedelta
from html import unescape as unescaped

import pytest
from sqlalchemy import select

from app.accounts.models import Person, Role, RoleGrant
from app.appeals import parties, queries, services
from app.appeals.models import Appeal
from app.appeals.parties import Reading
from app.appeals.status import AppealStatus
from app.casework import services as casework
from app.casework.models import Decision, Flag
from app.casework.statements import token_of
from app.core import clock
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.ideas import services as ideas
from app.ideas.status import IdeaStatus
from app.notifications.models import Notification, OutboxMessage
from moderation.appeals import Appellant, Verdict
from moderation.decisions import Verb
from moderation.grounds import Ground


def unescape(text):
    """The words of a page, without the thin spaces of French typography."""
    return unescaped(text).replace("\u202f", " ").replace("\xa0", " ")


def _person(name):
    return db.session.scalar(select(Person).where(Person.name == name))


def _appeal(decision, by="Amel", words="Je ne vends rien."):
    made = services.make_appeal(parties.reading_by(decision, _person(by)), words, by=_person(by))
    db.session.commit()
    return made


def _long_ago(decision, days):
    decision.at = clock.now() - timedelta(days=days)
    db.session.commit()


def test_author_reads_the_whole_statement_and_nobody_else_does(visit, people, hidden, desk):
    _idea, decision = hidden()
    address = f"/recours/{decision.public_id}"
    text = unescape(visit(address, by=_person("Amel")).text)
    for words in ("Le public ne voit plus", "Le texte vend un four.", "Publicité.", "nous l’a signalé", "gratuit"):
        assert words in text
    assert "Bruno" not in text and "Chloé" not in text
    assert visit(address, by=people("Eve")).status_code == 403
    assert visit(address).status_code == 303
    assert "Le texte vend un four." in unescape(visit(address, by=desk[1]).text)


def test_content_page_shows_the_reasons_to_its_author_only(visit, people, hidden):
    idea, decision = hidden()
    page = unescape(visit(f"/envies/{idea.public_id}", by=_person("Amel")).text)
    assert "Le texte vend un four." in page and f"/recours/{decision.public_id}" in page
    assert "Le texte vend un four." not in unescape(visit(f"/envies/{idea.public_id}", by=people("Eve")).text)


def test_author_of_a_hidden_comment_reads_why_at_its_place_and_nobody_else_does(visit, people, a_round, an_idea, desk):
    idea, bruno = an_idea(people("Amel"), a_round()), people("Bruno")
    comment = ideas.comment_idea(idea, "Des frigos à vendre !", by=bruno)
    casework.decide(comment, Verb.PUBLISH, by=desk[1])
    decision = casework.decide(comment, Verb.HIDE, by=desk[0], ground=Ground.ADVERTISING, reason="Une vente.")
    db.session.commit()
    page = unescape(visit(f"/envies/{idea.public_id}", by=bruno).text)
    assert "Une vente." in page and "Des frigos" not in page
    lead = visit(f"/recours/sujet/comment/{comment.public_id}", by=bruno)
    assert lead.location == f"/recours/{decision.public_id}"
    assert "Une vente." not in unescape(visit(f"/envies/{idea.public_id}", by=_person("Amel")).text)
    assert visit(f"/recours/sujet/comment/{comment.public_id}", by=_person("Amel")).status_code == 403


def test_appeal_is_acknowledged_at_once_and_waits_for_somebody_else(visit, hidden, desk):
    _idea, decision = hidden()
    amel = _person("Amel")
    answer = visit(f"/recours/{decision.public_id}", by=amel, method="POST", words="Je ne vends rien.")
    assert answer.status_code == 303
    appeal = db.session.scalars(select(Appeal)).one()
    assert (appeal.party, appeal.person, appeal.status) == (Appellant.AUTHOR, amel, AppealStatus.WAITING)
    titles = db.session.scalars(select(Notification.title).where(Notification.person_id == amel.id)).all()
    assert "Votre recours est arrivé" in titles
    chloe, dina = desk
    assert "Aucun recours" in unescape(visit("/moderation/recours/", by=chloe).text)
    assert "conteste votre décision" in unescape(visit("/moderation/recours/", by=chloe).text)
    assert idea_title(decision) in unescape(visit("/moderation/recours/", by=dina).text)


def idea_title(decision):
    return decision.case.title


def test_everything_comes_back_when_the_appeal_was_right(visit, hidden, desk):
    idea, decision = hidden()
    appeal = _appeal(decision)
    address = f"/moderation/recours/{appeal.public_id}"
    typed = {"verdict": "reverse", "answer": "Relu : rien n’est à vendre.", "version": appeal.version}
    assert visit(address, by=desk[1], method="POST", **typed).status_code == 303
    assert (idea.status, appeal.status, appeal.answered_by) == (IdeaStatus.PUBLISHED, AppealStatus.REVERSED, desk[1])
    undone = db.session.scalars(select(Decision).where(Decision.undoes_id == decision.id)).one()
    assert undone.verb is Verb.RESTORE
    mails = {
        mail.to: unescape(mail.body) for mail in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    }
    assert "Relu : rien n’est à vendre." in mails["amel@exemple.fr"]
    assert "le public le voit de nouveau" in mails["bruno@exemple.fr"]
    assert "le public le voit de nouveau" in mails["voisine@exemple.fr"]
    page = unescape(visit(f"/recours/{decision.public_id}", by=_person("Amel")).text)
    assert "Décision annulée" in page and "Relu : rien n’est à vendre." in page
    verbs = db.session.scalars(select(AuditEvent.verb)).all()
    assert {"appeal.make", "appeal.reverse"} <= set(verbs)


def test_nothing_changes_and_the_author_is_told_why_when_upheld(visit, hidden, desk):
    idea, decision = hidden()
    appeal = _appeal(decision)
    services.hear(appeal, Verdict.UPHOLD, "Le prix est bien là.", by=desk[1])
    db.session.commit()
    assert (idea.status, appeal.status) == (IdeaStatus.HIDDEN, AppealStatus.UPHELD)
    news = db.session.scalars(select(Notification).where(Notification.title == "La réponse à votre recours")).one()
    assert "Le prix est bien là." in news.body and "Défenseur des droits" in news.body


@pytest.mark.parametrize("who", ["Chloé", "Bruno"])
def test_who_decided_or_reported_does_not_hear(visit, hidden, desk, who):
    _idea, decision = hidden()
    appeal, judge = _appeal(decision), _person(who)
    if who == "Bruno":
        db.session.add(RoleGrant(person_id=judge.id, role=Role.MODERATOR))
        db.session.commit()
    answer = visit(f"/moderation/recours/{appeal.public_id}", by=judge, method="POST", verdict="uphold", answer="Non.")
    assert answer.status_code == 403
    assert "une autre personne doit examiner" in unescape(answer.text)
    assert appeal.status is AppealStatus.WAITING


def test_second_to_hear_is_told_and_nothing_is_lost(visit, people, hidden, desk):
    _idea, decision = hidden()
    appeal = _appeal(decision)
    version, address = appeal.version, f"/moderation/recours/{appeal.public_id}"
    first = {"verdict": "uphold", "answer": "C’est une réclame.", "version": version}
    assert visit(address, by=desk[1], method="POST", **first).status_code == 303
    second = {"verdict": "reverse", "answer": "Je ne trouve pas.", "version": version}
    page = visit(address, by=people("Farid", Role.STAFF), method="POST", **second)
    assert page.status_code == 422
    assert "Quelqu’un vient de répondre à ce recours" in unescape(page.text)
    assert appeal.status is AppealStatus.UPHELD


def test_appeal_is_refused_in_one_sentence_after_six_months(visit, hidden):
    _idea, decision = hidden()
    _long_ago(decision, 200)
    amel, address = _person("Amel"), f"/recours/{decision.public_id}"
    assert "Le délai de six mois est passé" in unescape(visit(address, by=amel).text)
    page = visit(address, by=amel, method="POST", words="Trop tard ?")
    assert page.status_code == 422
    text = unescape(page.text)
    assert "Le délai de six mois est passé" in text and "Trop tard ?" in text
    assert db.session.scalar(select(Appeal.id)) is None


@pytest.mark.parametrize(
    ("words", "sentence"), [("  ", "Dites en quelques mots pourquoi"), ("x" * 3001, "3 000 signes")]
)
def test_appeal_asks_for_words_when_they_are_missing_or_too_many(visit, hidden, words, sentence):
    _idea, decision = hidden()
    page = visit(f"/recours/{decision.public_id}", by=_person("Amel"), method="POST", words=words)
    assert page.status_code == 422 and sentence in unescape(page.text)


def test_answer_owes_its_reason(visit, hidden, desk):
    _idea, decision = hidden()
    appeal = _appeal(decision)
    page = visit(f"/moderation/recours/{appeal.public_id}", by=desk[1], method="POST", verdict="uphold", answer=" ")
    assert page.status_code == 422 and "Donnez la raison de votre réponse" in unescape(page.text)
    with pytest.raises(Refused, match="Donnez la raison"):
        services.hear(appeal, Verdict.UPHOLD, " ", by=desk[1])


def test_one_appeal_each_against_one_decision(hidden):
    _idea, decision = hidden()
    _appeal(decision)
    with pytest.raises(Refused, match="déjà fait un recours"):
        _appeal(decision)


def test_who_reported_without_account_contests_by_the_link_of_the_letter(visit, kept, desk, mails):
    idea, decision = kept()
    mail = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.to == "voisine@exemple.fr").order_by(OutboxMessage.id.desc())
    ).first()
    link = next(word for word in mail.body.split() if "/recours/lien/" in word)
    path = "/recours/lien/" + link.partition("/recours/lien/")[2]
    text = unescape(visit(path).text)
    assert "reste en ligne" in text and "Un avis, poli." in text and "Amel" not in text
    assert visit(path, method="POST", words="Cela vise ma fille.").status_code == 303
    appeal = db.session.scalars(select(Appeal)).one()
    assert (appeal.party, appeal.person_id, appeal.flag.email) == (Appellant.REPORTER, None, "voisine@exemple.fr")
    services.hear(appeal, Verdict.REVERSE, "Elle est reconnaissable.", by=desk[1], ground=Ground.PERSONAL_DATA)
    db.session.commit()
    assert idea.status is IdeaStatus.HIDDEN
    bodies = db.session.scalars(select(OutboxMessage.body).where(OutboxMessage.to == "voisine@exemple.fr")).all()
    assert any("le public ne voit plus ce texte" in body and "Elle est reconnaissable." in body for body in bodies)
    assert any("Elle est reconnaissable." in body for body in _mails_to("amel@exemple.fr"))


def _mails_to(address):
    return db.session.scalars(select(OutboxMessage.body).where(OutboxMessage.to == address)).all()


def test_hiding_on_appeal_asks_for_a_ground(visit, kept, desk):
    idea, decision = kept()
    appeal = _appeal(decision, "Bruno", "C’est blessant.")
    address = f"/moderation/recours/{appeal.public_id}"
    page = visit(address, by=desk[1], method="POST", verdict="reverse", answer="En effet.", version=appeal.version)
    assert page.status_code == 422 and "Choisissez un motif publié" in unescape(page.text)
    assert (idea.status, appeal.status) == (IdeaStatus.PUBLISHED, AppealStatus.WAITING)


def test_reporter_contests_what_stays_and_not_what_was_hidden(hidden, kept):
    _idea, decision = hidden()
    with pytest.raises(Refused, match="rien à contester"):
        _appeal(decision, "Bruno")


def test_link_that_is_none_of_ours_opens_nothing(visit, hidden):
    _idea, decision = hidden()
    assert visit("/recours/lien/zzz").status_code == 404
    assert visit(f"/recours/lien/{token_of(decision)}x").status_code == 404


def test_author_who_left_the_site_still_contests_by_the_link(visit, hidden):
    _idea, decision = hidden()
    path = f"/recours/lien/{token_of(decision)}"
    assert "Le texte vend un four." in unescape(visit(path).text)
    assert visit(path, method="POST", words="Je ne vends rien.").status_code == 303
    assert db.session.scalars(select(Appeal)).one().person == _person("Amel")


def test_answer_is_refused_in_one_sentence_when_the_author_took_the_text_back(visit, people, a_round, an_idea, desk):
    idea = an_idea(people("Amel"), a_round())
    comment = ideas.comment_idea(idea, "Des frigos à vendre !", by=people("Bruno"))
    casework.decide(comment, Verb.PUBLISH, by=desk[1])
    decision = casework.decide(comment, Verb.HIDE, by=desk[0], ground=Ground.ADVERTISING, reason="Une réclame.")
    db.session.commit()
    appeal = _appeal(decision, "Bruno", "Je ne vends rien.")
    ideas.remove_comment(comment, by=_person("Bruno"))
    db.session.commit()
    typed = {"verdict": "reverse", "answer": "Relu.", "version": appeal.version}
    page = visit(f"/moderation/recours/{appeal.public_id}", by=desk[1], method="POST", **typed)
    assert page.status_code == 422 and "retiré entre-temps" in unescape(page.text)
    assert appeal.status is AppealStatus.WAITING
    services.hear(appeal, Verdict.UPHOLD, "Vous l’avez retiré : il n’y a plus rien à rétablir.", by=desk[1])


def test_queue_asks_as_many_queries_with_one_appeal_or_three(visit, people, a_round, an_idea, desk):
    amel, round_ = people("Amel"), a_round()

    def contested(title):
        idea = an_idea(amel, round_, title=title)
        decision = casework.decide(idea, Verb.HIDE, by=desk[0], ground=Ground.OFF_TOPIC, reason="Ailleurs.")
        db.session.commit()
        _appeal(decision)

    contested("Une")
    one = len(visit("/moderation/recours/", by=desk[1]).queries)
    contested("Deux")
    contested("Trois")
    page = visit("/moderation/recours/", by=desk[1])
    assert len(page.queries) == one <= 12
    assert len(queries.answered_appeals(desk[1]).column_descriptions) == 1


def test_reading_is_by_quality(hidden, people):
    _idea, decision = hidden()
    qualities = [parties.reading_by(decision, who).party for who in (_person("Amel"), _person("Bruno"), people("Eve"))]
    assert qualities == [Appellant.AUTHOR, Appellant.REPORTER, None]
    assert isinstance(parties.reading_by(decision, None), Reading)
    assert db.session.scalars(select(Flag.id)).all()
