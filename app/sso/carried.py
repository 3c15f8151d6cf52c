"""What the browser carries between two pages, in its signed cookie: questions asked, who arrived, who is entering."""

from typing import Any

from flask import request, session

from app.accounts.models import Person
from app.core import clock
from app.core.visit import keep_when_signing_in
from app.sso import queries
from app.sso.exchange import Arrival, Question
from app.sso.models import ExternalIdentity
from app.sso.providers import Provider, provider_of
from app.sso.refusals import not_this_browser

ASKED = "sso_asked"
ARRIVED = keep_when_signing_in("sso_arrived")  # whoever signs in to link what they just proved
ENTERING = "sso_entering"  # whoever is asked for a second factor on the way
MOST_QUESTIONS = 3  # tabs where signing in was begun
LONGEST_TOKEN = 1500  # signs of an ID token the cookie may carry: browsers keep 4 kB
PATIENCE = 15 * 60  # seconds an arrival waits for its account


def keep_question(question: Question) -> None:
    """Remember what was asked, so that the answer can be told from somebody else's."""
    session[ASKED] = [*session.get(ASKED, []), question.as_dict()][-MOST_QUESTIONS:]


def take_question(provider: Provider) -> Question:
    """The question this answer is to, by its state; each serves once. Raise NotRecognised when there is none."""
    asked = session.pop(ASKED, [])
    state = request.args.get("state")
    mine = next((q for q in asked if q["provider"] == provider.name and q["state"] == state), None)
    session[ASKED] = [q for q in asked if q is not mine]
    if mine is None:
        raise not_this_browser("state")
    return Question(**mine)


def keep_arrival(arrival: Arrival, next_path: str) -> None:
    """Remember who was recognised, until an account is made or linked."""
    session[ARRIVED] = _light(arrival) | {"next": next_path}


def arrived() -> tuple[Arrival, Provider]:
    """Who was recognised in this browser a moment ago; raise NotRecognised when nobody was."""
    kept = dict(session.get(ARRIVED) or {})
    kept.pop("next", None)
    provider = provider_of(kept.get("issuer", ""))
    if provider is None or clock.now().timestamp() - kept["at"] > PATIENCE:
        forget_arrival()
        raise not_this_browser("no_arrival")
    return Arrival(**kept), provider


def forget_arrival() -> str:
    """The arrival has its account, or wants none; give the page it was going to, if any."""
    return str((session.pop(ARRIVED, None) or {}).get("next", ""))


def keep_entering(arrival: Arrival) -> None:
    """Remember with what somebody enters, while their second factor may be asked for."""
    session[ENTERING] = _light(arrival)


def take_entering(person: Person) -> tuple[ExternalIdentity, Arrival] | None:
    """With what this person enters, if they came from a provider."""
    kept = session.pop(ENTERING, None)
    identity = queries.identity_of(kept["issuer"], kept["subject"]) if kept else None
    return (identity, Arrival(**kept)) if identity and identity.person_id == person.id else None


def _light(arrival: Arrival) -> dict[str, Any]:
    """The arrival as the cookie carries it: an ID token too long for it is left out."""
    return arrival.as_dict() | {"id_token": arrival.id_token if len(arrival.id_token) <= LONGEST_TOKEN else ""}
