"""Readers are given dossiers fairly, read blind, step back, and are set aside when they can no longer judge."""

from collections import Counter

import pytest
from sqlalchemy import select

from app.accounts.models import Interest
from app.core.audit import AuditEvent
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.notifications.models import Notification
from app.projects.models import MemberRole
from app.reviews import queries, services
from app.reviews.models import Review, ScoreChange
from app.reviews.services import Mark
from app.reviews.status import ReviewStatus
from app.teams.services import accept_invitation, make_link

KEYS = ("cooperation", "innovation", "ess")


def marks(points, reason="Parce que c’est écrit."):
    return dict.fromkeys(KEYS, Mark(points, reason))


def address(dossier):
    return f"/labellisation/{dossier.public_id}"


def readers_of(dossier):
    return [one.reviewer for one in queries.reviews_of(dossier) if one.status is ReviewStatus.ASSIGNED]


def test_dossiers_are_spread_evenly_and_never_to_who_is_linked(season, people, a_proposal):
    one, other = season.readers[:2]
    own = a_proposal(one, season.round, title="Le sien")
    watched = a_proposal(people("Bruno"), season.round, title="Du voisin")
    declared = Interest(person_id=other.id, sentence="Voisin.", declared_by_id=other.id)
    declared.subject = f"project:{watched.project.public_id}"
    db.session.add(declared)
    db.session.commit()
    assert services.spread(season.round, 3, by=season.staff) == (9, 0)
    loads = Counter(person.name for dossier in (season.dossier, own, watched) for person in readers_of(dossier))
    assert sorted(loads.values()) == [2, 2, 2, 3]
    assert one not in readers_of(own) and other not in readers_of(watched)
    assert services.spread(season.round, 3, by=season.staff) == (0, 0)
    assert services.spread(season.round, 5, by=season.staff) == (1, 3)  # nobody else may read them


def test_marks_stay_hidden_from_everybody_until_all_have_finished(visit, season):
    first, second = season.readers[:2]
    for reader in (first, second):
        services.assign_reader(season.dossier, reader, by=season.staff)
    services.write_review(season.dossier, marks(4, "Avis de la première."), by=first)
    services.save_draft(season.dossier, {"ess": Mark(0, "Brouillon du second.")}, by=second)
    for person in (season.staff, second, season.readers[2]):
        assert "Avis de la première." not in visit(address(season.dossier), by=person).text
    assert "Brouillon du second." not in visit(address(season.dossier), by=first).text
    assert "Brouillon du second." in visit(address(season.dossier), by=second).text
    with pytest.raises(Refused, match="n’a pas fini de lire"):
        services.label(season.dossier, "Oui.", by=season.staff)
    db.session.rollback()
    services.write_review(season.dossier, marks(3, "Avis du second."), by=second)
    db.session.commit()
    for person in (season.staff, first, second):
        page = visit(address(season.dossier), by=person).text
        assert "Avis de la première." in page and "Avis du second." in page
    assert "Avis de la première." not in visit(address(season.dossier), by=season.readers[2]).text


def test_draft_keeps_what_is_half_typed_and_counts_for_nothing(visit, season):
    reader = season.readers[0]
    typed = {"ess": "2", "ess_reason": "Une voix chacun.", "ess_place": "0", "deed": "draft"}
    assert visit(f"{address(season.dossier)}/avis", by=reader, method="POST", **typed).status_code == 303
    (score,) = queries.review_by(season.dossier, reader).scores
    assert (score.criterion, score.points, score.reason, score.place) == ("ess", 2, "Une voix chacun.", 0)
    assert queries.mean_scores(season.dossier) == {}
    page = visit(f"{address(season.dossier)}/avis", by=reader, method="POST", **{**typed, "deed": "finish"})
    assert page.status_code == 422 and "Une voix chacun." in page.text


def test_evidence_leads_to_its_place_in_the_frozen_dossier(visit, season):
    reader = season.readers[0]
    services.write_review(season.dossier, {key: Mark(3, "Voyez.", 1) for key in KEYS}, by=reader)
    db.session.commit()
    page = visit(address(season.dossier), by=reader).text
    assert 'id="passage-1"' in page and f"{address(season.dossier)}#passage-1" in page


def test_mark_changes_with_a_reason_and_both_are_kept_when_the_others_are_seen(season):
    first, second = season.readers[:2]
    mine = services.write_review(season.dossier, marks(4), by=first)
    services.resume(mine, by=first)  # nobody else's are open yet
    services.write_review(season.dossier, marks(4), by=first)
    services.write_review(season.dossier, marks(1), by=second)
    for deed in (
        lambda: services.resume(mine, by=first),
        lambda: services.write_review(season.dossier, marks(0), by=first),
        lambda: services.change_mark(mine, "ess", 3, "  ", by=first),
        lambda: services.change_mark(mine, "ess", 4, "La même.", by=first),
        lambda: services.change_mark(mine, "ess", 5, "Trop.", by=first),
        lambda: services.change_mark(mine, "autre", 3, "Où ?", by=first),
    ):
        with pytest.raises(Refused):
            deed()
    services.change_mark(mine, "ess", 2, "La lettre manque.", by=first)
    (kept,) = db.session.scalars(select(ScoreChange))
    assert (kept.before, kept.after, kept.reason) == (4, 2, "La lettre manque.")
    assert queries.mean_scores(season.dossier)["ess"] == 3 / 2


def test_reconciliation_opens_the_marks_and_holds_the_decision_until_it_is_closed(visit, season):
    first, second, third = season.readers[:3]
    talk_page = f"{address(season.dossier)}/conciliation"
    services.write_review(season.dossier, marks(4, "Tout y est."), by=first)
    with pytest.raises(Refused, match="au moins deux"):
        services.open_reconciliation(season.dossier, "Parlons-en.", by=season.staff)
    services.write_review(season.dossier, marks(1, "Presque rien."), by=second)
    services.assign_reader(season.dossier, third, by=season.staff)
    db.session.commit()
    assert "Les notes données s’écartent déjà" in visit(address(season.dossier), by=season.staff).text
    assert visit(talk_page, by=third).status_code == 403
    opened = visit(f"{talk_page}/ouverture", by=season.staff, method="POST", why="Trois points d’écart.")
    assert opened.status_code == 303
    assert "Presque rien." in visit(talk_page, by=first).text
    assert "Presque rien." not in visit(address(season.dossier), by=third).text
    assert visit(f"{talk_page}/message", by=first, method="POST", text="J’ai lu la lettre.").status_code == 303
    assert "J’ai lu la lettre." in visit(talk_page, by=second).text
    changed = {"criterion": "ess", "points": "3", "reason": "La lettre."}
    assert visit(f"{talk_page}/note", by=second, method="POST", **changed).status_code == 303
    release = queries.review_by(season.dossier, third)
    services.release(release, "La conciliation suffit.", by=season.staff)
    with pytest.raises(Refused, match="conciliation est ouverte"):
        services.label(season.dossier, "Oui.", by=season.staff)
    db.session.rollback()
    services.release(queries.review_by(season.dossier, third), "La conciliation suffit.", by=season.staff)
    db.session.commit()
    assert visit(f"{talk_page}/cloture", by=season.staff, method="POST", outcome="").status_code == 422
    assert visit(f"{talk_page}/cloture", by=season.staff, method="POST", outcome="Entendu.").status_code == 303
    services.label(season.dossier, "Oui.", by=season.staff)


def test_reader_who_steps_back_says_why_and_somebody_else_reads(season, visit):
    services.spread(season.round, 3, by=season.staff)
    db.session.commit()
    gone = queries.reviews_of(season.dossier)[0]
    with pytest.raises(MoveRefused, match="raison"):
        services.recuse(gone, " ", by=gone.reviewer)
    db.session.rollback()
    page = f"/labellisation/lectures/{gone.public_id}/recusation"
    assert visit(page, by=season.staff).status_code == 403
    assert visit(page, by=gone.reviewer, method="POST", reason="Mon frère y est.").status_code == 303
    assert (gone.status, gone.reason) == (ReviewStatus.RECUSED, "Mon frère y est.")
    assert {person.id for person in readers_of(season.dossier)} == {
        person.id for person in season.readers if person.id != gone.reviewer_id
    }
    with pytest.raises(Refused, match="ne lisez plus"):
        services.write_review(season.dossier, marks(4), by=gone.reviewer)


def test_reader_who_joins_the_team_is_set_aside_at_once_and_replaced(season):
    partial, other = season.readers[:2]
    services.write_review(season.dossier, marks(4), by=partial)
    services.write_review(season.dossier, marks(2), by=other)
    link = make_link(season.dossier.project, MemberRole.READER, by=season.amel)
    accept_invitation(link, by=partial)
    db.session.commit()
    review = queries.review_by(season.dossier, partial)
    assert review.status is ReviewStatus.SET_ASIDE and "équipe du projet" in review.reason
    assert queries.mean_scores(season.dossier)["ess"] == 2
    assert len(readers_of(season.dossier)) == 1 and partial not in readers_of(season.dossier)
    line = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "review.set_aside")).one()
    assert (line.actor, line.facts["conflict"]) == (None, "team")
    told = db.session.scalars(select(Notification).where(Notification.person_id == partial.id)).all()
    assert any("écartées" in news.title for news in told)
    with pytest.raises(Refused, match="ne comptent pas"):
        services.write_review(season.dossier, marks(4), by=partial)


def test_interest_declared_after_marking_counts_before_the_decision(season):
    reader, other = season.readers[:2]
    services.write_review(season.dossier, marks(4), by=reader)
    services.write_review(season.dossier, marks(1), by=other)
    declared = Interest(person_id=reader.id, sentence="Voisin.", declared_by_id=reader.id)
    declared.subject = f"proposal:{season.dossier.public_id}"
    db.session.add(declared)
    db.session.commit()
    with pytest.raises(Refused, match="n’a pas fini de lire"):  # somebody else is asked first
        services.label(season.dossier, "Oui.", by=season.staff)
    assert queries.review_by(season.dossier, reader).status is ReviewStatus.SET_ASIDE


@pytest.mark.parametrize("who", ["holder", "moderator", "twice"])
def test_dossier_is_given_by_hand_only_to_who_may_read_it(season, people, who):
    if who == "twice":
        services.assign_reader(season.dossier, season.readers[0], by=season.staff)
    person = {"holder": season.amel, "moderator": people("Mo"), "twice": season.readers[0]}[who]
    with pytest.raises(Refused):
        services.assign_reader(season.dossier, person, by=season.staff)
    assert len(db.session.scalars(select(Review)).all()) == (who == "twice")
