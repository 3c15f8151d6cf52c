"""The labelling desk: doors, scores, decisions, numbers."""

from fractions import Fraction
from html import unescape

import pytest
from flask_babel import force_locale
from sqlalchemy import func, select

from app.accounts.models import Person, Role
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.policy import RULES
from app.notifications.models import OutboxMessage
from app.projects.models import Proposal
from app.projects.status import ProjectStatus, ProposalStatus
from app.reviews import queries, services
from app.reviews.models import Criterion, Review, Score
from app.rounds.models import PhaseKind
from app.submissions.services import submit_project
from tests.races import at_once

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
    assert _last_mail().to == "amel@exemple.fr" and "Parce que." in _last_mail().body


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
    assert queries.mean_scores(made[1])[Criterion.INNOVATION] == Fraction(5, 2)


def test_numbers_start_again_when_the_round_is_another(people, a_round, a_proposal):
    dina = people("Dina", Role.STAFF)
    for name in ("Une édition", "Une autre"):
        proposal = a_proposal(people(name), a_round(LABELLING, name=name))
        services.write_review(proposal, SCORES, by=dina)
        services.label(proposal, "Beau projet.", by=dina)
        assert proposal.number == 1


@pytest.mark.parametrize("phase", [PhaseKind.SUBMISSION, PhaseKind.CONTESTATION, PhaseKind.VOTE])
@pytest.mark.parametrize("deed", ["label", "refuse_label", "return_for_completion"])
def test_decision_is_refused_when_labelling_is_not_open(people, a_round, a_proposal, during, phase, deed):
    round_, dina = a_round(phase), people("Dina", Role.STAFF)
    proposal = a_proposal(people("Amel"), round_)
    during(round_, LABELLING, lambda: services.write_review(proposal, SCORES, by=dina))
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
    assert submit_project(proposal.project, by=amel).status is ProposalStatus.ENTERED
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


def test_scores_are_refused_when_labelling_is_not_open(people, a_round, a_proposal):
    proposal = a_proposal(people("Amel"), a_round(PhaseKind.SUBMISSION))
    with pytest.raises(Refused, match="Labellisation"):
        services.write_review(proposal, SCORES, by=people("Rémi", Role.REVIEWER))


def test_holder_is_written_to_in_french_when_the_clerk_reads_english(app, people, a_round, a_proposal):
    proposal, dina = a_proposal(people("Amel"), a_round(LABELLING)), people("Dina", Role.STAFF)
    services.write_review(proposal, SCORES, by=dina)
    with force_locale("en"):
        services.refuse_label(proposal, "Trop court.", by=dina)
    mail = _last_mail()
    assert "n’a pas reçu le label" in mail.subject
    assert [words in mail.body for words in ("Bonjour Amel", "Raison", "seule une autre personne")] == [True] * 3


# --- appeals ----------------------------------------------------------------------------------------------------


@pytest.fixture
def refused(people, a_round, a_proposal, during):
    """A proposal that Dina refused, in a round whose phase of contestation is open."""
    round_, dina = a_round(PhaseKind.CONTESTATION), people("Dina", Role.STAFF)
    proposal = a_proposal(people("Amel"), round_)

    def refuse():
        services.write_review(proposal, SCORES, by=dina)
        services.refuse_label(proposal, "Trop court.", by=dina)

    during(round_, LABELLING, refuse)
    return proposal, dina


def test_refused_dossier_is_decided_by_somebody_else_when_reopened(visit, people, refused):
    proposal, dina = refused
    ines, address = people("Inès", Role.STAFF), f"/labellisation/{proposal.public_id}"
    answer = visit(f"{address}/reouverture", by=dina, method="POST", reason="Je me ravise.")
    assert (answer.status_code, "une autre personne doit la revoir" in unescape(answer.text)) == (403, True)
    assert f"{address}/reouverture" not in visit(address, by=dina).text
    assert f"{address}/reouverture" in visit(address, by=ines).text
    assert "Trop court." in visit(f"{address}/reouverture", by=ines).text
    assert visit(f"{address}/reouverture", by=ines, method="POST", reason="").status_code == 422
    assert visit(f"{address}/reouverture", by=ines, method="POST", reason="Recours reçu.").status_code == 303
    assert (proposal.status, proposal.decision_reason) == (ProposalStatus.ENTERED, None)
    assert "Recours reçu." in _last_mail().body
    typed = {"decision": "label", "reason": "Relu.", "version": proposal.version}
    assert visit(f"{address}/decision", by=dina, method="POST", **typed).status_code == 403
    assert visit(f"{address}/decision", by=ines, method="POST", **typed).status_code == 303
    assert (proposal.status, proposal.number) == (ProposalStatus.LABELLED, 1)


def test_refused_dossier_stays_refused_when_contestation_is_over(people, a_round, a_proposal):
    proposal = a_proposal(people("Amel"), a_round(PhaseKind.VOTE))
    proposal.status = ProposalStatus.REFUSED
    with pytest.raises(Refused, match="Labellisation"):
        services.reopen(proposal, "Trop tard.", by=people("Inès", Role.STAFF))


def test_only_reopened_dossiers_are_decided_when_contestation_is_open(people, a_round, a_proposal, during):
    round_, dina = a_round(PhaseKind.CONTESTATION), people("Dina", Role.STAFF)
    proposal = a_proposal(people("Amel"), round_)
    during(round_, LABELLING, lambda: services.write_review(proposal, SCORES, by=dina))
    with pytest.raises(Refused, match="Labellisation"):
        services.label(proposal, "Beau projet.", by=dina)


# --- two people at once -----------------------------------------------------------------------------------------


def _deed(proposal_id, person_id, deed):
    """What one person does on one proposal, once the page has read it."""

    def run(wait):
        proposal, person = db.session.get(Proposal, proposal_id), db.session.get(Person, person_id)
        assert proposal.project.holder_id != person.id  # as the door reads it
        wait()
        deed(proposal, by=person)

    return run


@pytest.mark.parametrize(
    ("one", "other"),
    [("label", "return_for_completion"), ("label", "refuse_label"), ("refuse_label", "return_for_completion")],
)
def test_one_of_two_decisions_stands_when_taken_at_once(app, people, a_round, a_proposal, one, other):
    proposal, dina, ines = a_proposal(people("Amel"), a_round(LABELLING)), people("Dina"), people("Inès")
    services.write_review(proposal, SCORES, by=people("Rémi", Role.REVIEWER))
    db.session.commit()
    deeds = [
        _deed(proposal.id, person.id, lambda it, by, deed=deed: getattr(services, deed)(it, "Parce que.", by=by))
        for person, deed in ((dina, one), (ines, other))
    ]
    db.session.commit()
    outcomes = at_once(app, *deeds)
    db.session.expire_all()
    assert outcomes.count("done") == 1
    sent_back = proposal.project.status is ProjectStatus.TO_COMPLETE
    assert sent_back is (proposal.status is ProposalStatus.ENTERED)


def test_scores_are_those_of_the_label_when_written_at_the_same_instant(app, people, a_round, a_proposal):
    proposal, dina, remi = a_proposal(people("Amel"), a_round(LABELLING)), people("Dina"), people("Rémi")
    low, high = (dict.fromkeys(Criterion, (points, "Parce que.")) for points in (0, 4))
    services.write_review(proposal, low, by=remi)
    db.session.commit()
    deeds = [
        _deed(proposal.id, dina.id, lambda it, by: services.label(it, "Beau projet.", by=by)),
        _deed(proposal.id, remi.id, lambda it, by: services.write_review(it, high, by=by)),
    ]
    db.session.commit()
    assert at_once(app, *deeds)[0] == "done"
    db.session.expire_all()
    assert proposal.scores == {key: str(mean) for key, mean in queries.mean_scores(proposal).items()}


def test_one_reading_is_kept_when_the_same_person_sends_it_twice_at_once(app, people, a_round, a_proposal):
    proposal, remi = a_proposal(people("Amel"), a_round(LABELLING)), people("Rémi")
    deeds = [_deed(proposal.id, remi.id, lambda it, by: services.write_review(it, SCORES, by=by))] * 2
    db.session.commit()
    assert at_once(app, *deeds) == ["done", "done"]
    assert db.session.scalar(select(func.count()).select_from(Review)) == 1


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


def test_decision_keeps_its_reason_when_the_phase_is_closed(visit, people, a_round, a_proposal, during):
    round_, dina = a_round(PhaseKind.VOTE), people("Dina", Role.STAFF)
    proposal = a_proposal(people("Amel"), round_)
    during(round_, LABELLING, lambda: services.write_review(proposal, SCORES, by=dina))
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
