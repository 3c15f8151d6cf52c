"""People contribute during a meeting; its host writes what came out of it, and everybody concerned is told."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.links import full_address
from app.core.models import check_fresh
from app.events.models import Event, EventSession
from app.events.policy import looks_after
from app.events.queries import registration_of
from app.ideas.models import Idea
from app.ideas.status import SHOWN
from app.notifications.services import notify_all
from app.notifications.services.mails import tell_all
from app.notifications.topics import Topic
from app.restitutions import queries
from app.restitutions.models import Contribution, ContributionKind, Restitution, RestitutionIdea


def add_contribution(
    event: Event, kind: ContributionKind, body: str, session: EventSession | None, *, named: bool, by: Person
) -> Contribution:
    """Write a few words. Without a name nothing keeps whose they are, the log neither.

    Refused to who neither takes part nor hosts.
    """
    if not looks_after(by, event) and registration_of(event, by) is None:
        raise Refused(_("Les contributions viennent des personnes qui participent : venez au prochain rendez-vous."))
    contribution = Contribution(
        event_id=event.id,
        kind=kind,
        body=body.strip(),
        session_id=session.id if session else None,
        author_id=by.id if named else None,
    )
    db.session.add(contribution)
    db.session.flush()
    audit.record("contribution.add", contribution, by=by if named else None, meeting=event.public_id)
    return contribution


def hide(contribution: Contribution, reason: str, *, by: Person) -> None:
    """Take it off the page, for a reason its author reads."""
    contribution.decision_reason = reason.strip()
    advance(contribution, "hide", by=by, reason=reason)
    if contribution.author:
        notify_all(
            [contribution.author],
            Topic.DECISIONS,
            lazy_gettext("Votre contribution est masquée"),
            lazy_gettext("Raison : %(reason)s", reason=reason.strip()),
            link=_path(contribution.event, "contributions"),
            by=by,
        )


def restore(contribution: Contribution, reason: str, *, by: Person) -> None:
    """Show it again."""
    advance(contribution, "restore", by=by, reason=reason)
    contribution.decision_reason = None


def write(event: Event, body: str, *, version: int | None, by: Person) -> Restitution:
    """Write the report, or correct it; `version` is None where there was none yet. Raises Stale when it changed."""
    restitution = queries.restitution_of(event)
    if restitution is None:
        restitution = Restitution(event_id=event.id, body=body.strip())
        db.session.add(restitution)
    elif version is None:  # somebody else began meanwhile
        raise Stale
    else:
        check_fresh(restitution, version)
        restitution.body = body.strip()
    db.session.flush()
    audit.record("restitution.write", restitution, by=by, signs=len(restitution.body))
    return restitution


def touch(restitution: Restitution, idea: Idea | None, *, by: Person) -> None:
    """Say that the meeting spoke of an idea; twice is once. Refused for an idea nobody reads."""
    if idea is None or idea.status not in SHOWN:
        raise Refused(_("Cette envie n’est pas publiée : choisissez-en une autre."))
    key = (restitution.id, idea.id)
    if db.session.get(RestitutionIdea, key) is None:
        db.session.add(RestitutionIdea(restitution_id=restitution.id, idea_id=idea.id))
        audit.record("restitution.touch", restitution, by=by, idea=idea.public_id)
        db.session.flush()


def let_go(restitution: Restitution, idea: Idea | None, *, by: Person) -> None:
    """The meeting did not speak of it after all."""
    link = db.session.get(RestitutionIdea, (restitution.id, idea.id)) if idea else None
    if link and idea:
        db.session.delete(link)
        audit.record("restitution.let_go", restitution, by=by, idea=idea.public_id)
        db.session.flush()


def publish(restitution: Restitution, *, by: Person) -> int:
    """Everybody reads it; who took part and the authors of the ideas it touches are told. Gives how many were."""
    event = restitution.event
    advance(restitution, "publish", by=by)
    path = _path(event, "restitution")
    people, guests = queries.participants(event)
    says = lazy_gettext("Ce qui s’est dit à « %(title)s » est publié.", title=event.title)
    told = notify_all(
        people, Topic.COMPTOIRS, says, lazy_gettext("Lisez ce qui en est ressorti, et les suites."), link=path, by=by
    )
    authors = [idea.author for idea in restitution.ideas]
    notify_all(
        authors,
        Topic.MY_IDEA,
        lazy_gettext("On a parlé de votre envie"),
        lazy_gettext("Au rendez-vous « %(title)s » : lisez ce qui s’y est dit.", title=event.title),
        link=path,
        by=by,
    )
    body = _("Bonjour,\n\n%(says)s\n\n%(link)s\n", says=str(says), link=full_address(path))
    return len(told) + tell_all((one.guest_email, str(says), body) for one in guests if one.guest_email)


def _path(event: Event, page: str) -> str:
    return f"/comptoirs/{event.public_id}/{page}"
