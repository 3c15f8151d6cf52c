"""An idea passes to somebody else: its author offers it and the other accepts, or the team does it for a reason."""

from functools import partial

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.queries import normal_email, person_by_email
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.ideas.around import open_offer
from app.ideas.models import Idea, IdeaHandover
from app.ideas.services.gathering import follow_idea
from app.ideas.status import HandoverStatus
from app.notifications.services import Told, notify, notify_address
from app.notifications.topics import Topic


def offer_idea(idea: Idea, email: str, *, by: Person) -> IdeaHandover:
    """Write to somebody that an idea is theirs if they accept. Raises Refused when an offer waits already."""
    email = normal_email(email)
    if email == idea.author.email:
        raise Refused(_("C’est déjà son envie : écrivez l’adresse d’une autre personne."), "email")
    handover = IdeaHandover(idea=idea, from_id=by.id, email=email)
    try:
        with db.session.begin_nested():
            db.session.add(handover)
    except IntegrityError:
        raise Refused(_("Cette envie est déjà proposée à quelqu’un : retirez d’abord cette proposition.")) from None
    audit.record("idea.offer", idea, by=by)
    notify_address(email, Topic.MY_IDEA, partial(_offer, handover, by), by=by)
    return handover


def _offer(handover: IdeaHandover, giver: Person) -> Told:
    names = {"name": giver.name, "title": handover.idea.title}
    said = [
        _("%(name)s vous propose de porter l’envie « %(title)s ».", **names),
        _("Lisez-la, puis acceptez ou déclinez. Sans réponse de votre part, rien ne change."),
    ]
    return Told(
        _("%(name)s vous confie l’envie « %(title)s »", **names), said, f"/envies/confiees/{handover.public_id}"
    )


def accept_idea(handover: IdeaHandover, *, by: Person) -> None:
    """The idea is theirs from now on; whoever gave it goes on following it."""
    advance(handover, "accept", by=by)
    _pass_on(handover, by)
    _answer(handover, lazy_gettext("« %(title)s » : votre proposition est acceptée", title=handover.idea.title), by)


def decline_idea(handover: IdeaHandover, *, by: Person) -> None:
    """It stays where it was."""
    advance(handover, "decline", by=by)
    _answer(handover, lazy_gettext("« %(title)s » : votre proposition est déclinée", title=handover.idea.title), by)


def withdraw_offer(handover: IdeaHandover, *, by: Person) -> None:
    """Whoever offered it keeps it."""
    advance(handover, "withdraw", by=by)


def assign_idea(idea: Idea, email: str, reason: str, *, by: Person) -> IdeaHandover:
    """The team gives an idea to somebody with an account, for a reason both read."""
    receiver = person_by_email(email)
    if receiver is None:
        raise Refused(_("Personne n’a de compte à cette adresse : demandez-lui d’abord d’en créer un."), "email")
    if receiver.id == idea.author_id:
        raise Refused(_("C’est déjà son envie : écrivez l’adresse d’une autre personne."), "email")
    if waiting := open_offer(idea):
        withdraw_offer(waiting, by=by)
        db.session.flush()
    giver, offered = idea.author, HandoverStatus.OFFERED
    handover = IdeaHandover(idea=idea, from_id=giver.id, email=receiver.email, reason=reason, status=offered)
    with db.session.no_autoflush:
        handover.to_id = receiver.id
        advance(handover, "accept", by=by, reason=reason)
        db.session.add(handover)
    _pass_on(handover, receiver)
    for person in (giver, receiver):
        subject = lazy_gettext("« %(title)s » est confiée à %(name)s", title=idea.title, name=receiver.shown_name)
        said = lazy_gettext("Raison : %(reason)s", reason=reason)
        notify(person, Topic.DECISIONS, subject, said, link=f"/envies/{idea.public_id}", by=by)
    return handover


def _pass_on(handover: IdeaHandover, receiver: Person) -> None:
    idea = handover.idea
    handover.to_id, idea.author = receiver.id, receiver
    db.session.flush()
    follow_idea(idea, by=receiver)
    audit.record("idea.hand_over", idea, by=None)


def _answer(handover: IdeaHandover, subject: LazyString, by: Person) -> None:
    link = f"/envies/{handover.idea.public_id}"
    notify(handover.giver, Topic.MY_IDEA, subject, link=link, by=by)
