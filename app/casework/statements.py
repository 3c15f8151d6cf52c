"""A decision as its statement of reasons says it: from what the desk keeps to the words of the rulebook."""

from datetime import date

from app.accounts.measures import Measure
from app.casework.models import Decision, Flag
from app.core import clock, links
from moderation.appeals import last_day
from moderation.cases import Cause
from moderation.decisions import Verb
from moderation.measures import MeasureKind
from moderation.statements import RESTRICTS, Effect, Reasons, Source

EFFECTS: dict[Verb, Effect] = {
    Verb.PUBLISH: Effect.PUBLISHED,
    Verb.REFUSE: Effect.REFUSED,
    Verb.ASK: Effect.SENT_BACK,
    Verb.HIDE: Effect.HIDDEN,
    Verb.MERGE: Effect.MERGED,
    Verb.LIMIT: Effect.WARNED,
    Verb.RESTORE: Effect.RESTORED,
    Verb.DISMISS: Effect.KEPT,
}
ON_ACCOUNTS: dict[MeasureKind, Effect] = {
    MeasureKind.WARNING: Effect.WARNED,
    MeasureKind.NO_COMMENT: Effect.NO_COMMENT,
    MeasureKind.NO_POST: Effect.NO_POST,
    MeasureKind.SUSPENDED: Effect.SUSPENDED,
}
ACCOUNT_ALONE = {Verb.LIMIT, Verb.DISMISS}
LINK = "decision.link"


def page_of(decision: Decision) -> str:
    """The page of a decision, for whoever it concerns and has an account."""
    return f"/recours/{decision.public_id}"


def token_of(decision: Decision, flag: Flag | None = None) -> str:
    """What a link that opens without an account holds: the decision, and the report when it is for who reported."""
    return links.sign(LINK, f"{decision.public_id} {flag.public_id if flag else ''}")


def link_of(decision: Decision, flag: Flag | None = None) -> str:
    """The page of a decision for whoever it concerns, without an account."""
    return f"/recours/lien/{token_of(decision, flag)}"


def effect_of(verb: Verb, measure: MeasureKind | None) -> Effect:
    """What a decision does: to the content, or to the account alone when the content is left as it is."""
    return ON_ACCOUNTS[measure] if measure and verb in ACCOUNT_ALONE else EFFECTS[verb]


def effect(decision: Decision) -> Effect:
    """What a decision did."""
    return effect_of(decision.verb, decision.measure.kind if decision.measure else None)


def source_of(cause: Cause) -> Source:
    """How the team came to read something."""
    return Source.NOTICE if cause is Cause.FLAG else Source.OWN


def told_on(decision: Decision) -> date:
    """The day on which the people concerned were told: the statement leaves with the decision."""
    return clock.paris(decision.at or clock.now()).date()


def appeal_until(decision: Decision) -> date:
    """The last day of an appeal against a decision."""
    return last_day(told_on(decision))


def reasons_of(decision: Decision, title: str = "") -> Reasons:
    """The statement of reasons of a decision; it must restrict something, or put it back, with a reason."""
    done, case = effect(decision), decision.case
    return Reasons(
        effect=done,
        title=title or case.title,
        facts="\n".join(part for part in (decision.facts, decision.reason) if part.strip()),
        ground=decision.ground if done in RESTRICTS else None,
        source=source_of(case.cause),
        noticed_by_program=bool(case.hints),
        also=None if decision.verb in ACCOUNT_ALONE or not decision.measure else ON_ACCOUNTS[decision.measure.kind],
        until=_end_of(decision.measure),
        appeal_until=appeal_until(decision) if done in RESTRICTS else None,
    )


def owes_reasons(decision: Decision) -> bool:
    """Whether somebody is owed the reasons of a decision, and they are whole: it took something away or put it back."""
    return effect(decision) in RESTRICTS | {Effect.RESTORED} and not any(reasons_of(decision).lacking())


def _end_of(measure: Measure | None) -> date | None:
    return clock.paris(measure.ends_at).date() if measure and measure.ends_at else None
