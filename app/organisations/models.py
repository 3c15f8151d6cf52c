"""What is stored of an organisation: what it is, who acts for it and until when, and what it engaged itself to."""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.core import clock
from app.core.hiding import Hideable
from app.core.lifecycle import HasLifecycle
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.organisations.status import INVITATION, ORGANISATION, InvitationStatus, OrganisationStatus
from app.territories.models import Municipality


class Kind(StrEnum):
    """What an organisation is in law (loi ESS du 31 juillet 2014, art. 1er, for the first four)."""

    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    FOUNDATION = "foundation"
    COMPANY = "company"
    PUBLIC = "public"
    COLLECTIVE = "collective"


KIND_NAMES = {
    Kind.ASSOCIATION: _("Association"),
    Kind.COOPERATIVE: _("Coopérative (SCIC, SCOP…) ou mutuelle"),
    Kind.FOUNDATION: _("Fondation ou fonds de dotation"),
    Kind.COMPANY: _("Entreprise de l’économie sociale et solidaire"),
    Kind.PUBLIC: _("Commune ou organisme public"),
    Kind.COLLECTIVE: _("Collectif sans forme juridique"),
}


class MandateRole(StrEnum):
    """What a person is in an organisation; only representatives act for it."""

    REPRESENTATIVE = "representative"
    TREASURER = "treasurer"
    MEMBER = "member"


MANDATE_NAMES = {
    MandateRole.REPRESENTATIVE: _("Représentante ou représentant"),
    MandateRole.TREASURER: _("Trésorière ou trésorier"),
    MandateRole.MEMBER: _("Membre"),
}
HOLDS_ITS_NUMBER = text("status IN ('declared','confirmed')")  # a number belongs to one living organisation
OPEN = text("status = 'sent'")
NOT_ENDED = text("ended_at IS NULL")
STILL = text("withdrawn_at IS NULL")


class Organisation(Hideable, PublicId, Timestamps, Versioned, HasLifecycle, Base):
    """A structure that may carry or host projects."""

    __tablename__ = "organisation"
    lifecycle = ORGANISATION

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(index=True)  # without accents or capitals, for searching
    kind: Mapped[Kind] = mapped_column(Code(Kind))
    siren: Mapped[str | None]
    siret: Mapped[str | None]  # of its seat
    rna: Mapped[str | None]
    court_entry: Mapped[str] = mapped_column(default="")  # volume and folio, in Alsace-Moselle
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    address: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    status: Mapped[OrganisationStatus] = mapped_column(Code(OrganisationStatus), default=ORGANISATION.first, index=True)
    status_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None]
    declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    municipality: Mapped[Municipality] = relationship(lazy="joined")
    mandates: Mapped[list["Mandate"]] = relationship(back_populates="organisation", order_by="Mandate.id")

    __table_args__ = (
        Index(
            "uq_organisation_live_siren",
            "siren",
            unique=True,
            postgresql_where=HOLDS_ITS_NUMBER,
            sqlite_where=HOLDS_ITS_NUMBER,
        ),
        Index(
            "uq_organisation_live_rna",
            "rna",
            unique=True,
            postgresql_where=HOLDS_ITS_NUMBER,
            sqlite_where=HOLDS_ITS_NUMBER,
        ),
        CheckConstraint("status IN ('declared','confirmed','refused','closed')", name="known_status"),
        CheckConstraint(
            "kind IN ('association','cooperative','foundation','company','public','collective')", name="known_kind"
        ),
        CheckConstraint("siret IS NULL OR substr(siret, 1, 9) = siren", name="siret_of_its_siren"),
        CheckConstraint("status NOT IN ('refused','closed') OR decision_reason IS NOT NULL", name="no_silent_refusal"),
    )

    @property
    def kind_name(self) -> str:
        """What it is, as a word of the screen."""
        return str(KIND_NAMES[self.kind])

    @property
    def in_force(self) -> list["Mandate"]:
        """The mandates that hold today, representatives first."""
        order = list(MandateRole)
        return sorted((m for m in self.mandates if m.is_in_force), key=lambda m: (order.index(m.role), m.id))

    @property
    def representatives(self) -> list[Person]:
        """Who may act for it today."""
        return [m.person for m in self.in_force if m.role is MandateRole.REPRESENTATIVE]

    @property
    def numbers(self) -> str:
        """Its numbers in one line: "SIRET 123 456 789 00012, RNA W621234567"."""
        grouped = [self.siret[i : i + 3] for i in (0, 3, 6)] + [self.siret[9:]] if self.siret else []
        alone = [self.siren[i : i + 3] for i in (0, 3, 6)] if self.siren and not self.siret else []
        parts = [
            ("SIRET\u00a0" + "\u00a0".join(grouped)) if grouped else "",
            ("SIREN\u00a0" + "\u00a0".join(alone)) if alone else "",
            f"RNA\u00a0{self.rna}" if self.rna else "",
            self.court_entry,
        ]
        return ", ".join(part for part in parts if part)


class Mandate(PublicId, Base):
    """What a person is in an organisation, from a day on, until a day when one is fixed."""

    __tablename__ = "mandate"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[MandateRole] = mapped_column(Code(MandateRole))
    since: Mapped[date]
    until: Mapped[date | None]  # the last day
    ended_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(back_populates="mandates")
    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (
        Index(
            "uq_mandate_one_each",
            "organisation_id",
            "person_id",
            unique=True,
            postgresql_where=NOT_ENDED,
            sqlite_where=NOT_ENDED,
        ),
        CheckConstraint("role IN ('representative','treasurer','member')", name="known_role"),
        CheckConstraint("until IS NULL OR until >= since", name="starts_before_it_ends"),
    )

    @property
    def is_in_force(self) -> bool:
        """Whether it holds today."""
        today = clock.today()
        return self.ended_at is None and self.since <= today and (self.until is None or today <= self.until)

    @property
    def role_name(self) -> str:
        """What the person is, as a word of the screen."""
        return str(MANDATE_NAMES[self.role])


class Invitation(PublicId, HasLifecycle, Base):
    """A mandate offered by mail: its link works once, for the address it was sent to, until `expires_at`."""

    __tablename__ = "invitation"
    lifecycle = INVITATION

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    email: Mapped[str]
    role: Mapped[MandateRole] = mapped_column(Code(MandateRole))
    until: Mapped[date | None]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    status: Mapped[InvitationStatus] = mapped_column(Code(InvitationStatus), default=INVITATION.first)
    status_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    sent_by: Mapped[Person] = relationship()

    __table_args__ = (
        Index(
            "uq_invitation_one_open", "organisation_id", "email", unique=True, postgresql_where=OPEN, sqlite_where=OPEN
        ),
        CheckConstraint("status IN ('sent','accepted','declined','withdrawn')", name="known_status"),
        CheckConstraint("role IN ('representative','treasurer','member')", name="known_role"),
    )

    @property
    def role_name(self) -> str:
        """What is offered, as a word of the screen."""
        return str(MANDATE_NAMES[self.role])

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.status is InvitationStatus.SENT and clock.now() < self.expires_at


class Engagement(PublicId, Base):
    """The contrat d’engagement républicain as an organisation accepted it: which text, who, when."""

    __tablename__ = "engagement"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str]  # of the text that was on the page
    accepted_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (
        Index(
            "uq_engagement_one_version",
            "organisation_id",
            "digest",
            unique=True,
            postgresql_where=STILL,
            sqlite_where=STILL,
        ),
    )
