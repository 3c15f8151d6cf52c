"""The moves of an idea that moderation decides, and the one a project makes."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.accounts.models import Person
from app.core.errors import Refused
from app.core.lifecycle import advance
from app.ideas.models import Idea
from app.ideas.services.gathering import tell_around
from app.ideas.status import IdeaStatus
from app.minors.queries import lacks_agreement
from app.rounds.queries import rules_of


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
    """Mark that a project has grown from the idea; whoever follows it is told."""
    advance(idea, "grow", by=by)
    subject = lazy_gettext("L’envie « %(title)s » devient un projet", title=idea.title)
    after = lazy_gettext("La suite : une équipe l’écrit, étape par étape, puis le dépose. Son envie reste à lire ici.")
    tell_around(idea, subject, after, link=f"/envies/{idea.public_id}", by=by)
