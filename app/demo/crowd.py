"""Who stands around the envies of the demonstration: supporters, comments, two that became one, and a few pictures."""

import io
from datetime import datetime
from random import Random
from typing import Any

from flask_babel import force_locale
from PIL import Image, ImageDraw
from sqlalchemy import insert, select
from sqlalchemy.orm import lazyload

from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.files.services import keep_picture
from app.ideas.counts import recount
from app.ideas.models import Idea, IdeaComment, IdeaSupport
from app.ideas.services import merge_idea
from app.ideas.status import CommentStatus, IdeaStatus
from app.rounds.models import Round

PICTURES = 12
ALIKE = ("Un costume de scène pour l’entretien", "Coudre son costume pour l’entretien")  # one joins the other
WORDS = (
    "Bonne idée ! Je peux prêter une remorque et deux bras le samedi.",
    "Chez nous aussi on en parle. On pourrait se voir au prochain comptoir ?",
    "Attention à l’assurance : la mairie sait qui appeler.",
    "Ma mère serait ravie. Elle ne conduit plus, mais elle a du temps.",
    "Il y a une salle vide à côté de l’école, si cela peut aider.",
    "Et l’hiver, on fait comment ? Je pose la question, j’ai envie que ça marche.",
)
SKIES = ("#cfe3e2", "#f3d9b1", "#dfe6c8", "#f0cfc0", "#c9d6e8")
GROUNDS = ("#0b5d5e", "#35736b", "#7a8f3c", "#b5552f", "#5d4a7a", "#c98b1f")


def add_crowd(round_: Round, cast: Cast) -> None:
    """Stand around the published envies of a round; by bulk."""
    shown = select(Idea).where(Idea.round_id == round_.id, Idea.status == IdeaStatus.PUBLISHED)
    ideas = db.session.scalars(shown.options(lazyload("*")).order_by(Idea.id)).all()
    people, chance = [person.id for person in cast.citizens.values()], dice("crowd")
    supports: list[dict[str, Any]] = []
    comments: list[dict[str, Any]] = []
    for idea in ideas:
        others = [person for person in people if person != idea.author_id]
        crowd = chance.sample(others, min(int(2 * chance.paretovariate(0.8)), len(others), 60))
        supports += [
            {"idea_id": idea.id, "person_id": person, "created_at": _since(idea, chance)} for person in crowd[1:]
        ]
        comments += [
            {"idea_id": idea.id, "author_id": person, "body": body, "status": CommentStatus.PUBLISHED, "created_at": at}
            for person, body, at in zip(crowd[:2], chance.sample(WORDS, 2), _twice(idea, chance), strict=False)
            if chance.random() < 0.5
        ]
    db.session.execute(insert(IdeaSupport), supports)
    db.session.execute(insert(IdeaComment), comments)
    recount(*(idea.id for idea in ideas))
    for number, idea in enumerate(ideas[-1 : -3 * PICTURES : -3]):
        keep_picture(idea, io.BytesIO(_landscape(dice(f"picture/{number}"))), "Un paysage dessiné", by=idea.author)
    _join({idea.title: idea for idea in ideas}, cast)


def _since(idea: Idea, chance: Random) -> datetime:
    return idea.created_at + (clock.now() - idea.created_at) * chance.random()


def _twice(idea: Idea, chance: Random) -> list[datetime]:
    return sorted(_since(idea, chance) for _each in range(2))


def _join(by_title: dict[str, Idea], cast: Cast) -> None:
    one, other = (by_title.get(title) for title in ALIKE)
    if one and other:
        db.session.expire_all()
        with force_locale("fr"):
            merge_idea(
                one, other, "Les deux parlent du même vestiaire : réunies, elles iront plus loin.", by=cast.staff[0]
            )


def _landscape(chance: Random) -> bytes:
    """Hills under a sun, in flat colours; drawn here, so that nobody’s picture is borrowed."""
    width, height = 800, 500
    image = Image.new("RGB", (width, height), chance.choice(SKIES))
    draw = ImageDraw.Draw(image)
    x, y, radius = chance.randint(120, 680), chance.randint(80, 190), chance.randint(36, 64)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill="#f2b632")
    for rank, colour in enumerate(chance.sample(GROUNDS, 3)):
        top, middle = 230 + 80 * rank, chance.randint(150, 650)
        reach = chance.randint(420, 760)
        draw.ellipse((middle - reach, top, middle + reach, top + 700), fill=colour)
    for _each in range(chance.randint(3, 6)):
        x, y = chance.randint(40, 760), chance.randint(330, 420)
        draw.polygon([(x, y - 46), (x - 20, y), (x + 20, y)], fill="#10312c")
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()
