"""What is read of alerts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.alarms.models import Alert
from app.casework.models import Case
from app.core.extensions import db


def alerts_about(case: Case) -> Sequence[Alert]:
    """Which authorities were told about a case, oldest first."""
    query = select(Alert).where(Alert.case_id == case.id).order_by(Alert.id)
    return db.session.scalars(query.options(joinedload(Alert.told_by).lazyload(Person.role_grants))).all()
