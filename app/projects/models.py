"""What is stored of a project: its answers to the steps of its round, its team, and its frozen proposals."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.hiding import Hideable
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.core.search import searchable
from app.ideas.models import Idea
from app.organisations.models import Organisation
from app.projects.member_roles import MEMBER_NAMES, MemberRole
from app.projects.status import HOSTING, PROJECT, PROPOSAL, HostingStatus, ProjectStatus, ProposalStatus
from app.rounds.models import Round
from app.rounds.themes import Theme
from app.territories.models import Municipality
from app.territories.queries import names_of

CARRIED = text("status IN ('asked','accepted')")  # a project asks one organisation at a time
LABELLED = text("status = 'labelled'")  # a project has one candidate at most


class Step(Base):
    """One step of the dossier in one round: what is asked, why, with an example; `kind` says who fills it."""

    __tablename__ = "step"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    position: Mapped[int]
    key: Mapped[str]
    kind: Mapped[str] = mapped_column(default="questions")
    title: Mapped[str]
    guidance: Mapped[str]

    retired_at: Mapped[datetime | None]  # no longer asked; what was answered stays with its projects

    fields: Mapped[list["StepField"]] = relationship(
        order_by="StepField.position",
        lazy="selectin",
        primaryjoin="and_(StepField.step_id == Step.id, StepField.retired_at.is_(None))",
        viewonly=True,
    )
    every_field: Mapped[list["StepField"]] = relationship(order_by="StepField.position")

    __table_args__ = (UniqueConstraint("round_id", "key"),)


class StepField(Base):
    """One question of a step; `kind` says how it is answered (FIELD_KINDS)."""

    __tablename__ = "step_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    position: Mapped[int]
    key: Mapped[str]
    kind: Mapped[str]
    label: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    example: Mapped[str] = mapped_column(default="")
    required: Mapped[bool] = mapped_column(default=True)
    length: Mapped[int] = mapped_column(default=4000)  # signs at most
    options: Mapped[list[str]] = mapped_column(default=list)  # of a choice
    retired_at: Mapped[datetime | None]
    asked_before: Mapped[str] = mapped_column(default="")  # how it was worded when somebody had answered already

    __table_args__ = (
        UniqueConstraint("step_id", "key"),
        CheckConstraint(
            "kind IN ('text','long_text','plain','number','money','date','choice','yes_no')", name="known_kind"
        ),
        CheckConstraint("length > 0", name="length_positive"),
    )


class Project(Hideable, PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """An idea being structured by its holder and team."""

    __tablename__ = "project"
    lifecycle = PROJECT

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), unique=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    collective: Mapped[str] = mapped_column(default="")
    theme: Mapped[Theme] = mapped_column(Code(Theme))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    youth: Mapped[bool] = mapped_column(default=False)  # carried by young people, as the team says
    status: Mapped[ProjectStatus] = mapped_column(Code(ProjectStatus), default=PROJECT.first, index=True)
    status_at: Mapped[datetime | None]
    to_complete: Mapped[str | None]
    comptoir_waiver: Mapped[str | None]  # why staff let it be submitted without a comptoir

    round: Mapped[Round] = relationship()
    idea: Mapped[Idea | None] = relationship()
    holder: Mapped[Person] = relationship(lazy="joined")
    municipality: Mapped[Municipality] = relationship(lazy="joined")
    members: Mapped[list["Member"]] = relationship(back_populates="project", order_by="Member.id", passive_deletes=True)
    answers: Mapped[list["Answer"]] = relationship(order_by="Answer.id", lazy="selectin")
    proposals: Mapped[list["Proposal"]] = relationship(back_populates="project", order_by="Proposal.id")
    hosting: Mapped["Hosting | None"] = relationship(  # asked for or accepted now
        primaryjoin="and_(Hosting.project_id == Project.id, Hosting.status.in_(('asked', 'accepted')))", viewonly=True
    )

    __table_args__ = (CheckConstraint("status IN ('draft','submitted','to_complete')", name="known_status"),)

    def role_of(self, person: Person) -> MemberRole | None:
        """What somebody beside the holder may do in the project; None for the holder and for who is not of the team."""
        return next((member.role for member in self.members if member.person_id == person.id), None)

    @property
    def team(self) -> list[Person]:
        """Everybody who works on it, the holder first."""
        return [self.holder, *(member.person for member in self.members)]

    @property
    def team_ids(self) -> list[int]:
        """The keys of everybody in the team, the holder first."""
        return [self.holder_id, *(member.person_id for member in self.members)]


class Member(PublicId, Base):
    """Somebody of the team beside the holder, who is named by the project itself: there is always exactly one."""

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(Code(MemberRole))
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)

    project: Mapped[Project] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("project_id", "person_id"),
        CheckConstraint("role IN ('editor','reader')", name="known_role"),
    )

    @property
    def role_name(self) -> str:
        """What the person may do, as words of the screen."""
        return str(MEMBER_NAMES[self.role])


class Answer(Base):
    """What the team wrote in one field."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("step_field.id"))
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (UniqueConstraint("project_id", "field_id"),)


class StepVersion(Base):
    """The texts of one step as one author left them; `number` grows with each save, so that it tells who came later.

    `kind`: auto and saved are what was typed, merged joins two people's, restored takes an older one up again; aside is
    a text that met another one and is kept beside it, never current.
    """

    __tablename__ = "step_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    texts: Mapped[dict[str, Any]]  # by the identifier of the field, as text
    kind: Mapped[str]
    page: Mapped[str] = mapped_column(default="")  # the opened page that is still writing it
    began_at: Mapped[datetime] = mapped_column(default=clock.now)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)

    author: Mapped[Person] = relationship()
    step: Mapped[Step] = relationship()

    __table_args__ = (
        UniqueConstraint("project_id", "step_id", "number"),
        CheckConstraint("kind IN ('auto','saved','merged','restored','aside')", name="known_kind"),
    )


class Hosting(PublicId, Timestamps, HasLifecycle, Base):
    """An organisation carries a project in law: its own project, or that of a collective it hosts (portage)."""

    __tablename__ = "hosting"
    lifecycle = HOSTING

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    message: Mapped[str] = mapped_column(default="")
    is_own: Mapped[bool] = mapped_column(default=False)  # the holder represents the organisation
    takes_account: Mapped[bool] = mapped_column(default=False)  # receives and keeps the money
    takes_accounting: Mapped[bool] = mapped_column(default=False)
    takes_insurance: Mapped[bool] = mapped_column(default=False)
    terms: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str | None]  # why declined or ended
    status: Mapped[HostingStatus] = mapped_column(Code(HostingStatus), default=HOSTING.first)
    status_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship(foreign_keys=project_id)
    organisation: Mapped[Organisation] = relationship()

    __table_args__ = (
        Index("uq_hosting_one_each", "project_id", unique=True, postgresql_where=CARRIED, sqlite_where=CARRIED),
        CheckConstraint("status IN ('asked','accepted','declined','ended')", name="known_status"),
        CheckConstraint("status <> 'declined' OR reason IS NOT NULL", name="no_silent_refusal"),
    )

    @property
    def holder_id(self) -> int:
        """Who holds the project."""
        return self.project.holder_id


class Proposal(PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """A project's text frozen and entered in a round: reviewed, numbered, voted on. Imported ones have no project."""

    __tablename__ = "proposal"
    lifecycle = PROPOSAL

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    code: Mapped[str]  # its name in ballots, bundles and .pb files; never changes
    number: Mapped[int | None]  # its number on the ballot, given with the label
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    collective: Mapped[str] = mapped_column(default="")
    theme: Mapped[Theme | None] = mapped_column(Code(Theme), index=True)
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"), index=True)
    place: Mapped[str] = mapped_column(default="")
    youth: Mapped[bool] = mapped_column(default=False)
    requested_cents: Mapped[int] = mapped_column(BigInteger)
    budget_cents: Mapped[int] = mapped_column(BigInteger)
    answers: Mapped[list[Any]]  # [{"step", "label", "text"}], as submitted
    scores: Mapped[dict[str, Any] | None]  # criterion -> exact mean as "7/3", fixed with the label
    status: Mapped[ProposalStatus] = mapped_column(Code(ProposalStatus), default=PROPOSAL.first, index=True)
    status_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who refused: another reads it again

    round: Mapped[Round] = relationship()
    project: Mapped[Project | None] = relationship(back_populates="proposals")
    municipality: Mapped[Municipality | None] = relationship(lazy="joined")

    __table_args__ = (
        UniqueConstraint("round_id", "code"),
        UniqueConstraint("round_id", "number"),
        Index("uq_proposal_one_label", "project_id", unique=True, postgresql_where=LABELLED, sqlite_where=LABELLED),
        CheckConstraint("requested_cents >= 0 AND budget_cents >= 0", name="money_not_negative"),
        CheckConstraint("status IN ('entered','labelled','refused','replaced','withdrawn')", name="known_status"),
        CheckConstraint("status <> 'labelled' OR number IS NOT NULL", name="labelled_means_numbered"),
    )

    @property
    def holder_id(self) -> int | None:
        """Who holds its project; nobody for an imported proposal."""
        return self.project.holder_id if self.project else None


def _words(proposals: Sequence[Proposal]) -> Iterator[tuple[str, str]]:
    names = names_of(proposal.municipality_code for proposal in proposals)
    for one in proposals:
        answers = " ".join(str(answer.get("text", "")) for answer in one.answers)
        place = names.get(one.municipality_code or "", one.place)
        yield one.title, " ".join((one.summary, one.collective, place, answers))


searchable(Proposal, ("title", "summary", "collective", "place", "municipality_code", "answers"), _words)
