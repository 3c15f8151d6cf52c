"""Saved answers are written, changed and forgotten by the team."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.casework.models import SavedAnswer
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.models import check_fresh
from moderation.grounds import Ground


def save_answer(
    kept: SavedAnswer | None, label: str, ground: Ground | None, text: str, *, by: Person, version: int | None = None
) -> SavedAnswer:
    """Keep a new answer (kept=None) or change one. Raises Stale when it changed since `version`.

    Refused for a name that another answer has.
    """
    answer = kept or SavedAnswer()
    if kept is not None:
        check_fresh(kept, version)
    try:
        with db.session.begin_nested():
            answer.label, answer.ground, answer.text = label.strip(), ground, text.strip()
            db.session.add(answer)
    except IntegrityError:
        raise Refused(_("Une autre réponse porte déjà ce nom."), "label") from None
    audit.record("answer.save", answer, by=by)
    return answer


def forget_answer(answer: SavedAnswer, *, by: Person) -> None:
    """Forget one for good."""
    audit.record("answer.forget", answer, by=by)
    db.session.delete(answer)
    db.session.flush()
