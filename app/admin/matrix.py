"""Every endpoint × role × state, as the rules answer on the stage. The page of docs/ and its test read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from app.admin import stage as stages
from app.admin.scenery import PLACE, Stage
from app.core.extensions import db
from app.core.models import Base
from app.core.policy import FRESH, RULES

FILES = {"static", "stylesheet"}  # not pages; the address of the style sheet changes with every line of it
# What an address is about, by the name of the function that loads it.
KINDS = {
    "idea_by_public_id": "idea",
    "comment_by_public_id": "comment",
    "case_by_public_id": "case",
    "answer_by_public_id": "saved answer",
    "kept_case": "case",
    "case_of_subject": "case on a content",
    "flaggable": "content",
    "decision_by_public_id": "decision",
    "decision_on": "decided content",
    "appeal_by_public_id": "appeal",
    "flag_by_public_id": "report",
    "idea_handover_by_public_id": "idea handover",
    "project_by_public_id": "project",
    "project_with_step": "project",
    "step_of": "project",
    "step_version": "version",
    "arranged_step": "step",
    "arranged_question": "step",
    "line_by_public_id": "budget line",
    "project_with_criterion": "project",
    "assessment_by_public_id": "self-assessment",
    "proposal_by_public_id": "proposal",
    "dossier_by_public_id": "proposal",
    "review_by_public_id": "reading",
    "opinion_by_public_id": "opinion",
    "question_by_public_id": "question to a holder",
    "round_by_public_id": "round",
    "public_round": "round",
    "round_of_address": "counting",
    "phase_by_public_id": "phase",
    "result_of_address": "result",
    "_line": "result",
    "_tried": "result",
    "event_by_public_id": "event",
    "session_by_public_id": "session",
    "registration_in": "registration",
    "registration_by_token": "my seat",  # nosec B105 (the name of a function)
    "asked_by_token": "request of a guest",  # nosec B105 (the name of a function)
    "feed_by_token": "diary",  # nosec B105 (the name of a function)
    "place_by_public_id": "place",
    "registration_by_public_id": "attendance",
    "contribution_by_public_id": "contribution",
    "restitution_by_address": "restitution",
    "registration_by_code": "attendance",
    "numbered": "token",
    "_to_move": "token",
    "sign_in_by_public_id": "sign-in",
    "identity_by_public_id": "identity",
    "passkey_by_public_id": "passkey",
    "held": "thing with files",
    "_picture": "picture",
    "_document": "document",
    "_placed": "file",
    "notification_by_public_id": "news",
    "submission_by_public_id": "submission",
    "hosting_by_public_id": "hosting",
    "grant_by_public_id": "grant",
    "interest_by_public_id": "interest",
    "organisation_by_public_id": "organisation",
    "mandate_by_public_id": "mandate",
    "mail_by_token": "draft by e-mail",  # nosec B105 (the name of a function)
    "agreement_by_token": "agreement",  # nosec B105 (the name of a function)
    "invitation_by_public_id": "invitation",
    "member_by_public_id": "member",
    "team_invitation_by_public_id": "team invitation",
    "team_invitation_by_token": "team invitation",  # nosec B105 (the name of a function)
    "handover_by_public_id": "handover",
    "task_by_public_id": "task",
    "thread_by_public_id": "thread",
    "mentor_by_public_id": "mentor",
    "mentorship_by_public_id": "mentorship",
    "seat_by_public_id": "seat in a committee",
    "sitting_by_public_id": "sitting",
    "item_by_public_id": "agenda",
    "release_by_public_id": "announcement",
    "letter_of": "letter",
    "label_appeal_by_public_id": "label appeal",
    "exclusion_by_public_id": "exclusion",
    "merger_by_public_id": "merger",
    "meeting_by_public_id": "meeting with a mentor",
    "note_by_public_id": "note of a mentor",
    "project_with_place": "project",
    "invitation_by_token": "invitation",  # nosec B105 (the name of a function)
}
# About nothing that is kept.
FREE: dict[str, dict[str, Any]] = {
    "pages.language": {"code": "en"},
    "factors.former": {"rest": "cle"},
    **dict.fromkeys(("inbox.way_out", "inbox.unsubscribe", "appeals.opened"), {"token": "x"}),  # nosec B105 (a link that is none of ours)
    "explore.drawing": {"version": "0"},
    **dict.fromkeys(
        ("transparency.yearly", "transparency.statements_csv", "transparency.statements_json"), {"year": 2030}
    ),
    "transparency.table": {"year": 2030, "part": "4_notices"},
    "explore.municipality": {"code": PLACE},
    "explore.neighbourhood": {"code": PLACE, "quarter": "nulle-part"},
    **{f"sso.{name}": {"name": "proconnect"} for name in ("enter", "add", "back", "closed_elsewhere")},
}
OPEN, SIGN_IN, CLOSED, HIDDEN = "✓", "→", "–", "∅"


@dataclass(frozen=True)
class Row:
    """One address in one state: what the door answers each actor, in the order of stage.ACTORS."""

    feature: str
    endpoint: str
    address: str
    methods: tuple[str, ...]
    permission: str
    state: str
    values: dict[str, Any] = field(compare=False, hash=False)
    answers: tuple[str, ...] = ()


def rows(app: Flask, stage: Stage) -> Iterator[Row]:
    """The whole matrix, in the order of the addresses; an address the stage knows nothing about has no answer."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: (r.endpoint.split(".")[0], r.rule, r.endpoint)):
        if rule.endpoint in FILES:
            continue
        view = app.view_functions[rule.endpoint]
        permission, load = getattr(view, "door", ""), getattr(view, "load", None)
        methods = tuple(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        kind = KINDS.get(load.__name__, "unknown") if load else ""
        for state, known in stage.subjects.get(kind, []) if load else [("", FREE.get(rule.endpoint, {}))]:
            needed = load.__code__.co_varnames[: load.__code__.co_argcount] if load else ()
            values = {name: known[name] for name in {*needed, *rule.arguments} if name in known}
            subject = load(**{name: values[name] for name in needed}) if load else None
            hidden = load is not None and subject is None
            answers = tuple(
                HIDDEN if hidden else _answer(permission, actor, subject) for actor in stage.actors.values()
            )
            kept = {
                name: value
                for name, value in values.items()
                if name in rule.arguments and name not in (rule.defaults or {})
            }
            feature = rule.endpoint.split(".")[0].removesuffix("_staff")
            if rule.arguments - kept.keys() - (rule.defaults or {}).keys():
                answers = ()
            yield Row(feature, rule.endpoint, rule.rule, methods, permission, state, kept, answers)
        if load and kind not in stage.subjects:
            yield Row(rule.endpoint.split(".")[0], rule.endpoint, rule.rule, methods, permission, "", {})


def _answer(permission: str, actor: Any, subject: Any) -> str:
    if permission == "public" or RULES[permission](actor, subject):
        return OPEN
    return SIGN_IN if actor is None and RULES[permission].could_open(subject) else CLOSED


def on_a_stage(app: Flask) -> list[Row]:
    """The matrix of a stage made in memory: no database of the site is read or written."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with app.test_request_context():  # a desk of the booth reads the visitor’s cookie
        db.session.bind = engine
        Base.metadata.create_all(engine)
        found = list(rows(app, stages.build()))
        db.session.rollback()
        db.session.close()
    engine.dispose()
    return found


def page(app: Flask) -> Iterator[str]:
    """The lines of docs/permissions.md: one table a feature, states with the same answers on one line."""
    yield INTRODUCTION
    yield "\nAsk for a proof of the last ten minutes: " + ", ".join(f"`{name}`" for name in sorted(FRESH)) + "."
    feature = ""
    for (row, answers), states in _gathered(on_a_stage(app)).items():
        if row.feature != feature:
            feature = row.feature
            yield f"\n## {feature}\n"
            yield "| address | permission | state | " + " | ".join(HEADINGS) + " |"
            yield "|---|---|---|" + ":-:|" * len(HEADINGS)
        marks = " | ".join(answers) if answers else " | ".join("?" * len(HEADINGS))
        address = f"{' '.join(row.methods)} `{row.address}`"
        yield f"| {address} | {row.permission} | {'; '.join(states)} | {marks} |"
    yield "\n## Rules\n\n| permission | who |\n|---|---|"
    for permission in sorted(RULES):
        yield f"| {permission} | {RULES[permission].name} |"


@dataclass(frozen=True)
class _Place:
    feature: str
    address: str
    methods: tuple[str, ...]
    permission: str


def _gathered(found: list[Row]) -> dict[tuple[_Place, tuple[str, ...]], list[str]]:
    lines: dict[tuple[_Place, tuple[str, ...]], list[str]] = {}
    for row in sorted(found, key=lambda each: (each.feature, each.address)):
        place = _Place(row.feature, row.address, row.methods, row.permission)
        lines.setdefault((place, row.answers), []).append(row.state)
    return lines


HEADINGS = ("st", "ci", "co", "te", "me", "mo", "re", "sf", "ad", "el", "in")
INTRODUCTION = """Every address × role × state of its subject, as the rules answer on a small site made in memory.
`tests/app/roles/test_matrix.py` plays it over HTTP and fails when an answer differs or an address is missing.

**✓** the door opens · **→** sign in first · **–** closed (403, with the sentence of the rule) · **∅** no such page
(404). A door that opens may still lead to a refusal of the lifecycle ([lifecycles](lifecycles.md)) or of a form.

Columns: **st** stranger · **ci** citizen · **co** the person concerned (author, holder, representative, owner) ·
**te** another of the team of the project, who writes ·
**me** mentor · **mo** moderator · **re** reviewer · **sf** staff · **ad** administrator · **el** staff of another
round only · **in** staff who declared an interest in the round. Roles count in a session with a second factor.
Administrators hold every role. Lists (no state) are open to scoped roles and show what the scope covers."""
