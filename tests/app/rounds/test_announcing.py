"""A phase that opens, or ends in three days, is told once to whoever it concerns."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.notifications.models import Notification
from app.notifications.services import choose
from app.notifications.topics import Frequency, Topic
from app.rounds import announcing
from app.rounds.models import PhaseKind


@pytest.fixture
def announce(app):
    """Run the command; give who was told what, each time anew."""

    def run():
        before = set(db.session.scalars(select(Notification.id)))
        db.session.commit()
        assert app.test_cli_runner().invoke(args=["rounds", "announce"]).exit_code == 0
        db.session.expire_all()
        news = db.session.scalars(select(Notification).where(Notification.id.not_in(before)).order_by(Notification.id))
        return {(one.person_id, one.title.replace("\xa0", " "), one.link) for one in news}

    return run


@pytest.fixture
def scene(people, a_round, a_project, an_idea, join):
    """A round taking dossiers: a team of two, an author, somebody who chose such news, somebody who did not."""
    round_ = a_round(PhaseKind.SUBMISSION, name="Édition 2026")
    amel, rose, paul, ines, _zoe = (people(name) for name in ("Amel", "Rose", "Paul", "Inès", "Zoé"))
    join(a_project(amel, round_), rose)
    an_idea(paul, round_)
    choose({Topic.ROUND_NEWS: Frequency.WEEKLY}, by=ines)
    phase = round_.phase(PhaseKind.SUBMISSION)
    phase.starts_at, phase.ends_at = clock.now() - timedelta(days=2), clock.now() + timedelta(days=20)
    db.session.commit()
    return phase, amel, rose, paul, ines


def test_an_opening_is_told_once_with_what_comes_next(scene, announce):
    concerned = scene[1:]
    told = announce()
    assert told == {
        (each.id, "Édition 2026, c’est ouvert : Dépôt des dossiers", "/projets/miens") for each in concerned
    }
    news = db.session.scalars(select(Notification).where(Notification.person_id == scene[1].id)).all()
    assert "sa page dit ce qui manque" in news[-1].body
    assert announce() == set()


def test_an_end_is_told_to_those_who_have_something_to_do_and_again_when_it_is_moved(scene, announce):
    phase, amel, rose, _paul, _ines = scene
    announce()
    phase.ends_at = clock.now() + timedelta(days=2)
    title = "Édition 2026, bientôt fini : Dépôt des dossiers"
    assert announce() == {(amel.id, title, "/projets/miens"), (rose.id, title, "/projets/miens")}
    assert announce() == set()
    phase.ends_at = clock.now() + timedelta(days=2, hours=9)
    assert len(announce()) == 2


def test_an_opening_long_ago_is_no_news(scene, announce):
    phase = scene[0]
    phase.starts_at = clock.now() - announcing.LATE - timedelta(hours=1)
    assert announce() == set()
