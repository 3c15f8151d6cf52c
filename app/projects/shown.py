"""How a dossier and a proposal are drawn: the parts with their links, the next part, the notes of the committee."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from app.core.text import day
from app.projects import history, parts, plain_language, queries
from app.projects.comparing import Piece, changes
from app.projects.history import StepPage
from app.projects.merging import Merge
from app.projects.models import Project, Proposal, Step, StepField, StepVersion
from app.projects.queries import Completeness, StepState
from app.projects.steps import said

NO_MERGE = Merge("", [])
ACCOUNT = re.compile(r"^[678]\d – ", re.MULTILINE)  # at the head of each line of a frozen budget


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
    first = _asked(first, ready.asked.get(parts.PRESENTATION))
    steps = [
        Part(said(state.step.title), address_of(project, state.step), "now")
        if state.step.key == here
        else _asked(
            Part(said(state.step.title), address_of(project, state.step), _state(state)),
            ready.asked.get(state.step.key),
        )
        for state in ready.steps
    ]
    return [part if writes else part._replace(url=None) for part in (first, *steps)]


def _asked(part: Part, sentence: str | None) -> Part:
    """The same part, waiting for the team when the committee asked something of it."""
    return part._replace(state="missing", note=_("Le comité demande : %(text)s", text=sentence)) if sentence else part


def address_of(project: Project, step: Step) -> str:
    """Where a step is filled: its own page, or that of the feature that fills it."""
    part = parts.part_of(step)
    return part.address(project, step) if part else url_for("projects.step", public_id=project.public_id, key=step.key)


def _state(state: StepState) -> str:
    return "done" if state.is_done else "missing" if state.is_begun else "todo"


def step_after(ready: Completeness, step: Step) -> Step | None:
    """The next step that lacks something, from `step` on and then from the first; none when all is ready."""
    lacking = [state.step for state in ready.steps if not state.is_done or state.step.key in ready.asked]
    later = [one for one in lacking if one.position > step.position]
    return next(iter(later or lacking), None)


def for_voters(answer: Mapping[str, Any]) -> str:
    """A frozen answer as everybody reads it: the numbers of accounts, which budget tables need, are left out."""
    text = str(answer["text"])
    return ACCOUNT.sub("", text) if str(answer.get("key", "")).startswith("budget_") else text


def in_words(field: StepField, text: str) -> str:
    """An answer as people read it: a date in full."""
    return day(date.fromisoformat(text)) if field.kind == "date" and text else text


def means_of(proposal: Proposal) -> list[Mean]:
    """The notes fixed with the label, in the order of the rulebook; none before."""
    names = {
        "cooperation": _("Coopération"),
        "innovation": _("Innovation sociale"),
        "ess": _("Économie sociale et solidaire"),
    }
    means = [(name, queries.mean_of(proposal, key)) for key, name in names.items()]
    return [Mean(name, _rounded(mean), _to_one_decimal(mean)) for name, mean in means if mean is not None]


def _rounded(mean: Fraction) -> int:
    return math.floor(mean + Fraction(1, 2))


def _to_one_decimal(mean: Fraction) -> str:
    return str(format_decimal(Decimal(_rounded(mean * 10)).scaleb(-1)))


# --- versions ---------------------------------------------------------------------------------------------------


class Compared(NamedTuple):
    """One question of a step in two versions: its words, and what changed."""

    label: str
    pieces: list[Piece]
    is_changed: bool


class Line(NamedTuple):
    """One version in the list."""

    label: str
    author: str
    when: datetime
    url: str
    is_current: bool
    excerpt: str


class ClashShown(NamedTuple):
    """One answer that two people wrote at once, as the page shows both."""

    key: str
    label: str
    theirs: str
    mine: str


def version_label(version: StepVersion) -> str:
    """How a version came to be, in words."""
    labels = {
        "auto": _("Enregistré pendant l’écriture"),
        "saved": _("Enregistré"),
        "merged": _("Deux textes réunis"),
        "restored": _("Texte repris d’une version plus ancienne"),
        "aside": _("Texte mis de côté : un autre s’écrivait en même temps"),
    }
    return labels[version.kind]


def version_lines(page: StepPage, rows: Sequence[StepVersion], head: StepVersion | None) -> list[Line]:
    """The lines of the list of versions."""
    address: dict[str, Any] = {"public_id": page.project.public_id, "key": page.step.key}
    return [
        Line(
            version_label(each),
            each.author.shown_name,
            each.saved_at,
            url_for("projects.version", number=each.number, **address),
            head is not None and each.id == head.id,
            " · ".join(text for text in each.texts.values() if text)[:120],
        )
        for each in rows
    ]


def compared(page: StepPage, with_: StepVersion | None) -> list[Compared]:
    """Every question of the step: from the version before to this one, or from this one to `with_`."""
    version = page.version
    if version is None:
        return []
    before = version if with_ else history.version_before(version)
    old, new = (before.texts if before else {}), (with_ or version).texts
    found = []
    for field in page.step.every_field:
        one, two = old.get(str(field.id), ""), new.get(str(field.id), "")
        if one or two:
            found.append(Compared(said(field.label), changes(one, two), one != two))
    return found


def clashes_of(step: Step, merges: Mapping[str, Merge]) -> list[ClashShown]:
    """Each answer where the two texts could not be joined, in the order of the page."""
    return [
        ClashShown(field.key, said(field.label), clash.theirs, clash.mine)
        for field in step.fields
        for clash in merges.get(field.key, NO_MERGE).clashes
    ]


def no_longer_asked(project: Project, step: Step) -> list[tuple[str, str]]:
    """What the team answered to questions of this step that were withdrawn since."""
    texts = queries.answers_by_field(project)
    if not set(texts) - {field.id for field in step.fields}:
        return []
    gone = [field for field in step.every_field if field.retired_at and texts.get(field.id)]
    return [(said(field.label), in_words(field, texts[field.id])) for field in gone]


def hints_of(step: Step, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Advice for the texts that should be easy to read, by question."""
    plain = [field.key for field in step.fields if field.kind == "plain"]
    return {key: [_hint(each) for each in plain_language.hints(texts.get(key, ""))] for key in plain}


def _hint(hint: plain_language.Hint) -> str:
    words = {"words": hint.words, "instead": hint.instead}
    match hint.kind:
        case plain_language.LONG_SENTENCE:
            return _("Phrase longue (%(instead)s mots) : « %(words)s… ». Coupez-la en deux.", **words)
        case plain_language.JARGON:
            return _("« %(words)s » : dites plutôt « %(instead)s ».", **words)
        case plain_language.PASSIVE:
            return _("« %(words)s » : dites qui fait quoi (« nous ouvrons » plutôt que « est ouvert »).", **words)
        case plain_language.LONG_WORD:
            return _("« %(words)s » est un mot long : y en a-t-il un plus court ?", **words)
    return _("« %(words)s » : écrivez ce que ces lettres veulent dire.", **words)
