"""Measures on an account: what it may not do for a time. They end by themselves; reading, voting and appealing stay."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.models import Base, Code, PublicId
from moderation.measures import COUNTS_FOR, REFUSES, Deed, MeasureKind

FORGOTTEN = "-"  # what an old measure says
MEASURE_NAMES = {
    MeasureKind.WARNING: lazy_gettext("Un avertissement"),
    MeasureKind.NO_COMMENT: lazy_gettext("Ne peut plus commenter"),
    MeasureKind.NO_POST: lazy_gettext("Ne peut plus rien publier"),
    MeasureKind.SUSPENDED: lazy_gettext("Compte suspendu"),
}


class Measure(PublicId, Base):
    """One measure: a warning, or what the account may not do until `ends_at`; lifted before when it was wrong."""

    __tablename__ = "measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[MeasureKind] = mapped_column(Code(MeasureKind))
    reason: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=person_id)

    __table_args__ = (
        CheckConstraint("kind IN ('warning','no_comment','no_post','suspended')", name="known_kind"),
        CheckConstraint("(kind = 'warning') = (ends_at IS NULL)", name="only_warnings_have_no_end"),
        CheckConstraint("reason <> ''", name="says_why"),
    )

    @property
    def kind_name(self) -> str:
        """What it is, as words of the screen."""
        return str(MEASURE_NAMES[self.kind])

    @property
    def is_in_force(self) -> bool:
        """Whether it holds now; nothing has to run for it to end."""
        return self.lifted_at is None and (self.ends_at is None or clock.now() < self.ends_at)

    @property
    def counts(self) -> bool:
        """Whether it counts when the next is proposed: not lifted, and of the last year."""
        return self.lifted_at is None and clock.now() - self.starts_at < COUNTS_FOR


def require_allowed(person: Person, deed: Deed) -> None:
    """Raise Refused, with the reason and the day it ends, while a measure refuses that deed."""
    holds = or_(Measure.ends_at.is_(None), Measure.ends_at > clock.now())
    kinds = [kind for kind, refused in REFUSES.items() if deed in refused]
    query = select(Measure).where(Measure.person_id == person.id, Measure.lifted_at.is_(None), holds)
    found = db.session.scalar(query.where(Measure.kind.in_(kinds)).order_by(Measure.ends_at.desc()).limit(1))
    if found is not None and found.ends_at is not None:
        day = format_date(clock.paris(found.ends_at), "d MMMM y")
        raise Refused(
            _(
                "Votre compte ne peut pas faire cela jusqu’au %(day)s. Raison : %(reason)s Ce que vous aviez écrit "
                "n’est pas publié ; vous pouvez contester cette mesure depuis vos nouvelles.",
                day=day,
                reason=found.reason,
            )
        )


def take_measure(
    person: Person, kind: MeasureKind, reason: str, ends_at: datetime | None, *, by: Person | None
) -> Measure:
    """Put a measure on an account; whoever decides it tells the person."""
    measure = Measure(person=person, kind=kind, reason=reason.strip(), ends_at=ends_at)
    measure.taken_by_id = by.id if by else None
    db.session.add(measure)
    db.session.flush()
    audit.record("measure.take", measure, by=by, person=person.public_id, kind=kind.value, until=ends_at)
    return measure


def lift_measure(measure: Measure, reason: str, *, by: Person | None) -> None:
    """End a measure before its time: it was wrong, or no longer needed."""
    if measure.lifted_at is None:
        measure.lifted_at = clock.now()
        audit.record("measure.lift", measure, by=by, reason=reason)


def forget_measures(ids: Sequence[int]) -> None:
    """Empty what old measures say: the decision that took each stays in the figures."""
    emptied = update(Measure).where(Measure.id.in_(ids)).values(reason=FORGOTTEN)
    db.session.execute(emptied, execution_options={"synchronize_session": False})
