"""A statement of reasons as a row of the European database (Regulation (EU) 2022/2065, article 24.5).

Field names and codes are those of its published interface (transparency.dsa.ec.europa.eu, documentation of the API).
No personal data: neither the title, nor the words of the text, nor those of the moderator; the facts are told by a
sentence made from the codes.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from moderation.grounds import GROUNDS, Ground
from moderation.statements import Effect, Source
from moderation.transparency.categories import category_of

Row: TypeAlias = dict[str, str | list[str] | None]

FIELDS: tuple[str, ...] = (
    "decision_visibility",
    "decision_visibility_other",
    "end_date_visibility_restriction",
    "decision_monetary",
    "decision_monetary_other",
    "end_date_monetary_restriction",
    "decision_provision",
    "end_date_service_restriction",
    "decision_account",
    "end_date_account_restriction",
    "account_type",
    "decision_ground",
    "decision_ground_reference_url",
    "illegal_content_legal_ground",
    "illegal_content_explanation",
    "incompatible_content_ground",
    "incompatible_content_explanation",
    "incompatible_content_illegal",
    "category",
    "category_addition",
    "category_specification",
    "category_specification_other",
    "content_type",
    "content_type_other",
    "content_language",
    "content_date",
    "territorial_scope",
    "application_date",
    "decision_facts",
    "source_type",
    "source_identity",
    "automated_detection",
    "automated_decision",
    "puid",
)
_VISIBILITY = {
    Effect.HIDDEN: ("DECISION_VISIBILITY_CONTENT_DISABLED", None),
    Effect.REFUSED: ("DECISION_VISIBILITY_OTHER", "Not published: read by the team before anybody else saw it"),
    Effect.SENT_BACK: ("DECISION_VISIBILITY_OTHER", "Not published until its author has changed it"),
    Effect.MERGED: ("DECISION_VISIBILITY_OTHER", "Shown inside a text that says the same, with its author’s name"),
}
_PROVISION = dict.fromkeys((Effect.NO_COMMENT, Effect.NO_POST), "DECISION_PROVISION_PARTIAL_SUSPENSION")
_ACCOUNT = {Effect.SUSPENDED: "DECISION_ACCOUNT_SUSPENDED"}
_SOURCES = {Source.NOTICE: "SOURCE_ARTICLE_16", Source.OWN: "SOURCE_VOLUNTARY"}
_FOUND = {
    Source.NOTICE: "Reported by a user and read by a member of the moderation team.",
    Source.OWN: "Read by a member of the moderation team, which reads what is posted.",
}
DATABASE_KNOWS = frozenset([*_VISIBILITY, *_PROVISION, *_ACCOUNT])  # the effects that are sent to it


@dataclass(frozen=True)
class Sent:
    """What the row of one decision is made from; `code` is the decision's own public code."""

    code: str
    effect: Effect
    ground: Ground | None
    source: Source
    noticed_by_program: bool
    posted_on: date
    decided_on: date
    is_image: bool = False
    until: date | None = None
    rules_address: str = ""


def row(sent: Sent) -> Row:
    """The row of one decision. Raises KeyError for a decision that takes nothing away: the database wants none."""
    if sent.effect not in DATABASE_KNOWS:
        raise KeyError(sent.effect)
    filled = _restriction(sent) | _ground(sent) | _content(sent) | _how(sent)
    return {name: filled.get(name) for name in FIELDS}


def _restriction(sent: Sent) -> Row:
    end = sent.until.isoformat() if sent.until else None
    code, other = _VISIBILITY.get(sent.effect, (None, None))
    return {
        "decision_visibility": [code] if code else None,
        "decision_visibility_other": other,
        "end_date_visibility_restriction": end if code else None,
        "decision_provision": _PROVISION.get(sent.effect),
        "end_date_service_restriction": end if sent.effect in _PROVISION else None,
        "decision_account": _ACCOUNT.get(sent.effect),
        "end_date_account_restriction": end if sent.effect in _ACCOUNT else None,
        "account_type": "ACCOUNT_TYPE_PRIVATE",
        "application_date": sent.decided_on.isoformat(),
        "territorial_scope": ["FR"],
    }


def _ground(sent: Sent) -> Row:
    common: Row = {
        "decision_ground_reference_url": sent.rules_address or None,
        "category": category_of(sent.ground),
    }
    if sent.ground is None:
        said = "Incomplete, or says the same as another text."
        return common | _incompatible("Rules of publication", said)
    published = GROUNDS[sent.ground]
    article, explained = published.article.en, published.explanation.en
    if not published.is_law:
        return common | _incompatible(article, explained)
    return common | {
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "illegal_content_legal_ground": article,
        "illegal_content_explanation": explained,
    }


def _incompatible(article: str, explained: str) -> Row:
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": article,
        "incompatible_content_explanation": explained,
        "incompatible_content_illegal": "No",
    }


def _content(sent: Sent) -> Row:
    return {
        "content_type": ["CONTENT_TYPE_IMAGE" if sent.is_image else "CONTENT_TYPE_TEXT"],
        "content_language": "FR",
        "content_date": sent.posted_on.isoformat(),
    }


def _how(sent: Sent) -> Row:
    noticed = " A program had drawn attention to it." if sent.noticed_by_program else ""
    return {
        "decision_facts": _FOUND[sent.source] + noticed,
        "source_type": _SOURCES[sent.source],
        "automated_detection": "Yes" if sent.noticed_by_program else "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "puid": sent.code,
    }
