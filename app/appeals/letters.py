"""The news of an appeal: it arrived, and what it comes to; with an account or without."""

from collections.abc import Sequence
from functools import partial

from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.appeals.models import Appeal
from app.casework.models import Decision, Flag
from app.casework.statements import link_of, page_of
from app.core.extensions import db
from app.notifications.services import Told, mail_address, notify_each
from app.notifications.services.telling import Writes
from app.notifications.topics import Topic
from moderation.appeals import UNDONE, Appellant, Verdict


def tell_received(appeal: Appeal) -> None:
    """Acknowledge an appeal (article 20.5)."""
    _tell(appeal.person, appeal.flag, partial(_received, appeal))


def tell_answered(appeal: Appeal, verdict: Verdict) -> None:
    """Tell whoever appealed, and the other side when something changed for it, with the reason."""
    is_told_already = verdict is Verdict.REVERSE and appeal.party is Appellant.AUTHOR  # by the statement itself
    if not is_told_already:
        _tell(appeal.person, appeal.flag, partial(_answered, appeal, verdict))
    if verdict is Verdict.REVERSE and appeal.party is Appellant.AUTHOR:
        for flag in _reports(appeal.decision):
            _tell(flag.person, flag, partial(_put_back, appeal, flag))


def _tell(person: Person | None, flag: Flag | None, write: Writes) -> None:
    if person is not None:
        notify_each([(person, write)], Topic.DECISIONS, by=None)
    elif flag is not None and flag.email:
        mail_address(flag.email, write)


def _reports(decision: Decision) -> Sequence[Flag]:
    """The reports of the case; those of a flood read the answer on their own page."""
    if decision.case.is_flood:
        return []
    query = select(Flag).where(Flag.case_id == decision.case_id).order_by(Flag.id)
    return db.session.scalars(query.options(joinedload(Flag.person).lazyload(Person.role_grants))).all()


def _address(appeal: Appeal) -> str:
    return page_of(appeal.decision) if appeal.person else link_of(appeal.decision, appeal.flag)


def _path_for(decision: Decision, flag: Flag) -> str:
    return page_of(decision) if flag.person else link_of(decision, flag)


def _received(appeal: Appeal) -> Told:
    title = appeal.decision.case.title
    said = [
        _("Votre recours à propos de « %(title)s » est bien arrivé.", title=title),
        _(
            "La suite : une personne qui n’a pas pris cette décision relit tout. Vous recevez sa réponse, avec ses "
            "raisons. Vous n’avez rien d’autre à faire."
        ),
    ]
    return Told(_("Votre recours est arrivé"), said, _address(appeal))


def _answered(appeal: Appeal, verdict: Verdict) -> Told:
    said = [
        _("Vous avez fait un recours à propos de « %(title)s ».", title=appeal.decision.case.title),
        UNDONE[verdict][appeal.party].said_in(str(get_locale() or "fr")),
        _("Raison : %(reason)s", reason=appeal.answer),
        _("Cette réponse vient d’une personne qui n’avait pas pris la décision."),
        _(
            "Vous pouvez encore vous adresser gratuitement au Défenseur des droits, ou saisir le tribunal "
            "administratif dans les deux mois."
        ),
    ]
    return Told(_("La réponse à votre recours"), said, _address(appeal))


def _put_back(appeal: Appeal, flag: Flag) -> Told:
    said = [
        _(
            "Vous aviez signalé « %(title)s ». Après un recours, le public le voit de nouveau.",
            title=appeal.decision.case.title,
        ),
        _("Raison : %(reason)s", reason=appeal.answer),
    ]
    return Told(_("Un recours a changé la réponse à votre signalement"), said, _path_for(appeal.decision, flag))
