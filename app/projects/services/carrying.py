"""Portage: an organisation is asked to carry a project, takes it on with its terms, declines, or stops in time.

Who holds a project and represents the organisation needs to ask nobody: the hosting is accepted at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.notifications.services import notify_all
from app.notifications.topics import Topic
from app.organisations.models import Organisation
from app.organisations.queries import represents
from app.organisations.status import OrganisationStatus
from app.projects.models import Hosting, Project
from app.projects.status import ProjectStatus


class Terms(NamedTuple):
    """What a host takes on."""

    account: bool
    accounting: bool
    insurance: bool
    note: str = ""


def ask(project: Project, organisation: Organisation, message: str, *, by: Person) -> Hosting:
    """Ask an organisation to carry the project. Raises Refused while another is asked, or when it is not confirmed."""
    _hold(project)
    own = represents(by, organisation)
    if organisation.status is not OrganisationStatus.CONFIRMED:
        raise Refused(_("Cette structure n’est pas vérifiée par l’équipe : elle ne peut pas encore porter de projet."))
    hosting = Hosting(
        project=project, organisation=organisation, asked_by_id=by.id, message=message.strip(), is_own=own
    )
    try:
        with db.session.begin_nested():
            db.session.add(hosting)
    except IntegrityError:
        raise Refused(
            _("Une structure porte déjà ce projet, ou doit répondre : mettez d’abord fin à cette demande.")
        ) from None
    audit.record("hosting.ask", hosting, by=by, project=project.public_id, organisation=organisation.public_id)
    if own:
        advance(hosting, "accept", by=by, own=True)
        hosting.answered_by_id = by.id
    else:
        _tell_asked(hosting, by)
    db.session.flush()
    return hosting


def accept(hosting: Hosting, terms: Terms, *, by: Person) -> None:
    """Take the project on. Raises Refused when nothing is taken on, or the project is submitted meanwhile."""
    _hold(hosting.project)
    if not terms[:3] or not any(terms[:3]):
        raise Refused(_("Cochez au moins une chose que la structure prend en charge."), "account")
    advance(hosting, "accept", by=by, account=terms.account, accounting=terms.accounting, insurance=terms.insurance)
    hosting.takes_account, hosting.takes_accounting, hosting.takes_insurance = terms[:3]
    hosting.terms, hosting.answered_by_id = terms.note.strip(), by.id
    sentence = lazy_gettext(
        "« %(name)s » accepte de porter votre projet. La suite : finissez le dossier, puis déposez-le.",
        name=hosting.organisation.name,
    )
    _tell(hosting.project.team, hosting, sentence, by)


def decline(hosting: Hosting, reason: str, *, by: Person) -> None:
    """Say no, and why: the holder may ask another."""
    hosting.reason, hosting.answered_by_id = reason.strip() or None, by.id
    advance(hosting, "decline", by=by, reason=reason)
    sentence = lazy_gettext(
        "« %(name)s » ne peut pas porter votre projet. La suite : demandez à une autre structure.",
        name=hosting.organisation.name,
    )
    _tell(hosting.project.team, hosting, sentence, by)


def end(hosting: Hosting, reason: str, *, by: Person) -> None:
    """Stop, from either side, while the project is being written; a submitted one keeps what was frozen."""
    _hold(hosting.project)
    hosting.reason = reason.strip() or None
    advance(hosting, "end", by=by, reason=reason)
    if by.id != hosting.holder_id:
        name = hosting.organisation.name
        sentence = lazy_gettext(
            "« %(name)s » ne porte plus votre projet. La suite : demandez à une autre structure.",
            name=name,
        )
        _tell(hosting.project.team, hosting, sentence, by)
        return
    sentence = lazy_gettext("Votre structure ne porte plus « %(title)s ».", title=hosting.project.title)
    _tell(hosting.organisation.representatives, hosting, sentence, by)


def _hold(project: Project) -> None:
    """Submitting and carrying come one after the other; what is frozen does not change."""
    db.session.flush()
    db.session.refresh(project, ["status", "version"], with_for_update={"of": Project})
    if project.status is ProjectStatus.SUBMITTED:
        raise Refused(_("Le dossier est déposé : la structure qui le porte ne change plus."))


def _tell_asked(hosting: Hosting, by: Person) -> None:
    sentence = lazy_gettext(
        "%(who)s demande à « %(name)s » de porter le projet « %(title)s ».",
        who=hosting.project.holder.name,
        name=hosting.organisation.name,
        title=hosting.project.title,
    )
    _tell(hosting.organisation.representatives, hosting, sentence, by)


def _tell(people: Sequence[Person], hosting: Hosting, sentence: LazyString, by: Person) -> None:
    subject = lazy_gettext("Structure porteuse de « %(title)s »", title=hosting.project.title)
    why = [lazy_gettext("Raison : %(reason)s", reason=hosting.reason)] if hosting.reason else []
    link = f"/projets/portage/{hosting.public_id}"
    notify_all(people, Topic.MY_PROJECT, subject, sentence, *why, link=link, by=by)
