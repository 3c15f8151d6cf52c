"""People contribute during a meeting; its host writes what came out of it, and everybody concerned is told."""

from functools import partial

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from app.accounts.measures import require_allowed
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
from app.notifications.models import Notification
from app.notifications.services import Told, notify_all, notify_each
from app.notifications.services.mails import tell_all
from app.notifications.topics import Topic
from app.restitutions import queries
from app.restitutions.models import Contribution, ContributionKind, Restitution, RestitutionIdea
from app.restitutions.status import ContributionStatus
from app.rounds.presets import read_before
from app.rounds.queries import rules_of
from moderation.measures import Deed


def add_contribution(
    event: Event, kind: ContributionKind, body: str, session: EventSession | None, *, named: bool, by: Person
) -> Contribution:
    """Write a few words. Without a name nothing keeps whose they are, the log neither.

    Refused to who neither takes part nor hosts.
    """
    if not looks_after(by, event) and registration_of(event, by) is None:
        raise Refused(_("Les contributions viennent des personnes qui participent : venez au prochain rendez-vous."))
    require_allowed(by, Deed.COMMENT)
    contribution = Contribution(
        event_id=event.id,
        kind=kind,
        body=body.strip(),
        session_id=session.id if session else None,
        author_id=by.id if named else None,
        status=_first_status(event),
    )
    db.session.add(contribution)
    db.session.flush()
    audit.record("contribution.add", contribution, by=by if named else None, meeting=event.public_id)
    return contribution


def _first_status(event: Event) -> ContributionStatus:
    """Waiting where the rules of the round say so; a meeting of no round is read after."""
    waits = event.round is not None and read_before(rules_of(event.round), "contributions")
    return ContributionStatus.PENDING if waits else ContributionStatus.PUBLISHED


def hide(contribution: Contribution, reason: str, *, by: Person) -> None:
    """Take it off the page, for a reason its author reads."""
    take_down(contribution, reason, by=by)
    if contribution.author:
        notify_all(
            [contribution.author],
            Topic.DECISIONS,
            lazy_gettext("Votre contribution est masquée"),
            lazy_gettext("Raison : %(reason)s", reason=reason.strip()),
            link=_path(contribution.event, "contributions"),
            by=by,
        )


def take_down(contribution: Contribution, reason: str, *, by: Person | None) -> None:
    """Take it off the page; whoever decides tells its author."""
    contribution.decision_reason = reason.strip()
    advance(contribution, "hide", by=by, reason=reason)


def publish_contribution(contribution: Contribution, *, by: Person | None) -> None:
    """Show what waited."""
    advance(contribution, "publish", by=by)


def restore(contribution: Contribution, reason: str, *, by: Person | None) -> None:
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
    """Everybody reads it; who took part and the authors of the ideas it touches are told, each once. Gives how many."""
    event = restitution.event
    advance(restitution, "publish", by=by)
    path = _path(event, "restitution")
    people, guests = queries.participants(event)
    says = lazy_gettext("Ce qui s’est dit à « %(title)s » est publié.", title=event.title)
    told = _tell_authors(restitution, by=by)
    authors = {idea.author_id for idea in restitution.ideas}
    others = [person for person in people if person.id not in authors]
    read_on = lazy_gettext("Lisez ce qui en est ressorti, et les suites.")
    told += notify_all(others, Topic.COMPTOIRS, says, read_on, link=path, by=by)
    body = _("Bonjour,\n\n%(says)s\n\n%(link)s\n", says=str(says), link=full_address(path))
    known = {person.email for person in [*people, *(idea.author for idea in restitution.ideas)]}
    addresses = dict.fromkeys(one.guest_email for one in guests if one.guest_email not in known)
    return len(told) + tell_all((address, str(says), body) for address in addresses if address)


def _tell_authors(restitution: Restitution, *, by: Person) -> list[Notification]:
    """One piece of news an author, that names what was spoken of."""
    titles: dict[Person, list[str]] = {}
    for idea in restitution.ideas:
        titles.setdefault(idea.author, []).append(idea.title)
    letters = [(author, partial(_to_author, restitution.event, named)) for author, named in titles.items()]
    return notify_each(letters, Topic.MY_IDEA, by=by)


def _to_author(event: Event, titles: list[str]) -> Told:
    named = ", ".join(_("« %(title)s »", title=title) for title in titles)
    spoken = ngettext(
        "On a parlé de votre envie %(named)s", "On a parlé de vos envies %(named)s", len(titles), named=named
    )
    read_it = _("Au rendez-vous « %(title)s » : lisez ce qui s’y est dit.", title=event.title)
    return Told(spoken, [read_it], _path(event, "restitution"))


def _path(event: Event, page: str) -> str:
    return f"/comptoirs/{event.public_id}/{page}"
