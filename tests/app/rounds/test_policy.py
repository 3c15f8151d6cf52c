"""Who may do what with a round, and the sentence of a closed phase."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine

from app.accounts.models import Role
from app.core.policy import RULES
from app.rounds import calendar, policy
from app.rounds.models import Phase, PhaseKind, Round
from app.rounds.status import PhaseStatus, RoundStatus

STAFF_ONLY = [
    "round.manage",
    "round.create",
    "round.publish",
    "rulebook.publish",
    "round.archive",
    "phase.reschedule",
    "phase.keep_open",
]
PHASE_MOVES = {"phase.open": PhaseStatus.PLANNED, "phase.request_close": PhaseStatus.OPEN}


@pytest.mark.parametrize("permission", STAFF_ONLY)
def test_staff_alone_runs_a_round_when_anybody_asks(app, people, permission):
    who = [
        None,
        people("Citoyenne"),
        people("Mo", Role.MODERATOR),
        people("Stella", Role.STAFF),
        people("Ada", Role.ADMINISTRATOR),
    ]

    assert [RULES[permission](actor) for actor in who] == [False, False, False, True, True]


@pytest.mark.parametrize("permission", PHASE_MOVES)
def test_staff_alone_moves_a_phase_when_its_round_is_public(app, people, permission):
    who = [people("Citoyenne"), people("Stella", Role.STAFF)]
    rounds = [Round(status=status) for status in (RoundStatus.PUBLISHED, RoundStatus.DRAFT)]
    phases = [Phase(kind=PhaseKind.IDEAS, status=PHASE_MOVES[permission], round=round_) for round_ in rounds]

    allowed = [[RULES[permission](actor, phase) for actor in who] for phase in phases]

    assert allowed == [[False, True], [False, permission == "phase.request_close"]]


def test_a_draft_is_for_staff_when_the_public_asks(app, people):
    staff, draft, shown = (
        people("Stella", Role.STAFF),
        Round(status=RoundStatus.DRAFT),
        Round(status=RoundStatus.PUBLISHED),
    )

    seen = [(RULES["round.see"](actor, draft), RULES["round.see"](actor, shown)) for actor in (None, staff)]

    assert seen == [(False, True), (True, True)]


def test_another_person_closes_when_one_has_asked(app, people):
    first, second = people("Stella", Role.STAFF), people("Sami", Role.STAFF)
    phase = Phase(kind=PhaseKind.IDEAS, close_requested_by_id=first.id)

    assert [RULES["phase.close"](actor, phase) for actor in (first, second)] == [False, True]
    assert "une autre personne" in RULES["phase.close"].why_not(first, phase)


def vote(status):
    phase = Phase(
        kind=PhaseKind.VOTE,
        position=1,
        status=status,
        starts_at=datetime(2026, 8, 31, 22, tzinfo=UTC),
        ends_at=datetime(2026, 9, 30, 22, tzinfo=UTC),
    )
    return Round(name="Budget 2026", year=2026, status=RoundStatus.PUBLISHED, phases=[phase])


@pytest.mark.parametrize(
    ("status", "at", "sentence"),
    [
        (
            PhaseStatus.PLANNED,
            datetime(2026, 8, 1, tzinfo=UTC),
            "« Vote » de l’édition « Budget 2026 » ouvre le 1er septembre 2026",
        ),
        (PhaseStatus.PLANNED, datetime(2026, 9, 2, tzinfo=UTC), "n’est pas encore ouverte"),
        (PhaseStatus.OPEN, datetime(2026, 9, 2, tzinfo=UTC), ""),
        (PhaseStatus.CLOSING, datetime(2026, 9, 2, tzinfo=UTC), ""),
        (PhaseStatus.OPEN, datetime(2026, 9, 30, 22, tzinfo=UTC), "est close depuis le 30 septembre 2026 à minuit"),
        (PhaseStatus.CLOSED, datetime(2026, 9, 2, tzinfo=UTC), "est close depuis le 30 septembre 2026 à minuit"),
    ],
)
def test_during_says_why_not_when_the_phase_is_not_open(app, status, at, sentence):
    subject = SimpleNamespace(round=vote(status))
    rule = policy.during(PhaseKind.VOTE)

    with time_machine.travel(at, tick=False):
        why, holds = rule.why_not(None, subject).replace("\u00a0", " "), rule(None, subject)

    assert holds == (sentence == "")
    assert sentence in why


def test_during_says_so_when_the_round_is_archived(app):
    round_ = vote(PhaseStatus.OPEN)
    round_.status = RoundStatus.ARCHIVED
    rule = policy.during(PhaseKind.VOTE)

    with time_machine.travel(datetime(2026, 9, 2, tzinfo=UTC), tick=False):
        assert not rule(None, SimpleNamespace(round=round_))
        assert "est archivée" in rule.why_not(None, SimpleNamespace(round=round_))


def test_during_says_so_when_there_is_no_round(app):
    assert "Aucune édition" in policy.during(PhaseKind.VOTE, of=lambda _: None).why_not(None, None)


def test_the_last_instant_is_out_when_the_phase_ends(app):
    round_ = vote(PhaseStatus.OPEN)
    end = round_.phases[0].ends_at

    assert [calendar.is_open(round_, PhaseKind.VOTE, at) for at in (end.replace(hour=21, minute=59), end)] == [
        True,
        False,
    ]
