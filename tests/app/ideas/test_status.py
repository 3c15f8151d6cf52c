"""Every status of an idea against every verb."""

import pytest

from app.core.lifecycle import HasLifecycle
from app.ideas.status import LIFECYCLE, IdeaStatus

MOVES = {
    ("pending", "publish"): "published",
    ("pending", "refuse"): "refused",
    ("published", "hide"): "hidden",
    ("grown", "hide"): "hidden",
    ("hidden", "restore_grown"): "grown",
    ("published", "grow"): "grown",
    ("refused", "restore"): "published",
    ("hidden", "restore"): "published",
    ("published", "merge"): "merged",
    ("merged", "split"): "published",
}


class Thing(HasLifecycle):
    lifecycle = LIFECYCLE
    public_id = "abc"

    def __init__(self, status):
        self.status, self.status_at = status, None


@pytest.mark.parametrize("verb", LIFECYCLE.moves)
@pytest.mark.parametrize("status", IdeaStatus)
def test_verb_leads_where_the_table_says_when_tried_from_each_status(app, status, verb):
    from app.core.errors import MoveRefused
    from app.core.lifecycle import advance

    thing, target = Thing(status), MOVES.get((status.value, verb))
    if target is None:
        with pytest.raises(MoveRefused, match="Ce n’est plus possible"):
            advance(thing, verb, by=None, reason="Parce que.")
        assert thing.status is status
    else:
        advance(thing, verb, by=None, reason="Parce que.")
        assert thing.status.value == target


@pytest.mark.parametrize(("status", "verb"), [("pending", "refuse"), ("published", "hide"), ("hidden", "restore")])
def test_verb_is_refused_when_its_reason_is_missing(app, status, verb):
    from app.core.errors import MoveRefused
    from app.core.lifecycle import advance

    with pytest.raises(MoveRefused, match="raison"):
        advance(Thing(IdeaStatus(status)), verb, by=None, reason="  ")
