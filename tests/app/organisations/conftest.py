"""Organisations for the tests of their feature and of projects."""

import pytest

from app.core.extensions import db
from app.organisations.models import Kind
from app.organisations.services import declaring
from app.territories.queries import municipality_by_code


@pytest.fixture
def an_organisation(app, people):
    """A factory of committed organisations: an_organisation(amel, confirmed=True, rna="W621234567")."""

    def make(by, *, confirmed=False, name="Les Cyclettes", kind=Kind.ASSOCIATION, rna="W621234567", **more):
        identity = declaring.Identity(name, kind, municipality_by_code("62041"), rna=rna, **more)
        organisation = declaring.declare(identity, by=by)
        if confirmed:
            declaring.confirm(organisation, by=people(f"Équipe de {name}"))
        db.session.commit()
        return organisation

    return make
