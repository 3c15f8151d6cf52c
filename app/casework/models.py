"""What is stored at the desk: cases, the decisions taken on them, and the flags of whoever reported something."""

from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.accounts.measures import Measure
from app.accounts.models import Person
from app.casework.status import CASE, CaseStatus
from app.core import clock
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Versioned
from app.core.search import searchable
from app.events.models import Event
from app.rounds.models import Round
from app.territories.models import Municipality
from moderation.cases import Cause, Kind, Why
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.queue import is_held
from moderation.screening import Gravity, HintKind

STILL_OPEN = text("status IN ('waiting','asked')")
ARCHIVED = text("status IN ('decided','closed')")  # said in the same words by the query: then its index serves
TITLE_MAX = 110


class Outcome(StrEnum):
    """What the team did with a flag."""

    KEPT = "kept"
    UPHELD = "upheld"


OUTCOME_NAMES = {
    Outcome.KEPT: _("le contenu reste"),
    Outcome.UPHELD: _("une décision est prise"),
}


class Case(PublicId, Versioned, HasLifecycle, Base):
    """Something to judge, from the day it was noticed: one open case at most on one subject.

    Contents know nothing of cases: `subject_kind` and `reference` (a public identifier) name the subject, and what the
    lists need stands beside (its title then, its author, round and place).
    """

    __tablename__ = "moderation_case"
    lifecycle = CASE

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[Kind] = mapped_column(Code(Kind))
    reference: Mapped[str]
    title: Mapped[str] = mapped_column(default="")  # what it was called, or its first words
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"), index=True)
    cause: Mapped[Cause] = mapped_column(Code(Cause))
    hints: Mapped[list[str]] = mapped_column(default=list)  # kinds of hints when it was last read by a machine
    link_site: Mapped[str] = mapped_column(default="")  # the first site it links to, to find the others that do
    gravity: Mapped[int] = mapped_column(default=Gravity.LIGHT.value)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime]
    grounds: Mapped[dict[str, Any]] = mapped_column(default=dict)  # of the flags, each with their number
    weight: Mapped[int] = mapped_column(default=0)  # of the flags, in hundredths
    is_flood: Mapped[bool] = mapped_column(default=False, server_default=false())
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None]
    status: Mapped[CaseStatus] = mapped_column(Code(CaseStatus), default=CASE.first)
    status_at: Mapped[datetime | None]

    author: Mapped[Person | None] = relationship(foreign_keys=author_id)
    claimed_by: Mapped[Person | None] = relationship(foreign_keys=claimed_by_id)
    round: Mapped[Round | None] = relationship()
    event: Mapped[Event | None] = relationship()
    municipality: Mapped[Municipality | None] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", viewonly=True)
    measures: Mapped[list[Measure]] = relationship(  # every one taken on the account of its author, the latest first
        primaryjoin=lambda: foreign(Measure.person_id) == Case.author_id,
        order_by=lambda: Measure.id.desc(),
        viewonly=True,
        uselist=True,
    )

    __table_args__ = (
        Index(
            "uq_moderation_case_open",
            "subject_kind",
            "reference",
            unique=True,
            postgresql_where=STILL_OPEN,
            sqlite_where=STILL_OPEN,
        ),
        Index("ix_moderation_case_subject", "subject_kind", "reference"),
        Index("ix_moderation_case_queue", "status", "due_at"),
        Index("ix_moderation_case_archive", "status_at", "id", postgresql_where=ARCHIVED, sqlite_where=ARCHIVED),
        Index("ix_moderation_case_link_site", "link_site", postgresql_where=STILL_OPEN, sqlite_where=STILL_OPEN),
        CheckConstraint("status IN ('waiting','asked','decided','closed')", name="known_status"),
        CheckConstraint(
            "subject_kind IN ('idea','project','comment','picture','organisation','profile','contribution')",
            name="known_subject_kind",
        ),
        CheckConstraint("cause IN ('before','after','flag','team')", name="known_cause"),
        CheckConstraint("gravity BETWEEN 1 AND 4", name="known_gravity"),
        CheckConstraint("weight >= 0", name="weight_counted"),
        CheckConstraint("(claimed_by_id IS NULL) = (claimed_at IS NULL)", name="claim_is_whole"),
    )

    @property
    def why(self) -> Why:
        """What is known of it without opening it."""
        hints = tuple(HintKind(hint) for hint in self.hints)
        grounds = Counter({Ground(ground): int(count) for ground, count in self.grounds.items()})
        return Why(self.cause, hints, grounds, self.weight, self.is_flood)

    @property
    def holder(self) -> Person | None:
        """Who has it in hand now; a claim ends by itself."""
        return self.claimed_by if is_held(self.claimed_at, clock.now()) else None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.status in (CaseStatus.WAITING, CaseStatus.ASKED)


class Decision(PublicId, Base):
    """What was decided on a case, on which published ground, for which facts and reason, by whom; never changed.

    Regulation (EU) 2022/2065, article 17: it holds what the statement of reasons must say.
    """

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), index=True)
    verb: Mapped[Verb] = mapped_column(Code(Verb))
    ground: Mapped[Ground | None] = mapped_column(Code(Ground))
    facts: Mapped[str] = mapped_column(default="")  # what was seen, when it is more than the reason says
    reason: Mapped[str] = mapped_column(default="")
    automated: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    before: Mapped[str] = mapped_column(default="")  # where the subject stood, to put it back
    into: Mapped[str] = mapped_column(default="")  # the idea it was merged into, by its public identifier
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"), index=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)

    case: Mapped[Case] = relationship()
    by: Mapped[Person | None] = relationship()
    measure: Mapped[Measure | None] = relationship()
    undoes: Mapped["Decision | None"] = relationship(remote_side=id)

    __table_args__ = (
        CheckConstraint(
            "verb IN ('publish','refuse','ask','hide','merge','limit','restore','dismiss')", name="known_verb"
        ),
        CheckConstraint("verb NOT IN ('refuse','hide','limit') OR ground IS NOT NULL", name="no_silent_restriction"),
        CheckConstraint("verb IN ('publish','dismiss') OR reason <> ''", name="says_why"),
        CheckConstraint("automated OR by_id IS NOT NULL", name="somebody_or_something"),
    )


class Flag(PublicId, Base):
    """A report of something, on a published ground, in good faith (Regulation (EU) 2022/2065, article 16).

    By somebody signed in, or by anybody: an address is only kept to answer. Its author never learns who reported it.
    """

    __tablename__ = "flag"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"))
    ground: Mapped[Ground] = mapped_column(Code(Ground))
    words: Mapped[str] = mapped_column(default="")
    good_faith: Mapped[bool] = mapped_column(default=False, server_default=false())
    weight: Mapped[int] = mapped_column(default=100, server_default="100")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(Code(Outcome))

    case: Mapped[Case] = relationship()
    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        UniqueConstraint("case_id", "person_id"),
        UniqueConstraint("case_id", "email"),
        Index("ix_flag_case_lately", "case_id", "created_at"),
        CheckConstraint("person_id IS NULL OR email IS NULL", name="person_or_address"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_with_an_outcome"),
        CheckConstraint("outcome IN ('kept','upheld')", name="known_outcome"),
        CheckConstraint("weight >= 0", name="weight_counted"),
    )


class SavedAnswer(PublicId, Versioned, Base):
    """What the team says often: a suggestion, changed by hand before it is sent."""

    __tablename__ = "saved_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
    ground: Mapped[Ground | None] = mapped_column(Code(Ground))
    text: Mapped[str]

    __table_args__ = (CheckConstraint("text <> ''", name="says_something"),)


searchable(Case, ("title",), lambda cases: ((case.title, "") for case in cases))
