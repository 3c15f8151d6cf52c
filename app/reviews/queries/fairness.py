"""The marks of a round with what they may depend on, and their figures by group: readers, territories, carriers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import and_, func, select

from app.accounts.models import Person
from app.core.extensions import db
from app.organisations.models import KIND_NAMES, Kind, Organisation
from app.projects.models import Hosting, Proposal
from app.projects.status import HostingStatus
from app.reviews.models import Review, Score
from app.reviews.status import ReviewStatus
from app.rounds.models import Round
from app.territories.models import Canton, Epci, Municipality
from moderation.labelling.fairness import Group, groups


@dataclass(frozen=True)
class Mark:
    """One mark that counts: who gave it, on which dossier and criterion, from where, carried by what."""

    proposal_id: int
    criterion: str
    reader_id: int
    reader: str
    points: int
    territory: str
    carrier: str


COLUMNS = (
    Review.proposal_id,
    Score.criterion,
    Review.reviewer_id,
    Person.name,
    Score.points,
    func.coalesce(Canton.name, Epci.name, Municipality.name),
    Organisation.kind,
    Proposal.collective,
)


def marks_in(round_: Round) -> list[Mark]:
    """Every mark of the finished readings of a round, in one question."""
    return [
        Mark(proposal, criterion, reader, name, points, place or _("sans commune"), _carrier(kind, collective))
        for proposal, criterion, reader, name, points, place, kind, collective in db.session.execute(_marks(round_))
    ]


def _marks(round_: Round) -> Any:
    carried = and_(Hosting.project_id == Proposal.project_id, Hosting.status == HostingStatus.ACCEPTED)
    return (
        select(*COLUMNS)
        .join(Review, Review.id == Score.review_id)
        .join(Person, Person.id == Review.reviewer_id)
        .join(Proposal, Proposal.id == Review.proposal_id)
        .join(Municipality, Municipality.code == Proposal.municipality_code, isouter=True)
        .join(Canton, Canton.code == Municipality.canton_code, isouter=True)
        .join(Epci, Epci.code == Municipality.epci_code, isouter=True)
        .join(Hosting, carried, isouter=True)
        .join(Organisation, Organisation.id == Hosting.organisation_id, isouter=True)
        .where(Proposal.round_id == round_.id, Review.status == ReviewStatus.FINISHED, Score.points.is_not(None))
        .order_by(Score.id)
    )


def _carrier(kind: Kind | None, collective: str) -> str:
    if kind:
        return str(KIND_NAMES[kind])
    return _("Groupe sans structure") if collective else _("Personne seule")


def by_reader(marks: Sequence[Mark]) -> list[Group]:
    """The figures of each reader."""
    return groups((mark.reader, mark.points) for mark in marks)


def by_territory(marks: Sequence[Mark]) -> list[Group]:
    """The figures of each canton, or of what stands for it where no list of cantons was loaded."""
    return groups((mark.territory, mark.points) for mark in marks)


def by_carrier(marks: Sequence[Mark]) -> list[Group]:
    """The figures of each kind of carrier."""
    return groups((mark.carrier, mark.points) for mark in marks)
