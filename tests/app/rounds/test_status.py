"""Every status of a round and of a phase, with every verb."""

import pytest

from app.core.errors import MoveRefused
from app.core.lifecycle import advance
from app.rounds.models import Phase, Round
from app.rounds.status import PHASE, ROUND, PhaseStatus, RoundStatus

ROUND_MOVES = {("draft", "publish"): "published", ("published", "archive"): "archived"}
PHASE_MOVES = {
    ("planned", "open"): "open",
    ("open", "request_close"): "closing",
    ("closing", "keep_open"): "open",
    ("closing", "close"): "closed",
}


@pytest.mark.parametrize("status", RoundStatus)
@pytest.mark.parametrize("verb", ROUND.moves)
def test_a_round_moves_when_the_table_says_so(app, status, verb):
    check(Round(public_id="r", status=status), verb, ROUND_MOVES)


@pytest.mark.parametrize("status", PhaseStatus)
@pytest.mark.parametrize("verb", PHASE.moves)
def test_a_phase_moves_when_the_table_says_so(app, status, verb):
    check(Phase(public_id="p", status=status), verb, PHASE_MOVES)


def check(thing, verb, moves):
    target = moves.get((str(thing.status), verb))
    if target is None:
        with pytest.raises(MoveRefused, match="Ce n’est plus possible"):
            advance(thing, verb, by=None)
    else:
        advance(thing, verb, by=None)
        assert thing.status == target
