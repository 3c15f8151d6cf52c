"""What a valid ballot is, and the one reason for which another is refused."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class BallotRule:
    """How many different projects a ballot names.

    "approval": from `min` to `max`; "exactly": `max` projects, neither fewer nor more (`min` = `max`).
    `duplicates` says what a project named twice does: "refuse" voids the ballot (a vote cast here),
    "once" counts it once and "each" every time (elections counted elsewhere; 22 known real files).
    """

    kind: Literal["approval", "exactly"] = "approval"
    min: int = 1
    max: int = 1
    duplicates: Literal["refuse", "once", "each"] = "refuse"

    def __post_init__(self) -> None:
        if not 0 <= self.min <= self.max or (self.kind == "exactly" and self.min != self.max):
            raise ValueError(f"a ballot cannot ask for {self.min} to {self.max} projects ({self.kind})")


@dataclass(frozen=True)
class Refusal:
    """Why a ballot does not count: a code of `voting.phrases` and its figures."""

    code: str
    values: Mapping[str, int | str] = field(default_factory=dict, hash=False)


def refusal(choices: Sequence[str], rule: BallotRule, known: Collection[str]) -> Refusal | None:
    """The first reason that refuses this ballot, or None when it is valid.

    Looked at in this order: empty, unknown project, project named twice, too few, too many
    (not_exactly when the rule wants an exact number).
    """
    if not choices:
        return Refusal("empty")
    for choice in choices:
        if choice not in known:
            return Refusal("unknown", {"choice": choice})
    distinct = set(choices)
    if rule.duplicates == "refuse" and len(distinct) < len(choices):
        twice = next(c for i, c in enumerate(choices) if c in choices[:i])
        return Refusal("duplicate", {"choice": twice})
    return _wrong_number(len(distinct), rule)


def _wrong_number(given: int, rule: BallotRule) -> Refusal | None:
    if rule.min <= given <= rule.max:
        return None
    code = "too_few" if given < rule.min else "too_many"
    if rule.kind == "exactly":
        code = "not_exactly"
    return Refusal(code, {"given": given, "min": rule.min, "max": rule.max})
