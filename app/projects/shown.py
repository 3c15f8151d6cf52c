"""How a dossier and a proposal are drawn: the parts with their links, the next part, the notes of the committee."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from app.projects import parts, queries
from app.projects.models import Project, Proposal, Step
from app.projects.queries import Completeness, StepState
from app.projects.steps import said


class Part(NamedTuple):
    """One line of the `stepper` macro."""

    label: str
    url: str | None
    state: str
    note: str | None = None


class Mean(NamedTuple):
    """One note of the committee: as many tokens as the nearest whole number (halves go up), written to one decimal."""

    label: str
    tokens: int
    written: str


def parts_of(project: Project, ready: Completeness, here: str = "", *, writes: bool) -> list[Part]:
    """The presentation, then every step; `here` is the key of the one on the page; links only for whoever writes."""
    presentation = url_for("projects.present", public_id=project.public_id)
    first = Part(_("Présentation"), presentation, "missing" if ready.presentation else "done")
    steps = [
        Part(
            said(state.step.title),
            address_of(project, state.step),
            "now" if state.step.key == here else _state(state),
        )
        for state in ready.steps
    ]
    return [part if writes else part._replace(url=None) for part in (first, *steps)]


def address_of(project: Project, step: Step) -> str:
    """Where a step is filled: its own page, or that of the feature that fills it."""
    part = parts.part_of(step)
    return part.address(project, step) if part else url_for("projects.step", public_id=project.public_id, key=step.key)


def _state(state: StepState) -> str:
    return "done" if state.is_done else "missing" if state.is_begun else "todo"


def step_after(ready: Completeness, step: Step) -> Step | None:
    """The next step that lacks something, from `step` on and then from the first; none when all is ready."""
    lacking = [state.step for state in ready.steps if not state.is_done]
    later = [one for one in lacking if one.position > step.position]
    return next(iter(later or lacking), None)


def means_of(proposal: Proposal) -> list[Mean]:
    """The notes fixed with the label, in the order of the rulebook; none before."""
    names = {"cooperation": _("Coopération"), "innovation": _("Innovation sociale"), "ess": _("Valeurs de l’ESS")}
    means = [(name, queries.mean_of(proposal, key)) for key, name in names.items()]
    return [Mean(name, _rounded(mean), _to_one_decimal(mean)) for name, mean in means if mean is not None]


def _rounded(mean: Fraction) -> int:
    return math.floor(mean + Fraction(1, 2))


def _to_one_decimal(mean: Fraction) -> str:
    return str(format_decimal(Decimal(_rounded(mean * 10)).scaleb(-1)))
