"""An idea is posted, once, and changed while it waits."""

import hashlib

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.measures import require_allowed
from app.accounts.models import Person
from app.core import audit, names
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.models import check_fresh
from app.core.pasted import cleaned_paste
from app.core.text import plain
from app.ideas.models import Idea, IdeaFollow
from app.ideas.services.placing import place_idea
from app.minors.services import require_agreement
from app.rounds import calendar
from app.rounds.models import PhaseKind, Round, RoundTheme
from app.rounds.queries import current_round, round_in_phase, rules_of
from app.rounds.themes import Theme
from app.territories.models import Municipality
from app.territories.pins import Pin
from moderation.measures import Deed


def round_taking_ideas() -> Round:
    """The round that takes ideas now. Raises Refused with the dates when none does."""
    round_ = round_in_phase(PhaseKind.IDEAS)
    if round_ is None:
        calendar.require_open(current_round(), PhaseKind.IDEAS)
    assert round_ is not None  # noqa: S101 (require_open has raised)
    return round_


def post_idea(  # noqa: PLR0913  (what the form asks)
    title: str,
    body: str,
    theme: Theme,
    municipality: Municipality,
    *,
    by: Person,
    on_behalf_of: str = "",
    neighbourhood: str = "",
    pin: Pin | None = None,
    own_theme: RoundTheme | None = None,
    round: Round | None = None,
) -> Idea:
    """Keep an idea in `round` (the one that takes ideas by default): shown at once, or waiting, as its rules say.

    Its author follows it. Raises Refused when the phase of ideas is closed, PostedAlready for the same text twice,
    however close together.
    """
    round_ = round or round_taking_ideas()
    calendar.require_open(round_, PhaseKind.IDEAS)
    require_allowed(by, Deed.POST)
    require_agreement(by, rules_of(round_)["minors"], _("Votre texte est gardé, vous le publierez ensuite."))
    idea = Idea(
        round=round_,
        title=names.cleaned(title, field="title"),
        body=cleaned_paste(body),
        theme=theme,
        own_theme=own_theme,
        municipality=municipality,
        on_behalf_of=_group(on_behalf_of),
        author=by,
    )
    place_idea(idea, neighbourhood, pin)
    idea.sameness = sameness(idea, by)
    _add_once(idea)
    db.session.add(IdeaFollow(idea_id=idea.id, person_id=by.id))
    audit.record("idea.post", idea, by=by, round=round_.public_id)
    if rules_of(round_)["ideas_moderated"] == "after":
        advance(idea, "publish", by=None, rule="after")
    return idea


def edit_idea(  # noqa: PLR0913  (what the form asks)
    idea: Idea,
    title: str,
    body: str,
    theme: Theme,
    municipality: Municipality,
    *,
    by: Person,
    on_behalf_of: str = "",
    neighbourhood: str = "",
    pin: Pin | None = None,
    own_theme: RoundTheme | None = None,
    version: int | None = None,
) -> None:
    """Change an idea that still waits. Raises Stale when it changed since `version`; the door checks that it waits."""
    check_fresh(idea, version)
    idea.title, idea.body = names.cleaned(title, field="title"), cleaned_paste(body)
    idea.theme, idea.municipality, idea.on_behalf_of = theme, municipality, _group(on_behalf_of)
    idea.own_theme = own_theme
    place_idea(idea, neighbourhood, pin)
    audit.record("idea.edit", idea, by=by)
    db.session.flush()


class PostedAlready(Refused):
    """The same person has posted the same words in the same round: a double click, or the page sent again."""

    def __init__(self, idea: Idea) -> None:
        super().__init__(_("Vous avez déjà déposé cette envie : la voici. Rien n’a été déposé deux fois."))
        self.idea = idea


def sameness(idea: Idea, author: Person) -> str:
    """What two sendings of one form have in common; unique in the database, so that two at once keep one idea."""
    words = "\0".join([str(idea.round.public_id), str(author.public_id), plain(idea.title), plain(idea.body)])
    return hashlib.sha256(words.encode()).hexdigest()


def _add_once(idea: Idea) -> None:
    words = idea.sameness
    with db.session.no_autoflush:
        first = db.session.scalar(select(Idea).where(Idea.sameness == words))
    if first is None:
        try:
            with db.session.begin_nested():
                db.session.add(idea)
            return
        except IntegrityError:  # sent twice at the same instant
            first = db.session.scalars(select(Idea).where(Idea.sameness == words)).one()
    raise PostedAlready(first)


def _group(name: str) -> str:
    return names.cleaned(name, field="on_behalf_of") if name else ""
