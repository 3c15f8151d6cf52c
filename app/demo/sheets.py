"""The sheets of the latest comptoir of the demonstration: printed, half of them typed, some claimed."""

from datetime import timedelta

from sqlalchemy import select

from app.collecting import codes
from app.collecting.models import Sheet, SheetBatch
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.events.queries import past
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds.models import Round
from app.rounds.themes import Theme

PRINTED, CLAIMED = 24, 5
TYPED = (
    (
        "Zoé",
        "Une balançoire au square",
        "Les petits n’ont que le toboggan, et il est cassé depuis l’été.",
        Theme.ISOLATION,
    ),
    (
        "André",
        "Réparer les bancs du canal",
        "On y jouait aux cartes. Avec trois voisins, on peut le faire.",
        Theme.HERITAGE,
    ),
)


def add_sheets(round_: Round, cast: Cast) -> None:
    """Twenty-four sheets of the latest meeting: five claimed, two typed and waiting, the others still blank."""
    event, chance, host = past(limit=1)[0], dice("sheets"), cast.staff[0]
    day = event.ends_at + timedelta(hours=15)
    batch = SheetBatch(
        event_id=event.id, first=1, last=PRINTED, made_by=host, created_at=event.starts_at - timedelta(days=2)
    )
    waiting = [
        Idea(
            round=round_,
            title=title,
            body=body,
            theme=theme,
            municipality_code=event.municipality_code,
            author=host,
            on_behalf_of=name,
            created_at=day,
        )
        for name, title, body, theme in TYPED
    ]
    db.session.add_all([batch, *waiting])
    db.session.flush()
    shown = select(Idea).where(Idea.round_id == round_.id, Idea.status == IdeaStatus.PUBLISHED)
    claimed = db.session.scalars(shown.order_by(Idea.id).limit(CLAIMED)).all()
    typed = dict(enumerate([*claimed, *waiting], 1))
    for number in range(1, PRINTED + 1):
        code = codes.checked([chance.randrange(len(codes.SIGNS)) for _place in range(codes.LENGTH - 1)])
        sheet = Sheet(batch_id=batch.id, event_id=event.id, number=number, code_digest=codes.digest(code))
        if idea := typed.get(number):
            sheet.idea, sheet.typed_by_id, sheet.typed_at = idea, host.id, day
            if idea in claimed:
                sheet.claimed_by_id, sheet.claimed_at = idea.author_id, day + timedelta(days=1)
        db.session.add(sheet)
