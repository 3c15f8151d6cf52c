"""A season of labelling: a round, a committee, and a dossier somebody holds."""

from types import SimpleNamespace

import pytest

from app.accounts.models import Role
from app.rounds.models import PhaseKind


@pytest.fixture
def season(people, a_round, a_proposal):
    """A round in labelling with staff, four readers and one dossier of Amel's."""
    round_, amel = a_round(PhaseKind.LABELLING), people("Amel")
    return SimpleNamespace(
        round=round_,
        amel=amel,
        staff=people("Dina", Role.STAFF),
        readers=[people(name, Role.REVIEWER) for name in ("Rémi", "Sara", "Théo", "Uma")],
        dossier=a_proposal(amel, round_),
    )
