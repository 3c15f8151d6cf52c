"""What is counted of moderation: by the database, a few rows a year whatever the size of the archive."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, String, and_, cast, extract, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.measures import Measure
from app.appeals.models import Appeal
from app.appeals.status import AppealStatus
from app.casework.models import Case, Decision, Flag
from app.casework.statements import effect_of, source_of
from app.core import clock
from app.core.extensions import db
from app.ideas.models import Idea, IdeaComment
from moderation.appeals import Verdict
from moderation.cases import Kind
from moderation.grounds import Ground
from moderation.transparency import Figures, Heard, Tally, figures
from moderation.transparency.reasons_database import DATABASE_KNOWS, Sent

HOUR = 3600
VERDICTS = {AppealStatus.UPHELD: Verdict.UPHOLD, AppealStatus.REVERSED: Verdict.REVERSE}
NOTICED = cast(Case.hints, String) != "[]"


class Year(NamedTuple):
    """A year in Paris, as instants."""

    number: int

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day."""
        return date(self.number, 1, 1), date(self.number, 12, 31)

    def holds(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Whether a moment falls into it."""
        return and_(moment >= _begins(self.number), moment < _begins(self.number + 1))


def _begins(year: int) -> datetime:
    return datetime.combine(date(year, 1, 1), time(), clock.PARIS).astimezone(UTC)


def years() -> list[int]:
    """The years in which something was decided, the latest first; this one always."""
    first, this = db.session.scalar(select(func.min(Decision.at))), clock.today().year
    return list(range(this, (clock.paris(first).year if first else this) - 1, -1))


def figures_of(year: Year) -> Figures:
    """Everything counted of a year: three questions to the database."""
    return figures(_tallies(year), _heard(year), _notices(year))


def _hours(start: Any, end: Any) -> Any:
    """Whole hours between two moments, the same on both databases."""
    return (cast(extract("epoch", end), Integer) - cast(extract("epoch", start), Integer)) // HOUR


def _tallies(year: Year) -> Iterator[Tally]:
    hours = _hours(Case.opened_at, Decision.at)
    sort = (Decision.verb, Measure.kind, Decision.ground, Case.cause, NOTICED, hours)
    query = select(*sort, func.count()).select_from(Decision).join(Decision.case).outerjoin(Decision.measure)
    for verb, measure, ground, cause, noticed, took, number in db.session.execute(
        query.where(year.holds(Decision.at)).group_by(*sort)
    ):
        yield Tally(effect_of(verb, measure), ground, source_of(cause), bool(noticed), max(took, 0), number)


def _heard(year: Year) -> Iterator[Heard]:
    hours = _hours(Appeal.created_at, func.coalesce(Appeal.status_at, Appeal.created_at))
    sort = (Decision.verb, Measure.kind, Appeal.party, Appeal.status, hours)
    query = select(*sort, func.count()).select_from(Appeal).join(Appeal.decision).outerjoin(Decision.measure)
    for verb, measure, party, status, took, number in db.session.execute(
        query.where(year.holds(Appeal.created_at)).group_by(*sort)
    ):
        yield Heard(effect_of(verb, measure), party, VERDICTS.get(status), max(took, 0), number)


def _notices(year: Year) -> Counter[Ground]:
    query = select(Flag.ground, func.count()).where(year.holds(Flag.created_at)).group_by(Flag.ground)
    return Counter(dict(db.session.execute(query).all()))


def sent(year: Year, rules_address: str) -> Iterator[Sent]:
    """The decisions of a year that took something away, oldest first, without a word that anybody typed."""
    posted = func.coalesce(Idea.created_at, IdeaComment.created_at, Case.opened_at)
    about = (Case.reference == Idea.public_id) & (Case.subject_kind == Kind.IDEA)
    beneath = (Case.reference == IdeaComment.public_id) & (Case.subject_kind == Kind.COMMENT)
    columns = (Decision, Case.subject_kind, Case.cause, NOTICED, posted, Measure.kind, Measure.ends_at)
    query = select(*columns).join(Decision.case).outerjoin(Decision.measure).outerjoin(Idea, about)
    query = query.outerjoin(IdeaComment, beneath).where(year.holds(Decision.at)).order_by(Decision.id)
    for decision, kind, cause, noticed, at, measure, ends_at in db.session.execute(
        query.execution_options(yield_per=500)
    ):
        done = effect_of(decision.verb, measure)
        if done in DATABASE_KNOWS:
            yield Sent(
                code=decision.public_id,
                effect=done,
                ground=decision.ground,
                source=source_of(cause),
                noticed_by_program=bool(noticed),
                posted_on=clock.paris(at).date(),
                decided_on=clock.paris(decision.at).date(),
                is_image=kind is Kind.PICTURE,
                until=clock.paris(ends_at).date() if ends_at else None,
                rules_address=rules_address,
            )
