"""A reconciliation: readers see each other's marks, talk, and staff close it with what came of it."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.projects import services as projects
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews import queries
from app.reviews.letters import tell_reconciliation
from app.reviews.models import Reconciliation, ReconciliationMessage
from app.reviews.services.phases import require_labelling


def open_reconciliation(proposal: Proposal, why: str, *, by: Person) -> Reconciliation:
    """Let the readers of a dossier see each other's marks. Raises Refused below two of them, or twice at a time."""
    projects.hold(proposal)
    if proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : les notes ne changent plus."))
    require_labelling(proposal)
    if not why.strip():
        raise Refused(_("Dites pourquoi vous ouvrez la conciliation : les personnes qui lisent le sauront."), "why")
    done = queries.finished(queries.reviews_of(proposal))
    if len(done) < 2:
        raise Refused(_("Il faut au moins deux lectures finies pour en parler."))
    made = Reconciliation(proposal=proposal, why=why.strip(), opened_by_id=by.id)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(_("Une conciliation est déjà ouverte pour ce dossier.")) from None
    audit.record("reconciliation.open", made, by=by, proposal=proposal.public_id)
    tell_reconciliation([review.reviewer for review in done], proposal, made.why, by=by)
    return made


def say(reconciliation: Reconciliation, text: str, *, by: Person) -> ReconciliationMessage:
    """Say something to the other readers. Raises Refused for nothing, or once it is closed."""
    _require_open(reconciliation)
    if not text.strip():
        raise Refused(_("Écrivez votre message."), "text")
    said = ReconciliationMessage(reconciliation_id=reconciliation.id, author_id=by.id, text=text.strip())
    db.session.add(said)
    db.session.flush()
    audit.record("reconciliation.say", reconciliation, by=by, proposal=reconciliation.proposal.public_id)
    return said


def close_reconciliation(reconciliation: Reconciliation, outcome: str, *, by: Person) -> None:
    """End it with what came of it. Raises Refused without a word about that, or the second time."""
    projects.hold(reconciliation.proposal)
    db.session.refresh(reconciliation)
    _require_open(reconciliation)
    if not outcome.strip():
        raise Refused(_("Dites ce qui en est sorti, même si chacun garde sa note."), "outcome")
    reconciliation.outcome, reconciliation.closed_by_id = outcome.strip(), by.id
    reconciliation.closed_at = clock.now()
    db.session.flush()
    audit.record("reconciliation.close", reconciliation, by=by, proposal=reconciliation.proposal.public_id)


def _require_open(reconciliation: Reconciliation) -> None:
    if reconciliation.closed_at is not None:
        raise Refused(_("Cette conciliation est close."))
