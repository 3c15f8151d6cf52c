"""Other applications on the database of a test: with other settings, as after a restart."""

from dataclasses import replace

import pytest

from app import create_app
from app.core.extensions import db


@pytest.fixture
def rebuilt(app):
    """A function giving the application anew with other settings; its connections are closed at the end."""
    made = []

    def make(**changes):
        made.append(create_app(replace(app.config["SETTINGS"], **changes)))
        return made[-1]

    yield make
    for other in made:
        with other.app_context():
            db.engine.dispose()


@pytest.fixture
def limited(rebuilt):
    """A function giving the application of the same database with other limits."""

    def make(limits, url="database"):
        other = rebuilt(LIMITS=limits, LIMITS_URL=url)
        other.config["WTF_CSRF_ENABLED"] = False
        return other

    return make
