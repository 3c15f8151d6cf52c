import stat
import threading
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.booth import keys, queries, receipts, roll, services
from app.booth.models import Ballot, Voter
from app.core import clock
from app.core.audit import AuditEvent
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.rounds.models import PhaseKind, Round
from tests.app.booth.scene import code_in, some_proposals, vote, voter

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


def test_nothing_of_the_person_is_in_the_ballot_and_no_audit_line_is_written(open_round):
    before = len(db.session.scalars(select(AuditEvent)).all())
    vote(open_round, THREE)
    person = db.session.scalars(select(Voter)).one()
    ballot = db.session.scalars(select(Ballot)).one()
    assert person.public_id not in str([ballot.pseudonym, ballot.nonce, ballot.commitment, ballot.choices])
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
        pytest.raises(Refused, match="15 minutes"),
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
    with pytest.raises(Refused, match="reprenez l’adresse de la première fois"):
        services.request_code(open_round, voter(1, email="autre@exemple.fr"), THREE)
    with pytest.raises(Refused):
        services.put_ballot(open_round, voter(1, name="Camillé voisin1", email="autre@exemple.fr"), THREE)
    assert mails() == []


@pytest.mark.parametrize("age", [11, 119])
def test_ages_are_counted_by_the_year_of_the_round_when_accepted(open_round, age):
    assert roll.check_person(open_round, voter(birth_year=open_round.year - age)) is None


@pytest.mark.parametrize(
    ("age", "sentence"), [(10, "Il faut avoir 11 ans"), (-1, "Vérifiez l’année"), (121, "Vérifiez l’année")]
)
def test_ages_are_refused_with_a_sentence(open_round, age, sentence):
    with pytest.raises(Refused, match=sentence):
        roll.check_person(open_round, voter(birth_year=open_round.year - age))


def test_a_household_shares_an_address_up_to_the_limit(open_round):
    for n in range(1, 5):
        vote(open_round, THREE, n, email="famille@exemple.fr")
    with pytest.raises(Refused, match="4 personnes ont déjà voté avec cette adresse"):
        services.request_code(open_round, voter(5, email="famille@exemple.fr"), THREE)
    assert sorted(db.session.scalars(select(Voter.email_slot))) == [1, 2, 3, 4]


def run_together(app, deeds):
    """Run the deeds at once, each in a thread with its own session; what each gave or refused."""
    found, start = [], threading.Barrier(len(deeds))

    def run(deed):
        with app.app_context():
            start.wait()
            try:
                deed()
                db.session.commit()
                found.append("ok")
            except Refused as refused:
                db.session.rollback()
                found.append(str(refused))
            finally:
                db.session.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


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
    path = keys._folder() / f"{open_round.public_id}.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()
    with pytest.raises(Refused, match="les clés de cette édition manquent"):
        services.put_ballot(open_round, voter(2), THREE)
    assert not path.exists()
