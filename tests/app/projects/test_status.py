"""Every status of a project and of a proposal against every verb."""

import pytest

from app.core.errors import MoveRefused
from app.core.lifecycle import HasLifecycle, advance
from app.projects.status import PROJECT, PROPOSAL, ProjectStatus, ProposalStatus

MOVES = {
    PROJECT: {
        ("draft", "submit"): "submitted",
        ("to_complete", "submit"): "submitted",
        ("submitted", "return_"): "to_complete",
        ("submitted", "withdraw"): "draft",
        ("to_complete", "withdraw"): "draft",
    },
    PROPOSAL: {
        ("entered", "label"): "labelled",
        ("entered", "refuse"): "refused",
        ("entered", "replace"): "replaced",
        ("refused", "reopen"): "entered",
        ("entered", "withdraw"): "withdrawn",
        ("labelled", "withdraw"): "withdrawn",
    },
}
EVERY = [
    (table, status, verb)
    for table, kind in ((PROJECT, ProjectStatus), (PROPOSAL, ProposalStatus))
    for status in kind
    for verb in table.moves
]


class Thing(HasLifecycle):
    public_id = "abc"

    def __init__(self, lifecycle, status):
        self.lifecycle, self.status, self.status_at = lifecycle, status, None


@pytest.mark.parametrize(("table", "status", "verb"), EVERY, ids=[f"{s}-{v}" for _t, s, v in EVERY])
def test_verb_leads_where_the_table_says_when_tried_from_each_status(app, table, status, verb):
    thing, target = Thing(table, status), MOVES[table].get((status.value, verb))
    if target is None:
        with pytest.raises(MoveRefused, match="Ce n’est plus possible"):
            advance(thing, verb, by=None, reason="Parce que.")
        assert thing.status is status
    else:
        advance(thing, verb, by=None, reason="Parce que.")
        assert thing.status.value == target
