from dataclasses import replace

from sqlalchemy import select

from app.accounts.models import Person
from app.core.extensions import db


def test_seed_is_refused_when_real_people_are_here(app):
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, ENVIRONMENT="production")
    try:
        for options in ([], ["--if-empty"]):
            answer = app.test_cli_runner().invoke(args=["seed", *options])
            assert (answer.exit_code, "refused in production" in answer.output) == (1, True)
    finally:
        app.config["SETTINGS"] = before
    assert db.session.scalars(select(Person)).all() == []
