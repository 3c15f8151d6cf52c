"""A round with three marked dossiers, their decisions prepared, an announcement planned."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.accounts.models import Role
from app.core import clock
from app.core.extensions import db
from app.labelling import services
from app.labelling.services import Prepared
from app.labelling.status import Verdict
from app.reviews import services as reviews
from app.rounds.models import PhaseKind
from moderation.label_grounds import LabelGround
from tests.app.reviews.test_reviews import SCORES

REFUSED = Prepared(
    Verdict.REFUSE, "Le lieu n’est pas trouvé.", [LabelGround.FEASIBILITY], "Signez d’abord avec la mairie."
)
LABELLED = Prepared(Verdict.LABEL, "Trois partenaires engagés.")
CHANGES = Prepared(Verdict.CHANGES, "Un devis manque.", [LabelGround.INCOMPLETE], "Joignez le devis du four.")


@pytest.fixture
def season(people, a_round, a_proposal):
    """Everybody and everything, committed."""
    dina, elise, remi = people("Dina", Role.STAFF), people("Élise", Role.STAFF), people("Rémi", Role.REVIEWER)
    fatou, round_ = people("Fatou", Role.STAFF), a_round(PhaseKind.LABELLING)
    titles = {"Amel": "L’atelier vélo", "Bruno": "Le four à pain", "Chloé": "La radio"}
    holders = {name: people(name) for name in titles}
    proposals = [a_proposal(holders[name], round_, title=title) for name, title in titles.items()]
    for proposal in proposals:
        reviews.write_review(proposal, SCORES, by=remi)

    def prepare(*prepared):
        for proposal, one in zip(proposals, prepared or (LABELLED, REFUSED, CHANGES), strict=False):
            services.prepare(proposal, one, by=dina)
        db.session.commit()

    def announce():
        prepare()
        found = services.plan_release(round_, clock.now() + timedelta(hours=1), by=dina)
        services.request_release(found, by=dina)
        services.approve(found, by=elise)
        found.announced_at = clock.now() - timedelta(seconds=1)
        db.session.commit()
        return found

    return SimpleNamespace(
        dina=dina,
        elise=elise,
        fatou=fatou,
        remi=remi,
        round=round_,
        proposals=proposals,
        holders=list(holders.values()),
        prepare=prepare,
        announce=announce,
    )
