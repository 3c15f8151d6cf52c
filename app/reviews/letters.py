"""What people are told around labelling: a dossier to read, notes set aside, an opinion or an answer asked for."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.accounts.models import Person
from app.core.text import day
from app.notifications.services import notify, notify_all
from app.notifications.topics import Topic
from app.projects.models import Proposal
from app.reviews.models import HolderQuestion, Opinion, Review


def _desk(proposal: Proposal) -> str:
    return f"/labellisation/{proposal.public_id}"


def tell_reader(review: Review, *, by: Person | None) -> None:
    """Somebody has a dossier to read."""
    subject = _("Un dossier à lire : « %(title)s »", title=review.proposal.title)
    told = _(
        "On vous confie la lecture de ce dossier. La suite : notez-le par la grille, sans voir les notes des autres ; "
        "si vous connaissez ce projet de trop près, récusez-vous, une autre personne le lira."
    )
    link = _desk(review.proposal)
    notify(review.reviewer, Topic.STAFF_WORK, subject, told, link=link, by=by)


def tell_set_aside(review: Review, why: LazyString | str) -> None:
    """Somebody's marks no longer count."""
    subject = _("Vos notes sur « %(title)s » sont écartées", title=review.proposal.title)
    told = _("Elles restent dans le dossier, avec la raison ; une autre personne lit le dossier à votre place.")
    notify(review.reviewer, Topic.STAFF_WORK, subject, why, told, link="/labellisation/", by=None)


def tell_reconciliation(readers: list[Person], proposal: Proposal, why: str, *, by: Person) -> None:
    """The readers may now see each other's marks and talk."""
    subject = _("Vos notes s’écartent : « %(title)s »", title=proposal.title)
    told = _(
        "Vous voyez maintenant les notes des autres. La suite : échangez, et changez une note si vous le voulez, en "
        "disant pourquoi ; les deux notes sont gardées."
    )
    notify_all(readers, Topic.STAFF_WORK, subject, why, told, link=f"{_desk(proposal)}/conciliation", by=by)


def _until(date: object) -> LazyString:
    return LazyString(lambda: day(date))  # type: ignore[arg-type]  # said in the language of whoever reads


def tell_opinion_asked(opinion: Opinion, *, by: Person | None, again: bool = False) -> None:
    """A service is asked for its opinion, or reminded of it."""
    names = {"title": opinion.proposal.title, "service": opinion.service}
    if again:
        subject = _("Rappel : votre avis sur « %(title)s »", title=opinion.proposal.title)
    else:
        subject = _("Votre avis sur « %(title)s »", title=opinion.proposal.title)
    told = _(
        "L’avis de « %(service)s » est demandé sur le dossier « %(title)s », avant le %(day)s.",
        day=_until(opinion.due_on),
        **names,
    )
    after = _("La suite : lisez le dossier, puis répondez favorable, réservé ou défavorable, en disant pourquoi.")
    link = f"/labellisation/avis/{opinion.public_id}"
    notify(opinion.asked_of, Topic.TASKS, subject, told, opinion.question, after, link=link, by=by)


def tell_answered(opinion: Opinion, asker: Person) -> None:
    """Whoever asked reads that the service has answered."""
    subject = _("Avis rendu sur « %(title)s »", title=opinion.proposal.title)
    told = _("« %(service)s » a répondu : avis %(advice)s.", service=opinion.service, advice=opinion.advice_name)
    notify(asker, Topic.STAFF_WORK, subject, told, link=_desk(opinion.proposal), by=opinion.asked_of)


def tell_question(question: HolderQuestion, *, by: Person) -> None:
    """The team of a dossier is asked something: its holder is owed the letter, the rest of the team reads the news."""
    project = question.project
    if project is None:
        return
    subject = _("Une question sur votre dossier « %(title)s »", title=question.proposal.title)
    told = _("Les personnes qui examinent votre dossier vous demandent :")
    after = _(
        "La suite : répondez avant le %(day)s. Votre réponse sera lue à côté du dossier, dont le texte ne change pas.",
        day=_until(question.due_on),
    )
    link = f"/labellisation/questions/{question.public_id}"
    holder, *team = project.team
    notify(holder, Topic.DECISIONS, subject, told, question.text, after, link=link, by=by)
    notify_all(team, Topic.MY_PROJECT, subject, told, question.text, after, link=link, by=by)


def tell_answer(question: HolderQuestion, asker: Person, *, by: Person) -> None:
    """Whoever asked reads that the team has answered."""
    subject = _("Réponse à votre question sur « %(title)s »", title=question.proposal.title)
    notify(asker, Topic.STAFF_WORK, subject, question.answer, link=_desk(question.proposal), by=by)
