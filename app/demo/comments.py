"""What people say under the envies of the demonstration, and one comment that somebody reported."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.casework.models import Flag
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.ideas.models import Idea, IdeaComment
from app.ideas.status import CommentStatus, IdeaStatus
from app.rounds.models import Round
from moderation.grounds import Ground

SAID = [
    "J’habite à deux rues : je peux m’occuper des week-ends.",
    "Qui paie l’électricité ? La mairie a dit quelque chose ?",
    "Chez nous, à la résidence, on a essayé. Le plus dur, c’est de tenir l’hiver.",
    "On en parle au prochain comptoir ? Je viendrai avec ma sœur.",
]
SOLD = "Frigos d’occasion livrés et garantis, appelez-moi vite, prix cassés jusqu’à dimanche !"


def add_comments(round_: Round, cast: Cast) -> None:
    """A short conversation under the first envies, and an advertisement that waits for an answer of the team."""
    shown = select(Idea).where(Idea.round_id == round_.id, Idea.status == IdeaStatus.PUBLISHED)
    ideas = db.session.scalars(shown.order_by(Idea.id).limit(len(SAID))).all()
    people = [idea.author for idea in ideas]
    for number, idea in enumerate(ideas):
        for place in range(number % 3 + 1):
            _say(
                idea,
                SAID[(number + place) % len(SAID)],
                people[(number + place + 1) % len(people)],
                40 - number - place,
            )
    if ideas:
        sold = _say(ideas[0], SOLD, people[-1], 20)
        db.session.flush()
        report = {"comment_id": sold.id, "created_at": clock.now() - timedelta(hours=7)}
        db.session.add(Flag(ground=Ground.ADVERTISING, words="Rien à voir avec l’envie.", person=people[1], **report))
        db.session.add(Flag(ground=Ground.OFF_TOPIC, email="voisine@exemple.fr", **report))


def _say(idea: Idea, body: str, author: Person, hours: int) -> IdeaComment:
    at = clock.now() - timedelta(hours=hours)
    comment = IdeaComment(idea=idea, author=author, body=body, status=CommentStatus.PUBLISHED)
    comment.created_at = comment.status_at = at
    db.session.add(comment)
    return comment
