"""Decisions on the label: prepared unseen, announced together by two people, told by letters, contested."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.committees import services as committees
from app.committees.models import Seat
from app.committees.services.dossiers import Said
from app.committees.status import Outcome
from app.core import audit, clock
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.labelling import queries, services
from app.labelling.models import LabelDecision
from app.labelling.services import Prepared
from app.labelling.status import ReleaseStatus, Verdict
from app.notifications.models import Notification, OutboxMessage
from app.projects import services as projects
from app.projects.models import Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.rounds.models import PhaseKind
from moderation.label_grounds import LABEL_GROUNDS, LabelGround
from tests.app.labelling.conftest import CHANGES, LABELLED, REFUSED
from tests.races import at_once


def _mails(address):
    return db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == address).order_by(OutboxMessage.id)).all()


def _verbs():
    return [event.verb for event in db.session.scalars(select(audit.AuditEvent).order_by(audit.AuditEvent.id))]


# --- prepared ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prepared", "sentence"),
    [
        (LABELLED._replace(reason=" "), "Donnez la raison"),
        (REFUSED._replace(grounds=[]), "au moins un motif"),
        (REFUSED._replace(advice=""), "ce qui peut être amélioré"),
    ],
)
def test_a_decision_owes_its_words(season, prepared, sentence):
    with pytest.raises(Refused, match=sentence):
        services.prepare(season.proposals[0], prepared, by=season.dina)


def test_a_prepared_decision_is_seen_by_nobody_of_the_team(season, visit):
    before = len(_mails("bruno@exemple.fr"))
    season.prepare()
    bruno, proposal = season.holders[1], season.proposals[1]
    assert proposal.status is ProposalStatus.ENTERED and len(_mails("bruno@exemple.fr")) == before
    for path in (f"/projets/{proposal.project.public_id}", f"/projets/proposition/{proposal.public_id}"):
        assert "Le lieu n’est pas trouvé." not in visit(path, by=bruno).text
    assert visit(f"/label/lettres/{proposal.public_id}", by=bruno).status_code == 404
    assert visit(f"/label/dossiers/{proposal.public_id}", by=bruno).status_code == 403
    assert "Label refusé" in visit(f"/label/editions/{season.round.public_id}", by=season.dina).text


def test_a_decision_follows_the_committee(season):
    sitting = committees.plan_sitting(season.round, clock.now() + timedelta(days=1), "Arras", by=season.dina)
    chair = committees.give_seat(season.round, season.remi.email, Seat.CHAIR, by=season.dina)
    committees.add_to_agenda(sitting, season.proposals[:1], by=season.dina)
    proposal, item = season.proposals[0], sitting.items[0]
    with pytest.raises(Refused, match="pas encore prononcé"):
        services.prepare(proposal, LABELLED, by=season.dina)
    committees.note_presences(sitting, [chair.id], by=season.dina)
    committees.open_sitting(sitting, by=season.dina)
    committees.say(item, Said(Outcome.REFUSE, "Trop tôt.", by_consensus=True), by=season.dina)
    with pytest.raises(Refused, match="pas levée"):
        services.prepare(proposal, REFUSED, by=season.dina)
    committees.close_sitting(sitting, by=season.dina)
    with pytest.raises(Refused, match="Le comité a dit autre chose"):
        services.prepare(proposal, LABELLED, by=season.dina)
    assert services.prepare(proposal, REFUSED, by=season.dina).verdict is Verdict.REFUSE


def test_where_the_committee_decides_nothing_is_prepared_without_it(season):
    season.round.rulebooks[0].rules = {**season.round.rulebooks[0].rules, "committee_decides": True}
    db.session.commit()
    with pytest.raises(Refused, match="mettez d’abord ce dossier à l’ordre du jour"):
        services.prepare(season.proposals[0], LABELLED, by=season.dina)


def test_a_withdrawn_dossier_gets_no_decision(season):
    projects.withdraw_proposal(season.proposals[0], "Doublon.", by=season.dina)
    with pytest.raises(Refused, match="Retiré"):
        services.prepare(season.proposals[0], LABELLED, by=season.dina)


# --- announced --------------------------------------------------------------------------------------------------


def test_everything_is_announced_at_once_and_once(season):
    found = season.announce()
    assert services.release(found, by=season.dina) == 3
    db.session.commit()
    first, second, third = season.proposals
    assert (first.status, first.number) == (ProposalStatus.LABELLED, 1)
    assert second.status is ProposalStatus.REFUSED and second.decision_reason == "Le lieu n’est pas trouvé."
    assert third.status is ProposalStatus.ENTERED and third.project.status is ProjectStatus.TO_COMPLETE
    letter = _mails("bruno@exemple.fr")[-1]
    assert "Faisabilité" in letter.body and "Signez d’abord avec la mairie." in letter.body
    assert "telerecours" in letter.body and "/comptoirs/" in letter.body and "L. 311-3-1" in letter.body
    assert "numéro 1" in _mails("amel@exemple.fr")[-1].body
    assert "Joignez le devis du four." in _mails("chloé@exemple.fr")[-1].body
    with pytest.raises(Refused, match="déjà annoncées"):
        services.release(found, by=season.dina)
    assert [verb for verb in _verbs() if verb.startswith("label_release")] == [
        "label_release.plan", "label_release.request", "label_release.approve", "label_release.release",
    ]  # fmt: skip


def test_two_buttons_at_the_same_instant_announce_once(app, season):
    found = season.announce()
    key, who = found.public_id, season.dina.id
    db.session.close()

    def deed(wait):
        release, by = queries.release_by_public_id(key), db.session.get(Person, who)
        wait()
        services.release(release, by=by)

    done = sorted(at_once(app, deed, deed), key=len)
    assert done[0] == "done" and "déjà annoncées" in done[1]
    assert (
        len(db.session.scalars(select(Notification).where(Notification.title.contains("a reçu le label"))).all()) == 1
    )


def test_one_missing_decision_holds_everything(season):
    season.prepare(LABELLED, REFUSED)
    found = services.plan_release(season.round, clock.now() + timedelta(hours=1), by=season.dina)
    with pytest.raises(Refused, match="Un dossier n’a pas de décision : « La radio »"):
        services.request_release(found, by=season.dina)


def test_an_announcement_that_fails_changes_nothing(season, monkeypatch):
    found = season.announce()
    season.round.phase(PhaseKind.LABELLING).ends_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    with pytest.raises(Refused, match="Labellisation"):
        services.release(found, by=season.dina)
    db.session.rollback()
    assert {proposal.status for proposal in season.proposals} == {ProposalStatus.ENTERED}
    assert (
        found.status is ReleaseStatus.APPROVED
        and not db.session.scalars(select(LabelDecision).where(LabelDecision.release_id.is_not(None))).all()
    )


def test_nothing_leaves_before_the_moment_nor_by_one_person(season):
    season.prepare()
    found = services.plan_release(season.round, clock.now() + timedelta(hours=1), by=season.dina)
    with pytest.raises(MoveRefused):
        services.release(found, by=season.dina)
    db.session.rollback()
    found = services.plan_release(season.round, clock.now() + timedelta(hours=1), by=season.dina)
    services.request_release(found, by=season.dina)
    with pytest.raises(Refused, match="une autre personne"):
        services.approve(found, by=season.dina)
    with pytest.raises(Refused, match="en cours de confirmation"):
        services.prepare(season.proposals[0], REFUSED, by=season.dina)
    services.approve(found, by=season.elise)
    with pytest.raises(Refused, match="rien ne part avant"):
        services.release(found, by=season.dina)
    with pytest.raises(MoveRefused, match="raison"):
        services.hold_back(found, " ", by=season.elise)
    services.hold_back(found, "Une erreur dans une lettre.", by=season.elise)
    services.prepare(season.proposals[0], REFUSED, by=season.dina)
    assert found.approved_by_id is None


def test_a_moment_outside_labelling_is_refused(season):
    for when in (clock.now() - timedelta(days=1), clock.now() + timedelta(days=300)):
        with pytest.raises(Refused):
            services.plan_release(season.round, when, by=season.dina)


def test_what_was_withdrawn_meanwhile_is_without_object(season):
    found = season.announce()
    projects.withdraw_proposal(season.proposals[1], "Doublon.", by=season.fatou)
    assert services.release(found, by=None) == 2
    db.session.commit()
    decision = queries.decision_of(season.proposals[1])
    assert decision.without_object and season.proposals[1].status is ProposalStatus.WITHDRAWN
    assert not any("n’a pas reçu le label" in mail.subject for mail in _mails("bruno@exemple.fr"))


def test_the_command_announces_what_is_due_and_finds_nothing_after(app, season):
    season.announce()
    run, key = app.test_cli_runner().invoke, season.proposals[0].id
    db.session.close()
    assert "Édition d’essai: 3" in run(args=["labelling", "release"]).output
    assert run(args=["labelling", "release"]).output == ""
    assert db.session.get(Proposal, key).status is ProposalStatus.LABELLED


# --- letters and appeals ----------------------------------------------------------------------------------------


def test_the_letter_is_read_by_its_team_and_the_programme_alone(season, visit, join, people):
    services.release(season.announce(), by=season.dina)
    db.session.commit()
    path, mate = f"/label/lettres/{season.proposals[1].public_id}", people("Mate")
    join(season.proposals[1].project, mate, "reader")
    for person in (season.holders[1], mate, season.dina):
        page = unescape(visit(path, by=person).text)
        assert "Faisabilité" in page and "Le lieu n’est pas trouvé." in page and "deux mois" in page
    assert visit(path, by=season.holders[0]).status_code == 403
    answer = visit(f"{path}/lettre.pdf", by=season.holders[1])
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    shown = visit(f"/projets/proposition/{season.proposals[1].public_id}", by=season.holders[1])
    assert path in shown.text


def test_an_appeal_is_granted_by_somebody_else(season, during):
    services.release(season.announce(), by=season.dina)
    db.session.commit()
    decision, bruno = queries.decision_of(season.proposals[1]), season.holders[1]
    with pytest.raises(Refused, match="Contestation"):
        services.contest(decision, "La mairie a signé.", by=bruno)
    db.session.rollback()

    def heard():
        with pytest.raises(Refused, match="pourquoi"):
            services.contest(decision, "  ", by=bruno)
        db.session.rollback()
        appeal = services.contest(decision, "La mairie a signé.", by=bruno)
        db.session.commit()
        with pytest.raises(Refused, match="déjà contesté"):
            services.contest(decision, "Encore.", by=bruno)
        db.session.rollback()
        for person in (season.dina, season.elise):
            with pytest.raises(Refused, match="une autre personne doit entendre"):
                services.grant(appeal, "D’accord.", by=person)
        with pytest.raises(Refused, match="Donnez la raison"):
            services.grant(appeal, " ", by=season.fatou)
        services.grant(appeal, "La convention avec la mairie est jointe.", by=season.fatou)
        db.session.commit()
        with pytest.raises(Refused, match="déjà entendu"):
            services.reject(appeal, "Non.", by=season.fatou)
        db.session.rollback()

    during(season.round, PhaseKind.CONTESTATION, heard)
    assert (season.proposals[1].status, season.proposals[1].number) == (ProposalStatus.LABELLED, 2)
    mail = _mails("bruno@exemple.fr")[-1]
    assert "numéro 2" in mail.body and "La convention avec la mairie est jointe." in mail.body
    assert sum("reçoit le label" in each.subject for each in _mails("bruno@exemple.fr")) == 1


@pytest.mark.parametrize(("answer", "status"), [("grant", ProposalStatus.LABELLED), ("reject", ProposalStatus.REFUSED)])
def test_an_appeal_is_heard_from_its_page(season, during, visit, answer, status):
    services.release(season.announce(), by=season.dina)
    db.session.commit()
    letter, bruno = f"/label/lettres/{season.proposals[1].public_id}", season.holders[1]

    def heard():
        assert "Contester ce refus" in visit(letter, by=bruno).text
        assert visit(f"{letter}/recours", by=bruno, method="POST", words="La mairie a signé.").status_code == 303
        page = f"/label/recours/{queries.decision_of(season.proposals[1]).appeal.public_id}"
        assert "Vous avez pris part" in visit(page, by=season.dina).text
        assert visit(page, by=season.dina, method="POST", answer="grant", reason="Oui.").status_code == 403
        assert visit(page, by=season.fatou, method="POST", answer="reject").status_code == 422
        assert visit(page, by=season.fatou, method="POST", answer=answer, reason="Bien lu.").status_code == 303
        assert "Bien lu." in visit(letter, by=bruno).text

    during(season.round, PhaseKind.CONTESTATION, heard)
    assert season.proposals[1].status is status


def test_the_season_is_announced_from_its_pages(season, visit):
    board = f"/label/editions/{season.round.public_id}"
    for proposal, one in zip(season.proposals, (LABELLED, REFUSED, CHANGES), strict=True):
        typed = {"verdict": one.verdict.value, "reason": one.reason, "advice": one.advice}
        typed["grounds"] = [ground.value for ground in one.grounds]
        page = f"/label/dossiers/{proposal.public_id}"
        assert visit(page, by=season.dina).status_code == 200
        assert visit(page, by=season.dina, method="POST", **typed).status_code == 303
    assert visit(board, by=season.dina).text.count("à préparer") == 0
    when = clock.paris(clock.now() + timedelta(hours=3))
    typed = {"day": when.date().isoformat(), "hour": when.strftime("%H:%M")}
    assert visit(f"{board}/annonce", by=season.dina, method="POST", **typed).status_code == 303
    pending = f"/label/annonces/{queries.release_of(season.round).public_id}"
    assert visit(f"{pending}/demander", by=season.dina, method="POST").status_code == 303
    assert visit(f"{pending}/confirmer", by=season.dina, method="POST").status_code == 403
    assert visit(f"{pending}/confirmer", by=season.elise, method="POST").status_code == 303
    early = visit(f"{pending}/annoncer", by=season.dina, method="POST")
    assert early.status_code == 409 and "rien ne part avant" in unescape(early.text)
    assert "Confirmée par deux personnes" in visit(board, by=season.dina).text


def test_the_direct_decision_is_closed_where_the_committee_decides(season, visit):
    page = f"/labellisation/{season.proposals[0].public_id}/decision"
    season.round.rulebooks[0].rules = {**season.round.rulebooks[0].rules, "committee_decides": True}
    db.session.commit()
    answer = visit(page, by=season.dina, method="POST", decision="label", reason="Bien.")
    assert answer.status_code == 403 and "comité" in answer.text


def test_every_ground_says_what_falls_under_it_in_both_languages():
    assert set(LABEL_GROUNDS) == set(LabelGround)
    for ground in LABEL_GROUNDS.values():
        assert all((ground.label.fr, ground.label.en, ground.explanation.fr, ground.explanation.en))


def test_prepared_again_says_what_changed(season):
    season.prepare()
    services.prepare(season.proposals[0], Prepared(Verdict.LABEL, "Mieux dit."), by=season.elise)
    db.session.commit()
    assert queries.decision_of(season.proposals[0]).prepared_by_id == season.elise.id
    services.forget(queries.decision_of(season.proposals[0]), by=season.dina)
    db.session.commit()
    assert queries.decision_of(season.proposals[0]) is None and "label.forget" in _verbs()
