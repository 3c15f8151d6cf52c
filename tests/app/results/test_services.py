import pytest
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from app.accounts.models import Role
from app.booth.models import Ballot
from app.core.audit import AuditEvent
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.notifications.models import OutboxMessage
from app.projects.models import Project, Proposal
from app.projects.status import ProposalStatus
from app.results import nearby, queries, services
from app.results.models import Result, Signature
from app.results.presentation import OUTCOMES
from app.results.status import ResultStatus
from app.results.translation import election_of
from app.rounds.forms import RulebookForm
from app.rounds.models import PhaseKind, Round
from app.rounds.selection import RULES
from app.rounds.services import publish_rulebook
from app.rounds.themes import Theme
from tests.app.booth.scene import some_proposals, vote
from tests.races import run_together
from voting.certificate import verify
from voting.result import count


@pytest.fixture
def staff(people):
    return people("Amel", Role.STAFF), people("Bruno", Role.STAFF)


@pytest.fixture
def closed(a_round, staff):
    """A round of six projects and seven ballots, its vote closed by two people."""
    round_ = a_round(PhaseKind.VOTE, envelope_cents=2_000_000)
    some_proposals(round_, 6)
    for n, codes in enumerate((["P1", "P2", "P3"],) * 4 + (["P1", "P2", "P4"],) * 2 + (["P4", "P5", "P6"],)):
        vote(round_, codes, n)
    phase = round_.phase(PhaseKind.VOTE)
    advance(phase, "request_close", by=staff[0])
    advance(phase, "close", by=staff[1])
    db.session.commit()
    return round_


def counted(round_, by):
    services.count_round(round_, by=by)
    db.session.commit()
    return queries.result_of(round_)


def test_an_open_vote_is_not_counted(a_round, staff):
    with pytest.raises(Refused, match="n’est pas clos"):
        services.count_round(a_round(PhaseKind.VOTE), by=staff[0])


def test_a_closed_vote_is_counted_once_by_the_rulebook(closed, staff):
    result = counted(closed, staff[0])
    expected = count(election_of(closed), [["P1", "P2", "P3"]] * 4 + [["P1", "P2", "P4"]] * 2 + [["P4", "P5", "P6"]])
    assert [(x.proposal.code, x.position, x.votes, x.outcome, x.grant_cents) for x in result.lines] == [
        (x.id, x.rank, x.votes, x.outcome, x.grant) for x in expected.lines
    ]
    assert (result.ballots, result.status) == (7, ResultStatus.COUNTED)
    assert sum(line.grant_cents for line in result.lines) <= 2_000_000
    assert verify(result.certificate, [["P1", "P2", "P3"]] * 4 + [["P1", "P2", "P4"]] * 2 + [["P4", "P5", "P6"]]) == []
    with pytest.raises(Refused, match="déjà dépouillée"):
        services.count_round(closed, by=staff[1])


def test_a_withdrawn_project_stays_out_of_the_running(closed, staff):
    proposal = db.session.scalars(select(Proposal).where(Proposal.code == "P1")).one()
    advance(proposal, "withdraw", by=staff[0], reason="Le collectif a renoncé.")
    result = counted(closed, staff[0])
    assert {line.proposal.code: line.outcome for line in result.lines}["P1"] == "withdrawn"
    assert proposal.status is ProposalStatus.WITHDRAWN


def test_two_different_people_certify(closed, staff):
    result = counted(closed, staff[0])
    services.sign(result, by=staff[0])
    db.session.commit()
    assert result.status is ResultStatus.COUNTED
    with pytest.raises(Refused, match="une autre personne"):
        services.sign(result, by=staff[0])
    with pytest.raises(MoveRefused):
        services.publish(result, by=staff[0])
    services.sign(result, by=staff[1])
    db.session.commit()
    assert (result.status, [s.person.name for s in result.signatures]) == (ResultStatus.CERTIFIED, ["Amel", "Bruno"])
    assert {s.digest for s in result.signatures} == {result.digest}
    verbs = [
        line.verb
        for line in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
        if line.verb.startswith("result.")
    ]
    assert verbs == ["result.count", "result.sign", "result.sign", "result.certify"]


def test_two_people_signing_at_once_certify(app, closed, staff):
    counted(closed, staff[0])
    ids, round_id = [person.id for person in staff], closed.id
    db.session.close()
    person = type(staff[0])
    deeds = [
        lambda i=i: services.sign(queries.result_of(db.session.get(Round, round_id)), by=db.session.get(person, i))
        for i in ids
    ]
    assert run_together(app, deeds) == ["ok", "ok"]
    assert db.session.scalars(select(Result.status)).one() is ResultStatus.CERTIFIED
    assert len(db.session.scalars(select(Signature)).all()) == 2


@pytest.mark.parametrize(
    ("column", "value"), [("choices", ["P1", "P2", "P5"]), ("commitment", "0" * 64), ("nonce", "0" * 32)]
)
def test_one_changed_ballot_breaks_the_recount_and_the_signature(closed, staff, column, value):
    result = counted(closed, staff[0])
    assert services.discrepancies(result) == []
    one = db.session.scalars(select(Ballot.pseudonym).order_by(Ballot.pseudonym)).first()
    db.session.execute(update(Ballot).where(Ballot.pseudonym == one).values({column: value}))
    db.session.commit()
    assert services.discrepancies(result) != []
    with pytest.raises(Refused, match="diffère du certificat"):
        services.sign(result, by=staff[0])


def test_a_changed_line_project_or_rulebook_breaks_the_recount(closed, staff):
    result = counted(closed, staff[0])
    result.lines[0].votes += 1
    db.session.commit()
    assert services.discrepancies(result) == [
        f"La ligne du projet {result.lines[0].proposal.code} n’est pas celle du certificat."
    ]
    result.lines[0].votes -= 1
    result.lines[0].proposal.title = "Autre"
    db.session.commit()
    assert services.discrepancies(result) == ["Les projets ou le règlement ne sont plus ceux du certificat."]


def test_proclaiming_tells_every_holder_once(closed, staff, people):
    holder = people("Chloé")
    project = Project(
        round_id=closed.id, holder_id=holder.id, title="Projet 1", theme=Theme.ARTS, municipality_code="62041"
    )
    db.session.add(project)
    db.session.flush()
    db.session.scalars(select(Proposal).where(Proposal.code == "P1")).one().project_id = project.id
    result = counted(closed, staff[0])
    for person in staff:
        services.sign(result, by=person)
    with force_locale("en"):  # the clerk reads English, the holder does not
        services.publish(result, by=staff[0])
    db.session.commit()
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert (mail.to, result.status) == (holder.email, ResultStatus.PUBLISHED)
    assert mail.subject == "Résultat du vote\u00a0: Projet 1"
    assert mail.unsubscribe is None, "a decision and its reasons are owed"
    assert [word in mail.body for word in ("Bonjour", "Lauréat", "Votre subvention")] == [True] * 3


def _one_round(app, asked, envelope, ballots, **rules):
    from app.core import clock
    from app.rounds.models import Envelope, Rulebook
    from app.rounds.presets import PAS_DE_CALAIS
    from app.rounds.status import RoundStatus

    round_ = Round(
        name=f"R{id(asked)}-{clock.now().timestamp()}", year=2026, preset="pas-de-calais", status=RoundStatus.PUBLISHED
    )
    round_.envelopes.append(Envelope(name="Enveloppe", amount_cents=envelope))
    round_.rulebooks.append(
        Rulebook(
            number=1, text="#", rules={**PAS_DE_CALAIS, "lot_seed": "x", **rules}, digest="x", published_at=clock.now()
        )
    )
    db.session.add(round_)
    db.session.flush()
    some_proposals(round_, len(asked))
    for proposal, cents in zip(
        db.session.scalars(select(Proposal).where(Proposal.round_id == round_.id).order_by(Proposal.number)),
        asked,
        strict=True,
    ):
        proposal.requested_cents, proposal.budget_cents = cents, 2 * cents
    for n, codes in enumerate(ballots):
        vote(round_, codes, n)
    return round_


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_grants_never_exceed_the_envelope_and_the_certificate_always_verifies(app, data):
    asked = data.draw(st.lists(st.integers(1, 3_000_000), min_size=3, max_size=7))
    codes = [f"P{n}" for n in range(1, len(asked) + 1)]
    ballots = data.draw(st.lists(st.permutations(codes).map(lambda p: sorted(p[:3])), max_size=6))
    rules = {
        "grant_mode": data.draw(st.sampled_from(["requested", "criteria", "votes", "criteria_votes"])),
        "rule": data.draw(st.sampled_from(["greedy", "greedy-stop", "equal-shares", "phragmen", "max-welfare"])),
        "completion": data.draw(st.sampled_from(["none", "add1u"])),
        "youth_percent": data.draw(st.sampled_from([0, 10])),
        "first_of_each_canton": data.draw(st.booleans()),
        "leftover": data.draw(st.sampled_from(["none", "by_votes", "by_rank"])),
    }
    round_ = _one_round(app, asked, data.draw(st.integers(1, 6_000_000)), ballots, **rules)
    result = services.store(round_, election_of(round_), ballots)
    assert sum(line.grant_cents for line in queries.result_of(round_).lines) <= round_.envelopes[0].amount_cents
    assert services.discrepancies(queries.result_of(round_)) == []
    assert result.digest == result.certificate["digest"]
    assert verify(result.certificate, ballots) == []


def test_counting_writes_the_box_again_so_that_nothing_ties_a_ballot_to_the_roll(app, closed, staff):
    before = sorted(db.session.execute(select(Ballot.pseudonym, Ballot.commitment, Ballot.revision)).all())
    services.count_round(closed, by=staff[0])
    db.session.commit()
    assert sorted(db.session.execute(select(Ballot.pseudonym, Ballot.commitment, Ballot.revision)).all()) == before
    if db.engine.dialect.name == "postgresql":
        ballots = set(db.session.scalars(text("SELECT xmin::text FROM ballot")))
        roll = set(db.session.scalars(text("SELECT xmin::text FROM voter")))
        assert (len(ballots), ballots & roll) == (1, set())


def test_rules_that_follow_the_voters_say_what_would_have_changed_everything(closed, staff, visit, app):
    book = closed.rulebook
    book.rules = {**book.rules, "rule": "equal-shares", "grant_mode": "requested"}
    result = counted(closed, staff[0])
    lines = {line.proposal.code: line for line in result.lines}
    near = {code for code, line in lines.items() if line.facts.get("margins")}
    assert near
    codes = {sentence.code for line in lines.values() for sentence in line.margins}
    assert {code.split("_")[0] for code in codes} == {"margin"}
    assert {line.outcome for line in lines.values()} <= set(OUTCOMES)
    page = visit(f"/resultats/{closed.public_id}", by=staff[0])
    assert "Ce qui aurait tout changé" in page.text
    assert services.discrepancies(queries.result_of(closed)) == []
    for line in queries.result_of(closed).lines:
        line.facts = {key: value for key, value in line.facts.items() if key != "margins"}
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["results", "explain", closed.public_id])
    assert answer.output == f"{len(near)} projets\n"
    db.session.expire_all()
    assert {line.proposal.code for line in queries.result_of(closed).lines if line.facts.get("margins")} == near
    assert app.test_cli_runner().invoke(args=["results", "explain", "rien"]).exit_code == 1


def test_margins_that_would_take_too_long_are_left_to_the_command(closed, staff, monkeypatch):
    monkeypatch.setattr(nearby, "PATIENCE", 0.0)
    closed.rulebook.rules = {**closed.rulebook.rules, "rule": "phragmen"}
    result = counted(closed, staff[0])
    assert [line.facts.get("margins") for line in result.lines] == [None] * 6


def test_statistics_are_worked_out_at_the_count(closed, staff):
    found = counted(closed, staff[0]).statistics
    assert found["turnout"]["valid"] == 7
    assert sum(found["satisfaction"]["by_winners"].values()) == 7
    assert sum(part["money"] for part in found["parts"]["theme"]) == found["money"]["spent"] <= 2_000_000


AMOUNTS = st.integers(1, 40).map(lambda hundreds: str(hundreds * 250))
TYPED = st.fixed_dictionaries(
    {
        "text": st.just("# Règlement"),
        "ballot": st.sampled_from(["exactly", "approval"]),
        "choices": st.integers(1, 20),
        "min_age": st.integers(0, 18),
        "voters_per_email": st.integers(1, 10),
        "ideas_moderated": st.just("before"),
        "rule": st.sampled_from(list(RULES)),
        "utility": st.sampled_from(["cost", "cardinality"]),
        "completion": st.sampled_from(["none", "votes", "add1", "add1u", "phragmen"]),
        "canton_winners": st.integers(0, 2),
        "first_of_each_canton": st.sampled_from(["y", ""]),
        "canton_shares": st.sampled_from(["y", ""]),
        "youth_percent": st.integers(0, 50),
        "youth_up_to": st.sampled_from(["", "5000"]),
        "small_up_to": st.sampled_from(["", "5000"]),
        "small_percent": st.sampled_from([0, 20]),
        "middle_up_to": st.sampled_from(["", "10000"]),
        "middle_percent": st.sampled_from([0, 30]),
        "large_percent": st.sampled_from([0, 20]),
        "min_choices": st.integers(1, 3),
        "grant_mode": st.sampled_from(["requested", "criteria", "votes", "criteria_votes"]),
        "floor": AMOUNTS,
        "ceiling": AMOUNTS,
        "max_share_percent": st.integers(1, 100),
        "step": AMOUNTS,
        "leftover": st.sampled_from(["none", "by_votes", "by_rank"]),
        "min_votes": st.integers(0, 10),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_every_rulebook_that_is_published_can_be_counted(app, a_round, staff, typed):
    db.session.rollback()
    round_ = db.session.scalars(select(Round)).first() or a_round(PhaseKind.IDEAS)
    if not round_.rulebooks[0].text.startswith("# Essai"):
        some_proposals(round_)
        round_.rulebooks[0].text = "# Essai"
        db.session.commit()
    with app.test_request_context(method="POST", data=typed):
        form = RulebookForm(meta={"csrf": False})
        accepted = form.validate()
        rules = form.rules() if accepted else None
    if accepted:
        try:
            publish_rulebook(round_, "# Autre", rules, by=None)
        except Refused:
            return
        assert count(election_of(round_), [["P1", "P2", "P3"]]).budget == 35_200_000
