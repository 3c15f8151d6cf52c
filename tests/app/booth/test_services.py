import pathlib
import re
import stat
import threading
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy import text as sql

from app.accounts.models import Person
from app.booth import keys, queries, receipts, roll, services
from app.booth.models import Ballot, Voter
from app.core import clock
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.models import Base
from app.notifications.models import OutboxMessage
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.services import confirm_close, request_close
from tests.app.booth.scene import code_in, codes_in, some_proposals, vote, voter
from tests.races import run_together

THREE = ["P1", "P2", "P3"]


@pytest.fixture
def open_round(a_round):
    round_ = a_round(PhaseKind.VOTE)
    some_proposals(round_)
    return round_


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ([], "Le bulletin est vide\u00a0: aucun projet n’est choisi."),
        (["P1", "P2"], "Le bulletin compte 2\u00a0projets\u00a0; il en faut exactement 3."),
        (["P1", "P2", "P3", "P4"], "Le bulletin compte 4\u00a0projets\u00a0; il en faut exactement 3."),
        (["P1", "P2", "P1"], "Le projet P1 est choisi deux fois\u00a0; les projets doivent être différents."),
        (["P1", "P2", "X9"], "Le projet X9 n’est pas soumis à ce vote."),
    ],
)
def test_choices_are_refused_with_the_sentence_of_the_rulebook(open_round, codes, sentence):
    with pytest.raises(Refused) as refused:
        services.check_choices(open_round, codes)
    assert str(refused.value) == sentence


def test_a_ballot_is_cast_with_the_code_received(open_round, mails):
    services.request_code(open_round, voter(), THREE)
    db.session.commit()
    cast = services.cast_ballot(open_round, voter(), THREE, code_in(mails))
    db.session.commit()
    ballot = db.session.scalars(select(Ballot)).one()
    person = db.session.scalars(select(Voter)).one()
    assert (ballot.choices, ballot.revision) == (THREE, 1)
    assert ballot.pseudonym == keys.pseudonym(open_round, person.public_id)
    assert ballot.commitment == cast.commitment == keys.commitment(ballot.nonce, THREE)
    assert (person.name_key, person.email_slot, person.signed_on) == ("camille voisin1", 1, clock.today())


def test_nothing_but_the_key_ties_a_ballot_to_its_person(open_round, mails):
    before = len(db.session.scalars(select(AuditEvent)).all())
    services.request_code(open_round, voter(), THREE)
    services.cast_ballot(open_round, voter(), THREE, code_in(mails))
    db.session.commit()
    ballot = db.session.scalars(select(Ballot)).one()
    elsewhere = [
        str(value)
        for name, table in Base.metadata.tables.items()
        if name != "ballot"
        for row in db.session.execute(select(table))
        for value in row
    ]
    assert "voisin1@exemple.fr" in elsewhere
    assert [v for v in elsewhere for held in (ballot.pseudonym, ballot.nonce, ballot.commitment) if held in v] == []
    assert set(Ballot.__table__.columns.keys()) == {
        "round_id",
        "pseudonym",
        "choices",
        "nonce",
        "commitment",
        "revision",
    }
    assert len(db.session.scalars(select(AuditEvent)).all()) == before


def test_a_code_serves_once(open_round, mails):
    services.request_code(open_round, voter(), THREE)
    code = code_in(mails)
    services.cast_ballot(open_round, voter(), THREE, code)
    db.session.commit()
    with pytest.raises(Refused, match="a déjà servi"):
        services.cast_ballot(open_round, voter(), ["P3", "P4", "P5"], code)


def test_a_code_opens_nothing_for_another_person(open_round, mails):
    services.request_code(open_round, voter(1), THREE)
    db.session.commit()
    with pytest.raises(Refused):
        services.cast_ballot(open_round, voter(2, email="voisin1@exemple.fr"), THREE, code_in(mails))
    assert queries.turnout(open_round) == 0


def test_an_expired_code_is_refused_and_nothing_changes(open_round, mails):
    services.request_code(open_round, voter(), THREE)
    db.session.commit()
    with (
        time_machine.travel(clock.now() + timedelta(minutes=16), tick=False),
        pytest.raises(Refused, match="10 minutes"),
    ):
        services.cast_ballot(open_round, voter(), THREE, code_in(mails))
    db.session.rollback()
    assert (queries.turnout(open_round), queries.has_voters(open_round)) == (0, False)


def test_a_vote_closed_during_the_confirmation_takes_no_ballot(open_round, mails, people):
    services.request_code(open_round, voter(), THREE)
    db.session.commit()
    phase = open_round.phase(PhaseKind.VOTE)
    advance(phase, "request_close", by=people("Amel"))
    advance(phase, "close", by=people("Bruno"))
    db.session.commit()
    with pytest.raises(Refused, match="est close depuis"):
        services.cast_ballot(open_round, voter(), THREE, code_in(mails))
    db.session.rollback()
    assert (queries.turnout(open_round), queries.has_voters(open_round)) == (0, False)


def test_voting_again_replaces_the_ballot(open_round):
    first = vote(open_round, THREE)
    again = vote(open_round, ["P3", "P4", "P5"], name="VOISIN1  Camille", email="Voisin1@Exemple.fr")
    assert (first.replaced, again.replaced, again.revision) == (False, True, 2)
    assert list(queries.ballots_of(open_round)) == [("P3", "P4", "P5")]
    assert len(db.session.scalars(select(Voter)).all()) == 1


def test_the_same_person_with_another_address_is_refused(open_round, mails):
    vote(open_round, THREE)
    other, stranger = voter(1, email="autre@exemple.fr"), voter(2, email="autre@exemple.fr")
    for identity in (other, stranger):  # nobody learns here who has voted: both get a code
        services.request_code(open_round, identity, THREE)
    db.session.commit()
    said = [(to, re.sub(r"\d{6}", "", subject), re.sub(r"\d{6}", "", body)) for to, subject, body in mails()]
    assert (len(said), said[0], said[0][0]) == (2, said[1], "autre@exemple.fr")
    refused = services.cast_ballot(open_round, other, ["P3", "P4", "P5"], codes_in(mails)[0])
    db.session.commit()
    assert "reprenez l’adresse de la première fois" in str(refused)
    assert list(queries.ballots_of(open_round)) == [("P1", "P2", "P3")]
    told = db.session.scalars(select(OutboxMessage)).one()
    assert (told.to, told.subject) == ("voisin1@exemple.fr", "Quelqu’un a voulu voter à votre nom")
    with pytest.raises(Refused, match="a déjà servi"):
        services.cast_ballot(open_round, other, THREE, codes_in(mails)[0])
    with pytest.raises(Refused, match="reprenez l’adresse"):
        services.put_ballot(open_round, voter(1, name="Camillé voisin1", email="autre@exemple.fr"), THREE)


def test_the_address_on_the_roll_is_told_once_a_day(open_round, mails):
    vote(open_round, THREE)
    for _attempt in range(2):
        services.request_code(open_round, voter(1, email="autre@exemple.fr"), THREE)
        services.cast_ballot(open_round, voter(1, email="autre@exemple.fr"), THREE, code_in(mails))
        db.session.commit()
    assert len(db.session.scalars(select(OutboxMessage)).all()) == 1


@pytest.mark.parametrize("age", [11, 119])
def test_ages_are_counted_by_the_year_of_the_round_when_accepted(open_round, age):
    assert roll.check_person(open_round, voter(birth_year=open_round.year - age)) is None


@pytest.mark.parametrize(
    ("age", "sentence"), [(10, "Il faut avoir 11 ans"), (-1, "Vérifiez l’année"), (121, "Vérifiez l’année")]
)
def test_ages_are_refused_with_a_sentence(open_round, age, sentence):
    with pytest.raises(Refused, match=sentence):
        roll.check_person(open_round, voter(birth_year=open_round.year - age))


def test_a_household_shares_an_address_up_to_the_limit(open_round, mails):
    for n in range(1, 5):
        vote(open_round, THREE, n, email="famille@exemple.fr")
    services.request_code(open_round, voter(5, email="famille@exemple.fr"), THREE)
    refused = services.cast_ballot(open_round, voter(5, email="famille@exemple.fr"), THREE, code_in(mails))
    assert "4 personnes ont déjà voté avec cette adresse" in str(refused)
    assert sorted(db.session.scalars(select(Voter.email_slot))) == [1, 2, 3, 4]


def _cast_in_thread(round_id, *args, **changed):
    return lambda: services.put_ballot(db.session.get(Round, round_id), voter(*args, **changed), THREE)


def test_eight_people_of_one_address_at_once_leave_four_on_the_roll(app, open_round):
    round_id = open_round.id
    db.session.close()
    found = run_together(app, [_cast_in_thread(round_id, n, email="famille@exemple.fr") for n in range(8)])
    assert found.count("ok") == 4
    assert sorted(db.session.scalars(select(Voter.email_slot))) == [1, 2, 3, 4]
    assert queries.turnout(db.session.get(Round, round_id)) == 4


def test_the_same_person_eight_times_at_once_has_one_ballot(app, open_round):
    round_id = open_round.id
    db.session.close()
    assert run_together(app, [_cast_in_thread(round_id) for _ in range(8)]) == ["ok"] * 8
    assert db.session.scalars(select(Ballot.revision)).all() == [8]


def test_a_receipt_proves_its_ballot_until_it_is_replaced(open_round):
    receipt = services.sign_receipt(vote(open_round, THREE))
    for text in (receipt.text, f"  {receipt.text}\n", receipt.to_json()):
        checked = services.check_receipt(text)
        assert (checked.round, checked.signed, checked.in_box) == (open_round, True, True)
    vote(open_round, ["P3", "P4", "P5"])
    checked = services.check_receipt(receipt.text)
    assert (checked.signed, checked.in_box) == (True, False)


def test_a_forged_receipt_is_not_signed(open_round):
    receipt = services.sign_receipt(vote(open_round, THREE))
    forged = receipts.Receipt(receipt.round, "0" * 64, receipt.revision, receipt.signature)
    assert services.check_receipt(forged.text).signed is False
    for text in ("", "n’importe quoi", "{", '{"round": 1}', receipt.text[:-3]):
        assert services.check_receipt(text) == services.Checked(None, signed=False, in_box=False)


def test_keys_are_private_files_and_never_made_again_once_somebody_voted(app, open_round):
    vote(open_round, THREE)
    path = pathlib.Path(app.config["SETTINGS"].KEYS_DIR) / f"{open_round.public_id}.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()
    with pytest.raises(Refused, match="les clés de cette édition manquent"):
        services.put_ballot(open_round, voter(2), THREE)
    assert not path.exists()


def test_pages_make_no_key_and_the_first_code_does(visit, open_round, mails):
    visit(f"/vote/{open_round.public_id}/")
    assert keys.public_of(open_round.public_id) == ""
    services.request_code(open_round, voter(), THREE)
    assert keys.public_of(open_round.public_id) != ""
    assert keys.public_of(open_round.public_id) in visit(f"/vote/{open_round.public_id}/").text


def test_ballots_come_in_the_order_of_what_they_hold(open_round):
    for n, codes in enumerate((["P3", "P4", "P5"], THREE, ["P2", "P3", "P4"], THREE)):
        vote(open_round, codes, n)
    assert queries.ballots_of(open_round) == [
        ("P1", "P2", "P3"),
        ("P1", "P2", "P3"),
        ("P2", "P3", "P4"),
        ("P3", "P4", "P5"),
    ]


TIES = """SELECT count(ballot.pseudonym) FROM voter LEFT JOIN ballot
  ON abs(voter.xmin::text::bigint - ballot.xmin::text::bigint) <= 1
  OR voter.xmax::text <> '0' AND abs(voter.xmax::text::bigint - ballot.xmin::text::bigint) <= 1 GROUP BY voter.id"""


def test_writing_the_box_again_leaves_no_trace_of_who_voted_what(app, open_round):
    for n in range(12):
        vote(open_round, THREE, n)
    vote(open_round, ["P3", "P4", "P5"], 7)
    before = db.session.execute(select(Ballot.__table__).order_by(Ballot.pseudonym)).all()
    answer = app.test_cli_runner().invoke(args=["booth", "reshuffle"])
    assert (answer.exit_code, answer.output.split()[1]) == (0, "12")
    db.session.expire_all()
    assert db.session.execute(select(Ballot.__table__).order_by(Ballot.pseudonym)).all() == before
    assert vote(open_round, ["P3", "P4", "P5"], 3).replaced


def test_postgresql_ties_no_row_of_the_box_to_the_roll(open_round):
    if db.engine.dialect.name != "postgresql":
        return  # SQLite keeps ballots in the order of their pseudonyms and remembers no transaction
    for n in range(12):
        vote(open_round, THREE, n)
    vote(open_round, ["P3", "P4", "P5"], 7)
    in_order = "SELECT pseudonym FROM ballot ORDER BY ctid"  # the order in which a copy of the database lists them
    tied = db.session.scalars(sql(TIES)).all()  # how many ballots each line of the roll may have written
    assert min(tied) >= 1
    assert max(tied) <= 3
    assert db.session.scalars(sql(in_order)).all() != sorted(db.session.scalars(select(Ballot.pseudonym)))
    services.reshuffle_box(open_round)
    db.session.commit()
    assert set(db.session.scalars(sql(TIES))) <= {0, 12}  # none, or all of them alike
    assert db.session.scalars(sql(in_order)).all() == sorted(db.session.scalars(select(Ballot.pseudonym)))


def test_a_ballot_waits_for_nobody_but_the_closing_waits_for_the_ballot(app, open_round, mails, people):
    services.request_code(open_round, voter(), THREE)
    phase = open_round.phase(PhaseKind.VOTE)
    request_close(phase, by=people("Amel"))
    db.session.commit()
    phase_id, closer = phase.id, people("Bruno").id
    code = code_in(mails)
    services.cast_ballot(open_round, voter(), THREE, code)  # in the box, not yet committed

    def close():
        with app.app_context():
            confirm_close(db.session.get(Phase, phase_id), by=db.session.get(Person, closer))
            db.session.commit()
            db.session.close()

    closing = threading.Thread(target=close)
    closing.start()
    closing.join(1)
    waited = closing.is_alive()
    db.session.commit()
    closing.join()
    assert waited
    assert queries.turnout(open_round) == 1
