"""What is done with ideas."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEvent
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.ideas import services
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme
from app.territories.queries import municipality_by_code

TYPED = {"title": " Un four ", "body": "Cuire ensemble le samedi.", "theme": Theme.HERITAGE}


def _post(by):
    return services.post_idea(**TYPED, municipality=municipality_by_code("62041"), by=by)


@pytest.mark.parametrize(("rule", "status"), [("before", IdeaStatus.PENDING), ("after", IdeaStatus.PUBLISHED)])
def test_idea_waits_or_shows_when_the_round_says_so(people, a_round, rule, status):
    round_ = a_round(ideas_moderated=rule)
    idea = _post(people("Amel"))
    db.session.commit()
    assert (idea.status, idea.title, idea.round) == (status, "Un four", round_)


def test_posting_is_written_in_the_log_when_done(people, a_round):
    a_round()
    amel = people("Amel")
    idea = _post(amel)
    db.session.commit()
    line = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "idea.post")).one()
    assert (line.actor, line.subject) == (f"person:{amel.public_id}", f"idea:{idea.public_id}")


def test_posting_is_refused_with_the_dates_when_the_phase_is_closed(people, a_round):
    a_round(PhaseKind.VOTE)
    with pytest.raises(Refused, match="Envies.*.* est close depuis"):
        _post(people("Amel"))


def test_posting_is_refused_when_there_is_no_round(people):
    with pytest.raises(Refused, match="Aucune édition"):
        _post(people("Amel"))


def test_edit_is_refused_when_somebody_changed_it(people, a_round, an_idea):
    amel = people("Amel")
    idea = an_idea(amel, a_round(), "pending")
    seen = idea.version
    services.edit_idea(idea, **TYPED, municipality=idea.municipality, by=amel, version=seen)
    with pytest.raises(Stale):
        services.edit_idea(idea, **TYPED, municipality=idea.municipality, by=amel, version=seen)


def test_database_refuses_a_silent_refusal_when_the_reason_is_missing(people, a_round, an_idea):
    idea = an_idea(people("Amel"), a_round(), "pending")
    idea.status = IdeaStatus.REFUSED
    with pytest.raises(Exception, match="no_silent_refusal"):
        db.session.commit()
    db.session.rollback()
    assert db.session.scalars(select(Idea.status)).all() == [IdeaStatus.PENDING]
