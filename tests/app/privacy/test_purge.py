"""Time travel: each rule leaves the row the day before, and has dealt with it the day after."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.measures import FORGOTTEN, Measure, take_measure
from app.accounts.models import CodePurpose, EmailCode, Person, Role, SignIn
from app.accounts.services.sessions import open_session
from app.alarms.models import Alert, Authority
from app.appeals.models import Appeal
from app.appeals.status import AppealStatus
from app.booth.models import Ballot, Voter
from app.casework.models import Case, Flag, Outcome
from app.casework.services import decide
from app.core import clock, limits
from app.core.audit import AuditEvent, broken_lines
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.limits import Allowance
from app.core.privacy import RETENTIONS
from app.events.models import Event, EventKind, GuestRequest, Place, Registration, RegistrationNeeds
from app.ideas import services as ideas
from app.ideas.models import Idea
from app.minors.models import ParentalAgreement
from app.notifications.models import OutboxMessage
from app.organisations.models import Invitation, Kind, MandateRole, Organisation
from app.privacy import services
from app.privacy.models import Departure, Why
from app.projects.models import Answer, Project
from app.results import services as results
from app.results.queries import result_of
from app.rounds.models import PhaseKind
from app.sso.models import ExternalIdentity, ExternalSession
from moderation.appeals import Appellant
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.measures import MeasureKind
from tests.app.booth.scene import some_proposals, vote

DAY = timedelta(days=1)


@pytest.fixture
def purge(app):
    """Run `flask privacy purge` at an instant; gives what it said, by rule."""

    def run(at=None, *options):
        with time_machine.travel(at or clock.now(), tick=False):
            answer = app.test_cli_runner().invoke(args=["privacy", "purge", *options])
        assert answer.exit_code == 0, answer.output
        db.session.expire_all()
        lines = [line.split(": ") for line in answer.stdout.splitlines()]
        return {name: int(said.split()[0]) for name, said in lines}

    return run


def count(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def before_and_after(purge, rule, at, still_there):
    """The heart of every test: there the day before, gone the day after, and a second run finds nothing."""
    assert purge(at - DAY)[rule] == 0
    assert still_there()
    assert purge(at + DAY, "--dry-run")[rule] == 1
    assert still_there(), "a dry run changes nothing"
    assert purge(at + DAY)[rule] == 1
    assert not still_there()
    assert purge(at + DAY)[rule] == 0


def test_codes(purge):
    end = clock.now() + timedelta(minutes=15)
    db.session.add(EmailCode(purpose=CodePurpose.SIGN_IN, email="a@exemple.fr", digest="x", expires_at=end))
    db.session.commit()
    at = end + RETENTIONS["codes"].after
    before_and_after(purge, "codes", at, lambda: count(EmailCode))


@pytest.mark.parametrize("revoked", [True, False])
def test_sessions(purge, people, revoked):
    open_session(people("Amel"), "Firefox, Android")
    sign_in = db.session.scalars(select(SignIn)).one()
    sign_in.revoked_at = clock.now() if revoked else None
    db.session.commit()
    at = (sign_in.revoked_at or sign_in.expires_at) + RETENTIONS["sessions"].after
    before_and_after(purge, "sessions", at, lambda: count(SignIn))


def test_sessions_opened_elsewhere(purge, people):
    person = people("Amel")
    open_session(person, "Firefox, Android")
    sign_in = db.session.scalars(select(SignIn)).one()
    identity = ExternalIdentity(person_id=person.id, issuer="https://fournisseur.exemple.fr", subject="s")
    db.session.add(identity)
    db.session.flush()
    db.session.add(ExternalSession(sign_in_id=sign_in.id, identity_id=identity.id, id_token="scellé"))
    sign_in.revoked_at = clock.now()
    db.session.commit()
    at = sign_in.revoked_at + RETENTIONS["external-sessions"].after
    before_and_after(purge, "external-sessions", at, lambda: count(ExternalSession))


@pytest.mark.parametrize("withdrawn", [True, False])
def test_agreements(purge, people, withdrawn):
    agreement = ParentalAgreement(person=people("Lina"), parent_email="parent@exemple.fr")
    given = ParentalAgreement(person=people("Léo"), parent_email="parent@exemple.fr", given_at=clock.now())
    db.session.add_all([agreement, given])
    db.session.flush()
    if withdrawn:
        agreement.given_at = agreement.withdrawn_at = agreement.asked_at + DAY
    db.session.commit()
    at = (agreement.withdrawn_at or agreement.asked_at) + RETENTIONS["agreements"].after
    before_and_after(purge, "agreements", at, lambda: count(ParentalAgreement) == 2)
    assert count(ParentalAgreement, ParentalAgreement.withdrawn_at.is_(None)) == 1


def test_invitations(purge, people):
    now = clock.now()
    place = Organisation(name="O", sort_name="o", kind=Kind.ASSOCIATION, municipality_code="62041")
    db.session.add(place)
    db.session.flush()
    offered = {"email": "a@exemple.fr", "role": MandateRole.MEMBER, "sent_by_id": people("Amel").id}
    db.session.add(Invitation(organisation_id=place.id, expires_at=now, **offered))
    db.session.commit()
    before_and_after(purge, "invitations", now + timedelta(days=30), lambda: count(Invitation))


def test_allowances(purge):
    limits.spend(limits.Limit("trial", 5, timedelta(days=2)), "a@exemple.fr")
    db.session.commit()
    at = db.session.scalar(select(Allowance.until))
    before_and_after(purge, "allowances", at, lambda: count(Allowance))


@pytest.mark.parametrize("left", ["sent", "never taken"])
def test_mails(purge, left):
    now = clock.now()
    sent = now if left == "sent" else None
    db.session.add(OutboxMessage(to="a@exemple.fr", subject="S", body="B", due_at=now, sent_at=sent, tries=12))
    db.session.commit()
    before_and_after(purge, "mails", now + timedelta(days=30), lambda: count(OutboxMessage))


def test_a_mail_that_still_waits_is_not_lost(purge):
    db.session.add(OutboxMessage(to="a@exemple.fr", subject="S", body="B", tries=3))
    db.session.commit()
    assert purge(clock.now() + timedelta(days=400))["mails"] == 0


def test_a_mail_not_to_be_told_twice_leaves_its_key_and_nothing_else(purge):
    now = clock.now()
    db.session.add(OutboxMessage(to="a@exemple.fr", subject="S", body="B", dedup="registration:x", sent_at=now))
    db.session.commit()
    before_and_after(purge, "mails", now + timedelta(days=30), lambda: count(OutboxMessage, OutboxMessage.to != ""))
    kept = db.session.scalars(select(OutboxMessage)).one()
    assert (kept.to, kept.subject, kept.body, kept.dedup) == ("", "", "", "registration:x")


@pytest.mark.parametrize("status", ["refused", "hidden"])
def test_the_text_of_ideas_nobody_sees(purge, people, a_round, an_idea, status):
    now = clock.now()
    idea = an_idea(people("Amel"), a_round(), status, status_at=now)
    shown = an_idea(people("Bruno"), idea.round, "published", status_at=now)
    at = now + timedelta(days=365)
    before_and_after(purge, "unseen-ideas", at, lambda: count(Idea, Idea.id == idea.id, Idea.body != ""))
    assert (idea.title, idea.decision_reason, idea.decision_ground) == ("Texte effacé", "", "publicite")
    assert shown.body.startswith("Cuire")


def test_drafts_of_projects(purge, people, a_round, a_project):
    project = a_project(people("Amel"), a_round())
    at = project.updated_at + timedelta(days=365)
    before_and_after(purge, "drafts", at, lambda: count(Project) and count(Answer))
    assert count(Answer) == 0


def test_a_project_entered_in_a_round_is_no_draft_any_more(purge, people, a_round, a_proposal):
    a_proposal(people("Amel"), a_round(PhaseKind.SUBMISSION))
    assert purge(clock.now() + timedelta(days=4000))["drafts"] == 0
    assert count(Project) == 1


def test_lists_of_attendance_keep_their_number(purge, people, a_round):
    end = clock.now() + DAY
    event = Event(
        kind=EventKind.COMPTOIR, title="T", programme="", host="H", municipality_code="62041",
        place=Place(name="P", municipality_code="62041"),
        starts_at=end - timedelta(hours=2), ends_at=end, seats=5,
    )  # fmt: skip
    event.registrations.append(Registration(person_id=people("Amel").id, seat=1, attended=True))
    db.session.add(event)
    db.session.commit()
    named = lambda: count(Registration, Registration.person_id.is_not(None))  # noqa: E731
    before_and_after(purge, "attendance", end + timedelta(days=365), named)
    assert count(Registration, Registration.attended.is_(True)) == 1


@pytest.fixture
def published(a_round, people):
    """A round counted, signed by two people and published, with two voters."""
    staff = people("Amel", Role.STAFF), people("Bruno", Role.STAFF)
    round_ = a_round(PhaseKind.VOTE, envelope_cents=2_000_000)
    some_proposals(round_, 3)
    for n in range(2):
        vote(round_, ["P1", "P2", "P3"], n)
    advance(round_.phase(PhaseKind.VOTE), "request_close", by=staff[0])
    advance(round_.phase(PhaseKind.VOTE), "close", by=staff[1])
    results.count_round(round_, by=staff[0])
    db.session.commit()
    result = result_of(round_)
    for person in staff:
        results.sign(result, by=person)
    advance(result, "publish", by=staff[0])
    db.session.commit()
    return result


def test_the_roll_is_emptied_after_the_appeals_and_the_count_still_stands(purge, published):
    at = published.status_at + RETENTIONS["roll"].after
    ballots = count(Ballot)
    assert purge(at - DAY)["roll"] == 0
    assert count(Voter, Voter.name != "", Voter.birth_year > 1900) == 2
    assert purge(at + DAY)["roll"] == 2
    for voter in db.session.scalars(select(Voter)):
        assert (voter.name, voter.birth_year, voter.level, voter.signed_on.year) == ("", 0, "", 1)
        assert "@" not in voter.email
    assert purge(at + DAY)["roll"] == 0
    assert (count(Voter), count(Ballot)) == (2, ballots)
    assert results.discrepancies(published) == []
    assert list(broken_lines(db.session)) == []


def test_the_roll_of_a_round_before_a_court_is_kept(app, purge, published, monkeypatch):
    from dataclasses import replace

    settings = replace(app.config["SETTINGS"], ROUNDS_UNDER_APPEAL=f"other {published.round.public_id}")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    assert purge(clock.now() + timedelta(days=4000))["roll"] == 0
    assert count(Voter, Voter.name != "") == 2


def test_an_account_unused_for_three_years_is_warned_then_erased(purge, people, mails):
    person = people("Amel")
    person.seen_at = clock.now()
    db.session.commit()
    warned = person.seen_at + timedelta(days=3 * 365) - services.NOTICE
    before_and_after(purge, "unused-accounts", warned, lambda: not count(Departure))
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert mail.to == "amel@exemple.fr" and "Votre compte ne sert plus" in mail.subject
    due = db.session.scalar(select(Departure.due_at))
    before_and_after(purge, "departures", due, lambda: count(Person, Person.name == "Amel"))


def test_somebody_who_comes_back_is_not_erased(purge, people):
    person = people("Amel")
    person.seen_at = clock.now()
    db.session.commit()
    warned = person.seen_at + timedelta(days=3 * 365)
    assert purge(warned)["unused-accounts"] == 1
    with time_machine.travel(warned + DAY, tick=False):
        open_session(person, "Firefox")
        db.session.commit()
    purge(warned + timedelta(days=31))
    assert (person.name, count(Departure)) == ("Amel", 0)


def test_somebody_who_has_something_to_do_first_stays_a_month_more(purge, people):
    person = people("Amel", Role.ADMINISTRATOR)
    db.session.add(Departure(person_id=person.id, why=Why.ASKED, due_at=clock.now()))
    db.session.commit()
    purge(clock.now() + DAY)
    assert person.name == "Amel" and db.session.scalar(select(Departure.due_at)) > clock.now() + timedelta(days=29)


def test_the_purge_works_in_batches_and_writes_down_how_many(purge, monkeypatch):
    monkeypatch.setattr(services, "BATCH", 2)
    old = clock.now() - timedelta(days=9)
    for n in range(5):
        db.session.add(EmailCode(purpose=CodePurpose.VOTE, email=f"{n}@exemple.fr", digest="x", expires_at=old))
    db.session.commit()
    assert purge()["codes"] == 5
    lines = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "privacy.purge")).all()
    codes = [line.facts for line in lines if line.subject == "retention:codes"]
    assert codes == [{"rows": 2}, {"rows": 2}, {"rows": 1}]


def test_needs_and_unanswered_requests_of_guests_go(purge, people):
    end = clock.now() + DAY
    event = Event(
        kind=EventKind.COMPTOIR, title="T", programme="", host="H", municipality_code="62041", seats=5,
        place=Place(name="P", municipality_code="62041"), starts_at=end - timedelta(hours=2), ends_at=end,
    )  # fmt: skip
    guest = Registration(guest_name="Dina", guest_email="dina@exemple.fr", seat=1)
    guest.needs = RegistrationNeeds(interpreter=True, note="LSF")
    event.registrations.append(guest)
    asked = {"email": "emma@exemple.fr", "name": "Emma", "wishes": {}, "token_digest": "x"}
    db.session.add_all([event, GuestRequest(event=event, expires_at=end, **asked)])
    db.session.commit()
    before_and_after(purge, "guest_requests", end, lambda: count(GuestRequest))
    before_and_after(purge, "registration_needs", end + timedelta(days=14), lambda: count(RegistrationNeeds))


def test_answered_flags_go_after_a_year_and_those_that_wait_stay(purge, people, a_round, an_idea):
    comment = ideas.comment_idea(an_idea(people("Amel"), a_round()), "Un mot.", by=people("Bruno"))
    case = db.session.scalars(select(Case).where(Case.reference == comment.public_id)).one()
    now = clock.now()
    answered = {"closed_at": now, "outcome": Outcome.KEPT}
    for name, more in [("Chloé", answered), ("Dina", {})]:
        flag = Flag(case=case, person=people(name), ground=Ground.HATEFUL, words="", created_at=now, **more)
        db.session.add(flag)
    db.session.commit()
    at = now + RETENTIONS["flags"].after
    before_and_after(purge, "flags", at, lambda: count(Flag, Flag.closed_at.is_not(None)))
    assert count(Flag) == 1


def test_the_title_of_a_case_goes_a_year_after_the_decision(purge, people, a_round, an_idea):
    decide(an_idea(people("Amel"), a_round(), "pending"), Verb.PUBLISH, by=people("Chloé", Role.MODERATOR))
    db.session.commit()
    at = clock.now() + RETENTIONS["cases"].after
    before_and_after(purge, "cases", at, lambda: count(Case, Case.title != ""))


def test_what_a_measure_said_goes_two_years_after_its_end(purge, people):
    end = clock.now() + timedelta(days=7)
    take_measure(people("Amel"), MeasureKind.NO_COMMENT, "Des insultes.", end, by=None)
    db.session.commit()
    at = end + RETENTIONS["measures"].after
    before_and_after(purge, "measures", at, lambda: count(Measure, Measure.reason != FORGOTTEN))


@pytest.fixture
def hidden(people, a_round, an_idea):
    """The decision that hid an idea of Amel."""
    idea = an_idea(people("Amel"), a_round())
    found = decide(idea, Verb.HIDE, by=people("Mo", Role.MODERATOR), ground=Ground.ADVERTISING, reason="Une réclame.")
    db.session.commit()
    return found


def test_what_authorities_were_told_goes_after_three_years(purge, hidden):
    alert = Alert(case=hidden.case, authority=Authority.POLICE, note="Appelé à 18 h.")
    db.session.add(alert)
    db.session.commit()
    before_and_after(purge, "alerts", alert.told_at + RETENTIONS["alerts"].after, lambda: count(Alert))


def test_an_answered_appeal_loses_its_words_and_its_name_after_a_year(purge, hidden, people):
    now = clock.now()
    told = {"words": "Ce n’est pas une réclame.", "created_at": now, "decision": hidden, "party": Appellant.AUTHOR}
    answered = {"status": AppealStatus.UPHELD, "status_at": now, "answer": "C’en est une."}
    db.session.add(Appeal(person=people("Dina"), **told, **answered))
    db.session.add(Appeal(person=people("Bruno"), **told))
    db.session.commit()
    at = now + RETENTIONS["appeals"].after
    before_and_after(purge, "appeals", at, lambda: count(Appeal, Appeal.answer != ""))
    assert sorted(appeal.words for appeal in db.session.scalars(select(Appeal))) == ["", told["words"]]
    assert {appeal.person.name for appeal in db.session.scalars(select(Appeal)) if appeal.person} == {"Bruno"}


def test_every_rule_is_proved_here():
    source = "".join(path.read_text() for path in Path(__file__).parent.glob("test_purge*.py"))
    assert [name for name in RETENTIONS if f'"{name}"' not in source] == []
