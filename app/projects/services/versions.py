"""A step is saved: every save is a version, and two people who write at once both keep their text."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.pasted import cleaned_paste
from app.projects import history, policy, queries
from app.projects.merging import Merge, merge
from app.projects.models import Answer, Project, Step, StepField, StepVersion

SAME, SAVED, MERGED, ASIDE = "same", "saved", "merged", "aside"  # what becomes of a text that is sent
ONE_SITTING = timedelta(minutes=10)  # how long the autosaves of one page are one version
ROOM = 60  # signs that an autosave may take away without the version before it being kept
LONG = {"long_text", "plain"}  # the answers that two people's sentences may be joined in

Texts = dict[int, str]


class Saved(NamedTuple):
    """What became of a text: `head` is the current version, `merges` (by key) how it met what was written meanwhile.

    `own`: that was by the same person, from another window.
    """

    outcome: str
    head: StepVersion | None
    merges: dict[str, Merge]
    own: bool = False


def answer_step(  # noqa: PLR0913  (a save says what, who, on which version, from which page)
    project: Project,
    step: Step,
    texts: Mapping[str, str],
    *,
    by: Person,
    seen: int | None = None,
    page: str = "",
    auto: bool = False,
) -> Saved:
    """Write the fields of a step, by key; `seen` is the version the writer had before their eyes.

    When somebody else saved meanwhile, the two texts are merged; where they clash, or while the writer is still typing
    (`auto`), the text is set aside, and nothing that others see changes. Raises Refused once the dossier is submitted.
    """
    head, kept = _hold(project, step, by)
    mine = {f.id: cleaned_paste(texts[f.key]) for f in step.fields if f.key in texts}
    if all(kept.get(key, "") == text for key, text in mine.items()):
        if head and head.kind == "auto" and head.author_id == by.id and not auto:
            head.kind, head.page = "saved", ""
        return Saved(SAME, head, {})
    if seen is None or head is None or head.number == seen or (page and head.page == page):
        kind = "auto" if auto else "saved"
        return Saved(SAVED, _write(project, step, {**kept, **mine}, by, kind, page if auto else ""), {})
    return _meet(project, step, mine, _Meeting(by, seen, page, auto, head, kept))


class _Meeting(NamedTuple):
    by: Person
    seen: int
    page: str
    auto: bool
    head: StepVersion
    kept: Texts


def _hold(project: Project, step: Step, by: Person) -> tuple[StepVersion | None, Texts]:
    """Keep the project for oneself until the commit, and read what is written in the step as it is now."""
    db.session.flush()
    db.session.refresh(project, with_for_update={"of": Project})
    db.session.expire(project, ["answers"])
    if why_not := policy.is_being_written.why_not(by, project):
        raise Refused(why_not)
    texts = queries.answers_by_field(project)
    return history.head_of(project, step), {f.id: texts[f.id] for f in step.every_field if f.id in texts}


def _meet(project: Project, step: Step, mine: Texts, met: _Meeting) -> Saved:
    """Somebody saved since the page was opened: merge, or set aside."""
    opened = history.version_seen(project, step, met.seen)
    base = {int(key): cleaned_paste(text) for key, text in opened.texts.items()} if opened else {}
    merges = {f.key: _merge(f, base, met.kept, mine) for f in step.fields if f.id in mine}
    joined = {f.id: merges[f.key].text for f in step.fields if f.key in merges}
    if all(met.kept.get(key, "") == text for key, text in joined.items()):
        return Saved(SAME, met.head, {})
    own = met.head.author_id == met.by.id
    if met.auto or any(each.clashes for each in merges.values()):
        _set_aside(project, step, {**base, **mine}, met)
        return Saved(ASIDE, met.head, merges, own)
    return Saved(MERGED, _write(project, step, {**met.kept, **joined}, met.by, "merged", ""), merges, own)


def _merge(field: StepField, base: Texts, theirs: Texts, mine: Texts) -> Merge:
    key = field.id
    return merge(base.get(key, ""), cleaned_paste(theirs.get(key, "")), mine[key], whole=field.kind not in LONG)


def _set_aside(project: Project, step: Step, texts: Texts, met: _Meeting) -> None:
    aside = history.aside_of_page(project, step, met.page)
    if aside and aside.author_id == met.by.id:
        aside.texts, aside.saved_at = _as_kept(texts), clock.now()
        db.session.flush()
    else:
        _add(project, step, texts, met.by, "aside", met.page)


def restore_version(version: StepVersion, project: Project, *, by: Person) -> StepVersion:
    """Take the texts of an older version up again, as a new one; questions that are gone keep what they have.

    Raises Refused when the step says that already.
    """
    step = version.step
    _head, kept = _hold(project, step, by)
    asked = {f.id for f in step.fields}
    texts = {**kept, **{int(key): text for key, text in version.texts.items() if int(key) in asked}}
    texts |= {key: "" for key in asked if str(key) not in version.texts}
    if all(kept.get(key, "") == text for key, text in texts.items()):
        raise Refused(_("C’est déjà le texte actuel : il n’y a rien à reprendre."))
    return _write(project, step, texts, by, "restored", "")


def _write(project: Project, step: Step, texts: Texts, by: Person, kind: str, page: str) -> StepVersion:  # noqa: PLR0913
    """Make these texts the current ones, in the version under way or in a new one."""
    answers = {answer.field_id: answer for answer in project.answers}
    for field_id, text in texts.items():
        _answer(project, answers, field_id, text)
    project.updated_at = clock.now()
    head = history.head_of(project, step)
    if head and _goes_on(head, by, kind, texts):
        head.number, head.texts, head.saved_at = history.last_number(project, step) + 1, _as_kept(texts), clock.now()
        head.kind, head.page = kind, page
        db.session.flush()
        return head
    return _add(project, step, texts, by, kind, page)


def _answer(project: Project, answers: dict[int, Answer], field_id: int, text: str) -> None:
    if field_id not in answers:
        project.answers.append(Answer(field_id=field_id, text=text))
    elif answers[field_id].text != text:
        answers[field_id].text, answers[field_id].written_at = text, clock.now()


def _goes_on(head: StepVersion, by: Person, kind: str, texts: Texts) -> bool:
    """Whether a save belongs to the version under way: the same person, typing, who takes nothing much away."""
    typing = head.kind == "auto" and kind in {"auto", "saved"} and head.author_id == by.id
    if not typing or clock.now() - head.began_at > ONE_SITTING:
        return False
    return all(len(texts.get(int(key), "")) >= len(text) - ROOM for key, text in head.texts.items())


def _add(project: Project, step: Step, texts: Texts, by: Person, kind: str, page: str) -> StepVersion:  # noqa: PLR0913
    version = StepVersion(
        project_id=project.id,
        step_id=step.id,
        number=history.last_number(project, step) + 1,
        author=by,
        texts=_as_kept(texts),
        kind=kind,
        page=page,
    )
    db.session.add(version)
    verb = "project.set_aside" if kind == "aside" else "project.answer"
    audit.record(verb, project, by=by, step=step.key, version=version.number)
    db.session.flush()
    return version


def _as_kept(texts: Texts) -> dict[str, str]:
    return {str(key): text for key, text in texts.items() if text}
