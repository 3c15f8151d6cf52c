"""What ideas keep about people, for how long, and what leaving does to it."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, delete, select, update

from app.accounts.models import Person
from app.core.extensions import db
from app.core.privacy import Basis, Leaving, personal, retention
from app.files.queries import picture_of
from app.files.services import remove_file
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus

ERASED = "Texte effacé"
NOT_SHOWN = [IdeaStatus.REFUSED, IdeaStatus.HIDDEN]
QUIET = {"synchronize_session": False}


def _blank(which: ColumnElement[bool]) -> None:
    """Erase the text of ideas that nobody sees; the decision stays in the figures of moderation."""
    emptied = update(Idea).where(which).values(title=ERASED, body="", on_behalf_of="", decision_reason="")
    db.session.execute(emptied, execution_options=QUIET)


def _erase(ids: Sequence[int]) -> None:
    for idea in db.session.scalars(select(Idea).where(Idea.id.in_(ids))):
        if photo := picture_of(idea):
            remove_file(photo, by=None)
    _blank(Idea.id.in_(ids))


def _leave(person: Person) -> None:
    """Delete what waits, empty what is not shown; what is published stays without a name."""
    mine = Idea.author_id == person.id
    db.session.execute(delete(Idea).where(mine, Idea.status == IdeaStatus.PENDING), execution_options=QUIET)
    _blank(mine & Idea.status.in_(NOT_SHOWN))


UNSEEN = retention(
    "unseen-ideas",
    _("publiée : aussi longtemps que l’édition ; refusée ou masquée : le texte est effacé un an après la décision"),
    timedelta(days=365),
    lambda before: select(Idea.id).where(Idea.status.in_(NOT_SHOWN), Idea.status_at < before, Idea.body != ""),
    _erase,
)
personal(
    Idea,
    _("Vos envies"),
    people=_("les personnes qui proposent une envie"),
    why=_("la montrer aux habitants, la relire avant, et la faire grandir en projet"),
    basis=Basis.PUBLIC_TASK,
    kept=UNSEEN,
    seen_by=_("tout le monde une fois publiée ; avant, vous et l’équipe"),
    columns={
        "public_id": "adresse de l’envie sur le site",
        "title": "titre",
        "body": "texte",
        "on_behalf_of": "classe ou groupe de jeunes au nom de qui elle est écrite",
        "theme": "thème choisi",
        "municipality_code": "commune concernée (code INSEE)",
        "author_id": "la personne qui l’a écrite",
        "status": "où elle en est",
        "status_at": "date de cet état",
        "decision_ground": "motif publié d’un refus",
        "decision_reason": "explication du refus, donnée à l’auteur",
        "decided_by_id": "la personne de l’équipe qui a décidé : une autre relit",
        "created_at": "date d’écriture",
        "updated_at": "date du dernier changement",
    },
    technical="id round_id version hidden_from",
    not_exported="author_id decided_by_id",
    whose=lambda person: Idea.author_id == person.id,
    leaving=Leaving(
        _leave,
        _(
            "Vos envies publiées restent, sous le nom « Personne partie » : d’autres s’y sont joints. Celles qui "
            "attendent sont effacées, et le texte de celles qui ont été refusées ou masquées aussi."
        ),
    ),
)
