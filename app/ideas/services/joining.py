"""Two ideas that say the same become one, with both authors; a split gives everything back as it was.

Nothing moves: the merged idea keeps its rows and points to the other one, whose page reads those of both.
"""

from collections.abc import Iterable

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from app.accounts.models import Person
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.ideas.counts import recount
from app.ideas.models import Idea
from app.ideas.services.gathering import followers_of, tell_around
from app.ideas.status import SHOWN


def merge_idea(idea: Idea, into: Idea, reason: str, *, by: Person) -> None:
    """Let `into` speak for both: supporters, comments and followers are read together, each person counted once.

    What was merged into `idea` follows. Raises Refused when the two cannot be one.
    """
    if into.id == idea.id:
        raise Refused(_("C’est la même envie : choisissez-en une autre."), "into")
    if into.round_id != idea.round_id:
        raise Refused(_("Cette envie est d’une autre édition : on ne réunit que celles d’une même édition."), "into")
    if into.status not in SHOWN:
        raise Refused(_("L’envie qui reste doit être publiée."), "into")
    for each in list(idea.merged):
        each.merged_into = into
    idea.merged_into = into
    advance(idea, "merge", by=by, reason=reason, into=into.public_id)
    db.session.flush()
    recount(idea.id, into.id)
    db.session.expire(into, ["merged", "supporters"])
    title = into.title
    subject = lazy_gettext("Deux envies proches n’en font plus qu’une : « %(title)s »", title=title)
    after = lazy_gettext("La suite : soutiens et commentaires se lisent ensemble ; les deux auteurs y sont nommés.")
    _tell(into, subject, reason, after, by)


def split_idea(idea: Idea, reason: str, *, by: Person) -> None:
    """Give a merged idea its own page again, with its author, supporters, comments and followers."""
    other = idea.merged_into
    with db.session.no_autoflush:  # status and other idea change together: the database refuses one alone
        advance(idea, "split", by=by, reason=reason, **{"from": other.public_id if other else ""})
        idea.merged_into = None
    db.session.flush()
    recount(idea.id, *([other.id] if other else []))
    db.session.expire(idea, ["merged", "supporters"])
    if other:
        db.session.expire(other, ["merged", "supporters"])
    subject = lazy_gettext("L’envie « %(title)s » a de nouveau sa page", title=idea.title)
    after = lazy_gettext("La suite : elle retrouve son auteur, ses soutiens et ses commentaires.")
    _tell(idea, subject, reason, after, by, also=followers_of(other) if other else ())


def _tell(  # noqa: PLR0913  (what is said, who decided, who else is told)
    idea: Idea, subject: LazyString, reason: str, after: LazyString, by: Person, also: Iterable[Person] = ()
) -> None:
    link, said = f"/envies/{idea.public_id}", lazy_gettext("Raison : %(reason)s", reason=reason)
    tell_around(idea, subject, said, after, link=link, by=by, also=also)
