"""What the people of the demonstration were told lately: each citizen a few lines, some not read yet."""

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
from app.rounds.models import Round


def add_news(coming: Round, cast: Cast) -> None:
    """One line for a published envie, a dossier, a seat, and the new round; by bulk."""
    chance = dice("news")
    rows: list[dict[str, Any]] = []
    unread: set[int] = set()

    def tell(person_id: int | None, topic: Topic, title: str, body: str, link: str) -> None:
        if person_id is None:  # a guest has no account
            return
        hours = 20 + chance.randrange(400)
        at = clock.now() - timedelta(hours=hours)
        read = at + timedelta(hours=3) if hours > 120 else None
        rows.append(
            {"person_id": person_id, "topic": topic, "title": title, "body": body, "link": link}
            | {"created_at": at, "read_at": read}
        )
        if read is None:
            unread.add(person_id)

    published = select(Idea).where(Idea.status.in_([IdeaStatus.PUBLISHED, IdeaStatus.GROWN]))
    for idea in db.session.scalars(published.order_by(Idea.id)).all():
        body = "Tout le monde peut la lire et la soutenir. La suite : en parler à un comptoir, puis en faire un projet."
        tell(
            idea.author_id,
            Topic.MY_IDEA,
            f"Votre envie « {idea.title} » est publiée",
            body,
            f"/envies/{idea.public_id}",
        )
    for project in db.session.scalars(select(Project).order_by(Project.id)).all():
        body = "Le comité l’examine. La suite : vous recevrez sa décision et ses raisons par courriel."
        title, link = f"Votre dossier « {project.title} » est déposé", f"/projets/{project.public_id}"
        if project.status == "submitted":
            tell(project.holder_id, Topic.DECISIONS, title, body, link)
    seats = select(Registration.person_id, Event.title, Event.public_id).join(Event)
    for person_id, title, public_id in db.session.execute(seats.order_by(Registration.id).limit(150)).all():
        body = "Prévenez si vous ne pouvez plus venir : la place servira à quelqu’un d’autre."
        tell(person_id, Topic.COMPTOIRS, f"Votre place : {title}", body, f"/comptoirs/{public_id}")
    for person in sorted(cast.citizens.values(), key=lambda each: each.id):
        title = f"« {coming.name} » est ouvert : déposez vos envies"
        tell(person.id, Topic.ROUND_NEWS, title, "Quelques lignes suffisent.", f"/editions/{coming.public_id}")
    db.session.execute(insert(Notification), sorted(rows, key=lambda row: row["created_at"]))
    db.session.execute(update(Person).where(Person.id.in_(unread)).values(has_news=True))
