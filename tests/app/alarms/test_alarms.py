"""Threats to life: the page that says whom to call, and the line that the team leaves on a case."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.alarms.models import Alert
from app.casework import services as casework
from app.casework.models import Case
from app.casework.queries import waiting_for
from app.core import clock
from app.core.audit import AuditEvent
from app.core.extensions import db
from moderation.grounds import Ground


@pytest.fixture
def threatened(people, a_round, an_idea):
    """An idea reported as a danger for somebody; gives its case."""
    idea = an_idea(people("Amel"), a_round())
    casework.flag(idea, Ground.THREAT, "Il dit qu’il va le faire.", by=people("Bruno"))
    db.session.commit()
    return db.session.scalars(select(Case)).one()


def test_everybody_finds_whom_to_call(visit):
    page = visit("/danger")
    assert page.status_code == 200
    for number in ("15", "17", "112", "114", "119", "3114"):
        assert f'href="tel:{number}"' in page.text
    assert "pas un service d’urgence" in unescape(page.text)


def test_danger_goes_before_everything_with_one_report_only(people, an_idea, threatened):
    older = an_idea(people("Dina"), threatened.round, "pending", created_at=clock.now() - timedelta(days=30))
    first = db.session.scalars(waiting_for(people("Chloé", Role.MODERATOR))).first()
    assert first.public_id == threatened.public_id and older.public_id


def test_team_notes_whom_it_told_and_the_log_keeps_it(visit, people, threatened):
    chloe = people("Chloé", Role.MODERATOR)
    address = f"/moderation/{threatened.public_id}/autorites"
    assert "17" in visit(address, by=chloe).text
    answer = visit(address, by=chloe, method="POST", authority="police", note="17 h 10, brigade d’Arras.")
    assert (answer.status_code, answer.location) == (303, f"/moderation/{threatened.public_id}")
    alert = db.session.scalars(select(Alert)).one()
    assert (alert.case_id, alert.told_by, alert.authority.value) == (threatened.id, chloe, "police")
    assert "case.alert" in db.session.scalars(select(AuditEvent.verb)).all()
    page = unescape(visit(f"/moderation/{threatened.public_id}", by=chloe).text)
    assert "prévenu le" in page and "brigade d’Arras" in page


def test_team_is_asked_whom_it_told(visit, people, threatened):
    address = f"/moderation/{threatened.public_id}/autorites"
    page = visit(address, by=people("Chloé", Role.MODERATOR), method="POST", note="Un appel.")
    assert page.status_code == 422
    assert "Dites qui vous avez prévenu." in unescape(page.text) and "Un appel." in unescape(page.text)
    assert visit(address, by=people("Eve")).status_code == 403
