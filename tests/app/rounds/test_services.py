"""What staff do with a round, and what the rules refuse."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person, Role
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.rounds import calendar, queries, rulebook_text, services
from app.rounds.models import Phase, PhaseKind, Round, Rulebook
from app.rounds.presets import PAS_DE_CALAIS, dates_of
from app.rounds.status import PhaseStatus, RoundStatus
from tests.app.booth.test_services import run_together


@pytest.fixture
def staff(people):
    return people("Stella", Role.STAFF), people("Sami", Role.STAFF)


@pytest.fixture
def draft(staff):
    round_ = services.create_round(
        name="Budget 2027", year=2027, preset="pas-de-calais", envelope_cents=35_200_000, by=staff[0]
    )
    db.session.commit()
    return round_


@pytest.fixture
def published(draft, staff):
    services.publish_round(draft, by=staff[0])
    services.publish_rulebook(draft, draft.rulebooks[0].text, services.rules_of(draft), by=staff[0])
    db.session.commit()
    return draft


def ready_to_vote(round_, staff):
    """Close what comes before the vote, as two people do."""
    for kind in (PhaseKind.SUBMISSION, PhaseKind.LABELLING):
        if round_.phase(kind).ends_at > clock.now():
            services.open_phase(round_.phase(kind), by=staff[0])
            services.request_close(round_.phase(kind), by=staff[0])
            db.session.commit()
            services.confirm_close(round_.phase(kind), by=staff[1])
    db.session.commit()
    return round_.phase(PhaseKind.VOTE)


def test_a_round_has_the_preset_when_created(draft):
    vote = draft.phase(PhaseKind.VOTE)

    assert (draft.status, len(draft.phases), queries.envelope_cents(draft)) == (RoundStatus.DRAFT, 9, 35_200_000)
    assert (vote.starts_at, vote.ends_at) == (
        datetime(2027, 8, 31, 22, tzinfo=UTC),
        datetime(2027, 9, 30, 22, tzinfo=UTC),
    )
    assert calendar.dates_in_words(vote) == "1 sept. – 30 sept."
    assert {**services.rules_of(draft), "lot_seed": ""} == PAS_DE_CALAIS
    assert len(bytes.fromhex(services.rules_of(draft)["lot_seed"])) == 16
    assert services.rules_of(draft)["lot_seed"] in draft.rulebooks[0].text


def test_a_name_is_refused_when_taken(draft, staff):
    with pytest.raises(Refused, match="déjà ce nom"):
        services.create_round(name=" Budget 2027 ", year=2028, preset="pas-de-calais", envelope_cents=1, by=staff[0])


@pytest.mark.parametrize(
    ("kind", "days", "sentence"),
    [
        (PhaseKind.IDEAS, (date(2027, 3, 1), date(2027, 2, 1)), "finit avant de commencer"),
        (PhaseKind.LABELLING, (date(2027, 5, 16), date(2027, 9, 1)), "doit commencer après la fin"),
    ],
)
def test_dates_are_refused_when_they_make_no_sense(app, staff, kind, days, sentence):
    with pytest.raises(Refused, match=sentence):
        services.create_round(
            name="X",
            year=2027,
            preset="pas-de-calais",
            envelope_cents=1,
            dates=dates_of(2027) | {kind: days},
            by=staff[0],
        )


def test_a_draft_changes_when_edited_and_its_text_follows(draft, staff):
    dates = dates_of(2027) | {PhaseKind.IDEAS: (date(2027, 1, 9), date(2027, 3, 31))}
    services.edit_round(draft, name="Autre nom", year=2027, envelope_cents=100_000_00, dates=dates, by=staff[0])
    db.session.commit()

    edited = db.session.scalars(select(audit.AuditEvent).where(audit.AuditEvent.verb == "round.edit")).one()
    assert edited.facts == {
        "before": {"name": "Budget 2027", "envelope_cents": 35_200_000, "ideas": ["2027-01-08", "2027-03-31"]},
        "after": {"name": "Autre nom", "envelope_cents": 10_000_000, "ideas": ["2027-01-09", "2027-03-31"]},
    }
    assert "100 000" in draft.rulebooks[0].text.replace("\u202f", " ")
    assert "# Règlement : Autre nom" in draft.rulebooks[0].text.replace("\u00a0", " ")


def test_editing_is_refused_when_published(published, staff):
    with pytest.raises(Refused, match="est publiée"):
        services.edit_round(published, name="N", year=2027, envelope_cents=1, dates=dates_of(2027), by=staff[0])


def test_a_second_version_is_numbered_when_a_rule_changes(published, staff):
    first = published.rulebook
    second = services.publish_rulebook(
        published, first.text, {**services.rules_of(published), "min_age": 16}, by=staff[0]
    )
    db.session.commit()

    assert [(r.number, r.rules["min_age"]) for r in published.rulebooks] == [(1, 11), (2, 16)]
    assert second.digest == rulebook_text.digest_of(second.text, second.rules) != first.digest
    assert second.rules["lot_seed"] == first.rules["lot_seed"]
    assert "au moins 16 ans" in second.text.replace("\u00a0", " ")
    assert queries.rules_of(published)["min_age"] == 16


def test_publishing_is_refused_when_nothing_changed(published, staff):
    with pytest.raises(Refused, match="Rien n’a changé"):
        services.publish_rulebook(published, published.rulebook.text, services.rules_of(published), by=staff[0])


def test_a_draft_version_does_not_rule_when_another_is_published(published, staff):
    services.write_rulebook(published, "# Autre", {**services.rules_of(published), "min_age": 18}, by=staff[0])
    db.session.commit()

    assert (queries.rules_of(published)["min_age"], queries.draft_of(published).number) == (11, 2)


@pytest.mark.parametrize("closed", [False, True])
def test_a_rule_is_refused_when_the_vote_has_opened(published, staff, closed):
    vote = ready_to_vote(published, staff)
    services.open_phase(vote, by=staff[0])
    if closed:
        services.request_close(vote, by=staff[0])
        db.session.commit()
        services.confirm_close(vote, by=staff[1])
    db.session.commit()

    with pytest.raises(Refused, match="le règlement est figé"):
        services.publish_rulebook(published, "# Autre", {**services.rules_of(published), "min_age": 18}, by=staff[0])


def test_the_vote_stays_closed_when_no_rulebook_is_published(draft, staff):
    services.publish_round(draft, by=staff[0])
    vote = ready_to_vote(draft, staff)

    with pytest.raises(Refused, match="Le règlement n’est pas publié"):
        services.open_phase(vote, by=staff[0])


def test_a_phase_stays_closed_when_the_round_is_a_draft(draft, staff):
    with pytest.raises(Refused, match="L’édition n’est pas publiée"):
        services.open_phase(draft.phase(PhaseKind.IDEAS), by=staff[0])


def test_a_phase_starts_now_when_opened_early(published, staff):
    ready_to_vote(published, staff)
    with time_machine.travel(datetime(2027, 8, 20, 8, tzinfo=UTC), tick=False):
        services.open_phase(published.phase(PhaseKind.VOTE), by=staff[0])
        db.session.commit()

        assert published.phase(PhaseKind.VOTE).starts_at == datetime(2027, 8, 20, 8, tzinfo=UTC)
        assert queries.rounds_in_phase(PhaseKind.VOTE) == [published]
        assert queries.round_in_phase(PhaseKind.IDEAS) is None


def test_a_phase_waits_for_new_dates_when_its_end_has_passed(published, staff):
    ideas = published.phase(PhaseKind.IDEAS)
    with time_machine.travel(datetime(2027, 4, 10, tzinfo=UTC), tick=False):
        with pytest.raises(Refused, match="changez d’abord ses dates"):
            services.open_phase(ideas, by=staff[0])
        services.reschedule(ideas, date(2027, 4, 9), date(2027, 4, 30), reason="Retard", by=staff[0])
        services.open_phase(ideas, by=staff[0])
        db.session.commit()

        assert calendar.is_open(published, PhaseKind.IDEAS)


def test_dates_stay_when_the_phase_was_opened(published, staff):
    vote = ready_to_vote(published, staff)
    services.open_phase(vote, by=staff[0])

    with pytest.raises(Refused, match="déjà été ouverte"):
        services.reschedule(vote, date(2027, 9, 1), date(2027, 9, 2), reason="Hâte", by=staff[0])


def test_the_phase_ends_at_that_instant_when_two_people_close_it(published, staff):
    vote = ready_to_vote(published, staff)
    services.open_phase(vote, by=staff[0])
    services.request_close(vote, by=staff[0], reason="Fin anticipée")
    db.session.commit()
    assert calendar.is_open(published, PhaseKind.VOTE)

    before = clock.now()
    services.confirm_close(vote, by=staff[1])
    db.session.commit()

    assert (vote.status, vote.close_requested_by_id, vote.closed_by_id) == (
        PhaseStatus.CLOSED,
        staff[0].id,
        staff[1].id,
    )
    assert before - timedelta(seconds=2) <= vote.ends_at <= clock.now() + timedelta(seconds=2)
    assert not calendar.is_open(published, PhaseKind.VOTE)
    assert list(audit.broken_lines(db.session)) == []


def test_the_end_stays_when_closed_after_it(a_round, staff):
    round_ = a_round(PhaseKind.VOTE)
    vote = round_.phase(PhaseKind.VOTE)
    vote.ends_at = end = clock.now() - timedelta(hours=1)
    services.request_close(vote, by=staff[0])
    db.session.commit()
    services.confirm_close(vote, by=staff[1])
    db.session.commit()

    assert vote.ends_at == end


def test_the_same_person_is_refused_when_confirming(a_round, staff):
    vote = a_round(PhaseKind.VOTE).phase(PhaseKind.VOTE)
    services.request_close(vote, by=staff[0])
    db.session.commit()

    with pytest.raises(Refused, match="une autre personne"):
        services.confirm_close(vote, by=staff[0])


def test_the_database_refuses_when_the_same_person_closes(a_round, staff):
    vote = a_round(PhaseKind.VOTE).phase(PhaseKind.VOTE)
    vote.close_requested_by_id = vote.closed_by_id = staff[0].id

    with pytest.raises(IntegrityError, match="two_people_close"):
        db.session.commit()


def test_a_request_is_forgotten_when_the_phase_is_kept_open(a_round, staff):
    round_ = a_round(PhaseKind.VOTE)
    vote = round_.phase(PhaseKind.VOTE)
    services.request_close(vote, by=staff[0])
    db.session.commit()
    assert queries.due_phases(staff[0]) == [vote]

    services.keep_open(vote, by=staff[0])
    db.session.commit()

    assert (vote.status, vote.close_requested_by_id) == (PhaseStatus.OPEN, None)
    assert queries.due_phases(staff[0]) == []


def test_the_current_round_is_the_latest_published_when_there_are_many(a_round, draft, staff):
    older = a_round(PhaseKind.RESULTS, name="Ancienne")
    older.year = 2020
    newer = a_round(PhaseKind.IDEAS, name="Nouvelle")
    imported = a_round(PhaseKind.RESULTS, name="Importée")
    imported.imported_from, imported.year = "x.pb", 2099
    db.session.commit()

    assert queries.current_round() == newer
    assert queries.public_rounds() == [imported, newer, older]
    assert queries.all_rounds() == [imported, draft, newer, older]


def test_due_phases_are_listed_when_their_day_comes(a_round, staff):
    round_ = a_round(PhaseKind.VOTE)
    vote, count = round_.phase(PhaseKind.VOTE), round_.phase(PhaseKind.COUNT)

    with time_machine.travel(vote.ends_at + timedelta(days=5), tick=False):
        assert queries.due_phases(staff[0]) == [vote, count]


def test_the_vote_waits_when_dossiers_can_still_change(published, staff):
    vote = published.phase(PhaseKind.VOTE)
    for kind in (PhaseKind.SUBMISSION, PhaseKind.LABELLING):
        services.open_phase(published.phase(kind), by=staff[0])
    with pytest.raises(Refused, match="Dépôt des dossiers » et « Labellisation"):
        services.open_phase(vote, by=staff[0])
    for kind in (PhaseKind.SUBMISSION, PhaseKind.LABELLING):
        services.request_close(published.phase(kind), by=staff[0])
        db.session.commit()
        services.confirm_close(published.phase(kind), by=staff[1])
    services.open_phase(vote, by=staff[0])
    with pytest.raises(Refused, match="faites d’abord clore « Vote »"):
        services.open_phase(published.phase(PhaseKind.COUNT), by=staff[0])


def test_a_vote_moves_to_no_other_year_when_rescheduled(published, staff):
    for kind, year in ((PhaseKind.FOLLOW_UP, 2030), (PhaseKind.RESULTS, 2029), (PhaseKind.COUNT, 2029)):
        month = 1 + list(PhaseKind).index(kind)
        services.reschedule(published.phase(kind), date(year, month, 1), date(year, month, 9), reason="x", by=staff[0])
    vote = published.phase(PhaseKind.VOTE)
    with pytest.raises(Refused, match="Le vote commence en 2028 et l’édition est celle de 2027"):
        services.reschedule(vote, date(2028, 9, 1), date(2028, 9, 9), reason="x", by=staff[0])


def test_a_round_is_archived_when_nothing_is_open_any_more(a_round, staff):
    round_ = a_round(PhaseKind.RESULTS)
    results = round_.phase(PhaseKind.RESULTS)
    with pytest.raises(Refused, match="Une phase est encore ouverte \\(Résultats\\)"):
        services.archive_round(round_, by=staff[0])
    services.request_close(results, by=staff[0])
    db.session.commit()
    services.confirm_close(results, by=staff[1])
    services.archive_round(round_, by=staff[0])
    db.session.commit()

    assert round_.status is RoundStatus.ARCHIVED
    assert queries.current_round() is None


def test_an_archived_round_runs_nothing_when_a_phase_was_left_open(a_round, staff):
    round_ = a_round(PhaseKind.VOTE)
    advance(round_, "archive", by=staff[0])

    assert not calendar.is_open(round_, PhaseKind.VOTE)
    with pytest.raises(Refused, match="est archivée"):
        calendar.require_open(round_, PhaseKind.VOTE)


def test_the_vote_keeps_the_rulebook_it_froze_when_another_appears(published, staff):
    vote, first = ready_to_vote(published, staff), published.rulebook
    services.open_phase(vote, by=staff[0])
    db.session.commit()
    published.rulebooks.append(
        Rulebook(number=2, text="#", rules=first.rules, digest="sha256:2", published_at=clock.now())
    )
    db.session.commit()

    assert (vote.rulebook_id, published.rulebook) == (first.id, first)


def test_one_waits_for_the_other_when_rules_change_and_the_vote_opens_at_once(app, published, staff):
    vote_id, round_id, by = ready_to_vote(published, staff).id, published.id, staff[0].id
    rules = {**services.rules_of(published), "min_age": 16}
    db.session.close()

    def publish():
        services.publish_rulebook(db.session.get(Round, round_id), "# Autre", rules, by=db.session.get(Person, by))

    def open_():
        services.open_phase(db.session.get(Phase, vote_id), by=db.session.get(Person, by))

    found = run_together(app, [publish, open_])

    vote, round_ = db.session.get(Phase, vote_id), db.session.get(Round, round_id)
    last = max(book.number for book in round_.rulebooks if book.published_at)
    assert vote.status is PhaseStatus.OPEN
    assert (vote.rulebook_id, round_.rulebook.number) == (round_.rulebook.id, last)
    assert last == (2 if found == ["ok", "ok"] else 1)


def test_two_people_publish_two_versions_when_they_do_it_at_once(app, published, staff):
    round_id, by = published.id, staff[0].id
    rules = dict(services.rules_of(published))
    db.session.close()

    def deed(age):
        return lambda: services.publish_rulebook(
            db.session.get(Round, round_id), f"# {age}", {**rules, "min_age": age}, by=db.session.get(Person, by)
        )

    assert run_together(app, [deed(12), deed(13)]) == ["ok", "ok"]
    assert [book.number for book in db.session.get(Round, round_id).rulebooks] == [1, 2, 3]


def test_a_rulebook_that_cannot_be_counted_is_refused_when_written(published, staff):
    rules = {**services.rules_of(published), "floor_cents": 450_000, "step_cents": 100_000}
    with pytest.raises(Refused, match="multiple du pas d’arrondi") as refused:
        services.publish_rulebook(published, "# Autre", rules, by=staff[0])
    assert refused.value.field == "floor"
