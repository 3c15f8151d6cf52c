"""Who may not read a dossier: its team, those with a mandate in what carries it, whoever declared an interest."""

from collections import defaultdict
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.accounts.models import Interest, Person, Role, RoleGrant
from app.accounts.scopes import covers
from app.core.extensions import db
from app.organisations.models import Mandate
from app.organisations.queries import in_force
from app.projects.models import Hosting, Project, Proposal
from app.projects.status import HostingStatus, ProjectStatus, ProposalStatus
from app.reviews.models import Review
from app.reviews.status import ACTIVE
from app.rounds.models import Round

TEAM, ORGANISATION, INTEREST = "team", "organisation", "interest"
Pairs = dict[tuple[int, int], str]  # (proposal, person) -> why


def sentence_of(why: str) -> str:
    """Why marks are set aside, in one sentence."""
    return {
        TEAM: _("Cette personne fait partie de l’équipe du projet : ses notes ne comptent pas."),
        ORGANISATION: _(
            "Cette personne a un mandat dans la structure qui porte le projet : ses notes ne comptent pas."
        ),
        INTEREST: _("Cette personne a déclaré un lien d’intérêt : ses notes ne comptent pas."),
    }[why]


def conflicts_in(proposals: Sequence[Proposal]) -> Pairs:
    """Everybody who may not read each dossier, and why; three questions, however many they are."""
    by_project = {one.project_id: one for one in proposals if one.project_id is not None}
    found: Pairs = {}
    named: defaultdict[str, list[int]] = defaultdict(list)
    for one in proposals:
        for name in _names(one):
            named[name].append(one.id)
    declared = select(Interest.subject, Interest.person_id).where(Interest.withdrawn_at.is_(None))
    for name, person_id in db.session.execute(declared.where(Interest.subject.in_(named))):
        found |= {(proposal_id, person_id): INTEREST for proposal_id in named[name]}
    carried = select(Hosting.project_id, Mandate.person_id).join(
        Mandate, Mandate.organisation_id == Hosting.organisation_id
    )
    carried = carried.where(Hosting.project_id.in_(by_project), Hosting.status == HostingStatus.ACCEPTED, *in_force())
    for project_id, person_id in db.session.execute(carried):
        found[by_project[project_id].id, person_id] = ORGANISATION
    for project_id, proposal in by_project.items():
        project = proposal.project
        if project is not None and project_id is not None:
            found |= {(proposal.id, person_id): TEAM for person_id in project.team_ids}
    return found


def _names(proposal: Proposal) -> set[str]:
    """What an interest may have been declared in, as the log names it."""
    names = {f"proposal:{proposal.public_id}", f"round:{proposal.round.public_id}"}
    project = proposal.project
    if project is None:
        return names
    names |= {f"project:{project.public_id}"} | {f"person:{person.public_id}" for person in project.team}
    return names | ({f"idea:{project.idea.public_id}"} if project.idea else set())


def to_read(round_: Round, *conditions: ColumnElement[bool]) -> Sequence[Proposal]:
    """The entered dossiers of a round that are not sent back, with their teams, the oldest first."""
    project = joinedload(Proposal.project)
    query = select(Proposal).join(Proposal.project, isouter=True)
    query = query.where(
        Proposal.round_id == round_.id,
        Proposal.status == ProposalStatus.ENTERED,
        (Proposal.project_id.is_(None)) | (Project.status != ProjectStatus.TO_COMPLETE),
        *conditions,
    )
    query = query.options(
        lazyload(Proposal.round),
        project.lazyload(Project.answers),
        project.joinedload(Project.idea),
        project.selectinload(Project.members),
        project.joinedload(Project.holder).lazyload(Person.role_grants),
    )
    return db.session.scalars(query.order_by(Proposal.created_at, Proposal.id)).unique().all()


def readers() -> Sequence[Person]:
    """Everybody with the role of reviewer today, by name."""
    query = select(Person).join(RoleGrant, RoleGrant.person_id == Person.id)
    query = query.where(RoleGrant.role == Role.REVIEWER, Person.left_at.is_(None)).distinct()
    people = db.session.scalars(query.options(selectinload(Person.role_grants)).order_by(Person.name, Person.id))
    return [person for person in people if Role.REVIEWER in person.roles]


def reaches(person: Person, proposal: Proposal) -> bool:
    """Whether the role of reviewer of that person reaches the dossier."""
    return any(grant.role is Role.REVIEWER and covers(grant, proposal) for grant in person.grants)


def active_reviews(round_: Round) -> Sequence[Review]:
    """The readings asked for or finished of the dossiers of a round that are not decided yet."""
    query = select(Review).join(Proposal, Proposal.id == Review.proposal_id)
    query = query.where(Proposal.round_id == round_.id, Proposal.status == ProposalStatus.ENTERED)
    query = query.where(Review.status.in_(ACTIVE))
    reviewer = joinedload(Review.reviewer).lazyload(Person.role_grants)
    return db.session.scalars(query.options(lazyload(Review.scores), reviewer).order_by(Review.id)).all()


def known_pairs(round_: Round) -> set[tuple[int, int]]:
    """(proposal, person) for every reading there ever was in a round: nobody is asked again automatically."""
    query = select(Review.proposal_id, Review.reviewer_id).join(Proposal, Proposal.id == Review.proposal_id)
    return {(proposal, person) for proposal, person in db.session.execute(query.where(Proposal.round_id == round_.id))}


def active_among(pairs: Pairs) -> Sequence[Review]:
    """The readings asked for or finished of somebody who may not read that dossier."""
    if not pairs:
        return []
    query = select(Review).where(
        Review.proposal_id.in_({proposal for proposal, _person in pairs}),
        Review.reviewer_id.in_({person for _proposal, person in pairs}),
        Review.status.in_(ACTIVE),
    )
    reviews = db.session.scalars(query.order_by(Review.id))
    return [review for review in reviews if (review.proposal_id, review.reviewer_id) in pairs]


def read_by(project: Project, person: Person) -> Sequence[Proposal]:
    """The entered dossier of a project, when that person reads it."""
    query = select(Proposal).join(Review, Review.proposal_id == Proposal.id)
    query = query.where(Proposal.project_id == project.id, Proposal.status == ProposalStatus.ENTERED)
    return db.session.scalars(query.where(Review.reviewer_id == person.id, Review.status.in_(ACTIVE))).all()


def territory_of(proposal: Proposal) -> str:
    """Where a dossier belongs for the fairness of readings: its canton, else its EPCI, else its commune."""
    place = proposal.municipality
    return (place.canton_code or place.epci_code or place.code) if place else proposal.place
