"""People gather around an idea: they support it, once each, and follow it; both are taken back as easily."""

from collections.abc import Iterable

from flask_babel import LazyString, lazy_gettext, ngettext
from sqlalchemy import delete, select

from app.accounts.measures import require_allowed
from app.accounts.models import Person
from app.core import audit
from app.core.database import insert_into
from app.core.extensions import db
from app.ideas.counts import recount
from app.ideas.models import Idea, IdeaFollow, IdeaSupport
from app.ideas.queries import family_of
from app.notifications.services import notify, notify_all
from app.notifications.services.telling import Said
from app.notifications.topics import Topic
from moderation.measures import Deed

QUIET = {"synchronize_session": False}
TOLD_AT = {1, 5, 10, 25, 50, 100, 250, 500, 1000}  # supporters: its author hears of the first, then of round numbers


def support_idea(idea: Idea, *, by: Person) -> None:
    """Count `by` among the supporters; a second time changes nothing. Refused to a suspended account."""
    require_allowed(by, Deed.TAKE_PART)
    if _added(IdeaSupport, idea, by):
        audit.record("idea.support", idea, by=None)  # how many, never who: the log names nobody's opinion
        recount(idea.id)
        db.session.refresh(idea, ["supporters"])
        if idea.supporters in TOLD_AT:
            _tell_authors(idea, by)


def withdraw_support(idea: Idea, *, by: Person) -> None:
    """Take the support back, given to this idea or to one merged into it."""
    gone = delete(IdeaSupport).where(IdeaSupport.idea_id.in_(family_of(idea)), IdeaSupport.person_id == by.id)
    if db.session.execute(gone.returning(IdeaSupport.idea_id), execution_options=QUIET).all():
        audit.record("idea.withdraw_support", idea, by=None)
        recount(idea.id, *(each.id for each in idea.merged))
        db.session.refresh(idea, ["supporters"])


def follow_idea(idea: Idea, *, by: Person) -> None:
    """Tell `by` from now on what happens to the idea."""
    _added(IdeaFollow, idea, by)


def unfollow_idea(idea: Idea, *, by: Person) -> None:
    """Tell `by` no more."""
    gone = delete(IdeaFollow).where(IdeaFollow.idea_id.in_(family_of(idea)), IdeaFollow.person_id == by.id)
    db.session.execute(gone, execution_options=QUIET)


def followers_of(idea: Idea) -> list[Person]:
    """Whoever follows it or one merged into it, each once."""
    ids = select(IdeaFollow.person_id).where(IdeaFollow.idea_id.in_(family_of(idea)))
    return list(db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)))


def tell_around(
    idea: Idea, subject: Said, *paragraphs: Said, link: str, by: Person | None, also: Iterable[Person] = ()
) -> None:
    """Tell the authors, as their own idea, then whoever else follows it, or what it was part of (`also`)."""
    authors = idea.authors
    notify_all(authors, Topic.MY_IDEA, subject, *paragraphs, link=link, by=by)
    followers = [person for person in dict.fromkeys([*followers_of(idea), *also]) if person not in authors]
    notify_all(followers, Topic.FOLLOWS, subject, *paragraphs, link=link, by=by)


def _added(table: type[IdeaSupport] | type[IdeaFollow], idea: Idea, by: Person) -> bool:
    """Whether a row was added: one person has at most one for an idea and those merged into it."""
    here = select(table.idea_id).where(table.idea_id.in_(family_of(idea)), table.person_id == by.id)
    if db.session.scalar(here.limit(1)):
        return False
    row = insert_into(db.session, table).values(idea_id=idea.id, person_id=by.id).on_conflict_do_nothing()
    return db.session.execute(row.returning(table.idea_id)).first() is not None


def _tell_authors(idea: Idea, by: Person) -> None:
    for author in idea.authors:
        notify(
            author,
            Topic.MY_IDEA,
            LazyString(lambda: _supports(idea)),
            lazy_gettext("Des habitants soutiennent votre envie. Un comptoir aide à en faire un projet."),
            link=f"/envies/{idea.public_id}",
            by=by,
            dedup=f"support-{idea.public_id}-{idea.supporters}",
        )


def _supports(idea: Idea) -> str:
    return ngettext(
        "Un soutien pour « %(title)s »", "%(num)s soutiens pour « %(title)s »", idea.supporters, title=idea.title
    )
