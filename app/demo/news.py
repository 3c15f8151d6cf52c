"""What the people of the demonstration were told lately: each citizen a few lines, some not read yet."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.events.models import Event, Registration
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.notifications.models import Notification
from app.notifications.topics import Topic
from app.projects.models import Project
from app.projects.status import ProjectStatus
from app.rounds.models import Round

Told = tuple[int | None, Topic, str, str, str]
UNREAD_HOURS = 120


def add_news(coming: Round, cast: Cast) -> None:
    """A line for each published envie, dossier and seat, and the new round for everybody; by bulk."""
    chance, rows = dice("news"), []
    for person_id, topic, title, body, link in (*_of_ideas(), *_of_projects(), *_of_seats(), *_of_round(coming, cast)):
        if person_id is not None:  # a guest has no account
            rows.append(_row(20 + chance.randrange(400), person_id, topic, title, body, link))
    db.session.execute(insert(Notification), sorted(rows, key=lambda row: row["created_at"]))
    unread = {row["person_id"] for row in rows if row["read_at"] is None}
    db.session.execute(update(Person).where(Person.id.in_(unread)).values(has_news=True))


def _row(hours: int, person_id: int, topic: Topic, title: str, body: str, link: str) -> dict[str, Any]:
    at = clock.now() - timedelta(hours=hours)
    told = {"person_id": person_id, "topic": topic, "title": title, "body": body, "link": link}
    return told | {"created_at": at, "read_at": at + timedelta(hours=3) if hours > UNREAD_HOURS else None}


def _of_ideas() -> Iterator[Told]:
    body = "Tout le monde peut la lire et la soutenir. La suite : en parler à un comptoir, puis en faire un projet."
    published = select(Idea).where(Idea.status.in_([IdeaStatus.PUBLISHED, IdeaStatus.GROWN]))
    for idea in db.session.scalars(published.order_by(Idea.id)).all():
        title = f"Votre envie « {idea.title} » est publiée"
        yield idea.author_id, Topic.MY_IDEA, title, body, f"/envies/{idea.public_id}"


def _of_projects() -> Iterator[Told]:
    body = "Le comité l’examine. La suite : vous recevrez sa décision et ses raisons par courriel."
    submitted = select(Project).where(Project.status == ProjectStatus.SUBMITTED).order_by(Project.id)
    for project in db.session.scalars(submitted).all():
        title = f"Votre dossier « {project.title} » est déposé"
        yield project.holder_id, Topic.DECISIONS, title, body, f"/projets/{project.public_id}"


def _of_seats() -> Iterator[Told]:
    body = "Prévenez si vous ne pouvez plus venir : la place servira à quelqu’un d’autre."
    seats = select(Registration.person_id, Event.title, Event.public_id).join(Event).order_by(Registration.id)
    for person_id, title, public_id in db.session.execute(seats.limit(150)).all():
        yield person_id, Topic.COMPTOIRS, f"Votre place : {title}", body, f"/comptoirs/{public_id}"


def _of_round(coming: Round, cast: Cast) -> Iterator[Told]:
    title = f"« {coming.name} » est ouvert : déposez vos envies"
    for person in sorted(cast.citizens.values(), key=lambda each: each.id):
        yield person.id, Topic.ROUND_NEWS, title, "Quelques lignes suffisent.", f"/editions/{coming.public_id}"
