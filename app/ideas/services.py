"""What is done with ideas: post, edit while waiting, and the moves that moderation decides."""

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit, names
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.models import check_fresh
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.minors.queries import lacks_agreement
from app.minors.services import require_agreement
from app.rounds import calendar
from app.rounds.models import PhaseKind, Round
from app.rounds.queries import current_round, round_in_phase, rules_of
from app.rounds.themes import Theme
from app.territories.models import Municipality


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
    round: Round | None = None,
) -> Idea:
    """Keep an idea in `round` (the one that takes ideas by default): shown at once, or waiting, as its rules say.

    Raises Refused when the phase of ideas is closed.
    """
    round_ = round or round_taking_ideas()
    calendar.require_open(round_, PhaseKind.IDEAS)
    require_agreement(by, rules_of(round_)["minors"])
    idea = Idea(
        round=round_,
        title=names.cleaned(title, field="title"),
        body=body.strip(),
        theme=theme,
        municipality=municipality,
        on_behalf_of=_group(on_behalf_of),
        author=by,
    )
    db.session.add(idea)
    db.session.flush()
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
    version: int | None = None,
) -> None:
    """Change an idea that still waits. Raises Stale when it changed since `version`; the door checks that it waits."""
    check_fresh(idea, version)
    idea.title, idea.body = names.cleaned(title, field="title"), body.strip()
    idea.theme, idea.municipality, idea.on_behalf_of = theme, municipality, _group(on_behalf_of)
    audit.record("idea.edit", idea, by=by)
    db.session.flush()


def _group(name: str) -> str:
    return names.cleaned(name, field="on_behalf_of") if name else ""


def publish_idea(idea: Idea, *, by: Person | None) -> None:
    """Show an idea that waited. Refused when its author is below 15 and the parent has withdrawn the agreement."""
    if lacks_agreement(idea.author, rules_of(idea.round)["minors"]):
        raise Refused(_("Son auteur a moins de 15 ans et n’a pas l’accord d’un parent : cette envie ne peut paraître."))
    advance(idea, "publish", by=by)
    idea.decision_ground = idea.decision_reason = None


def refuse_idea(idea: Idea, ground: str, reason: str, *, by: Person | None) -> None:
    """Do not show an idea that waited, on a published ground and for a reason."""
    _write_down(idea, ground, reason, by)  # first: the database refuses a silent refusal
    advance(idea, "refuse", by=by, reason=reason, ground=ground)


def hide_idea(idea: Idea, ground: str, reason: str, *, by: Person | None) -> None:
    """Take down an idea that was shown, grown into a project or not, on a published ground and for a reason."""
    _write_down(idea, ground, reason, by)
    idea.hidden_from = idea.status
    advance(idea, "hide", by=by, reason=reason, ground=ground)


def _write_down(idea: Idea, ground: str, reason: str, by: Person | None) -> None:
    idea.decision_ground, idea.decision_reason, idea.decided_by_id = ground, reason, by.id if by else None


def restore_idea(idea: Idea, reason: str, *, by: Person | None) -> None:
    """Show again what was refused or hidden, as what it was before, with the reason of the change of mind.

    Raises Refused for the person who refused or hid it: somebody else reads it again, as its author was told.
    """
    if by is not None and idea.decided_by_id == by.id:
        raise Refused(_("C’est vous qui avez pris cette décision : une autre personne doit la revoir."))
    advance(idea, "restore_grown" if idea.hidden_from is IdeaStatus.GROWN else "restore", by=by, reason=reason)
    idea.decision_ground = idea.decision_reason = idea.decided_by_id = idea.hidden_from = None


def grow_idea(idea: Idea, *, by: Person | None) -> None:
    """Mark that a project has grown from the idea."""
    advance(idea, "grow", by=by)
