"""The audit log: in the deed's transaction, chained, append-only."""

import threading

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Person
from app.core import audit
from app.core.audit import AuditEvent, AuditHead
from app.core.extensions import db


def lines():
    return [(e.id, e.verb) for e in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))]


def write(people, *verbs):
    actor = people("Amel")
    for verb in verbs:
        audit.record(verb, actor, by=actor, before="a", after="b")
        db.session.commit()
    return actor


def test_lines_are_numbered_and_each_carries_the_digest_before(app, people):
    write(people, "a.x", "a.y")
    first, second = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    assert lines() == [(1, "a.x"), (2, "a.y")]
    assert (first.previous, second.previous) == (audit.FIRST, first.digest)
    assert list(audit.broken_lines(db.session)) == []


def test_a_rolled_back_deed_leaves_no_line(app, people):
    actor = write(people, "a.x")
    audit.record("a.lost", actor, by=actor)
    db.session.rollback()
    audit.record("a.kept", actor, by=actor)
    db.session.commit()
    assert lines() == [(1, "a.x"), (2, "a.kept")]


def test_a_deed_undone_inside_a_savepoint_leaves_no_line_but_the_others_stay(app, people):
    actor = people("Amel")
    audit.record("a.before", actor, by=actor)
    inner = db.session.begin_nested()
    audit.record("a.inside", actor, by=actor)
    inner.rollback()
    audit.record("a.after", actor, by=actor)
    db.session.commit()
    assert [verb for _, verb in lines()] == ["a.before", "a.after"]


@pytest.mark.parametrize("statement", [update(AuditEvent).values(verb="a.other"), delete(AuditEvent)])
def test_the_database_refuses_to_change_or_delete_a_line(app, people, statement):
    write(people, "a.x")
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(statement)
    db.session.rollback()


def test_verify_names_the_line_that_was_changed(app, people, house):
    write(people, "a.x", "a.y", "a.z")
    _unguard(app)
    db.session.execute(update(AuditEvent).where(AuditEvent.id == 2).values(actor="somebody:else"))
    db.session.commit()
    assert list(audit.broken_lines(db.session)) == [2]
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert (result.exit_code, "line 2" in result.output) == (1, True)


def test_verify_notices_that_the_last_line_is_gone(app, people):
    write(people, "a.x", "a.y")
    _unguard(app)
    db.session.execute(delete(AuditEvent).where(AuditEvent.id == 2))
    db.session.commit()
    assert list(audit.broken_lines(db.session)) == [2]


def test_verify_says_intact(app, people):
    write(people, "a.x")
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert (result.exit_code, result.output) == (0, "Audit log intact: 1 lines.\n")
    assert db.session.get(AuditHead, 1).last_id == 1


def test_verify_starts_where_it_is_told_and_still_looks_at_the_head(app, people):
    write(people, "a.x", "a.y", "a.z")
    _unguard(app)
    db.session.execute(update(AuditEvent).where(AuditEvent.id == 1).values(verb="a.other"))
    db.session.commit()
    assert [list(audit.broken_lines(db.session, first)) for first in (1, 2, 3)] == [[1], [], []]
    db.session.execute(delete(AuditEvent).where(AuditEvent.id == 3))
    db.session.commit()
    assert list(audit.broken_lines(db.session, 2)) == [3]


def test_the_first_lines_are_both_kept_when_two_deeds_commit_at_once(app, people):
    actor = people("Amel").id
    db.session.close()
    start, problems = threading.Barrier(8), []

    def deed():
        with app.app_context():
            start.wait()
            try:
                person = db.session.get(Person, actor)
                audit.record("a.first", person, by=person)
                db.session.commit()
            except DBAPIError as problem:
                problems.append(problem)
            db.session.close()

    threads = [threading.Thread(target=deed) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert [verb for _, verb in lines()] == ["a.first"] * 8
    assert list(audit.broken_lines(db.session)) == []


def _unguard(app):
    """What somebody with all rights on the database would do first."""
    if db.engine.dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            db.session.execute(text(f"DROP TRIGGER audit_event_no_{deed}"))
    else:
        db.session.execute(text("DROP TRIGGER audit_event_append_only ON audit_event"))
