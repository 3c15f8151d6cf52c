"""The labelling desk: doors, scores, decisions, numbers."""

from fractions import Fraction
from html import unescape

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.policy import RULES
from app.notifications.models import OutboxMessage
from app.projects import services as projects
from app.projects.status import ProjectStatus, ProposalStatus
from app.reviews import queries, services
from app.reviews.models import Criterion, Review, Score
from app.rounds.models import PhaseKind

LABELLING = PhaseKind.LABELLING
SCORES = {
    Criterion.COOPERATION: (3, "Trois partenaires."),
    Criterion.INNOVATION: (2, "Déjà vu."),
    Criterion.ESS: (4, "Une voix chacun."),
}
TYPED = {
    "cooperation": 3,
    "cooperation_reason": "Trois partenaires.",
    "innovation": 2,
    "innovation_reason": "Déjà vu.",
    "ess": 4,
    "ess_reason": "Une voix.",
}
REACHED = {
    ("entered", "label"): "labelled",
    ("entered", "refuse_label"): "refused",
    ("entered", "return_for_completion"): "entered",
}


def _last_mail():
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()


# --- services ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["label", "refuse_label", "return_for_completion"])
@pytest.mark.parametrize("status", ProposalStatus)
def test_decision_leads_where_the_table_says_when_taken(people, a_round, a_proposal, status, deed):
    proposal, dina = a_proposal(people("Amel"), a_round(LABELLING)), people("Dina", Role.STAFF)
    services.write_review(proposal, SCORES, by=people("Rémi", Role.REVIEWER))
    if status is ProposalStatus.LABELLED:
        proposal.number = 7
    proposal.status = status
    db.session.commit()
    target = REACHED.get((status.value, deed))
    if target is None:
        with pytest.raises(Refused):
            getattr(services, deed)(proposal, "Parce que.", by=dina)
        db.session.rollback()
        assert proposal.status is status
        return
    getattr(services, deed)(proposal, "Parce que.", by=dina)
    db.session.commit()
    assert proposal.status.value == target
    assert proposal.project.status is (
        ProjectStatus.TO_COMPLETE if deed == "return_for_completion" else ProjectStatus.SUBMITTED
    )
    assert _last_mail().to == "amel@exemple.fr" and "Raison : Parce que." in _last_mail().body


def test_label_fixes_exact_means_and_gives_the_next_number_when_given(people, a_round, a_proposal):
    round_, dina, remi = a_round(LABELLING), people("Dina", Role.STAFF), people("Rémi", Role.REVIEWER)
    made = [a_proposal(people(name), round_) for name in ("Amel", "Bruno", "Chloé")]
    for proposal in made:
        services.write_review(proposal, SCORES, by=remi)
    services.write_review(made[1], SCORES | {Criterion.INNOVATION: (3, "Pas si vu.")}, by=dina)
    for proposal in (made[1], made[2], made[0]):
        services.label(proposal, "Beau projet.", by=dina)
    db.session.commit()
    assert [p.number for p in made] == [3, 1, 2]
    assert made[1].scores == {"cooperation": "3", "innovation": "5/2", "ess": "4"}
    assert services.mean_scores(made[1])[Criterion.INNOVATION] == Fraction(5, 2)


def test_numbers_start_again_when_the_round_is_another(people, a_round, a_proposal):
    dina = people("Dina", Role.STAFF)
    for name in ("Une édition", "Une autre"):
        proposal = a_proposal(people(name), a_round(LABELLING, name=name))
        services.write_review(proposal, SCORES, by=dina)
        services.label(proposal, "Beau projet.", by=dina)
        assert proposal.number == 1


@pytest.mark.parametrize("phase", [PhaseKind.SUBMISSION, PhaseKind.CONTESTATION, PhaseKind.VOTE])
@pytest.mark.parametrize("deed", ["label", "refuse_label"])
def test_decision_is_refused_when_labelling_is_not_open(people, a_round, a_proposal, phase, deed):
    proposal, dina = a_proposal(people("Amel"), a_round(phase)), people("Dina", Role.STAFF)
    services.write_review(proposal, SCORES, by=dina)
    with pytest.raises(Refused, match="Labellisation"):
        getattr(services, deed)(proposal, "Parce que.", by=dina)


@pytest.mark.parametrize("deed", ["label", "refuse_label"])
def test_decision_is_refused_when_nobody_scored(people, a_round, a_proposal, deed):
    with pytest.raises(Refused, match="au moins une note"):
        getattr(services, deed)(
            a_proposal(people("Amel"), a_round(LABELLING)), "Parce que.", by=people("Dina", Role.STAFF)
        )


@pytest.mark.parametrize("deed", ["label", "refuse_label", "return_for_completion"])
def test_decision_is_refused_when_its_reason_is_missing(people, a_round, a_proposal, deed):
    proposal, dina = a_proposal(people("Amel"), a_round(LABELLING)), people("Dina", Role.STAFF)
    services.write_review(proposal, SCORES, by=dina)
    with pytest.raises(MoveRefused, match="raison"):
        getattr(services, deed)(proposal, "  ", by=dina)


def test_decision_waits_when_the_dossier_was_sent_back(people, a_round, a_proposal):
    amel, dina = people("Amel"), people("Dina", Role.STAFF)
    proposal = a_proposal(amel, a_round(LABELLING))
    services.write_review(proposal, SCORES, by=dina)
    services.return_for_completion(proposal, "Le calendrier est vide.", by=dina)
    with pytest.raises(Refused, match="renvoyé pour être complété"):
        services.label(proposal, "Beau projet.", by=dina)
    assert projects.submit_project(proposal.project, by=amel).status is ProposalStatus.ENTERED
    assert proposal.status is ProposalStatus.REPLACED


def test_own_review_changes_when_written_again(people, a_round, a_proposal):
    proposal, remi = a_proposal(people("Amel"), a_round(LABELLING)), people("Rémi", Role.REVIEWER)
    services.write_review(proposal, SCORES, by=remi)
    services.write_review(proposal, SCORES | {Criterion.ESS: (0, "Relu.")}, by=remi)
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Review)) == 1
    assert db.session.scalar(select(func.count()).select_from(Score)) == 3
    assert queries.mean_scores(proposal)[Criterion.ESS] == 0


@pytest.mark.parametrize(
    "given", [{}, {Criterion.ESS: (5, "Trop.")}, {Criterion.ESS: (-1, "Moins.")}, {Criterion.ESS: (2, "  ")}]
)
def test_scores_are_refused_when_one_is_wrong(people, a_round, a_proposal, given):
    scores = {k: v for k, v in SCORES.items() if k is not Criterion.ESS} | given
    with pytest.raises(Refused, match="de 0 à 4 points"):
        services.write_review(a_proposal(people("Amel"), a_round(LABELLING)), scores, by=people("Rémi", Role.REVIEWER))


def test_scores_no_longer_change_when_the_decision_is_taken(people, a_round, a_proposal):
    proposal, dina = a_proposal(people("Amel"), a_round(LABELLING)), people("Dina", Role.STAFF)
    services.write_review(proposal, SCORES, by=dina)
    services.label(proposal, "Beau projet.", by=dina)
    with pytest.raises(Refused, match="ne changent plus"):
        services.write_review(proposal, SCORES, by=dina)


# --- doors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roles", "read", "write", "decide"),
    [
        ([], False, False, False),
        ([Role.MODERATOR], False, False, False),
        ([Role.REVIEWER], True, True, False),
        ([Role.STAFF], True, True, True),
        ([Role.ADMINISTRATOR], True, True, True),
    ],
)
@pytest.mark.parametrize("own", [False, True])
def test_doors_open_to_whom_the_table_says_when_knocked(people, a_round, a_proposal, roles, read, write, decide, own):
    actor, holder = people("Bruno", *roles), people("Amel")
    proposal = a_proposal(actor if own else holder, a_round(LABELLING))
    found = [RULES[f"review.{deed}"](actor, proposal) for deed in ("read", "write", "decide")]
    assert found == [read, write and not own, decide and not own]


def test_visitor_is_sent_to_sign_in_when_knocking(visit, people):
    assert visit("/labellisation/").status_code == 303
    assert visit("/labellisation/", by=people("Amel")).status_code == 403


# --- pages ------------------------------------------------------------------------------------------------------


def test_scores_are_kept_and_shown_when_written(visit, people, a_round, a_proposal):
    proposal, remi = a_proposal(people("Amel"), a_round(LABELLING)), people("Rémi", Role.REVIEWER)
    address = f"/labellisation/{proposal.public_id}"
    assert "Vos notes" in visit(address, by=remi).text
    assert visit(address + "/avis", by=remi, method="POST", **TYPED).status_code == 303
    page = visit(address, by=remi)
    assert "3 sur 4" in page.text and "Trois partenaires." in page.text
    assert "Décider et prévenir" not in page.text


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ess_reason", "", "Dites pourquoi"),
        ("ess", "", "de 0 à 4"),
        ("ess", "5", "de 0 à 4"),
        ("ess", "beaucoup", "de 0 à 4"),
    ],
)
def test_scores_stay_typed_when_one_is_wrong(visit, people, a_round, a_proposal, name, value, sentence):
    proposal = a_proposal(people("Amel"), a_round(LABELLING))
    page = visit(
        f"/labellisation/{proposal.public_id}/avis",
        by=people("Rémi", Role.REVIEWER),
        method="POST",
        **TYPED | {name: value},
    )
    assert page.status_code == 422
    assert sentence in unescape(page.text) and "Trois partenaires." in page.text
    assert db.session.scalars(select(Review)).all() == []


def test_other_opinions_wait_when_mine_is_not_written(visit, people, a_round, a_proposal):
    proposal, remi = a_proposal(people("Amel"), a_round(LABELLING)), people("Rémi", Role.REVIEWER)
    services.write_review(proposal, SCORES | {Criterion.ESS: (1, "Avis du premier.")}, by=people("Sara", Role.REVIEWER))
    db.session.commit()
    address = f"/labellisation/{proposal.public_id}"
    assert "Avis du premier." not in visit(address, by=remi).text
    visit(address + "/avis", by=remi, method="POST", **TYPED)
    assert "Avis du premier." in visit(address, by=remi).text
    assert "Avis du premier." in visit(address, by=people("Dina", Role.STAFF)).text


def test_own_project_is_neither_scored_nor_decided_when_its_holder_tries(visit, people, a_round, a_proposal):
    dina = people("Dina", Role.STAFF)
    proposal = a_proposal(dina, a_round(LABELLING))
    address = f"/labellisation/{proposal.public_id}"
    assert "C’est votre propre projet" in visit(address, by=dina).text
    for deed, data in (("avis", TYPED), ("decision", {"decision": "label", "reason": "Le mien."})):
        answer = visit(f"{address}/{deed}", by=dina, method="POST", **data)
        assert answer.status_code == 403 and "C’est votre propre projet" in answer.text


@pytest.mark.parametrize(("decision", "status"), [("label", "labelled"), ("refuse", "refused"), ("return", "entered")])
def test_decision_is_taken_once_when_two_people_press(visit, people, a_round, a_proposal, decision, status):
    proposal, dina, ines = (
        a_proposal(people("Amel"), a_round(LABELLING)),
        people("Dina", Role.STAFF),
        people("Inès", Role.STAFF),
    )
    services.write_review(proposal, SCORES, by=people("Rémi", Role.REVIEWER))
    db.session.commit()
    address, version = f"/labellisation/{proposal.public_id}/decision", proposal.version
    assert (
        visit(address, by=dina, method="POST", decision=decision, reason="Relu à deux.", version=version).status_code
        == 303
    )
    assert proposal.status.value == status
    page = visit(address, by=ines, method="POST", decision="refuse", reason="Trop tard", version=version)
    assert page.status_code == 422
    assert "Trop tard" in page.text
    assert proposal.status.value == status


def test_decision_keeps_its_reason_when_the_phase_is_closed(visit, people, a_round, a_proposal):
    proposal, dina = a_proposal(people("Amel"), a_round(PhaseKind.VOTE)), people("Dina", Role.STAFF)
    services.write_review(proposal, SCORES, by=dina)
    db.session.commit()
    page = visit(
        f"/labellisation/{proposal.public_id}/decision",
        by=dina,
        method="POST",
        decision="label",
        reason="Beau projet",
        version=proposal.version,
    )
    assert page.status_code == 422
    assert "est close depuis" in unescape(page.text) and "Beau projet" in page.text
    assert proposal.status is ProposalStatus.ENTERED


def test_queue_puts_mine_to_score_first_when_some_are_done(visit, people, a_round, a_proposal):
    round_, remi = a_round(LABELLING), people("Rémi", Role.REVIEWER)
    done, mine = a_proposal(people("Amel"), round_, title="Déjà noté"), a_proposal(remi, round_, title="Le mien")
    a_proposal(people("Bruno"), round_, title="Encore à noter")
    services.write_review(done, SCORES, by=remi)
    db.session.commit()
    text = visit("/labellisation/", by=remi).text
    assert text.index("Encore à noter") < text.index("Déjà noté") < text.index(mine.title)
    assert "votre projet" in text


def test_queue_asks_as_many_queries_when_it_has_one_or_three_rows(visit, people, a_round, a_proposal):
    round_, remi = a_round(LABELLING), people("Rémi", Role.REVIEWER)
    a_proposal(people("Amel"), round_)
    one = len(visit("/labellisation/", by=remi).queries)
    a_proposal(people("Bruno"), round_)
    a_proposal(people("Chloé"), round_)
    assert len(visit("/labellisation/", by=remi).queries) == one
    assert one <= 8


@pytest.mark.parametrize("state", ["entered", "labelled", "refused", "zzz"])
def test_queue_answers_when_asked_for_any_state(visit, people, a_round, a_proposal, state):
    remi = people("Rémi", Role.REVIEWER)
    proposal = a_proposal(people("Amel"), a_round(LABELLING))
    if state in {"labelled", "refused"}:
        proposal.number, proposal.status = 1, ProposalStatus(state)
        db.session.commit()
    assert proposal.title in visit(f"/labellisation/?etat={state}", by=remi).text
