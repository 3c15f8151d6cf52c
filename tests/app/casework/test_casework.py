"""The moderators' desk: doors, decisions, statements."""

from datetime import timedelta
from html import unescape

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.accounts.models import Role
from app.casework import services
from app.casework.models import Case
from app.core import clock
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.core.policy import RULES
from app.ideas.status import IdeaStatus
from app.notifications.models import OutboxMessage
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.measures import MeasureKind

REACHED = {
    ("pending", "publish"): "published",
    ("pending", "refuse"): "refused",
    ("pending", "ask"): "pending",
    ("pending", "limit"): "pending",
    ("published", "hide"): "hidden",
    ("published", "limit"): "published",
    ("grown", "hide"): "hidden",
    ("grown", "limit"): "grown",
    ("refused", "restore"): "published",
    ("hidden", "restore"): "published",
    **{(status.value, "dismiss"): status.value for status in IdeaStatus if status is not IdeaStatus.PENDING},
    **{(status, "limit"): status for status in ("refused", "hidden", "merged")},
}
GIVEN = {"ground": Ground.ADVERTISING, "reason": "Une réclame."}
WARNED = services.Limits(MeasureKind.WARNING)


@pytest.mark.parametrize("decision", Verb)
@pytest.mark.parametrize("status", IdeaStatus)
def test_decision_leads_where_the_table_says_when_taken(people, a_round, an_idea, status, decision):
    idea, chloe = an_idea(people("Amel"), a_round(), status), people("Chloé", Role.MODERATOR)
    target = REACHED.get((status.value, decision.value))
    mergeable = decision is Verb.MERGE and status in (IdeaStatus.PENDING, IdeaStatus.PUBLISHED)
    given = GIVEN | ({"limits": WARNED} if decision is Verb.LIMIT else {})
    if target is None:
        with pytest.raises(Refused, match="Choisissez l’envie" if mergeable else "Quelqu’un vient de décider"):
            services.decide(idea, decision, by=chloe, **given)
        return
    decided = services.decide(idea, decision, by=chloe, **given)
    db.session.commit()
    assert idea.status.value == target
    assert decided.case.status.value == ("asked" if decision is Verb.ASK else "decided")
    told = [] if decision is Verb.DISMISS else ["amel@exemple.fr"]
    assert db.session.scalars(select(OutboxMessage.to)).all() == told
    lines = {line.verb: line.actor for line in db.session.scalars(select(AuditEvent))}
    expected = {"dismiss": "case.decide", "ask": "case.ask", "limit": "measure.take"}.get(decision, f"idea.{decision}")
    assert lines[expected] == f"person:{chloe.public_id}"


@pytest.mark.parametrize(
    ("decision", "ground", "reason", "sentence"),
    [
        (Verb.REFUSE, None, "Une réclame.", "motif publié"),
        (Verb.REFUSE, Ground.ADVERTISING, " ", "Donnez la raison"),
        (Verb.HIDE, None, "Une réclame.", "motif publié"),
        (Verb.RESTORE, None, "", "Donnez la raison"),
    ],
)
def test_decision_is_refused_when_it_owes_something(people, a_round, an_idea, decision, ground, reason, sentence):
    idea = an_idea(people("Amel"), a_round(), {"refuse": "pending", "hide": "published", "restore": "hidden"}[decision])
    with pytest.raises(Refused, match=sentence):
        services.decide(idea, decision, by=people("Chloé", Role.MODERATOR), ground=ground, reason=reason)


def test_author_reads_ground_reason_and_appeal_when_refused(people, a_round, an_idea):
    idea = an_idea(people("Amel"), a_round(), "pending")
    decision = services.decide(idea, Verb.REFUSE, by=people("Chloé", Role.MODERATOR), **GIVEN)
    db.session.commit()
    body = db.session.scalars(select(OutboxMessage.body)).one()
    for words in (
        "Nous ne publions pas",
        "Publicité.",
        "Une réclame.",
        "Vous avez jusqu’au",
        f"/recours/{decision.public_id}",
        "/recours/lien/",
    ):
        assert words in body


def test_author_is_written_to_in_french_when_the_moderator_reads_english(people, a_round, an_idea):
    idea = an_idea(people("Amel"), a_round(), "pending")
    with force_locale("en"):
        services.decide(idea, Verb.REFUSE, by=people("Chloé", Role.MODERATOR), **GIVEN)
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert mail.subject.startswith("Votre envie")
    assert [words in mail.body for words in ("Bonjour Amel", "Nous ne publions pas", "Publicité", "Pourquoi")] == [
        True
    ] * 4


@pytest.mark.parametrize(
    ("roles", "reads", "decides"),
    [
        ([], False, False),
        ([Role.REVIEWER], False, False),
        ([Role.MODERATOR], True, True),
        ([Role.STAFF], True, True),
        ([Role.ADMINISTRATOR], True, True),
    ],
)
def test_doors_open_to_moderators_and_staff_when_knocked(people, a_round, an_idea, roles, reads, decides):
    idea, actor = an_idea(people("Amel"), a_round(), "pending"), people("Bruno", *roles)
    assert RULES["case.read"](actor, idea) is reads
    assert RULES["case.decide"](actor, idea) is decides


def test_own_text_is_not_decided_when_its_author_moderates(visit, people, a_round, an_idea):
    chloe = people("Chloé", Role.MODERATOR)
    idea = an_idea(chloe, a_round(), "pending")
    page = visit(f"/moderation/{idea.public_id}", by=chloe)
    assert "C’est votre propre texte" in unescape(page.text)
    answer = visit(f"/moderation/{idea.public_id}", by=chloe, method="POST", decision="publish", version=1)
    assert answer.status_code == 403
    assert "C’est votre propre texte" in unescape(answer.text)
    assert idea.status is IdeaStatus.PENDING


def test_queue_comes_oldest_first_with_hints_when_opened(visit, people, a_round, an_idea):
    amel, round_ = people("Amel"), a_round()
    an_idea(amel, round_, "pending", title="Le plus récent")
    an_idea(amel, round_, "pending", title="Appelez le 06 12 34 56 78", created_at=clock.now() - timedelta(days=2))
    text = unescape(visit("/moderation/", by=people("Chloé", Role.MODERATOR)).text)
    assert text.index("Appelez le") < text.index("Le plus récent")
    assert "Un numéro de téléphone" in text
    assert visit("/moderation/").status_code == 303
    assert visit("/moderation/", by=amel).status_code == 403


def test_queue_asks_as_many_queries_when_it_has_one_or_three_rows(visit, people, a_round, an_idea):
    chloe, round_ = people("Chloé", Role.MODERATOR), a_round()
    an_idea(people("Amel"), round_, "pending")
    one = len(visit("/moderation/", by=chloe).queries)
    an_idea(people("Bruno"), round_, "pending", commune="62119")
    an_idea(people("Dina"), round_, "pending", commune="62160")
    assert len(visit("/moderation/", by=chloe).queries) == one


@pytest.mark.parametrize("asked", ["genre=idea", "genre=zzz", "signales=1", "page=x"])
def test_queue_answers_when_asked_for_anything(visit, people, a_round, asked):
    assert visit(f"/moderation/?{asked}", by=people("Chloé", Role.MODERATOR)).status_code == 200


def test_next_case_follows_when_one_is_decided(visit, people, a_round, an_idea):
    amel, round_, chloe = people("Amel"), a_round(), people("Chloé", Role.MODERATOR)
    first, second = an_idea(amel, round_, "pending"), an_idea(amel, round_, "pending", title="La suivante")
    answer = visit(f"/moderation/{first.public_id}", by=chloe, method="POST", decision="publish", version=1)
    following = db.session.scalars(select(Case).where(Case.reference == second.public_id)).one()
    assert (answer.status_code, answer.location) == (303, f"/moderation/{following.public_id}")
    answer = visit(
        answer.location,
        by=chloe,
        method="POST",
        decision="refuse",
        ground="doublon",
        reason="Déjà lue.",
        version=following.version,
    )
    assert (answer.status_code, answer.location) == (303, "/moderation/")
    assert (first.status, second.status, second.decision_ground) == (
        IdeaStatus.PUBLISHED,
        IdeaStatus.REFUSED,
        "doublon",
    )


def test_reason_stays_typed_when_the_ground_is_missing(visit, people, a_round, an_idea):
    idea = an_idea(people("Amel"), a_round(), "pending")
    page = visit(
        f"/moderation/{idea.public_id}",
        by=people("Chloé", Role.MODERATOR),
        method="POST",
        decision="refuse",
        reason="Trop commercial",
        version=1,
    )
    assert page.status_code == 422
    assert "Choisissez un motif publié" in unescape(page.text) and "Trop commercial" in page.text
    assert idea.status is IdeaStatus.PENDING


@pytest.mark.parametrize("decision", ["", "explode", "grow"])
def test_unknown_decision_is_refused_when_typed_by_hand(visit, people, a_round, an_idea, decision):
    idea = an_idea(people("Amel"), a_round(), "pending")
    page = visit(
        f"/moderation/{idea.public_id}", by=people("Chloé", Role.MODERATOR), method="POST", decision=decision, version=1
    )
    assert page.status_code == 422
    assert "Choisissez une décision" in page.text


def test_second_moderator_is_told_when_somebody_has_just_decided(visit, people, a_round, an_idea):
    idea = an_idea(people("Amel"), a_round(), "pending")
    chloe, dina = people("Chloé", Role.MODERATOR), people("Dina", Role.MODERATOR)
    address, version = f"/moderation/{idea.public_id}", 1
    assert visit(address, by=chloe, method="POST", decision="publish", version=version).status_code == 303
    page = visit(
        address, by=dina, method="POST", decision="refuse", ground="hors_sujet", reason="Pas d’ici", version=version
    )
    assert page.status_code == 422
    assert "Quelqu’un vient de décider" in unescape(page.text) and "Pas d’ici" in unescape(page.text)
    assert idea.status is IdeaStatus.PUBLISHED
    assert len(db.session.scalars(select(OutboxMessage.id)).all()) == 1


def test_grown_idea_is_taken_down_and_comes_back_grown_when_somebody_else_restores_it(people, a_round, an_idea):
    idea, chloe, dina = an_idea(people("Amel"), a_round(), "grown"), people("Chloé", Role.MODERATOR), people("Dina")
    services.decide(idea, Verb.HIDE, by=chloe, **GIVEN)
    db.session.commit()
    assert (idea.status, idea.hidden_from) == (IdeaStatus.HIDDEN, IdeaStatus.GROWN)
    services.decide(idea, Verb.RESTORE, by=dina, reason="Relue.")
    db.session.commit()
    assert (idea.status, idea.hidden_from, idea.decided_by_id) == (IdeaStatus.GROWN, None, None)


@pytest.mark.parametrize(("status", "decision"), [("pending", Verb.REFUSE), ("published", Verb.HIDE)])
def test_who_decided_does_not_restore_when_the_author_appeals(visit, people, a_round, an_idea, status, decision):
    idea, chloe = an_idea(people("Amel"), a_round(), status), people("Chloé", Role.MODERATOR)
    services.decide(idea, decision, by=chloe, **GIVEN)
    db.session.commit()
    address, reached = f"/moderation/{idea.public_id}", idea.status
    case = db.session.scalars(select(Case)).one()
    assert "une autre personne doit la revoir" in unescape(visit(address, by=chloe).text)
    typed = {"decision": "restore", "reason": "Je me ravise.", "version": case.version}
    page = visit(address, by=chloe, method="POST", **typed)
    assert (page.status_code, idea.status) == (422, reached)
    assert "une autre personne doit la revoir" in unescape(page.text)
    assert visit(address, by=people("Dina", Role.MODERATOR), method="POST", **typed).status_code == 303
    assert idea.status is IdeaStatus.PUBLISHED
