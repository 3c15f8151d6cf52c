"""Writing down that an authority was told: the call itself is made by a person, by telephone."""

from app.accounts.models import Person
from app.alarms.models import Alert, Authority
from app.casework.models import Case
from app.core import audit
from app.core.extensions import db


def alert(case: Case, authority: Authority, note: str, *, by: Person) -> Alert:
    """Keep which authority was told about a case, when and by whom, in the log too (article 18)."""
    told = Alert(case_id=case.id, authority=authority, note=note.strip(), told_by_id=by.id)
    db.session.add(told)
    db.session.flush()
    audit.record("case.alert", case, by=by, authority=authority.value)
    return told
