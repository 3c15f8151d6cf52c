"""What came by e-mail to the demonstration: a draft that waits, one that became an envie, and machines."""

from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.extensions import db
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.mailbox.models import MailedIdea
from app.mailbox.reading import read_letter
from app.mailbox.services import receive
from app.mailbox.status import Outcome
from app.rounds.models import Round

SENT = """From: Marthe <marthe.lenoir@exemple.fr>
To: envies@exemple.fr
Subject: Un banc pour attendre le car
Message-ID: <banc@exemple.fr>
Content-Type: text/plain; charset=utf-8

Bonjour,

Au hameau, on attend le car debout, sous la pluie. Avec les voisins on pourrait
construire un banc couvert, et y mettre une boîte à livres.

Marthe

--
Envoyé de mon téléphone
"""


def add_mails(round_: Round) -> None:
    """One that is read and answered for good, the others as they were left some days ago."""
    receive(read_letter(SENT.encode(), ()))
    now = clock.now()
    posted = db.session.scalars(
        select(Idea).where(Idea.round_id == round_.id, Idea.status == IdeaStatus.PUBLISHED).order_by(Idea.id).limit(1)
    ).first()
    opened = {
        "sender": "jules.marchand@exemple.fr",
        "typed": {"title": "Un atelier de réparation de vélos", "body": ""},
    }
    for days, outcome, more in (
        (2, Outcome.KEPT, opened | {"opened_at": now - timedelta(days=1)}),
        (3, Outcome.AUTOMATIC, {}),
        (5, Outcome.KEPT, {"idea": posted, "posted_at": now - timedelta(days=4), "opened_at": now - timedelta(days=4)}),
        (6, Outcome.LIST, {}),
        (9, Outcome.SPAM, {}),
    ):
        mail = MailedIdea(key=f"demonstration {days}", outcome=outcome, received_at=now - timedelta(days=days), **more)
        db.session.add(mail)
