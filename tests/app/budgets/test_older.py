"""Dossiers written before the table: their two amounts become its lines."""

import re
from pathlib import Path

from app.budgets import queries
from app.core import schema
from app.core.extensions import db
from app.projects.models import Answer, Project, StepField
from app.projects.queries import steps_of

MIGRATION = next(Path("migrations/versions").glob("*_amounts.py")).read_text("utf-8")


def test_two_amounts_become_a_balanced_table(app, people, a_round, a_project):
    project = a_project(people("Amel"), a_round(), complete=False)
    step = next(step for step in steps_of(project.round) if step.key == "budget")
    for position, (key, typed) in enumerate({"requested": "8000", "budget": "11000"}.items(), 1):
        field = StepField(step_id=step.id, position=position, key=key, kind="money", label=key)
        db.session.add(field)
        db.session.flush()
        project.answers.append(Answer(field_id=field.id, text=typed))
    number = project.id
    db.session.commit()
    db.session.close()
    schema.downgrade(db.engine, re.search(r'^down_revision = "(\w+)"', MIGRATION, re.MULTILINE)[1])
    schema.upgrade(db.engine)
    project = db.session.get(Project, number)
    totals = queries.totals(project)
    assert (totals.asked, totals.expenses, totals.gap) == (800_000, 1_100_000, 0)
    assert project.answers == []
