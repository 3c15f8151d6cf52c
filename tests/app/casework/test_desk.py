"""The desk as a team uses it: order, claims, similar cases, measures, floods, every kind, the archive."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from sqlalchemy import func, insert, select, update

from app.accounts.measures import Measure, require_allowed, take_measure
from app.accounts.models import Interest, Role
from app.casework import learning, queries, services
from app.casework.models import Case, Decision, Flag
from app.casework.services.flagging import flag
from app.casework.status import CaseStatus
from app.core import clock
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.events.models import Event, EventKind, Place
from app.files.models import FileKind, StoredFile
from app.ideas import services as ideas
from app.ideas.models import IdeaComment
from app.ideas.status import CommentStatus, IdeaStatus
from app.notifications.models import OutboxMessage
from app.organisations.models import Kind as OrganisationKind
from app.organisations.models import Organisation
from app.organisations.status import OrganisationStatus
from app.restitutions import services as restitutions
from app.restitutions.models import ContributionKind
from app.restitutions.status import ContributionStatus
from moderation.cases import Cause, Kind
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.measures import Deed, MeasureKind
from moderation.queue import CLAIM

GIVEN = {"ground": Ground.HATEFUL, "reason": "Une insulte."}


def the_case(content):
    return db.session.scalars(select(Case).where(Case.reference == content.public_id)).one()


@pytest.fixture
def desk(people, a_round, an_idea):
    """Chloé and Dina moderate; Amel writes."""
    return people("Chloé", Role.MODERATOR), people("Dina", Role.MODERATOR), people("Amel"), a_round()


def test_the_gravest_and_the_oldest_come_first_with_the_reason(visit, desk, an_idea):
    chloe, _dina, amel, round_ = desk
    now = clock.now()
    for title, days in [("Ordinaire et neuf", 0), ("Ordinaire et ancien", 8), ("Appelez le 06 12 34 56 78", 1)]:
        an_idea(amel, round_, "pending", title=title, created_at=now - timedelta(days=days))
    an_idea(amel, round_, "pending", title="Tout va mal", body="Je vais me tuer ce soir, adieu à tous.")
    text = unescape(visit("/moderation/", by=chloe, most_queries=8).text)
    places = [text.index(title) for title in ("Tout va mal", "Ordinaire et ancien", "Appelez le", "Ordinaire et neuf")]
    assert places == sorted(places)
    assert "attend d’être lu pour paraître, Un numéro de téléphone" in text.replace("\u00a0", " ").replace(
        "\u202f", " "
    )


def test_two_moderators_take_two_cases_and_a_claim_ends_by_itself(visit, desk, an_idea):
    chloe, dina, amel, round_ = desk
    first, second = an_idea(amel, round_, "pending"), an_idea(amel, round_, "pending", title="Un verger")
    takes = [visit("/moderation/suivant", by=who, method="POST").location for who in (chloe, dina, dina)]
    assert takes[0] == f"/moderation/{the_case(first).public_id}"
    assert takes[1] == takes[2] == f"/moderation/{the_case(second).public_id}"
    held = visit(takes[0], by=dina, method="POST", decision="publish")
    assert held.status_code == 422 and "Chloé a pris ce dossier" in unescape(held.text)
    assert visit(f"{takes[0]}/prendre", by=dina, method="POST").status_code == 409
    assert visit(f"{takes[0]}/rendre", by=dina, method="POST").status_code == 409
    with time_machine.travel(clock.now() + CLAIM):
        assert services.take_next(by=dina).id == the_case(first).id


def test_nothing_left_to_take_is_said(visit, desk):
    assert visit("/moderation/suivant", by=desk[0], method="POST").location == "/moderation/"


def test_nobody_is_offered_their_own_or_what_they_declared(desk, an_idea, people):
    chloe, dina, amel, round_ = desk
    mine, theirs = an_idea(chloe, round_, "pending"), an_idea(amel, round_, "pending", title="Un verger")
    assert services.take_next(by=chloe).reference == theirs.public_id
    services.release(the_case(theirs), by=chloe)
    db.session.add(
        Interest(person_id=dina.id, subject=f"idea:{theirs.public_id}", sentence="Voisine.", declared_by_id=dina.id)
    )
    db.session.commit()
    db.session.expire_all()
    assert services.take_next(by=dina).reference == mine.public_id


def test_similar_cases_are_decided_together(visit, desk, an_idea, people):
    chloe, _dina, amel, round_ = desk
    spam = "Frigos d’occasion livrés et garantis, prix cassés jusqu’à dimanche, venez vite ! Voir www.frigos.example"
    first = an_idea(amel, round_, "pending", title="Frigos", body=spam)
    second = an_idea(people("Bruno"), round_, "pending", title="Frigos !", body=spam + " !")
    other = an_idea(
        people("Farid"), round_, "pending", title="Un verger", body="Planter des pommiers derrière l’école."
    )
    page = unescape(visit(f"/moderation/{first.public_id}", by=chloe).text)
    assert the_case(second).public_id in page and "presque le même texte" in page
    assert the_case(other).public_id not in page
    typed = {"decision": "refuse", "ground": "publicite", "reason": "Une réclame.", "version": 1}
    both = [the_case(second).public_id]
    answer = visit(f"/moderation/{first.public_id}", by=chloe, method="POST", together=both, **typed)
    assert answer.status_code == 303
    assert (first.status, second.status, other.status) == (IdeaStatus.REFUSED, IdeaStatus.REFUSED, IdeaStatus.PENDING)
    assert db.session.scalar(select(func.count(Decision.id))) == 2


def test_a_change_is_asked_and_the_case_comes_back_when_it_is_made(desk, an_idea):
    chloe, _dina, amel, round_ = desk
    idea = an_idea(amel, round_, "pending")
    services.decide(idea, Verb.ASK, by=chloe, reason="Retirez le nom de l’enfant.")
    db.session.commit()
    assert (idea.status, the_case(idea).status) == (IdeaStatus.PENDING, CaseStatus.ASKED)
    ideas.edit_idea(idea, "Un four", "Cuire ensemble.", idea.theme, idea.municipality, by=amel)
    db.session.commit()
    assert (the_case(idea).status, the_case(idea).title) == (CaseStatus.WAITING, "Un four")


def test_what_its_author_takes_back_is_no_longer_to_decide(visit, desk, an_idea, people):
    chloe, _dina, amel, round_ = desk
    comment = ideas.comment_idea(an_idea(amel, round_), "Un mot de trop.", by=people("Bruno"))
    db.session.commit()
    case = the_case(comment)
    address, version = f"/moderation/{case.public_id}", case.version
    ideas.remove_comment(comment, by=comment.author)
    db.session.commit()
    typed = {"decision": "refuse", "ground": "propos", "reason": "Blessant.", "version": version}
    page = visit(address, by=chloe, method="POST", **typed)
    assert page.status_code == 422
    assert the_case(comment).status is CaseStatus.CLOSED
    assert "Blessant." in page.text or "plus rien à décider" in unescape(page.text)


def test_a_round_that_shows_first_is_read_after(visit, people, a_round, an_idea):
    chloe, amel = people("Chloé", Role.MODERATOR), people("Amel")
    idea = an_idea(amel, a_round(ideas_moderated="after"))
    comment = ideas.comment_idea(idea, "Comptez sur moi samedi.", by=people("Bruno"))
    db.session.commit()
    assert comment.status is CommentStatus.PUBLISHED
    assert the_case(comment).cause is Cause.AFTER
    services.decide(comment, Verb.DISMISS, by=chloe)
    db.session.commit()
    assert (comment.status, the_case(comment).status) == (CommentStatus.PUBLISHED, CaseStatus.DECIDED)
    assert db.session.scalar(select(func.count(OutboxMessage.id)).where(OutboxMessage.to == "bruno@exemple.fr")) == 0


def test_an_idea_is_merged_from_the_desk_and_the_decision_can_be_undone(visit, desk, an_idea):
    chloe, dina, amel, round_ = desk
    kept, twin = an_idea(amel, round_), an_idea(amel, round_, "pending", title="Un four")
    typed = {"decision": "merge", "into": f"http://localhost/envies/{kept.public_id}", "reason": "La même envie."}
    assert visit(f"/moderation/{twin.public_id}", by=chloe, method="POST", **typed, version=1).status_code == 303
    assert twin.status is IdeaStatus.MERGED
    decision = db.session.scalars(select(Decision)).one()
    with pytest.raises(Refused, match="une autre personne"):
        services.undo_decision(decision, by=chloe, reason="Je me trompe.")
    undone = services.undo_decision(decision, by=dina, reason="Deux lieux différents.")
    db.session.commit()
    assert (twin.status, undone.undoes_id, undone.verb) == (IdeaStatus.PUBLISHED, decision.id, Verb.RESTORE)


def test_hiding_and_undoing_give_supporters_back(desk, an_idea, people):
    chloe, dina, amel, round_ = desk
    idea = an_idea(amel, round_)
    for name in ("Bruno", "Farid"):
        ideas.support_idea(idea, by=people(name))
    decision = services.decide(idea, Verb.HIDE, by=chloe, **GIVEN)
    db.session.commit()
    services.undo_decision(decision, by=dina, reason="Relue.")
    db.session.commit()
    assert (idea.status, idea.supporters) == (IdeaStatus.PUBLISHED, 2)


# --- measures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        (MeasureKind.WARNING, set()),
        (MeasureKind.NO_COMMENT, {Deed.COMMENT}),
        (MeasureKind.NO_POST, {Deed.COMMENT, Deed.POST}),
        (MeasureKind.SUSPENDED, set(Deed)),
    ],
)
def test_a_measure_refuses_what_it_says_until_it_ends(people, kind, refused):
    amel = people("Amel")
    ends_at = None if kind is MeasureKind.WARNING else clock.now() + timedelta(days=7)
    take_measure(amel, kind, "Des insultes.", ends_at, by=None)
    for deed in Deed:
        if deed in refused:
            with pytest.raises(Refused, match="Des insultes"):
                require_allowed(amel, deed)
        else:
            require_allowed(amel, deed)
    with time_machine.travel(clock.now() + timedelta(days=8)):
        for deed in Deed:
            require_allowed(amel, deed)


def test_an_account_is_limited_with_the_decision_and_freed_when_it_is_undone(visit, desk, an_idea):
    chloe, dina, amel, round_ = desk
    idea, other = an_idea(amel, round_), an_idea(amel, round_, title="Un verger")
    typed = {"decision": "hide", "ground": "propos", "reason": "Une insulte.", "measure": "no_comment", "days": "3"}
    assert visit(f"/moderation/{idea.public_id}", by=chloe, method="POST", **typed).status_code == 303
    measure = db.session.scalars(select(Measure)).one()
    assert (measure.person_id, measure.kind, (measure.ends_at - measure.starts_at).days) == (
        amel.id,
        MeasureKind.NO_COMMENT,
        3,
    ) or (measure.ends_at - measure.starts_at).days == 2
    page = visit(f"/envies/{other.public_id}/commenter", by=amel, method="POST", body="Je réponds.")
    assert "Une insulte." in unescape(page.text)
    assert db.session.scalar(select(func.count(IdeaComment.id))) == 0
    services.undo_decision(db.session.scalars(select(Decision)).one(), by=dina, reason="Ironie.")
    db.session.commit()
    require_allowed(amel, Deed.COMMENT)


# --- flags --------------------------------------------------------------------------------------------------------


def test_a_storm_of_5000_flags_makes_one_case_one_line_and_few_mails(visit, desk, an_idea):
    chloe, _dina, amel, round_ = desk
    idea = an_idea(amel, round_)
    for number in range(40):
        flag(idea, Ground.OFF_TOPIC, "À supprimer", f"v{number}@exemple.fr", by=None)
    db.session.commit()
    case = the_case(idea)
    mails = select(func.count(OutboxMessage.id))
    assert case.is_flood and db.session.scalar(mails) < 10
    rows = [
        {"public_id": f"f{n}", "case_id": case.id, "ground": "hors_sujet", "words": "", "weight": 5}
        for n in range(4960)
    ]
    db.session.execute(insert(Flag), rows)
    flag(idea, Ground.OFF_TOPIC, "", by=None)
    db.session.commit()
    before = db.session.scalar(mails)
    page = visit("/moderation/?signales=1", by=chloe, most_queries=8).text
    assert page.count(f"/moderation/{the_case(idea).public_id}") == 1 and "5001 signalements" in page
    assert "signalés ensemble" in unescape(page)
    assert len(visit(f"/moderation/{idea.public_id}", by=chloe).text) < 200_000
    services.decide(idea, Verb.DISMISS, by=chloe, reason="Rien de contraire aux règles.")
    db.session.commit()
    assert db.session.scalar(mails) == before
    assert db.session.scalar(select(func.count(Flag.id)).where(Flag.closed_at.is_(None))) == 0


def test_a_flag_weighs_by_what_became_of_the_earlier_ones(desk, an_idea, people):
    _chloe, _dina, amel, round_ = desk
    right, wrong = people("Juste"), people("Faux")
    for number, outcome in enumerate(["upheld", "upheld", "kept", "kept"]):
        old = an_idea(amel, round_, title=f"Ancienne {number}")
        flag(old, Ground.HATEFUL, "", by=right if outcome == "upheld" else wrong)
        db.session.execute(update(Flag).where(Flag.closed_at.is_(None)).values(closed_at=clock.now(), outcome=outcome))
    idea = an_idea(amel, round_, title="La neuve")
    weights = [flag(idea, Ground.HATEFUL, "", by=person).weight for person in (right, wrong, people("Neuve"))]
    assert weights[0] > weights[2] > weights[1]


@pytest.fixture
def things(people, a_round, an_idea):
    """One thing of each of the kinds that hide behind hidden_at, with the page that shows it."""
    amel = people("Amel")
    idea = an_idea(amel, a_round())
    picture = StoredFile(
        subject=f"idea:{idea.public_id}", kind=FileKind.PICTURE, place=1, owner_id=amel.id, alt="Un four", name="x",
        size=1, sha256="x", width=10, height=10,
    )  # fmt: skip
    organisation = Organisation(
        name="Les Fours réunis", sort_name="les fours reunis", kind=OrganisationKind.ASSOCIATION,
        municipality_code="62041", status=OrganisationStatus.CONFIRMED, declared_by_id=amel.id,
    )  # fmt: skip
    db.session.add_all([picture, organisation])
    db.session.commit()
    shown = f"/envies/{idea.public_id}"
    return {
        Kind.PICTURE: (picture, shown, picture.public_id),
        Kind.ORGANISATION: (organisation, f"/organisations/{organisation.public_id}", "Les Fours réunis"),
        Kind.PROFILE: (amel, shown, "Amel"),
    }


@pytest.mark.parametrize("kind", [Kind.PICTURE, Kind.ORGANISATION, Kind.PROFILE])
def test_every_kind_is_reported_hidden_and_restored(visit, people, things, kind):
    chloe, dina, bruno = people("Chloé", Role.MODERATOR), people("Dina", Role.MODERATOR), people("Bruno")
    content, page, sign = things[kind]
    assert sign in unescape(visit(page, by=bruno).text)
    typed = {"ground": "usurpation", "words": "Ce n’est pas vrai.", "good_faith": "y"}
    assert "bonne foi" in unescape(visit(f"/signaler/{kind}/{content.public_id}", by=bruno).text)
    assert visit(f"/signaler/{kind}/{content.public_id}", by=bruno, method="POST", **typed).status_code == 303
    case = the_case(content)
    assert visit(f"/moderation/{case.public_id}", by=chloe).status_code == 200
    hide = {"decision": "hide", "ground": "usurpation", "reason": "Vérifié.", "version": case.version}
    assert visit(f"/moderation/{case.public_id}", by=chloe, method="POST", **hide).status_code == 303
    assert content.hidden_at is not None
    assert sign not in unescape(visit(page, by=bruno).text)
    back = {"decision": "restore", "reason": "Pièces reçues.", "version": the_case(content).version}
    assert visit(f"/moderation/{case.public_id}", by=dina, method="POST", **back).status_code == 303
    assert sign in unescape(visit(page, by=bruno).text)
    story = unescape(visit(f"/moderation/{case.public_id}/histoire", by=dina).text)
    assert all(words in story for words in ("Un signalement", "Chloé", "Vérifié.", "Dina", "Décision : masquer"))
    assert "Bruno" not in story
    named = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "content.flag")).one()
    assert named.actor is None


# --- archive, answers ---------------------------------------------------------------------------------------------


def test_the_archive_is_searched(visit, desk, an_idea):
    chloe, _dina, amel, round_ = desk
    for title, verb in [("Un jardin partagé", Verb.PUBLISH), ("Frigos garantis", Verb.REFUSE)]:
        idea = an_idea(amel, round_, "pending", title=title)
        services.decide(idea, verb, by=chloe, **(GIVEN if verb is Verb.REFUSE else {}))
    db.session.commit()
    addresses = {asked: f"/moderation/archives?{asked}" for asked in ("q=jardins", "decision=refuse", "motif=propos")}
    found = {asked: unescape(visit(page, by=chloe, most_queries=8).text) for asked, page in addresses.items()}
    assert "Un jardin partagé" in found["q=jardins"] and "Frigos" not in found["q=jardins"]
    for asked in ("decision=refuse", "motif=propos"):
        assert "Frigos garantis" in found[asked] and "jardin partagé" not in found[asked]
    assert "Aucun dossier ne correspond" in unescape(visit("/moderation/archives?genre=comment", by=chloe).text)


def test_saved_answers_are_kept_changed_and_forgotten(visit, desk):
    chloe = desk[0]
    typed = {"label": "Trop court", "ground": "illisible", "text": "Dites-en plus : [quoi]."}
    assert visit("/moderation/reponses", by=chloe, method="POST", **typed).status_code == 303
    assert "déjà ce nom" in unescape(visit("/moderation/reponses", by=chloe, method="POST", **typed).text)
    answer = next(one for one in queries.saved_answers() if one.label == "Trop court")
    page = f"/moderation/reponses/{answer.public_id}"
    assert "Dites-en plus" in visit(page, by=chloe).text
    assert visit(page, by=chloe, method="POST", **typed | {"text": "Dites-en plus.", "version": 1}).status_code == 303
    assert "Quelqu’un a modifié" in unescape(visit(page, by=chloe, method="POST", **typed | {"version": 1}).text)
    assert visit(f"{page}/supprimer", by=chloe, method="POST").status_code == 303
    assert "Trop court" not in [one.label for one in queries.saved_answers()]
    assert visit("/moderation/reponses", by=desk[2]).status_code == 403


# --- before or after, hints ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ({"ideas_moderated": "after", "comments_moderated": "before"}, CommentStatus.PENDING),
        ({"ideas_moderated": "before", "comments_moderated": "after"}, CommentStatus.PUBLISHED),
        ({"ideas_moderated": "after"}, CommentStatus.PUBLISHED),
    ],
)
def test_comments_wait_or_not_as_the_round_says_of_them(people, a_round, an_idea, rules, status):
    idea = an_idea(people("Amel"), a_round(**rules))
    assert ideas.comment_idea(idea, "Comptez sur moi.", by=people("Bruno")).status is status


def test_a_picture_waits_out_of_sight_where_the_round_says_so(visit, people, a_round, an_idea):
    amel, chloe = people("Amel"), people("Chloé", Role.MODERATOR)
    idea = an_idea(amel, a_round(ideas_moderated="after", pictures_moderated="before"))
    picture = StoredFile(
        subject=f"idea:{idea.public_id}", kind=FileKind.PICTURE, place=1, owner_id=amel.id, alt="Un four", name="x",
        size=1, sha256="x", width=10, height=10,
    )  # fmt: skip
    db.session.add(picture)
    db.session.commit()
    assert picture.public_id not in visit(f"/envies/{idea.public_id}").text
    case = the_case(picture)
    published = visit(f"/moderation/{case.public_id}", by=chloe, method="POST", decision="publish", version=1)
    assert published.status_code == 303
    assert picture.public_id in visit(f"/envies/{idea.public_id}").text


def test_a_contribution_waits_where_the_round_says_so(visit, people, a_round):
    chloe, host = people("Chloé", Role.MODERATOR), people("Hôte", Role.STAFF)
    place = Place(name="Salle", address="1 place", municipality_code="62041", step_free=True, hearing_loop=False)
    now = clock.now()
    event = Event(
        round=a_round(contributions_moderated="before"), kind=EventKind.COMPTOIR, title="Comptoir", programme="Venez.",
        host="La mairie", place=place, municipality_code="62041", seats=9, starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    db.session.add(event)
    db.session.commit()
    said = restitutions.add_contribution(
        event, ContributionKind.CONTRIBUTION, "Je prête une remorque.", None, named=True, by=host
    )
    db.session.commit()
    assert said.status is ContributionStatus.PENDING
    case = the_case(said)
    assert (case.cause, case.event_id) == (Cause.BEFORE, event.id)
    visit(f"/moderation/{case.public_id}", by=chloe, method="POST", decision="publish", version=1)
    assert said.status is ContributionStatus.PUBLISHED


def test_the_desk_says_what_was_seen_and_where(visit, desk, an_idea):
    chloe, _dina, amel, round_ = desk
    body = "Un four à pain sur la place, pour cuire ensemble le samedi matin avec tout le village."
    an_idea(amel, round_, title="Le four du village", body=body)
    idea = an_idea(amel, round_, "pending", title="Le four du village !", body=body + " Appelez le 06 12 34 56 78.")
    page = unescape(visit(f"/moderation/{idea.public_id}", by=chloe).text)
    assert "Presque le même texte qu’un autre « Le four du village »" in page.replace("\u00a0", " ").replace(
        "\u202f", " "
    )
    assert "06 12 34 56 78" in page


def test_learned_hints_are_off_until_switched_on_and_say_how_often_they_are_right(app, people, a_round, an_idea):
    amel, round_ = people("Amel"), a_round()
    now = clock.now()
    for number in range(80):
        sells = number % 2 == 0
        words = "Frigos garantis prix cassés livraison" if sells else "Un jardin partagé pour les voisins"
        an_idea(
            amel, round_, "refused" if sells else "published", title=f"{words} {number}", body=f"{words} du {number}.",
            status_at=now - timedelta(hours=100 - number),
        )  # fmt: skip
    text = "Frigos garantis, prix cassés, livraison demain"
    assert learning.said_of(text) is None
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], LEARNED_HINTS="on")
    try:
        assert "100 %" in learning.said_of(text).replace("\u00a0", " ").replace("\u202f", " ")
        assert learning.said_of("Un jardin pour les voisins") is None
    finally:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], LEARNED_HINTS="off")
        app.extensions.pop(learning.KEY, None)
