"""A comment of the demonstration that two people reported, and that waits for an answer of the team."""

from datetime import timedelta

from sqlalchemy import select

from app.casework.models import Case, Flag
from app.casework.services import new_case
from app.core import clock
from app.core.extensions import db
from app.ideas.models import Idea, IdeaComment
from app.ideas.status import CommentStatus, IdeaStatus
from app.rounds.models import Round
from moderation.cases import Cause, Kind
from moderation.grounds import Ground

SOLD = "Frigos d’occasion livrés et garantis, appelez-moi vite, prix cassés jusqu’à dimanche !"


def add_flags(round_: Round) -> None:
    """An advertisement under the first envie, reported with an account and without."""
    shown = select(Idea).where(Idea.round_id == round_.id, Idea.status == IdeaStatus.PUBLISHED)
    first, neighbour, seller = db.session.scalars(shown.order_by(Idea.id).limit(3)).all()
    at = clock.now() - timedelta(hours=20)
    sold = IdeaComment(idea=first, author=seller.author, body=SOLD, status=CommentStatus.PUBLISHED)
    sold.created_at = sold.status_at = at
    db.session.add(sold)
    db.session.flush()
    case: Case = new_case(Kind.COMMENT, sold, Cause.FLAG, clock.now() - timedelta(hours=7))
    case.grounds, case.weight = {"publicite": 1, "hors_sujet": 1}, 150
    db.session.add(case)
    report = {"case": case, "created_at": case.opened_at, "good_faith": True}
    words = "Rien à voir avec l’envie."
    db.session.add(Flag(ground=Ground.ADVERTISING, words=words, person=neighbour.author, **report))
    db.session.add(Flag(ground=Ground.OFF_TOPIC, email="voisine@exemple.fr", **report))
