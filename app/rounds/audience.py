"""Whom a phase concerns when it opens, or when its end is near: the features above say it, each of its own people."""

from collections.abc import Callable
from enum import StrEnum

from sqlalchemy import Select

from app.rounds.models import Phase


class Turn(StrEnum):
    """What happens to a phase."""

    OPENS = "opens"
    ENDS = "ends"


class Audience(StrEnum):
    """To whom it is told, each in words of their own: the teams of projects first, then everybody else."""

    TEAMS = "teams"
    OTHERS = "others"


Concerned = Callable[[Phase, Turn], Select[int]]
_concerned: dict[Audience, list[Concerned]] = {}


def is_told(audience: Audience) -> Callable[[Concerned], Concerned]:
    """Register what picks people (their keys) whom a phase concerns."""

    def register(concerned: Concerned) -> Concerned:
        _concerned.setdefault(audience, []).append(concerned)
        return concerned

    return register


def concerned_by(phase: Phase, turn: Turn, audience: Audience) -> list[Select[int]]:
    """The selects of people to tell."""
    return [concerned(phase, turn) for concerned in _concerned.get(audience, ())]
