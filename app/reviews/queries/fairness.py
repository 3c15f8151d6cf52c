"""The marks of a round with what they may depend on, and their figures by group: readers, territories, carriers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import and_, select

from app.accounts.models import Person
from app.core.extensions import db
from app.organisations.models import KIND_NAMES, Organisation
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


def marks_in(round_: Round) -> list[Mark]:
    """Every mark of the finished readings of a round, in one question."""
    query = (
        select(
            Review.proposal_id,
            Score.criterion,
            Review.reviewer_id,
            Person.name,
            Score.points,
            Canton.name.label("canton"),
            Epci.name.label("epci"),
            Municipality.name.label("commune"),
            Organisation.kind,
            Proposal.collective,
        )
        .join(Review, Review.id == Score.review_id)
        .join(Person, Person.id == Review.reviewer_id)
        .join(Proposal, Proposal.id == Review.proposal_id)
        .join(Municipality, Municipality.code == Proposal.municipality_code, isouter=True)
        .join(Canton, Canton.code == Municipality.canton_code, isouter=True)
        .join(Epci, Epci.code == Municipality.epci_code, isouter=True)
        .join(
            Hosting,
            and_(Hosting.project_id == Proposal.project_id, Hosting.status == HostingStatus.ACCEPTED),
            isouter=True,
        )
        .join(Organisation, Organisation.id == Hosting.organisation_id, isouter=True)
        .where(Proposal.round_id == round_.id, Review.status == ReviewStatus.FINISHED, Score.points.is_not(None))
        .order_by(Score.id)
    )
    return [
        Mark(
            proposal,
            criterion,
            reader_id,
            reader,
            points or 0,  # never None: the query leaves these out
            canton or epci or commune or _("sans commune"),
            str(KIND_NAMES[kind]) if kind else _("Groupe sans structure") if collective else _("Personne seule"),
        )
        for proposal, criterion, reader_id, reader, points, canton, epci, commune, kind, collective in (
            db.session.execute(query)
        )
    ]


def by_reader(marks: Sequence[Mark]) -> list[Group]:
    """The figures of each reader."""
    return groups((mark.reader, mark.points) for mark in marks)


def by_territory(marks: Sequence[Mark]) -> list[Group]:
    """The figures of each canton, or of what stands for it where no list of cantons was loaded."""
    return groups((mark.territory, mark.points) for mark in marks)


def by_carrier(marks: Sequence[Mark]) -> list[Group]:
    """The figures of each kind of carrier."""
    return groups((mark.carrier, mark.points) for mark in marks)
