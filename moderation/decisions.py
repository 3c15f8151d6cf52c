"""What a moderator may decide, and what each decision owes before it is taken; its reasons are in statements.py."""

from enum import StrEnum

from moderation.grounds import Ground


class Verb(StrEnum):
    """The decisions; most are also the verb of the move that follows."""

    PUBLISH = "publish"
    REFUSE = "refuse"
    ASK = "ask"
    HIDE = "hide"
    MERGE = "merge"
    LIMIT = "limit"
    RESTORE = "restore"
    DISMISS = "dismiss"


class Owed(StrEnum):
    """What a decision may still lack."""

    GROUND = "ground"
    REASON = "reason"


OWED: dict[Verb, tuple[Owed, ...]] = {
    Verb.PUBLISH: (),
    Verb.REFUSE: (Owed.GROUND, Owed.REASON),
    Verb.ASK: (Owed.REASON,),
    Verb.HIDE: (Owed.GROUND, Owed.REASON),
    Verb.MERGE: (Owed.REASON,),
    Verb.LIMIT: (Owed.GROUND, Owed.REASON),
    Verb.RESTORE: (Owed.REASON,),
    Verb.DISMISS: (),
}


def missing(verb: Verb, ground: Ground | None, reason: str) -> list[Owed]:
    """What the decision still owes, in the order of the form; empty when it may be taken."""
    given = {Owed.GROUND: ground is not None, Owed.REASON: bool(reason.strip())}
    return [owed for owed in OWED[verb] if not given[owed]]
