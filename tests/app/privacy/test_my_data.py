"""Taking one's data along, and leaving."""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.models import Person, Role, RoleGrant, SignIn
from app.accounts.services import entering
from app.accounts.services import people as accounts
from app.booth.models import Ballot, Voter
from app.core import clock
from app.core.audit import AuditEvent, broken_lines
from app.core.errors import Refused
from app.core.extensions import db
from app.core.policy import FRESH
from app.core.privacy import REGISTER
from app.core.spreadsheet import csv_bytes
from app.events.models import Event, EventKind, Place, Registration
from app.events.services import register
from app.ideas.models import Idea
from app.ideas.services import post_idea
from app.notifications.models import OutboxMessage
from app.notifications.services import tell
from app.organisations.models import Kind, Mandate, MandateRole, Organisation
from app.privacy import queries, services
from app.privacy.models import Departure
from app.projects.models import Answer, Project, Proposal
from app.projects.status import ProposalStatus
from app.results.bundle import certificate_json
from app.results.models import Result, Signature
from app.rounds.models import PhaseKind
from app.rounds.status import PhaseStatus
from app.rounds.themes import Theme
from app.territories.queries import municipality_by_code
from tests.app.booth.scene import some_proposals, vote

FORMULA = '=HYPERLINK("http://exemple.fr";"Clic")'


def count(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def files_of(answer):
    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


@pytest.fixture
def meeting(app):
    """A meeting in ten days, and one ten days ago."""

    def make(days):
        start = clock.now() + timedelta(days=days)
        where = {
            "host": "H",
            "place": Place(name=f"Salle du {start.isoformat()}", municipality_code="62041"),
            "municipality_code": "62041",
        }
        event = Event(
            kind=EventKind.COMPTOIR, title=f"Rendez-vous {days}", programme="", seats=5,
            starts_at=start, ends_at=start + timedelta(hours=2), **where,
        )  # fmt: skip
        db.session.add(event)
        db.session.commit()
        return event

    return make


@pytest.fixture
def busy(people, a_round, a_project, meeting):
    """A function giving somebody who did a bit of everything in a round, with things only they would write."""
    round_ = a_round(PhaseKind.IDEAS)

    def make(name):
        person = people(name)
        arras = municipality_by_code("62041")
        post_idea(f"L’envie de {name}", f"Le texte de {name}", Theme.HERITAGE, arras, by=person, round=round_)
        a_project(person, round_, title=f"Le projet de {name}")
        register(meeting(10), by=person)
        db.session.add(RoleGrant(person_id=person.id, role=Role.MENTOR))
        db.session.commit()
        return person

    return make


# --- taking it along ----------------------------------------------------------------------------------------------


def test_a_stranger_has_no_data_page(visit):
    assert visit("/compte/mes-donnees").status_code == 303
    assert visit("/compte/mes-donnees/export", method="POST").status_code in {303, 401}


def test_taking_along_and_leaving_ask_for_a_proof_of_the_last_minutes():
    assert {"personal_data.export", "personal_data.erase"} <= FRESH


def test_everything_of_mine_and_nothing_of_anybody_else(visit, busy):
    me, other = busy("Amel"), busy("Bruno")
    answer = visit("/compte/mes-donnees/export", by=me, method="POST")
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    files = files_of(answer)
    assert {"donnees.json", "donnees.html", "tableurs/person.csv", "tableurs/idea.csv"} <= set(files)
    data = json.loads(files["donnees.json"])["donnees"]
    assert data["person"][0]["email"] == "amel@exemple.fr"
    assert data["idea"][0]["body"] == "Le texte de Amel"
    assert data["role_grant"][0]["role"] == "mentor"
    assert {"sign_in", "registration", "project", "answer", "audit_event", "outbox_message"} <= set(data)
    for name, content in files.items():
        assert not re.search("bruno", content, re.IGNORECASE), name
        assert other.public_id not in content
    assert "password_hash" not in files["donnees.json"] and "token_digest" not in files["donnees.json"]


def test_the_page_and_the_file_say_why_ballots_are_not_there(visit, people, a_round):
    me, round_ = people("Camille Voisin1"), a_round(PhaseKind.VOTE)
    some_proposals(round_, 3)
    vote(round_, ["P1", "P2", "P3"], 1, email=me.email)
    vote(round_, ["P1", "P2", "P3"], 2, name="Dominique Voisin", email=me.email)
    assert "Vos bulletins n’y sont pas" in visit("/compte/mes-donnees", by=me).text
    files = files_of(visit("/compte/mes-donnees/export", by=me, method="POST"))
    assert "Vos bulletins n’y sont pas" in files["donnees.html"]
    data = json.loads(files["donnees.json"])["donnees"]
    assert "ballot" not in data
    assert [line["name"] for line in data["voter"]] == ["Camille Voisin1"], "one address may serve a family"
    assert "Dominique" not in "".join(files.values())


def test_a_spreadsheet_runs_no_formula_and_the_json_stays_raw(visit, people):
    me = people("Amel")
    me.name = FORMULA
    db.session.commit()
    files = files_of(visit("/compte/mes-donnees/export", by=me, method="POST"))
    rows = list(csv.DictReader(io.StringIO(files["tableurs/person.csv"])))
    assert rows[0]["name"] == "'" + FORMULA
    assert json.loads(files["donnees.json"])["donnees"]["person"][0]["name"] == FORMULA
    assert FORMULA not in files["donnees.html"], "escaped in the page"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_what_would_begin_a_formula_does_not(start):
    (cell,) = next(csv.reader(io.StringIO(csv_bytes([f"{start}1+1"], []).decode("utf-8-sig"), newline="")))
    assert cell == f"'{start}1+1"


def test_the_sixth_export_within_an_hour_waits(visit, people):
    me = people("Amel")
    for _n in range(5):
        assert visit("/compte/mes-donnees/export", by=me, method="POST").status_code == 200
    refused = visit("/compte/mes-donnees/export", by=me, method="POST")
    assert refused.status_code == 409 and "Réessayez dans" in refused.text


# --- leaving ------------------------------------------------------------------------------------------------------


def leave_now(person):
    """Ask, and let the seven days pass."""
    services.ask_to_leave(person.email, by=person)
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert services.leave(queries.departure_of(person))
        db.session.commit()
    db.session.expire_all()


def test_the_page_says_what_goes_what_stays_and_asks_for_the_address(visit, people):
    me = people("Amel")
    page = visit("/compte/mes-donnees/partir", by=me).text
    for said in ("Ce qui part", "Ce qui reste, et pourquoi", "Personne partie", "article 17.3", "Le journal des actes"):
        assert said in page
    mine, rest = page.split("et rien de vous aujourd’hui")
    assert "Vos signalements" in rest and "Vos signalements" not in mine, "what is not there is folded away"
    wrong = visit("/compte/mes-donnees/partir", by=me, method="POST", email="bruno@exemple.fr")
    assert wrong.status_code == 422 and "pas l’adresse de ce compte" in wrong.text
    assert "bruno@exemple.fr" in wrong.text, "what was typed stays"
    assert count(Departure) == 0
    done = visit("/compte/mes-donnees/partir", by=me, method="POST", email=" Amel@exemple.fr")
    assert done.status_code == 303
    assert "Votre compte sera effacé le" in visit("/compte/mes-donnees", by=me).text
    assert count(Person, Person.name == "Amel") == 1, "nothing is erased for seven days"
    subject = db.session.scalars(select(OutboxMessage.subject)).one()
    assert subject.startswith("Votre compte sera effacé le")


def test_one_may_change_ones_mind(visit, people, app):
    me = people("Amel")
    visit("/compte/mes-donnees/partir", by=me, method="POST", email=me.email)
    assert visit("/compte/mes-donnees/rester", by=me, method="POST").status_code == 303
    assert count(Departure) == 0
    again = visit("/compte/mes-donnees/rester", by=me, method="POST")
    assert again.status_code == 409 and "Aucun départ" in again.text
    with time_machine.travel(clock.now() + timedelta(days=30), tick=False):
        app.test_cli_runner().invoke(args=["privacy", "purge"])
    assert count(Person, Person.name == "Amel") == 1


def test_asking_twice_does_not_put_the_day_off(people):
    me = people("Amel")
    first = services.ask_to_leave(me.email, by=me).due_at
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        assert services.ask_to_leave(me.email, by=me).due_at == first


def test_whoever_leaves_is_named_nowhere(app, busy, meeting):
    me, other = busy("Amel"), busy("Bruno")
    past = meeting(-10)
    db.session.add(Registration(event_id=past.id, person_id=me.id, seat=1, attended=True))
    entering.ask_to_enter(me.email)
    leave_now(me)
    assert (me.name, me.password_hash, me.roles) == ("Personne partie", None, set())
    assert me.email.endswith("@parti.invalid") and me.left_at and me.shown_name == "Personne partie"
    for model in (SignIn, Registration):
        assert count(model, model.person_id == me.id) == 0
    assert count(Registration, Registration.attended.is_(True), Registration.person_id.is_(None)) == 1
    assert count(Project, Project.holder_id == me.id) == 0
    assert count(OutboxMessage, OutboxMessage.to == "amel@exemple.fr") == 0
    assert _places_holding("amel@exemple.fr") == []
    assert _places_holding("Le projet de Amel") == []
    assert count(Project, Project.holder_id == other.id) == 1, "others lose nothing"
    assert list(broken_lines(db.session)) == []


def _places_holding(text):
    """Every column of every table that holds this text."""
    return [
        f"{entry.table.name}.{column.name}"
        for entry in REGISTER.values()
        for column in entry.table.columns
        for value in db.session.scalars(select(column))
        if text in str(value)
    ]


def test_published_ideas_stay_without_a_name_the_others_go(people, a_round, an_idea):
    me, round_ = people("Amel"), a_round()
    made = {s: an_idea(me, round_, s, status_at=clock.now()) for s in ("published", "pending", "refused", "hidden")}
    ids = {status: idea.id for status, idea in made.items()}
    leave_now(me)
    left = {idea.id: idea for idea in db.session.scalars(select(Idea))}
    assert left[ids["published"]].body.startswith("Cuire") and left[ids["published"]].author.name == "Personne partie"
    assert ids["pending"] not in left
    assert {left[ids[s]].title for s in ("refused", "hidden")} == {"Texte effacé"}


def test_a_submitted_project_stays_once_its_round_is_over(people, a_round, a_proposal):
    me, round_ = people("Amel"), a_round(PhaseKind.SUBMISSION)
    proposal = a_proposal(me, round_)
    for phase in round_.phases:
        phase.status = PhaseStatus.CLOSED
    db.session.commit()
    leave_now(me)
    assert db.session.get(Proposal, proposal.id).answers
    assert proposal.project.holder.name == "Personne partie"
    assert count(Answer) == 0


def test_the_holder_of_a_project_under_way_is_told_what_to_do_first(visit, people, a_round, a_proposal):
    me = people("Amel")
    proposal = a_proposal(me, a_round(PhaseKind.SUBMISSION))
    page = visit("/compte/mes-donnees/partir", by=me).text
    assert "À faire d’abord" in page and proposal.title in page
    assert "Effacer mon compte dans sept jours" not in page
    refused = visit("/compte/mes-donnees/partir", by=me, method="POST", email=me.email)
    assert refused.status_code == 422 and count(Departure) == 0
    proposal.status = ProposalStatus.WITHDRAWN
    db.session.commit()
    assert visit("/compte/mes-donnees/partir", by=me, method="POST", email=me.email).status_code == 303


def test_the_last_administrator_stays(people):
    me = people("Amel", Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="dernière personne"):
        services.ask_to_leave(me.email, by=me)
    people("Bruno", Role.ADMINISTRATOR)
    assert services.ask_to_leave(me.email, by=me)


def test_an_organisation_does_not_lose_its_last_representative(people):
    me, other = people("Amel"), people("Bruno")
    place = Organisation(name="Les Cyclettes", sort_name="x", kind=Kind.ASSOCIATION, municipality_code="62041")
    for person, role in ((me, MandateRole.REPRESENTATIVE), (other, MandateRole.MEMBER)):
        place.mandates.append(Mandate(person_id=person.id, role=role, since=clock.today()))
    db.session.add(place)
    db.session.commit()
    with pytest.raises(Refused, match="Les Cyclettes"):
        services.ask_to_leave(me.email, by=me)
    leave_now(other)
    assert count(Mandate) == 1
    leave_now(me)
    assert count(Mandate) == 0 and db.session.get(Organisation, place.id)


def test_two_administrators_who_ask_together_do_not_both_leave(people):
    both = [people("Amel", Role.ADMINISTRATOR), people("Bruno", Role.ADMINISTRATOR)]
    departures = [services.ask_to_leave(person.email, by=person) for person in both]
    assert [services.leave(departure) for departure in departures] == [True, False]


def test_the_same_address_may_join_again(visit, people, mails):
    me = people("Amel")
    public_id = me.public_id
    leave_now(me)
    with pytest.raises(Refused):
        entering.enter_with_password("amel@exemple.fr", "x")
    new = accounts.join("Amel de nouveau", "amel@exemple.fr")
    db.session.commit()
    assert new.public_id != public_id
    files = files_of(visit("/compte/mes-donnees/export", by=new, method="POST"))
    assert public_id not in "".join(files.values()), "a new account inherits nothing"


def test_nobody_enters_or_is_written_to_after_leaving(people, mails):
    me = people("Amel")
    leave_now(me)
    assert tell(me.email, "S", "B") is None
    entering.ask_to_enter(me.email)
    assert "pas encore de compte" in mails()[-1][1], "no code opens the account of somebody who left"


def test_a_certificate_goes_on_bearing_the_name_it_was_signed_with(people, a_round):
    me, round_ = people("Amel", Role.STAFF), a_round(PhaseKind.VOTE)
    result = Result(round_id=round_.id, ballots=0, certificate={"format": "x"}, digest="sha256:x")
    result.signatures.append(Signature(person_id=me.id, digest="sha256:x"))
    db.session.add(result)
    db.session.commit()
    before = certificate_json(result)
    leave_now(me)
    assert me.name == "Personne partie" and certificate_json(result) == before


def test_the_ballot_and_the_roll_stay_when_a_voter_leaves(people, a_round):
    me, round_ = people("Camille Voisin1"), a_round(PhaseKind.VOTE)
    some_proposals(round_, 3)
    vote(round_, ["P1", "P2", "P3"], 1, email=me.email)
    leave_now(me)
    assert (count(Ballot), count(Voter, Voter.name == "Camille Voisin1")) == (1, 1)


def test_the_log_says_it_was_asked_kept_and_done_with_public_identifiers_only(people):
    me = people("Amel")
    services.ask_to_leave(me.email, by=me)
    db.session.commit()
    services.stay(by=me)
    db.session.commit()
    leave_now(me)
    lines = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [line.verb for line in lines] == [
        "personal_data.erase", "personal_data.keep", "personal_data.erase", "personal_data.leave",
    ]  # fmt: skip
    assert not any("amel" in str((line.subject, line.actor, line.facts)).lower() for line in lines)
