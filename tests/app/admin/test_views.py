"""What waits, by role; the audit log and its chain."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.accounts.models import Role
from app.admin import queries, waiting
from app.core import audit, clock
from app.core.extensions import db
from app.core.policy import RULES
from app.ideas.models import Idea
from app.organisations.models import Kind
from app.organisations.services import declaring
from app.projects.models import Proposal
from app.results.models import Result
from app.reviews import services as reviews
from app.reviews.models import Criterion
from app.rounds import services as rounds
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme
from app.territories.queries import municipality_by_code


@pytest.mark.parametrize(
    ("role", "waits", "reads"),
    [
        (None, False, False),
        (Role.MENTOR, True, False),
        (Role.MODERATOR, True, False),
        (Role.REVIEWER, True, False),
        (Role.STAFF, True, True),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_the_doors_open_when_the_role_allows(app, people, role, waits, reads):
    person = people("Amel", *([role] if role else []))

    assert [RULES[p](person) for p in ("admin.waiting", "audit.read")] == [waits, reads]


@pytest.fixture
def busy(a_round, people):
    round_ = a_round(PhaseKind.VOTE)
    round_.phase(PhaseKind.VOTE).ends_at = clock.now() - timedelta(hours=1)
    db.session.add(
        Idea(
            round_id=round_.id,
            title="T",
            body="B",
            theme=Theme.ARTS,
            municipality_code="62041",
            author_id=people("Citoyen").id,
        )
    )
    db.session.add(Proposal(round_id=round_.id, code="P1", title="T", requested_cents=1, budget_cents=1, answers=[]))
    db.session.add(Result(round_id=round_.id, ballots=0, certificate={}, digest="sha256:0"))
    db.session.commit()
    return round_


def seen_by(visit, person):
    return visit("/gestion/", by=person).text.replace("\u00a0", " ")


def test_each_role_sees_its_own_work_when_it_waits(visit, busy, people):
    pages = {
        role: seen_by(visit, people(role, role)) for role in (Role.MENTOR, Role.MODERATOR, Role.REVIEWER, Role.STAFF)
    }

    seen = {
        role: [s in page for s in ("Un contenu à relire", "Signer le résultat", "Clore la phase")]
        for role, page in pages.items()
    }
    assert seen == {
        Role.MENTOR: [False, False, False],
        Role.MODERATOR: [True, False, False],
        Role.REVIEWER: [False, False, False],
        Role.STAFF: [True, True, True],
    }


def test_organisations_to_check_wait_for_staff_who_are_not_in_them(visit, people):
    stella, sam, modo = people("Stella", Role.STAFF), people("Sam", Role.STAFF), people("Modo", Role.MODERATOR)
    town = municipality_by_code("62041")
    for by, rna in ((people("Amel"), "W621234567"), (stella, "W621234568")):
        declaring.declare(declaring.Identity(f"Asso {rna}", Kind.ASSOCIATION, town, rna=rna), by=by)
    db.session.commit()
    pages = {person.name: seen_by(visit, person) for person in (stella, sam, modo)}
    assert "Une structure à vérifier" in pages["Stella"]
    assert "2 structures à vérifier" in pages["Sam"]
    assert "à vérifier" not in pages["Modo"]


def dossiers_seen(visit, person):
    page = seen_by(visit, person)
    return ["pas encore noté" in page, "Un dossier noté" in page]


def test_dossiers_wait_for_those_the_doors_open_to(visit, people, a_round, a_proposal):
    proposal = a_proposal(people("Amel"), a_round(PhaseKind.LABELLING))
    remi, sara, stella = people("Rémi", Role.REVIEWER), people("Sara", Role.REVIEWER), people("Stella", Role.STAFF)
    assert [dossiers_seen(visit, p) for p in (remi, stella)] == [[True, False], [True, False]]
    reviews.write_review(proposal, dict.fromkeys(Criterion, (3, "Du concret.")), by=remi)
    db.session.commit()
    seen = {p.name: dossiers_seen(visit, p) for p in (remi, sara, stella)}
    assert seen == {"Rémi": [False, False], "Sara": [True, False], "Stella": [True, True]}


@pytest.mark.parametrize("case", ["own", "sent back", "labelling is over"])
def test_dossiers_do_not_wait_when_nothing_can_be_done(visit, people, a_round, a_proposal, during, case):
    stella = people("Stella", Role.STAFF)
    round_ = a_round(PhaseKind.CONTESTATION if case == "labelling is over" else PhaseKind.LABELLING)
    proposal = a_proposal(stella if case == "own" else people("Amel"), round_)
    scores = dict.fromkeys(Criterion, (3, "Du concret."))
    during(
        round_, PhaseKind.LABELLING, lambda: reviews.write_review(proposal, scores, by=people("Rémi", Role.REVIEWER))
    )
    if case == "sent back":
        reviews.return_for_completion(proposal, "Le calendrier.", by=people("Dina", Role.STAFF))
        db.session.commit()
    assert dossiers_seen(visit, stella) == [False, False]


def test_reopened_dossier_waits_for_another_reader_when_contestation_is_open(
    visit, people, a_round, a_proposal, during
):
    round_, dina, stella = (
        a_round(PhaseKind.CONTESTATION),
        people("Dina", Role.STAFF),
        people("Stella", Role.STAFF),
    )
    proposal = a_proposal(people("Amel"), round_)

    def refuse():
        reviews.write_review(proposal, dict.fromkeys(Criterion, (3, "Du concret.")), by=dina)
        reviews.refuse_label(proposal, "Trop court.", by=dina)

    during(round_, PhaseKind.LABELLING, refuse)
    reviews.reopen(proposal, "Recours reçu.", by=stella)
    db.session.commit()
    assert [dossiers_seen(visit, person) for person in (dina, stella)] == [[False, False], [True, True]]


def test_own_envie_does_not_wait_for_its_author_when_they_moderate(visit, people, a_round, an_idea):
    chloe = people("Chloé", Role.MODERATOR)
    an_idea(chloe, a_round(), "pending")
    assert "Un contenu à relire" not in seen_by(visit, chloe)
    assert "Un contenu à relire" in seen_by(visit, people("Mo", Role.MODERATOR))


def test_the_chain_is_said_broken_when_its_last_line_is_gone(app, visit, a_round, people):
    staff, round_ = people("Stella", Role.STAFF), a_round()
    for _ in range(2):
        audit.record("round.look", round_, by=staff)
        db.session.commit()
    unguard()
    db.session.execute(text("DELETE FROM audit_event WHERE id=(SELECT max(id) FROM audit_event)"))
    db.session.commit()

    assert "La chaîne est rompue" in visit("/gestion/journal?verifier=1", by=staff, most_queries=13).text


def test_a_closed_vote_waits_to_be_counted(visit, a_round, people):
    round_ = a_round(PhaseKind.COUNT)
    page = seen_by(visit, people("Stella", Role.STAFF))
    assert f"Dépouiller le vote de « {round_.name} »" in page
    assert f"/gestion/resultats/{round_.public_id}" in page


def test_the_second_person_is_called_when_a_closing_waits(app, visit, busy, people):
    first, second = people("Stella", Role.STAFF), people("Sami", Role.STAFF)
    rounds.request_close(busy.phase(PhaseKind.VOTE), by=first)
    db.session.commit()

    assert "doit être confirmée par une autre personne" in seen_by(visit, first)
    assert "Confirmer la clôture de « Vote »" in seen_by(visit, second)
    with app.test_request_context():
        assert [item.verb for item in waiting.items_for(second, waiting.due_for(second))] == [
            "Confirmer",
            "Signer",
            "Relire",
        ]


def test_the_log_is_narrowed_when_a_subject_or_a_verb_is_asked(visit, busy, people):
    staff = people("Stella", Role.STAFF)
    phase = busy.phase(PhaseKind.VOTE)
    rounds.request_close(phase, by=staff)
    rounds.keep_open(phase, by=staff)
    db.session.commit()

    everything, narrowed = (
        visit("/gestion/journal", by=staff),
        visit(f"/gestion/journal?sujet=phase:{phase.public_id}&verbe=phase.keep", by=staff),
    )

    assert ("phase.request_close</td>" in everything.text, "phase.request_close</td>" in narrowed.text) == (True, False)
    assert "Stella" in narrowed.text
    assert visit("/gestion/journal?page=99", by=staff).status_code == 200
    assert visit("/gestion/journal", by=people("Mo", Role.MODERATOR)).status_code == 403


def test_the_chain_is_said_intact_or_broken_when_checked(app, visit, busy, people):
    staff = people("Stella", Role.STAFF)
    for _ in range(2):
        audit.record("round.look", busy, by=staff)
        db.session.commit()
    assert "La chaîne est intacte" in visit("/gestion/journal?verifier=1", by=staff, most_queries=13).text
    forge(app)

    assert "La chaîne est rompue" in visit("/gestion/journal?verifier=1", by=staff, most_queries=13).text
    assert queries.check_chain(most=1)[1] == []


def forge(app):
    """What an intruder with the database's owner rights would do: switch the guards off, change a line."""
    unguard()
    first = db.session.execute(text("SELECT min(id) FROM audit_event")).scalar_one()
    db.session.execute(text("UPDATE audit_event SET verb='round.other' WHERE id=:id"), {"id": first})
    db.session.commit()


def unguard():
    if db.engine.dialect.name == "sqlite":
        for (name,) in db.session.execute(
            text("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='audit_event'")
        ).all():
            db.session.execute(text(f"DROP TRIGGER {name}"))
    else:
        db.session.execute(text("ALTER TABLE audit_event DISABLE TRIGGER USER"))
