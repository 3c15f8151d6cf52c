"""What is asked around a dossier: opinions of services with a deadline, a costing, questions to the holder."""

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import person_by_email
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.reviews import queries
from app.reviews.letters import tell_answer, tell_answered, tell_opinion_asked, tell_question
from app.reviews.models import Advice, Costing, HolderQuestion, Opinion

LONGEST = 60  # days one may be given to answer
REMINDED_BEFORE = timedelta(days=2)
MOST_QUESTIONS = 10  # of one dossier


def ask_opinion(proposal: Proposal, service: str, email: str, question: str, due_on: date, *, by: Person) -> Opinion:
    """Ask a territorial service what it thinks, until a day.

    Raises Refused for an address without an account, somebody of the dossier's own team, a day that is past or far
    away, or twice the same person.
    """
    _require_entered(proposal)
    _require_day(due_on)
    person = person_by_email(email)
    if person is None:
        raise Refused(_("Aucun compte n’a cette adresse : demandez au service d’en créer un d’abord."), "email")
    if (proposal.id, person.id) in queries.conflicts_in([proposal]):
        raise Refused(_("Cette personne est liée au projet : demandez l’avis de quelqu’un d’autre."), "email")
    opinion = Opinion(
        proposal=proposal,
        service=service.strip(),
        asked_of=person,
        question=question.strip(),
        due_on=due_on,
        asked_by_id=by.id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(opinion)
    except IntegrityError:
        raise Refused(_("L’avis de cette personne est déjà demandé sur ce dossier."), "email") from None
    audit.record("opinion.ask", opinion, by=by, proposal=proposal.public_id, due=due_on.isoformat())
    tell_opinion_asked(opinion, by=by)
    return opinion


def answer_opinion(opinion: Opinion, advice: Advice, text: str, *, by: Person) -> None:
    """Give the opinion of a service; late ones are taken, and shown as late. Raises Refused twice, or once decided."""
    db.session.refresh(opinion, with_for_update={"of": Opinion})
    if opinion.answered_at is not None:
        raise Refused(_("Cet avis est déjà rendu."))
    if opinion.proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise sur ce dossier : votre avis n’est plus attendu."))
    if not text.strip():
        raise Refused(_("Dites pourquoi, en une phrase au moins."), "text")
    opinion.advice, opinion.text, opinion.answered_at = advice, text.strip(), clock.now()
    db.session.flush()
    late = opinion.is_late
    audit.record("opinion.answer", opinion, by=by, proposal=opinion.proposal.public_id, advice=advice, late=late)
    if asker := db.session.get(Person, opinion.asked_by_id):
        tell_answered(opinion, asker)


def remind_services() -> int:
    """Remind, once, the services whose day comes within two days or has passed; give how many."""
    due = queries.opinions_to_remind(clock.today() + REMINDED_BEFORE)
    for opinion in due:
        opinion.reminded_at = clock.now()
        audit.record("opinion.remind", opinion, by=None, proposal=opinion.proposal.public_id)
        tell_opinion_asked(opinion, by=None, again=True)
    db.session.flush()
    return len(due)


def cost(proposal: Proposal, estimate_cents: int, estimated_by: str, note: str, *, by: Person) -> Costing:
    """Write what somebody who knows reckons the project costs; earlier costings stay. Raises Refused once decided."""
    _require_entered(proposal)
    costing = Costing(
        proposal=proposal,
        estimate_cents=estimate_cents,
        estimated_by=estimated_by.strip(),
        note=note.strip(),
        written_by_id=by.id,
    )
    db.session.add(costing)
    db.session.flush()
    audit.record("costing.write", costing, by=by, proposal=proposal.public_id, cents=estimate_cents)
    return costing


def ask_holder(proposal: Proposal, text: str, due_on: date, *, by: Person) -> HolderQuestion:
    """Ask the team of a dossier something, until a day. Raises Refused for nobody to ask, a wrong day, or too many."""
    _require_entered(proposal)
    _require_day(due_on)
    if proposal.project is None:
        raise Refused(_("Ce dossier vient d’un fichier : personne ne peut répondre ici."))
    if len(queries.questions_of(proposal)) >= MOST_QUESTIONS:
        raise Refused(_("Dix questions au plus par dossier : demandez plutôt de le compléter."))
    question = HolderQuestion(proposal=proposal, text=text.strip(), due_on=due_on, asked_by_id=by.id)
    db.session.add(question)
    db.session.flush()
    audit.record("question.ask", question, by=by, proposal=proposal.public_id, due=due_on.isoformat())
    tell_question(question, by=by)
    return question


def answer_question(question: HolderQuestion, answer: str, *, by: Person) -> None:
    """Answer for the team. Raises Refused twice, for nothing, or once the dossier is decided."""
    db.session.refresh(question, with_for_update={"of": HolderQuestion})
    if question.answered_at is not None:
        raise Refused(_("Votre équipe a déjà répondu à cette question."))
    _require_entered(question.proposal)
    if not answer.strip():
        raise Refused(_("Écrivez votre réponse."), "answer")
    question.answer, question.answered_by_id, question.answered_at = answer.strip(), by.id, clock.now()
    db.session.flush()
    audit.record("question.answer", question, by=by, proposal=question.proposal.public_id, late=question.is_late)
    if asker := db.session.get(Person, question.asked_by_id):
        tell_answer(question, asker, by=by)


def _require_entered(proposal: Proposal) -> None:
    if proposal.status is not ProposalStatus.ENTERED:
        raise Refused(_("La décision est prise : l’état est maintenant « %(status)s ».", status=proposal.status_label))


def _require_day(due_on: date) -> None:
    today = clock.today()
    if not today < due_on <= today + timedelta(days=LONGEST):
        raise Refused(_("Choisissez un jour à venir, dans les soixante jours."), "due_on")
