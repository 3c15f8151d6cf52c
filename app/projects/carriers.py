"""Which organisation carries a project in law, what it still owes, and how that is written in the frozen dossier."""

from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, exists, false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Person
from app.core.extensions import db
from app.core.text import N_, day
from app.organisations import queries as organisations
from app.organisations.models import Mandate, MandateRole, Organisation
from app.organisations.status import OrganisationStatus
from app.projects.models import Hosting, Project
from app.projects.status import HostingStatus
from app.rounds.models import Round
from app.rounds.presets import Rules
from app.rounds.queries import rules_of

LIVE = (HostingStatus.ASKED, HostingStatus.ACCEPTED)


def hosting_by_public_id(public_id: str) -> Hosting | None:
    """The hosting of that public identifier, with its organisation and its project."""
    return db.session.scalar(_whole().where(Hosting.public_id == public_id))


def hosting_of(project: Project) -> Hosting | None:
    """The hosting asked for or accepted now."""
    return db.session.scalar(_whole().where(Hosting.project_id == project.id, Hosting.status.in_(LIVE)))


def hostings_of(project: Project) -> Sequence[Hosting]:
    """Every hosting of a project, latest first."""
    return db.session.scalars(_whole().where(Hosting.project_id == project.id).order_by(Hosting.id.desc())).all()


def hostings_for(person: Person) -> Sequence[Hosting]:
    """Those of the organisations somebody represents, the ones that wait first."""
    mine = [each.id for each in organisations.organisations_of(person, MandateRole.REPRESENTATIVE)]
    query = _whole().where(Hosting.organisation_id.in_(mine))
    return db.session.scalars(query.order_by(Hosting.status != HostingStatus.ASKED, Hosting.id.desc())).all()


def _whole() -> Select[Hosting]:
    members = selectinload(Organisation.mandates).joinedload(Mandate.person).lazyload(Person.role_grants)
    project = joinedload(Hosting.project).lazyload(Project.answers)
    holder = joinedload(Hosting.project).joinedload(Project.holder).lazyload(Person.role_grants)
    team = joinedload(Hosting.project).selectinload(Project.members)
    round_ = joinedload(Hosting.project).joinedload(Project.round).lazyload(Round.envelopes)
    return select(Hosting).options(joinedload(Hosting.organisation).options(members), project, holder, team, round_)


def owed(project: Project) -> list[str]:
    """What the rulebook asks of the carrier and is not there yet, as sentences of the dossier."""
    rules = rules_of(project.round)
    if not (rules["carrier_required"] or rules["engagement_required"]):
        return []
    hosting = project.hosting
    carrier = hosting.organisation if hosting and hosting.status is HostingStatus.ACCEPTED else None
    if carrier is None or carrier.status is not OrganisationStatus.CONFIRMED:
        return [_("Structure : une structure vérifiée doit porter le projet")] if rules["carrier_required"] else []
    if rules["engagement_required"] and organisations.owes_engagement(carrier):
        return [_("Structure : « %(name)s » doit accepter le contrat d’engagement républicain", name=carrier.name)]
    return []


def lacks(rules: Rules) -> ColumnElement[bool]:
    """The same, asked of the project of a query: whether its carrier still owes something."""
    carrying = exists().where(
        Hosting.project_id == Project.id,
        Hosting.status == HostingStatus.ACCEPTED,
        Organisation.id == Hosting.organisation_id,
        Organisation.status == OrganisationStatus.CONFIRMED,
    )
    missing = ~carrying if rules["carrier_required"] else false()
    return or_(missing, carrying.where(organisations.unengaged())) if rules["engagement_required"] else missing


def advised(project: Project) -> str:
    """What to do about a carrier that the rulebook does not require; "" when there is one, or when it is owed."""
    hosting = project.hosting
    if owed(project) or (hosting and hosting.status is HostingStatus.ACCEPTED):
        return ""
    if hosting:
        return _("Structure : « %(name)s » n’a pas encore répondu", name=hosting.organisation.name)
    return _(
        "Structure : personne ne porte encore le projet en droit. Vous pouvez déposer sans, mais la subvention est "
        "versée à une structure : cherchez-en une dès maintenant"
    )


def with_carrier(answers: list[dict[str, Any]], project: Project, step: str) -> list[dict[str, Any]]:
    """The frozen answers, with who carries the project after those of the step of the team."""
    hosting = hosting_of(project) if project.hosting else None
    if hosting is None or hosting.status is not HostingStatus.ACCEPTED:
        return answers
    line = {"step": step, "label": CARRIER, "text": in_words(hosting), "key": "carrier"}
    after = max((n for n, answer in enumerate(answers, 1) if answer["step"] == step), default=len(answers))
    return [*answers[:after], line, *answers[after:]]


CARRIER = N_("La structure porteuse")


def in_words(hosting: Hosting) -> str:
    """Who carries the project, on which terms, in French: the text of the dossier binds."""
    organisation = hosting.organisation
    with force_locale("fr"):
        about = [
            organisation.name,
            organisation.kind_name.lower(),
            organisation.numbers,
            organisation.municipality.name,
        ]
        lines = [", ".join(part for part in about if part) + "."]
        if not hosting.is_own:
            lines.append(gettext("Elle accueille le projet : %(terms)s.", terms=", ".join(taken(hosting))))
        if hosting.terms:
            lines.append(hosting.terms)
        if engagement := organisations.engagement_of(organisation):
            lines.append(
                gettext("Contrat d’engagement républicain accepté le %(day)s.", day=day(engagement.accepted_at))
            )
        return "\n".join(lines)


def taken(hosting: Hosting) -> list[str]:
    """What the host takes on."""
    words = (
        (hosting.takes_account, _("le compte bancaire")),
        (hosting.takes_accounting, _("la comptabilité")),
        (hosting.takes_insurance, _("l’assurance")),
    )
    return [word for held, word in words if held]
