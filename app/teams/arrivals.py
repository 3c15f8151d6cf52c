"""What features above must know when somebody joins a team: a reader of its dossier may no longer judge it."""

from collections.abc import Callable
from typing import TypeAlias

from app.accounts.models import Person
from app.projects.models import Project

Arrival: TypeAlias = Callable[[Project, Person], None]
ARRIVALS: list[Arrival] = []


def on_arrival(function: Arrival) -> Arrival:
    """Register what is done, in the same transaction, when a person has come into the team of a project."""
    ARRIVALS.append(function)
    return function


def arrive(project: Project, person: Person) -> None:
    """Do it all."""
    for function in ARRIVALS:
        function(project, person)
