"""What the pages of labelling need: a dossier on which two readers disagree, a third reading, everything asked."""

from datetime import timedelta

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.projects.models import Proposal
from app.reviews import services
from app.reviews.models import Criterion

POINTS = ["Le budget est équilibré", "Le projet se fait dans le département"]


def examine(proposal: Proposal, readers: list[Person], staff: Person, service: Person) -> dict[str, str]:
    """Two finished readings that lie apart, talked about; a third open; the addresses that pages need."""
    first, second, third = readers
    round_ = proposal.round
    services.write_checklist(round_, POINTS, by=staff)
    done = services.write_review(proposal, dict.fromkeys(Criterion, (4, "Du concret.")), by=first)
    services.write_review(proposal, dict.fromkeys(Criterion, (1, "Peu de partenaires.")), by=second)
    open_ = services.assign_reader(proposal, third, by=staff)
    talk = services.open_reconciliation(proposal, "Trois points d’écart.", by=staff)
    services.say(talk, "La lettre de la commune m’a convaincue.", by=first)
    due = clock.today() + timedelta(days=10)
    opinion = services.ask_opinion(proposal, "Voirie", service.email, "La rue est-elle libre ?", due, by=staff)
    services.cost(proposal, 650_000, "Atelier municipal", "Prix du marché de l’an passé.", by=staff)
    question = services.ask_holder(proposal, "Qui garde les clés ?", due, by=staff)
    db.session.flush()
    return {
        "reading": done.public_id,
        "open": open_.public_id,
        "opinion": opinion.public_id,
        "question": question.public_id,
    }
