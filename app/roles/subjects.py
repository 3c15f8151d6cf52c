"""What an interest is about: a thing named by the address of its page, or a person by their e-mail address."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from app.accounts.models import Person
from app.accounts.queries import person_by_email
from app.core.audit import name_of
from app.core.extensions import db
from app.events.models import Event
from app.events.queries import event_by_public_id
from app.ideas.models import Idea
from app.ideas.queries import idea_by_public_id
from app.projects.models import Project, Proposal
from app.projects.queries import project_by_public_id, proposal_by_public_id
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id


def _project_of_proposal(public_id: str) -> Project | Proposal | None:
    proposal = proposal_by_public_id(public_id)
    return proposal.project or proposal if proposal else None


# By endpoint, then by the part of the site it stands in.
READERS: dict[str, Callable[[str], Any]] = {
    "projects.proposal": _project_of_proposal,
    "projects.withdraw": _project_of_proposal,
    "projects.grow": idea_by_public_id,
    "projects": project_by_public_id,
    "reviews": _project_of_proposal,
    "ideas": idea_by_public_id,
    "casework": idea_by_public_id,
    "events": event_by_public_id,
    "rounds": round_by_public_id,
    "rounds_staff": round_by_public_id,
    "booth": round_by_public_id,
    "results": round_by_public_id,
    "results_staff": round_by_public_id,
}
TITLES: Mapping[str, tuple[Any, Any]] = {
    "project": (Project, Project.title),
    "proposal": (Proposal, Proposal.title),
    "idea": (Idea, Idea.title),
    "round": (Round, Round.name),
    "event": (Event, Event.title),
    "person": (Person, Person.name),
}


def subject_of(typed: str) -> Any:
    """The thing meant by the address of one of its pages, or the person meant by an e-mail address; None otherwise."""
    if "@" in typed and "/" not in typed:
        return person_by_email(typed)
    try:
        endpoint, values = current_app.url_map.bind("localhost").match(urlsplit(typed.strip()).path, method="GET")
    except (HTTPException, ValueError):
        return None
    read = READERS.get(endpoint) or READERS.get(endpoint.split(".")[0])
    named = values.get("public_id") or values.get("round")
    return read(named) if read and named else None


def titles_of(names: Iterable[str]) -> dict[str, str]:
    """How the things of these audit names are called, those that are still there; one query for each kind."""
    kinds: dict[str, set[str]] = {}
    for name in names:
        kind, _colon, public_id = name.partition(":")
        kinds.setdefault(kind, set()).add(public_id)
    found: dict[str, str] = {}
    for kind in kinds.keys() & TITLES.keys():
        model, title = TITLES[kind]
        rows = db.session.execute(select(model.public_id, title).where(model.public_id.in_(kinds[kind])))
        found |= {f"{kind}:{public_id}": text for public_id, text in rows}
    return found


def title_of(thing: Any) -> str:
    """How one thing is called."""
    return titles_of([name_of(thing)]).get(name_of(thing), "")
