"""A ballot with projects, and voters."""

import re

from app.booth import services
from app.booth.roll import Identity
from app.core.extensions import db
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.rounds.themes import Theme

COMMUNES = ["62041", "62119", "62193", "62498", "62765"]  # Arras, Béthune, Calais, Lens, Saint-Omer
THEMES = list(Theme)


def some_proposals(round_, count=5, asked=600_000):
    """`count` labelled projects, P1 to Pn, committed."""
    made = [
        Proposal(
            round_id=round_.id,
            code=f"P{n}",
            number=n,
            title=f"Projet {n}",
            summary=f"Le résumé du projet {n}.",
            collective=f"Collectif {n}",
            theme=THEMES[n % len(THEMES)],
            municipality_code=COMMUNES[n % len(COMMUNES)],
            requested_cents=asked,
            budget_cents=2 * asked,
            answers=[{"step": "L’idée", "label": "En bref", "text": f"Le texte du projet {n}."}],
            scores={"cooperation": "3", "innovation": "7/3", "ess": "2"},
            status=ProposalStatus.LABELLED,
        )
        for n in range(1, count + 1)
    ]
    db.session.add_all(made)
    db.session.commit()
    return made


def voter(n=1, **changed):
    """A person who may vote; each number is somebody else with an address of their own."""
    words = {
        "name": f"Camille Voisin{n}",
        "birth_year": 1980,
        "municipality_code": "62041",
        "email": f"voisin{n}@exemple.fr",
        **changed,
    }
    return Identity(**words)


def vote(round_, codes, n=1, **changed):
    """Put a ballot in the box without the code, committed."""
    cast = services.put_ballot(round_, voter(n, **changed), codes)
    db.session.commit()
    return cast


def codes_in(mails):
    """The codes sent, the first one first."""
    return [found[1] for _to, subject, _body in mails() if (found := re.search(r"\b(\d{6})\b", subject))]


def code_in(mails):
    """The last code sent."""
    return codes_in(mails)[-1]
